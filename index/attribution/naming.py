"""Where a document names somebody: the parser's named entities, made whole and told apart.

The parser's model marks names well and says badly what they are: in "Mayor Agnes Holt" it may see
a place, in "Hector Reyes" only the surname. So a name is widened to its whole run of proper nouns,
bared of titles, and is a person's where its surroundings (``persons``) or the rest of the document
say so.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.attribution import gender, lexicon
from index.attribution.forms import MARKS, surname, words_of
from index.attribution.governments import country_of
from index.attribution.letterheads import letterhead
from index.attribution.persons import (
    employs,
    gone_on_from,
    is_in_office,
    is_person,
    is_titled,
    is_where,
    speaks,
)
from index.attribution.roles import is_of_several, is_role, nominal_before
from index.attribution.vocabulary import FIELDS, HONOURED, OFFICE, PARTICLES
from index.documents import Span
from index.parsing import Paragraph, Parsed

if TYPE_CHECKING:  # spaCy takes seconds to import; it comes with the first document
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Run

_OFFICES = lexicon.ROLES | OFFICE
# What somebody is, as the last word of an office's name, and the first words of some
_HELD = frozenset(
    """administrator adviser advisor ambassador chair chairman co-founder commander commissioner
    coordinator counsel director envoy gentleman lady leader manager minister officer president
    secretary""".split()
)
_RANKS = OFFICE | frozenset("chief executive national special supreme".split())
_PLACES = ("GPE", "NORP", "LOC")
_DASHES = ("-", "--", "—", "–")
_YEAR = 4  # digits
_STREETS = frozenset(
    """ave avenue blvd boulevard circle close court crescent dr drive lane ln place rd road square
    st street way""".split()
)
_LABELS = ("PERSON", "ORG", "FAC", "PRODUCT", "WORK_OF_ART", *_PLACES)


@dataclass(frozen=True)
class Name:
    """A place where somebody or something is named; ``run`` is the name without its titles and
    ``female`` tells what goes on from it, "she" or "he"."""

    paragraph: Paragraph
    run: Run
    label: str
    person: bool
    female: bool | None = None

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
    found = [
        (p, run, label)
        for p in parsed.paragraphs
        for run, label in _runs(p.doc)
        if p.start not in headings or {t.text for t in run} <= in_prose
        if not (_is_dateline(run) or _is_office(run, label) or _is_aside(run) or _is_ending(run))
        if not (_is_address(run) or (head and p is head[0]))
    ]
    called = {run.text for _, run, _ in found}
    found = [(p, _apart(run, label, called), label) for p, run, label in found]
    alone = {_word(t) for p in parsed.paragraphs for t in p.tokens if _stands_alone(t)}
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
    full = {
        tuple(words_of(run))
        for (_, run, _), person in zip(found, people, strict=True)
        if person and len(run) > 1
    }
    known = {(surname([*words]),) for words in full} | full
    known |= {words[:1] for words in full if _may_stand_alone(words[0]) and words[0] not in places}
    whole = [_whole_surname(run, {words[-1] for words in known}) for _, run, _ in found]
    silent = {text for text in places - speaking if " " in text}  # no "Halden Foods"
    issuer = [Name(*head, "ORG", False)] if head else []
    return issuer + [
        Name(
            p,
            run,
            "LOC" if label == "PERSON" and run.text in silent else label,
            person or tuple(words_of(run)) in known,
            gone_on.get(run.text),
        )
        for (p, _, label), run, person in zip(found, whole, people, strict=True)
    ]


def _may_stand_alone(first: str) -> bool:
    """Whether a first name by itself is its bearer's: Yusra, but neither Jordan nor Austin."""
    known = gender.of_name([first, ""]) is None or gender.of_name([first]) is not None
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
    known = gender.of_name(words_of(run)) is not None
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
    if paragraph.doc[0].text in _DASHES:
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
    if len(words) > 1 and words[-1] in _HELD and "of" not in words:
        ranked = label != "PERSON" or words[0] in _RANKS
        if ranked and gender.of_name(words_of(run)) is None:
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


def _runs(doc: Doc) -> Iterator[tuple[Run, str]]:
    found: dict[int, tuple[Run, str]] = {}
    taken: set[int] = set()
    for entity in doc.ents:
        if entity.start in taken:
            continue
        if entity.label_ in _LABELS and (run := _bared(_whole(entity), entity.label_)):
            grown = entity.label_ in _PLACES and run.end > entity.end
            found[run.start] = run, "" if grown else entity.label_
            taken.update(range(run.start, run.end))
    start = None
    for token in [*doc, None]:
        loose = token is not None and token.i not in taken and _is_loose(token)
        if token is not None and start is not None and token.i - start > 1 and _joins(token):
            continue  # "Ana Mbeki-[Soares]"
        if loose and start is None and token is not None:
            start = token.i
        elif not loose and start is not None:
            loose_run = doc[start : token.i if token is not None else len(doc)]
            run = _bared(_hyphenated(loose_run), "")
            if run and (run.start not in found or len(run) > len(found[run.start][0])):
                found[run.start] = run, ""
            start = None
    for start in sorted(found):
        yield found[start]


