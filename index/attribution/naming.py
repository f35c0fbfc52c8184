"""Where a document names somebody: the parser's named entities, made whole and told apart.

The parser's model marks names well and says badly what they are: in "Mayor Agnes Holt" it may see
a place, in "Hector Reyes" only the surname. So a name is widened to its whole run of proper nouns,
bared of titles, and is a person's where its surroundings or the rest of the document say so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.attribution import lexicon
from index.attribution.governments import government
from index.attribution.roles import apposition_after, is_role, nominal_before
from index.documents import Span
from index.parsing import Paragraph, Parsed

if TYPE_CHECKING:  # spaCy takes seconds to import; it comes with the first document
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Run

_PLACES = ("GPE", "NORP", "LOC")
_LABELS = ("PERSON", "ORG", "FAC", "PRODUCT", "WORK_OF_ART", *_PLACES)
_MARKS = "\"'’.,()[]"


@dataclass(frozen=True)
class Name:
    """A place where somebody or something is named; ``run`` is the name without its titles."""

    paragraph: Paragraph
    run: Run
    label: str
    person: bool

    @property
    def words(self) -> list[str]:
        return _words(self.run)

    @property
    def span(self) -> Span:
        return self.paragraph.span_of(self.run[0], self.run[-1])

    @property
    def subject(self) -> bool:
        """Whether the clause is about it: Holt, and Arkwright in "her deputy, Simon Arkwright,"."""
        head = nominal_before(self.run) or self.run.root
        while head.dep_ == "appos":
            head = head.head
        return head.dep_ in ("nsubj", "nsubjpass")


def names(parsed: Parsed) -> list[Name]:
    """Every name of a document, in text order."""
    found = [(p, run, label) for p in parsed.paragraphs for run, label in _runs(p.doc)]
    alone = {t.text for p in parsed.paragraphs for t in p.doc if _stands_alone(t)}
    people = [_is_person(run, label, alone) for _, run, label in found]
    surnames = {
        surname(_words(run))
        for (_, run, _), person in zip(found, people, strict=True)
        if person and len(run) > 1
    }
    return [
        Name(p, run, label, person or (len(run) == 1 and run.text in surnames))
        for (p, run, label), person in zip(found, people, strict=True)
    ]


def surname(words: list[str]) -> str:
    """The word a full name is shortened to: Kirby, of John F. Kirby Jr."""
    core = [w for w in words if w.strip(".").casefold() not in lexicon.SUFFIXES]
    return core[-1] if core else ""


def _runs(doc: Doc) -> Iterator[tuple[Run, str]]:
    found: dict[int, tuple[Run, str]] = {}
    taken: set[int] = set()
    for entity in doc.ents:
        if entity.label_ in _LABELS and (run := _bared(_whole(entity), entity.label_)):
            found[run.start] = run, entity.label_
            taken.update(range(run.start, run.end))
    start = None
    for token in [*doc, None]:
        loose = token is not None and token.i not in taken and _is_loose(token)
        if loose and start is None and token is not None:
            start = token.i
        elif not loose and start is not None:
            run = _bared(doc[start : token.i if token is not None else len(doc)], "")
            if run:
                found.setdefault(run.start, (run, ""))
            start = None
    for start in sorted(found):
        yield found[start]


def _is_loose(token: Token) -> bool:
    return token.pos_ == "PROPN" and not token.ent_type_ and token.text[0].isupper()


def _whole(entity: Run) -> Run:
    """The entity with the proper nouns that belong to it, without what the parser took too much."""
    doc, start, end = entity.doc, entity.start, entity.end
    for token in entity[1:]:
        if token.text in ("(", "[", '"', ",") or token.is_space:
            end = token.i
            break
    while start > 0 and _belongs(doc[start - 1], start, end):
        start -= 1
    while (
        end < len(doc)
        and entity.label_ not in _PLACES
        and _is_loose(doc[end])
        and doc[end - 1].dep_ == "compound"
        and doc[end - 1].head.i >= end
        and not is_role(doc[end])
    ):
        end += 1
    return doc[start:end]


def _belongs(before: Token, start: int, end: int) -> bool:
    """Whether the word in front of a name is part of it: Hector, before Reyes."""
    return (
        _is_loose(before)
        and before.dep_ in ("compound", "nmod")
        and start <= before.head.i < end
        and not is_role(before)
        and before.lower_.rstrip(".") not in lexicon.HONORIFICS
    )


def _bared(run: Run, label: str) -> Run | None:
    """The run without article, titles and department in front, and possessive behind."""
    doc, start, end = run.doc, run.start, run.end
    while start < end and (doc[end - 1].tag_ == "POS" or doc[end - 1].text in _MARKS):
        end -= 1
    while start < end and (
        doc[start].lower_.rstrip(".") in lexicon.HONORIFICS
        or doc[start].lower_ in ("the", "a", "an", "-")
        or not any(c.isalnum() for c in doc[start].text)
    ):
        start += 1
    surely = label in ("PERSON", "") or doc[end - 1].lower_ not in lexicon.BODY_WORDS
    for at in range(start, end - 1):
        plain = label in ("PERSON", "") or doc[at].lower_ not in lexicon.TITLES_OF_BODIES
        if surely and plain and is_role(doc[at]) and doc[at + 1].text[0].isupper():
            start = at + 1
    while start < end and doc[start].lower_.rstrip(".") in lexicon.HONORIFICS:
        start += 1
    if (
        _in_office(doc, start)
        and end - start > 2
        and all(t.text[0].isupper() for t in doc[start:end])
    ):
        start = end - 2  # "Secretary of [Defense Lloyd Austin]"
    run = doc[start:end]
    return run if start < end and not all(is_role(t) or t.is_punct for t in run) else None


def _in_office(doc: Doc, at: int) -> bool:
    """Whether a position follows "Secretary of", or "Secretary of Defense"."""
    first = at - 1
    while first > 1 and at - first < 4 and doc[first].pos_ == "PROPN":
        first -= 1
    return first > 0 and doc[first].lower_ == "of" and is_role(doc[first - 1])


def _stands_alone(token: Token) -> bool:
    """A single proper noun, as surnames are once the full name was told."""
    if token.pos_ != "PROPN" or token.dep_ not in ("nsubj", "nsubjpass", "poss", "pobj"):
        return False
    before = token.nbor(-1) if token.i else None
    after = token.nbor() if token.i + 1 < len(token.doc) else None
    return not (before and (before.pos_ in ("PROPN", "DET"))) and not (
        after and after.pos_ == "PROPN"
    )


def _is_person(run: Run, label: str, alone: set[str]) -> bool:
    words = _words(run)
    if not words or words[-1].casefold() in lexicon.BODY_WORDS or "of" in words:
        return False
    if any(c.isdigit() for c in run.text):
        return False
    if label != "PERSON" and government(run.text):
        return False
    described = nominal_before(run)
    if described is not None and described.lemma_.lower() in lexicon.FIRMS:
        return False
    if label == "PERSON":
        return True
    if _titled(run) or _who_follows(run) or (len(run) > 1 and _in_office(run.doc, run.start)):
        return True
    if label not in ("GPE", "NORP") and (apposition_after(run) or described is not None):
        return len(words) > 1 or label == ""
    return len(words) in (2, 3) and label not in ("GPE", "NORP") and words[-1] in alone


def _titled(run: Run) -> bool:
    if not run.start:
        return False
    before = run.doc[run.start - 1]
    if before.lower_.rstrip(".") in lexicon.HONORIFICS:
        return True
    return is_role(before) and before.lemma_.lower() not in lexicon.FIRMS and before.tag_ != "NNS"


def _who_follows(run: Run) -> bool:
    after = [t.lower_ for t in run.doc[run.end : run.end + 2]]
    return after == [",", "who"] or after[:1] == ["who"]


def _words(run: Run) -> list[str]:
    """The words of a name, bare of marks; an initial keeps its full stop."""
    words = [w.strip(_MARKS) for w in run.text.split()]
    return [w if len(w) != 1 else f"{w}." for w in words if w]
