"""Where a document names somebody: the parser's named entities, made whole and told apart.

The parser's model marks names well and says badly what they are: in "Mayor Agnes Holt" it may see
a place, in "Hector Reyes" only the surname. So a name is widened to its whole run of proper nouns,
bared of titles, and is a person's where its surroundings (``persons``) or the rest of the document
say so.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.attribution import gender, lexicon
from index.attribution.forms import surname, words_of
from index.attribution.governments import country_of
from index.attribution.letterheads import letterhead
from index.attribution.nicknames import nicknamed
from index.attribution.persons import (
    OFTEN,
    employs,
    gone_on_from,
    is_person,
    is_titled,
    is_where,
    speaks,
)
from index.attribution.roles import nominal_before
from index.attribution.runs import apart, runs, whole_surname, whole_word
from index.attribution.vocabulary import FIELDS, HELD, HONOURED, OFFICE, PARTICLES
from index.documents import Span
from index.parsing import Paragraph, Parsed
from index.references import around, author, references

if TYPE_CHECKING:  # spaCy takes seconds to import; it comes with the first document
    from spacy.tokens import Span as Run
    from spacy.tokens import Token

_OFFICES = lexicon.ROLES | OFFICE
# The first words of some offices
_RANKS = OFFICE | frozenset("chief executive national special supreme".split())
OF_A_PEOPLE = re.compile(
    r"(?:Corn|Dutch|English|French|Irish|Manx|Scots|Ulster|Welsh|Yorkshire)(?:wo)?m[ae]n"
)
_YEAR = 4  # digits
_BOTH = 2  # surnames of those who go by father's and mother's
_STREETS = frozenset(
    """ave avenue blvd boulevard circle close court crescent dr drive lane ln place rd road square
    st street way""".split()
)


@dataclass(frozen=True)
class Name:
    """A place where somebody or something is named; ``run`` is the name without its titles and
    ``female`` tells what goes on from it, "she" or "he"; ``mostly``, what does so often."""

    paragraph: Paragraph
    run: Run
    label: str
    person: bool
    female: bool | None = None
    mostly: bool | None = None

    @property
    def words(self) -> list[str]:
        return words_of(self.run)

    @property
    def span(self) -> Span:
        return self.paragraph.span_of(self.run[0], self.run[-1])

    @property
    def head(self) -> Token:
        """Its main word: Holt, and the deputy of "her deputy, Simon Arkwright,"."""
        head = nominal_before(self.run) or self.run.root
        while head.dep_ == "appos":
            head = head.head
        return head


def names(parsed: Parsed) -> list[Name]:
    """Every name of a document, in text order."""
    head = letterhead(parsed)
    headings = {p.start for p in parsed.paragraphs if _is_heading(p)}
    prose = [p for p in parsed.paragraphs if p.start not in headings]
    in_prose = {t.text for p in prose for e in p.doc.ents for t in e}
    text = parsed.document.text
    cited = references(text)
    found = [
        (p, run, label)
        for p in parsed.paragraphs
        for run, label in runs(p.doc)
        if p.start not in headings or {t.text for t in run} <= in_prose
        if not (_is_dateline(run) or _is_office(run, label) or _is_aside(run) or _is_ending(run))
        if not _is_work(p.span_of(run[0], run[-1]), run, cited, text)
        if not (_is_address(run) or OF_A_PEOPLE.fullmatch(run.text) or (head and p is head[0]))
    ]
    called = {run.text for _, run, _ in found}
    found = [(p, apart(run, label, called), label) for p, run, label in found]
    alone = {whole_word(t) for p in parsed.paragraphs for t in p.tokens if _stands_alone(t)}
    places = {run.text for _, run, _ in found if is_where(run)}
    speaking = {run.text for _, run, _ in found if speaks(run)}
    employers = {run.text for _, run, _ in found if employs(run)}
    firms = {words_of(run)[0] for _, run, _ in found if _is_firm(run)}
    gone_on = gone_on_from([run for _, run, _ in found])
    people = [
        (is_person(run, label, alone) or run.text in gone_on)
        and (run.text not in places or is_titled(run))
        and run.text not in employers | firms
        for _, run, label in found
    ]
    nicks = [nicknamed(text, p.span_of(run[0], run[-1])) for p, run, _ in found]
    people = [person or nick is not None for person, nick in zip(people, nicks, strict=True)]
    full = {
        tuple(words_of(run))
        for (_, run, _), person in zip(found, people, strict=True)
        if person and len(run) > 1
    }
    full |= {tuple(nick[0].split()) for nick in nicks if nick}
    known = {(surname([*words]),) for words in full} | full
    known |= {ending for words in full for ending in _surnames(words)}
    known |= {words[:1] for words in full if _may_stand_alone(words[0]) and words[0] not in places}
    whole = [whole_surname(run, {words[-1] for words in known}) for _, run, _ in found]
    silent = {text for text in places - speaking if " " in text}  # no "Halden Foods"
    issuer = [Name(*head, "ORG", False)] if head else []
    return issuer + [
        Name(
            p,
            run,
            "LOC" if label == "PERSON" and run.text in silent else label,
            person or tuple(words_of(run)) in known,
            *_called(run, gone_on.get(run.text)),
        )
        for (p, _, label), run, person in zip(found, whole, people, strict=True)
    ]


def _called(run: Run, told: int | None) -> tuple[bool | None, bool | None]:
    """Whether "she" or "he" goes on from a name, and whether it is so often that no first name
    tells otherwise, where no title does."""
    if told is None:
        return None, None
    return told > 0, told > 0 if abs(told) >= OFTEN and not is_titled(run) else None


def _surnames(full: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The surnames of several words, or with an article, that a full name may end with, as a
    sentence begins with them, too: De Vries, of Anna de Vries, El-Sayed, of Hani el-Sayed, and
    López Obregón, of María Fernanda López Obregón."""
    for n, word in enumerate(full[1:], 1):
        led = word.casefold() in PARTICLES or not word[0].isupper()
        if led or n == len(full) - _BOTH > 0:
            yield full[n:]
            yield (f"{word[0].upper()}{word[1:]}", *full[n + 1 :])