def _word(token: Token) -> str:
    """A word with what a hyphen joins to it: Mbeki-Soares, of its last token."""
    at = token.i
    tight = at > 1 and token.doc[at - 1].text == "-" and _joins(token.doc[at - 1])
    return token.doc[at - 2 : at + 1].text if tight else token.text


def _joins(mark: Token) -> bool:
    """Whether a hyphen stands within a name."""
    doc, at = mark.doc, mark.i
    tight = mark.text == "-" and not (mark.whitespace_ or doc[at - 1].whitespace_)
    return tight and at + 1 < len(doc) and _is_loose(doc[at + 1]) and doc[at + 1].is_title


def _is_loose(token: Token) -> bool:
    return token.pos_ == "PROPN" and not token.ent_type_ and token.text[0].isupper()


def _whole(entity: Run) -> Run:
    """The entity with the proper nouns that belong to it, without what the parser took too much."""
    doc, start, end = entity.doc, entity.start, entity.end
    for token in entity[1:]:
        apart = token.text in _DASHES and bool(token.nbor(-1).whitespace_)
        apart = apart or token.text in ("(", "[", '"', ",", "|") or token.is_space
        if apart or _employs(entity, token):
            end = token.i
            break
    while start > 0 and _belongs(doc[start - 1], start, end):
        start -= 1
    if entity.label_ in _PLACES and len(entity) == 1 and _is_first_name(entity):
        end += 1
    while (
        end < len(doc)
        and entity.label_ not in _PLACES
        and _is_loose(doc[end])
        and doc[end - 1].dep_ == "compound"
        and doc[end - 1].head.i >= end
        and not is_role(doc[end])
    ):
        end += 1
    while (
        end < len(doc)
        and entity.label_ == "PERSON"
        and doc[end - 1].lower_ in PARTICLES
        and (doc[end].lower_ in PARTICLES or doc[end].text[0].isupper())
    ):
        end += 1  # "Ursula von [der Leyen]"
    if 1 < end - start < 4 and end + 1 < len(doc) and _is_given(doc[end]):
        end += 2  # "Moon Sang[-woo]"
    return _hyphenated(doc[start:end])


def _employs(entity: Run, of: Token) -> bool:
    """Whether somebody's name ends in front of where he works: "Emil Sandoval of Corrie
    University"."""
    name = words_of(entity.doc[entity.start : of.i])
    if of.lower_ != "of" or len(name) < 2 or name[-1].casefold() in lexicon.BODY_WORDS:
        return False
    return gender.is_full_name(name)


def _is_first_name(place: Run) -> bool:
    """Whether what the parser takes for a place or a people is somebody's first name: Jamal, of
    "a Jamal Ekins penalty"."""
    doc, end = place.doc, place.end
    behind = end < len(doc) and _is_loose(doc[end]) and place.root.dep_ in ("compound", "nmod")
    return (
        behind and place.root.head == doc[end] and gender.is_full_name([place.text, doc[end].text])
    )


def _hyphenated(run: Run) -> Run:
    """Per-Anders Utsi and Hyun-ju Obi, of whose first name the tokenizer makes three words."""
    doc, start = run.doc, run.start
    given = doc[start - 1] if start > 2 else None  # "[Hyun-ju] Obi"
    if given is not None and given.is_lower and _is_given(given.nbor(-1)):
        return doc[start - 3 : run.end]
    if len(run) < 2 or start < 2 or doc[start - 1].text != "-" or not doc[start - 2].is_title:
        return run
    parted = doc[start - 1].whitespace_ or doc[start - 2].whitespace_
    return run if parted else doc[start - 2 : run.end]


def _is_given(mark: Token) -> bool:
    """Whether what a hyphen joins to a name is the rest of it, and no "Trump-backed"."""
    if mark.text != "-" or mark.whitespace_ or mark.nbor(-1).whitespace_:
        return False
    rest = mark.nbor()
    noun = rest.tag_ == "NN" and rest.dep_ in ("nsubj", "nsubjpass", "appos", "poss")
    return rest.is_lower and (rest.tag_ == "NNP" or (noun and mark.nbor(-1).head == rest))


def _whole_surname(run: Run, surnames: set[str]) -> Run:
    """Asante-Pryce, of the Pryce that the parser takes for a word by itself."""
    whole = _word(run[0]) in surnames and len(run) == 1 and _word(run[0]) != run.text
    return run.doc[run.start - 2 : run.end] if whole else run


