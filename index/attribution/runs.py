"""Where a name begins and ends: the parser's entities and proper nouns, made whole, and bared of
titles: Hector Reyes, of "Mayor [Hector] Reyes's", and Ana Mbeki-Soares, of "Ana Mbeki-[Soares]"."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from index.attribution import gender, lexicon
from index.attribution.forms import MARKS, words_of
from index.attribution.governments import country_of
from index.attribution.persons import PLACES, is_in_office
from index.attribution.roles import is_of_several, is_role
from index.attribution.vocabulary import OFFICE, PARTICLES

if TYPE_CHECKING:  # spaCy takes seconds to import; it comes with the first document
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Run

_JOINING = ("hence", "however", "indeed", "moreover", "similarly", "therefore", "thus")
_LABELS = ("PERSON", "ORG", "FAC", "PRODUCT", "WORK_OF_ART", *PLACES)


def runs(doc: Doc) -> Iterator[tuple[Run, str]]:
    """The names of a paragraph in text order, with the parser's labels, empty where it has none."""
    found: dict[int, tuple[Run, str]] = {}
    taken: set[int] = set()
    for entity in doc.ents:
        if entity.start in taken:
            continue
        if entity.label_ in _LABELS and (run := _bared(_whole(entity), entity.label_)):
            grown = entity.label_ in PLACES and run.end > entity.end
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


def whole_word(token: Token) -> str:
    """A word with what a hyphen joins to it: Mbeki-Soares, of its last token."""
    at = token.i
    tight = at > 1 and _joins(token.doc[at - 1])
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
        apart = token.text in lexicon.DASHES and bool(token.nbor(-1).whitespace_)
        apart = apart or token.text in ("(", "[", '"', ",", "|") or token.is_space
        if apart or _employs(entity, token):
            end = token.i
            break
    while start > 0 and _belongs(doc[start - 1], start, end):
        start -= 1
    if entity.label_ in PLACES and len(entity) == 1 and _is_first_name(entity):
        end += 1
    while (
        end < len(doc)
        and entity.label_ not in PLACES
        and _is_loose(doc[end])
        and doc[end - 1].dep_ == "compound"
        and doc[end - 1].head.i >= end
        and not is_role(doc[end])
    ):
        end += 1
    while (
        end < len(doc)
        and entity.label_ == "PERSON"
        and (
            _leads_on(doc[end])
            or (
                doc[end - 1].lower_ in PARTICLES
                and (doc[end].lower_ in PARTICLES or doc[end].text[0].isupper())
            )
        )
    ):
        end += 1  # "Ursula von [der Leyen]", "João Pedro [dos Santos]"
    if 1 < end - start < 4 and end + 1 < len(doc) and _is_given(doc[end]):
        end += 2  # "Moon Sang[-woo]"
    return _hyphenated(doc[start:end])


def _leads_on(particle: Token) -> bool:
    """Whether a name goes on behind a particle, whatever the parser takes that for."""
    doc, behind = particle.doc, particle.i + 1
    goes_on = particle.is_lower and behind < len(doc) and doc[behind].pos_ == "PROPN"
    return particle.text in PARTICLES and goes_on


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
    """Whether what a hyphen joins to a name is the rest of it, and no "Holt-backed"."""
    if mark.text != "-" or mark.whitespace_ or mark.nbor(-1).whitespace_:
        return False
    rest = mark.nbor()
    noun = rest.tag_ == "NN" and rest.dep_ in ("nsubj", "nsubjpass", "appos", "poss")
    return rest.is_lower and (rest.tag_ == "NNP" or (noun and mark.nbor(-1).head == rest))


