"""Whom "the President" stands for, where a document means one by it all along.

A briefing or a release speaks of its own president as "the President" and of others by name
("President Obi"), so that neither nearness nor how often somebody is named tells whom it means.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from index.attribution.figures import Figure, Mention
from index.attribution.floor import Floor
from index.attribution.forms import surname
from index.attribution.governments import country_of
from index.attribution.reported import sentence_of
from index.documents import Span
from index.parsing import Paragraph, Parsed

if TYPE_CHECKING:  # spaCy takes seconds to import; it comes with the first document
    from spacy.tokens import Token

_OFFICES = ("president", "prime minister")
_OFTEN = 3  # times, from which on one is meant by it though nothing tells who that is
_CLEARLY = 1.5  # times as much that speaks for one as for any other
# What speaks for somebody and against, in times that he is named with the office
_ADMINISTRATION, _ANOTHER, _LEAST = 2, -4, 2
_AT_HOME = ("us", "u.s.", "united states", "american")


def nameless(parsed: Parsed, floor: Floor) -> list[Mention]:
    """Where an office stands for somebody of whom nothing tells who it is. Where its holder is told
    the cast learns that he is meant there."""
    unknown = []
    for office in _OFFICES:
        for mention in _meant(office, parsed, floor):
            if mention.figure.names:
                floor.cast.means(mention)
            else:
                unknown.append(mention)
    return unknown


def _meant(office: str, parsed: Parsed, floor: Floor) -> list[Mention]:
    text, last = parsed.document.text, office.split()[-1]
    alone = [
        (p, t) for p in parsed.paragraphs if last in text[slice(*p.span)].casefold()
        for t in p.tokens if _stands_alone(t, office) and not floor.labels(p.span_of(t, t))
    ]  # fmt: skip
    capitals = sum(token.text[0].isupper() for _, token in alone)
    if not alone or not (floor.turns or 2 * capitals > len(alone)):
        return []  # a newspaper's "the president" is the one told of
    holder = _speaking(office, floor) or _holder(office, alone, parsed, floor)
    if holder is None and len(alone) >= _OFTEN:
        holder = Figure("person")
    if holder is None:
        return []
    return [Mention(p.span_of(t, t), holder, t) for p, t in alone]


def _speaking(office: str, floor: Floor) -> Figure | None:
    """Whose turns are labelled so: "THE PRESIDENT: …"; nobody whom nothing names otherwise."""
    labels = (f"the {office}", office)
    taken = ((turn.label.text.strip(" :").casefold(), who) for turn, who in floor.taken())
    named = (who for label, who in taken if who and label in labels)
    return next((who for who in named if who.name.casefold() not in ("", *labels)), None)


def _holder(
    office: str, alone: list[tuple[Paragraph, Token]], parsed: Parsed, floor: Floor
) -> Figure | None:
    """The one whom the title names with the office; else who is named with it the most, or after
    whom an administration is called, and is no other than whom the same sentences call by it: "the
    President met President Obi"."""
    text, title = parsed.document.text, parsed.document.title
    weight: Counter[Figure] = Counter()
    for figure in floor.cast.figures("person"):
        if named := _named(figure, office):
            weight[figure] = named + _ADMINISTRATION * _led(figure, text)
            weight[figure] += _ANOTHER * _not_now(figure, office, text)
    billed = [f for f in weight if re.search(_called(f, office), title)]
    if len(billed) == 1:
        return billed[0]
    sentences = {sentence_of(paragraph, token) for paragraph, token in alone}
    if not weight:
        return None if floor.turns else _of_place(office, sentences, text, floor)
    met: Counter[Figure] = Counter()
    for sentence in sentences:
        called = (m for m in floor.cast.within(sentence) if _is_called(office, text, m))
        met.update({m.figure for m in called} & weight.keys())
    if len(weight) < 2:
        single = (f for f in weight if weight[f] > 0)
        return next((f for f in single if f not in met or _led(f, text)), None)
    for figure, times in met.items():
        weight[figure] += _ANOTHER * times
    (first, most), (_, second) = weight.most_common(2)
    return first if most >= _LEAST and most >= _CLEARLY * second else None


def _of_place(office: str, sentences: set[Span], text: str, floor: Floor) -> Figure | None:
    """The one who is told to hold the office of the one place that has it, "Ann Lind, the Prime
    Minister of Oland", and whom no sentence tells of beside it."""
    people = floor.cast.figures("person")
    held = [f for f in people if any(r.casefold().startswith(f"{office} of ") for r in f.roles)]
    places = set(re.findall(rf"\b(?i:{office} of (?:the )?)(\w+)", text))
    beside = {m.figure for sentence in sentences for m in floor.cast.within(sentence)}
    return held[0] if len(held) == len(places) == 1 and held[0] not in beside else None


def _named(figure: Figure, office: str) -> int:
    """How often he is named with the office, and no other country's."""
    elsewhere = any(map(_is_elsewhere, figure.roles))
    named = sum(n for role, n in figure.roles.items() if _is_of_home(role, office))
    return 0 if elsewhere else named


def _led(figure: Figure, text: str) -> int:
    """How often a document speaks of what he leads: "the Obi administration"."""
    before = r"(?<!former )(?<!last )(?<!previous )(?<!prior )"
    led = r"(?:[-–]\w+)? (?:[Aa]dministration|[Gg]overnment|White House)\b"
    return len(re.findall(rf"{before}\b{re.escape(surname(figure.name.split()))}\b{led}", text))


def _not_now(figure: Figure, office: str, text: str) -> int:
    """How often he has held the office, or is yet to: "former President Obi"."""
    earlier, later = rf"(?i:(?:former|then|ex)[ -]{office})", rf"(?i:{office}-elect)"
    return len(re.findall(rf"\b(?:{earlier}|{later}) {_name(figure)}", text))


def _called(figure: Figure, office: str) -> str:
    return rf"(?i:{office}) {_name(figure)}"


def _name(figure: Figure) -> str:
    return rf"(?:[A-Z]\S* )*{re.escape(surname(figure.name.split()))}\b"


def _stands_alone(token: Token, office: str) -> bool:
    """Whether "the President" is all that is said: not "the President of Oland", "the former
    president", "President Obi", nor "the vice president"."""
    *before, last = office.split()
    if token.lower_ != last or token.i < len(before) + 1:
        return False
    words = [t.lower_ for t in token.doc[token.i - len(before) - 1 : token.i]]
    if words != ["the", *before]:
        return False
    behind = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    named = behind is not None and behind.text[:1].isupper() and behind.pos_ == "PROPN"
    return not named and (behind is None or behind.lower_ not in ("of", "-", "elect", "for"))


def _is_called(office: str, text: str, mention: Mention) -> bool:
    until = text[max(0, mention.span.start - len(office) - 1) : mention.span.end]
    return office in until.casefold()


def _is_of_home(role: str, office: str) -> bool:
    """ "President" and "U.S. President", not "former President" nor "CNN President"."""
    plain = role.casefold()
    whose = plain.removesuffix(office).strip()
    return plain.endswith(office) and (not whose or whose in _AT_HOME)


def _is_elsewhere(role: str) -> bool:
    """ "Russian President"."""
    *whose, _ = role.split() or [""]
    where = " ".join(whose)
    return bool(where) and where.casefold() not in _AT_HOME and country_of(where) is not None