def _belongs(before: Token, start: int, end: int) -> bool:
    """Whether the word in front of a name is part of it: Hector, before Reyes."""
    return (
        (_is_loose(before) or _is_taken_for_a_place(before, end) or _is_taken_for_a_noun(before))
        and before.dep_ in ("compound", "nmod")
        and start <= before.head.i < end
        and not is_role(before)
        and before.lower_.rstrip(".") not in lexicon.HONORIFICS
    )


def _is_taken_for_a_place(before: Token, end: int) -> bool:
    """Whether it is rather a first name, as it stands before a person's surname and the parser
    alone knows of such a place: Yusra, before Haddad-Lowe."""
    doc, at = before.doc, before.i
    alone = before.ent_type_ in _PLACES and before.ent_iob_ == "B"
    surname_behind = doc[end - 1].ent_type_ == "PERSON" and len(doc[at + 1 : end].text.split()) == 1
    return alone and surname_behind and before.is_title and country_of(before.text) is None


def _is_taken_for_a_noun(before: Token) -> bool:
    """Whether it is a first name for all that: Anders, before Brandt, which seems to be many."""
    behind = before.nbor()
    person = behind.ent_type_ == "PERSON" and before.pos_ == "NOUN" and before.is_title
    return person and gender.is_full_name([before.text, behind.text])


def _bared(run: Run, label: str) -> Run | None:
    """The run without article, titles and department in front, and possessive behind."""
    doc, start, end = run.doc, run.start, run.end
    while start < end and (doc[end - 1].tag_ == "POS" or doc[end - 1].text in MARKS):
        end -= 1
    while start < end and (
        doc[start].lower_.rstrip(".") in lexicon.HONORIFICS
        or doc[start].lower_ in lexicon.PARTIES
        or (doc[start].lower_ == "con" and doc[:start][-1:].text.casefold() == "det")
        or doc[start].lower_.strip(MARKS) in ("the", "this", "a", "an", "-")
        or not any(c.isalnum() for c in doc[start].text)
    ):
        start += 1
    surely = label in ("PERSON", "") or doc[end - 1].lower_ not in lexicon.BODY_WORDS
    for at in range(start, end - 1):
        plain = label in ("PERSON", "") or doc[at].lower_ not in lexicon.TITLES_OF_BODIES
        title = is_role(doc[at]) or _in_front(doc[at], doc[at + 1 : end])
        title = title or (is_of_several(doc[at]) and (end - at > 2 or label == "PERSON"))
        if surely and plain and title and doc[at + 1].text[0].isupper():
            start = at + 1
    while start < end and doc[start].lower_.rstrip(".") in lexicon.HONORIFICS:
        start += 1
    if _is_held_in(doc, start) and end - start > 2 and label == "ORG":
        named = gender.is_full_name([doc[end - 2].text, doc[end - 1].text])
        start = end - 2 if named else start  # "the Advisor for [Ports and Ferries Ann Lind]"
    if (
        is_in_office(doc, start)
        and end - start > 2
        and all(t.text[0].isupper() or t.lower_ == "and" for t in doc[start:end])
    ):
        initial = len(doc[end - 2].text.rstrip(".")) == 1
        start = max(start, end - 2 - initial)  # "Secretary of [Defense Lloyd Austin]"
    run = doc[start:end]
    return run if start < end and not all(is_role(t) or t.is_punct for t in run) else None


def _is_held_in(doc: Doc, at: int) -> bool:
    """Whether a position follows "the Advisor for"."""
    return at > 1 and doc[at - 1].lower_ in ("for", "of") and is_role(doc[at - 2])


def _apart(run: Run, label: str, called: Collection[str]) -> Run:
    """The full name at the end of what begins with no first name, if somebody is ``called`` so by
    itself or what stands before it is no name: "Vermonter [Tom Emmer]", "Follow [Tom Emmer]"."""
    if label not in ("PERSON", "") or gender.is_full_name(words_of(run)):
        return run
    for at in range(run.start + 1, run.end - 1):
        before, rest = run.doc[at - 1], run.doc[at : run.end]
        named = rest.text in called or before.tag_ not in ("NNP", "IN", "DT")
        parted = before.whitespace_ and len(before) > 2 and rest[0].lower_ not in PARTICLES
        if named and parted and gender.is_full_name(words_of(rest)):
            return rest
    return run


def _in_front(token: Token, run: Run) -> bool:
    """Whether a word of an office stands before a full name: "Majority Whip [Tom Emmer]"."""
    words = words_of(run)
    return token.lower_ in OFFICE and len(words) > 1 and gender.is_full_name(words)


def _stands_alone(token: Token) -> bool:
    """A single proper noun, as surnames are once the full name was told."""
    if token.pos_ != "PROPN" or token.dep_ not in ("nsubj", "nsubjpass", "poss", "pobj"):
        return False
    before = token.nbor(-1) if token.i else None
    after = token.nbor() if token.i + 1 < len(token.doc) else None
    return not (before and (before.pos_ in ("PROPN", "DET"))) and not (
        after and after.pos_ == "PROPN"
    )