def _may_stand_alone(first: str) -> bool:
    """Whether a first name by itself is its bearer's: Yusra, but neither Jordan nor Austin."""
    known = not gender.has_first_name([first, ""]) or gender.has_first_name([first])
    return len(first) > 2 and known and country_of(first) is None


def overlooked(parsed: Parsed, surnames: frozenset[str], named: Sequence[Span]) -> Iterator[Name]:
    """Where a known surname stands that was not taken for a name, in text order."""
    taken = sorted(named)
    common = {t.text for p in parsed.paragraphs for t in p.tokens if t.is_lower}
    for paragraph in parsed.paragraphs:
        for token in paragraph.tokens:
            first, last, word = token.i, token.i + 1, token.text
            if word == "-":  # Asante-Pryce, of which the tokenizer makes three words
                first, last = max(0, first - 1), last + 1
                word = token.doc[first:last].text
            elif word.isupper():
                word = word.title()
            if word not in surnames or not word[0].isupper():
                continue
            run = token.doc[first:last]
            at = paragraph.span_of(run[0], run[-1])
            n = bisect_right(taken, at)
            if any(t.overlaps(at) for t in taken[max(0, n - 2) : n + 1]):
                continue
            acts = run[-1].pos_ == "PROPN" or token.dep_ in ("nsubj", "nsubjpass", "poss")
            if acts or not (token.is_stop or word.casefold() in common):
                yield Name(paragraph, run, "", person=True)


def is_prose(paragraph: Paragraph) -> bool:
    """Whether a paragraph is no headline, of which a word with a capital may be nobody's name:
    "Hacker boasts", and not "Target said it was late."."""
    ending = paragraph.doc[-3:].text.rstrip("\"'’”) \n")
    return ending.endswith((".", "!", "?", ":")) and not _is_heading(paragraph)


def _is_work(span: Span, run: Run, cited: Sequence[Span], text: str) -> bool:
    """Whether a run stands in a reference and is not the author's name, nor that of who quotes:
    "[Ann Lind, The [Quay], p. 12]"."""
    reference = around(cited, span)
    if reference is None or (len(run) > 1 and gender.has_first_name(words_of(run))):
        return False
    named = author(text, reference)
    by = run.doc[: run.start][-1:].text.casefold() == "by"
    return not by and (named is None or not named.holds(span))


def _is_ending(run: Run) -> bool:
    """Whether a run is what stands behind a name and a comma: "Inc.", "Jr."."""
    endings = lexicon.SUFFIXES | lexicon.COMPANY_FORMS
    return all(t.lower_.rstrip(".") in endings or t.is_punct for t in run)


