"""The paragraphs of a debate or a meeting that is reported in the third person: "MR. HOLT (Harlow)
said that he …; he trusted that …", as old records of parliaments and newspapers have it.

Who stands in capitals at the head is on record with all of the paragraph, and with what follows
about "he".
"""

from __future__ import annotations

import re

from index.attribution.called import is_capitals, is_titled, leads, without_asides
from index.documents import Span

_CAPITALS = r"(?:[A-Z]\.|[A-Z][A-Z.'’-]*[A-Z]\b\.?)"
_VERBS = (
    r"added|admitted|agreed|announced|answered|appealed|argued|asked|assured|begged|believed|called"
    r"|complained|concurred|confessed|congratulated|considered|contended|continued|declared|denied"
    r"|deprecated|desired|drew|enquired|explained|expressed|feared|felt|gave|hoped|inquired"
    r"|insisted|intimated|maintained|moved|objected|observed|opposed|pointed|pressed|proceeded"
    r"|promised|proposed|protested|quoted|referred|regretted|rejoined|remarked|reminded|replied"
    r"|resumed|retorted|rose|said|seconded|stated|submitted|suggested|supported|thanked|thought"
    r"|trusted|urged|wished"
)
TOLD = re.compile(
    rf"\*?(?P<label>(?:[A-Z][a-z]+\.? ){{0,3}}?{_CAPITALS}(?:,? (?:(?:de|of|the|von) )?{_CAPITALS})"
    r"{0,8}(?:,? \([^()\n]{2,60}\))?),? "
    rf"(?=(?:[^.:;()\n]|(?<=\b[A-Z])\.){{0,160}}?\b(?:{_VERBS})\b)(?=[a-z])"
)
_ASKING = re.compile(
    r"(?:\w+ ){0,2}?(?:asked|enquired|inquired) (?:whether|if|what|when|where|who|why|how)\b"
)
_LONGEST_ASKED = 400  # characters of a paragraph that asks
_GOES_ON = re.compile(r"\s*(?:He|She)\b")


def is_told(label: str) -> bool:
    """Whether words in capitals name somebody by a title or an office: no "CEO" and no "NASA"."""
    long = any(len(word) > 3 for word in re.findall(r"[A-Z]{2,}", without_asides(label)))
    titled = leads(label) or is_titled(label)
    return is_capitals(label) and titled and (long or len(label.split()) > 2)


def ended(text: str, start: int, end: int) -> int:
    """Where the report that starts at one place ends, at another at the latest: with its paragraph,
    or the last behind it that goes on about "him" or "her"."""
    border = re.compile(r"\n[ \t]*\n" if "\n\n" in text else r"\n")
    while (found := border.search(text, start, end)) is not None:
        if not _GOES_ON.match(text, found.end()):
            return found.start()
        start = found.end()
    return end


def asking(text: str, words: Span) -> bool:
    """Whether a report is of a question: "asked whether it would apply to lodgers"."""
    short = words.end - words.start <= _LONGEST_ASKED
    return short and _ASKING.match(text, *words) is not None