def whole_surname(run: Run, surnames: set[str]) -> Run:
    """Asante-Pryce, of the Pryce that the parser takes for a word by itself."""
    whole = whole_word(run[0]) in surnames and len(run) == 1 and whole_word(run[0]) != run.text
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
    alone = before.ent_type_ in PLACES and before.ent_iob_ == "B"
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
    while start < end - 1 and doc[end - 1].is_lower and doc[end - 1].tag_ in ("RB", "VBD"):
        end -= 1  # "said [Holt] quietly", "and [Holt] looked"
    while start < end and (
        doc[start].lower_.rstrip(".") in lexicon.HONORIFICS
        or doc[start].lower_ in lexicon.PARTIES
        or (doc[start].lower_ == "con" and doc[:start][-1:].text.casefold() == "det")
        or doc[start].lower_.strip(MARKS) in ("the", "this", "a", "an", "-", *_JOINING)
        or not any(c.isalnum() for c in doc[start].text)
    ):
        start += 1
    surely = label in ("PERSON", "") or doc[end - 1].lower_ not in lexicon.BODY_WORDS
    for at in range(start, end - 1):
        if surely and _is_title(doc, at, end, label) and doc[at + 1].text[0].isupper():
            start = at + 1
    while start < end and doc[start].lower_.rstrip(".") in lexicon.HONORIFICS:
        start += 1
    if _is_held_in(doc, start) and end - start > 2 and label == "ORG":
        named = gender.is_full_name([doc[end - 2].text, doc[end - 1].text])
        start = end - 2 if named else start  # "the Advisor for [Ports and Ferries Ann Lind]"
    if (
        surely
        and is_in_office(doc, start)
        and end - start > 2
        and all(t.text[0].isupper() or t.lower_ == "and" for t in doc[start:end])
    ):
        initial = len(doc[end - 2].text.rstrip(".")) == 1
        start = max(start, end - 2 - initial)  # "Secretary of [Defense Lloyd Austin]"
    run = doc[start:end]
    return run if start < end and not all(is_role(t) or t.is_punct for t in run) else None


def _is_title(doc: Doc, at: int, end: int, label: str) -> bool:
    """Whether a word in front of the rest of a run is a title or office, and no part of a body's
    name ("King County")."""
    word, before = doc[at], doc[max(0, at - 1)]
    plain = label in ("PERSON", "") or word.lower_ not in lexicon.TITLES_OF_BODIES
    if not plain and before.lower_.rstrip(".") not in lexicon.POLITE:  # "Lord Justice [Holt]"
        return False
    return (
        (is_role(word) and not _is_named_so(doc, at, end))
        or _in_front(word, doc[at + 1 : end])
        or word.lower_.rstrip(".") in lexicon.HONORIFICS  # "County Cllr [Tom Holt]"
        or (is_of_several(word) and (end - at > 2 or label == "PERSON"))
        or (label == "PERSON" and _is_of_a_school(word, end))
    )


def _is_of_a_school(token: Token, end: int) -> bool:
    """Whether a word in front of a full name is what somebody holds with: "Loyalist [Tom Holt]"."""
    return token.lower_.endswith("ist") and end - token.i > 2


def _is_held_in(doc: Doc, at: int) -> bool:
    """Whether a position follows "the Advisor for"."""
    return at > 1 and doc[at - 1].lower_ in ("for", "of") and is_role(doc[at - 2])


def apart(run: Run, label: str, called: Collection[str]) -> Run:
    """The full name at the end of what begins with no first name, if somebody is ``called`` so by
    itself or what stands before it is no name: "Vermonter [Tom Holt]", "Follow [Tom Holt]", "the
    Icelander [Tom Holt]"."""
    if label not in ("PERSON", "") or gender.is_full_name(words_of(run)):
        return run
    for at in range(run.start + 1, run.end - 1):
        before, rest = run.doc[at - 1], run.doc[at : run.end]
        named = rest.text in called or before.tag_ not in ("NNP", "IN", "DT")
        behind_the = before.i > 0 and before.nbor(-1).lower_ == "the" and len(rest) == 2
        parted = before.whitespace_ and len(before) > 2 and rest[0].lower_ not in PARTICLES
        if (named or behind_the) and parted and gender.is_full_name(words_of(rest)):
            return rest
    return run


def _is_named_so(doc: Doc, at: int, end: int) -> bool:
    """Whether what is a title otherwise is the first of a full name behind another: "project
    manager [Dean Lind]"."""
    led = at > 0 and is_role(doc[at - 1]) and doc[at - 1].is_lower
    return led and end - at == 2 and gender.has_first_name(doc[at:end].text.split())


def _in_front(token: Token, run: Run) -> bool:
    """Whether a word of an office stands before a full name: "Majority Whip [Tom Holt]"."""
    words = words_of(run)
    return token.lower_ in OFFICE and len(words) > 1 and gender.is_full_name(words)