def _is_firm(run: Run) -> bool:
    """Whether a name of several words ends as a firm's does, of which the first alone is no
    person's: "Halden Foods Corp.", "Halden Foods, Inc."."""
    behind = [t.lower_.rstrip(".") for t in run.doc[run.end - 1 : run.end + 2]]
    ends = behind[:1] if behind[1:2] != [","] else behind[::2]
    return len(words_of(run)) > 1 and not lexicon.COMPANY_FORMS.isdisjoint(ends)


def _is_address(run: Run) -> bool:
    """Whether it is where somebody lives: "Ann Lind, 14 [Mill Lane], spoke against it", and not
    "in 2014 [Martin Lane] spoke"; "Ann Lind, from [Mill Lane], spoke", "a fire in [Mill Lane]"."""
    if not run.start or run[-1].lower_.rstrip(".") not in _STREETS:
        return False
    before = run.doc[run.start - 1]
    known = gender.has_first_name(words_of(run))
    dated = len(before) == _YEAR or before.ent_type_ == "DATE"
    if before.is_digit:
        return not (dated and known)
    aside = run.start > 1 and run.doc[run.start - 2].text == ","
    placed = before.lower_ in ("in", "off", "on") or (before.lower_ == "from" and aside)
    return placed and len(run) > 1 and not known


def _is_heading(paragraph: Paragraph) -> bool:
    """Whether Nearly Every Word Has a Capital, so that capitals tell no names; those who were
    present, one after the other, and who signs, behind a dash, are names all the same, and so they
    are in "The Ministry of Foreign Affairs met on Monday."."""
    if paragraph.doc[0].text in lexicon.DASHES:
        return False
    ended = [t.text for t in paragraph.tokens if not t.is_space][-1:] == ["."]
    if ended and any(t.tag_ == "VBD" and t.is_lower for t in paragraph.tokens):
        return False
    words = [t for t in paragraph.tokens if t.is_alpha and len(t) > 3]
    listed = sum(e.label_ == "PERSON" and len(e) > 1 for e in paragraph.doc.ents)
    if listed > 1 and sum(t.text in (",", ";") for t in paragraph.tokens) > 1:
        return False
    return len(words) > 3 and sum(t.text[0].isupper() for t in words) > 0.75 * len(words)


def _is_dateline(run: Run) -> bool:
    """Whether it is the place that an article starts with: "CORVANE (AP) — "."""
    behind = run.doc[run.end : run.end + 8].text
    return run.start == 0 and run.text.isupper() and any(s in behind for s in (" - ", "—", "--"))


def _is_office(run: Run, label: str) -> bool:
    """Whether it is no name but an office: "the Vice President", "the Second Gentleman", "my right
    hon. Friend", "the Port Administrator"; or the "I" of who proclaims something."""
    words = [word.casefold() for word in words_of(run)]
    if words == ["i."]:
        return True
    if len(words) > 1 and words[-1] in HELD and "of" not in words:
        ranked = label != "PERSON" or words[0] in _RANKS
        if ranked and not gender.has_first_name(words_of(run)):
            return True
    if words in (["friend"], ["member"], ["members"]):
        before = run.doc[: run.start][-1:].text.casefold()
        return before.rstrip(".") in HONOURED
    only = bool(words) and all(w in _OFFICES for w in words)
    only = only and (words[0] in OFFICE or words[-1] == "general")
    return only and (len(words) > 1 or words[0] in ("gentleman", "lady"))


def _is_aside(run: Run) -> bool:
    """Whether it is what a transcript tells of the room: "(Laughter.)"."""
    before = run.doc[: run.start][-1:].text
    return before in ("(", "[") and all(word.casefold() in FIELDS for word in words_of(run))


def _stands_alone(token: Token) -> bool:
    """A single proper noun, as surnames are once the full name was told."""
    if token.pos_ != "PROPN" or token.dep_ not in ("nsubj", "nsubjpass", "poss", "pobj"):
        return False
    before = token.nbor(-1) if token.i else None
    after = token.nbor() if token.i + 1 < len(token.doc) else None
    return not (before and (before.pos_ in ("PROPN", "DET"))) and not (
        after and after.pos_ == "PROPN"
    )
