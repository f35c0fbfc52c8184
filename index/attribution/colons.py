"""Whose words stand beside a name without a verb: "Kirby: “…”", "“…” – John Kirby", and headlines,
"Kirby: troops are targets", "Troops are targets: Kirby".

Most of what stands before a colon is no speaker ("Note", "Photo", "Time"). So the name must be one
that the document gives elsewhere as a person's or a speaker's, and words without quotation marks
must be a clause that could stand alone, in a line without a full stop.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from index.attribution import complements, gender, lexicon
from index.attribution.citations import cited
from index.attribution.contents import FINITE
from index.attribution.quotations import MARKS, is_title, words
from index.attribution.reported import Finding
from index.attribution.sources import link
from index.documents import Span
from index.parsing import Paragraph, Parsed
from index.references import around, bare, references

if TYPE_CHECKING:  # spaCy takes seconds to import; it comes with the first document
    from spacy.tokens import Span as Run
    from spacy.tokens import Token

_LONGEST_NAME = 12  # tokens: a name with its role
_LONGEST_LINE = 30  # tokens of a headline
_LABELLED = re.compile(r"\W*[A-Z][^:\n]{0,60}:\s")
_MOST_LABELLED = 3  # lines that open with a name and a colon; a transcript has more
# "Ferry stays – more from Kirby: “…”"
_EDGES = (".", "!", "?", ";", ":", '"', "from", *lexicon.DASHES)
_FINITE = (*FINITE, "MD")
_SUBJECTS = ("nsubj", "nsubjpass", "expl")
_WORDS_OF = complements.NOUN_CUES | frozenset(
    "answer definition description e-mail email letter mail message motto post reply response"
    " summary verdict".split()
)


class Colons:
    """Finds what names and colons report in one document, whose other findings are known."""

    def __init__(
        self,
        parsed: Parsed,
        reported: Sequence[Sequence[Finding]],
        quoted: Sequence[Sequence[Span]],
    ) -> None:
        self._text = parsed.document.text
        self._paragraphs = parsed.paragraphs
        self._quotations = quoted
        self._people: dict[str, set[int]] = {}
        self._speakers: dict[str, set[int]] = {}
        cited = references(self._text)
        for number, paragraph in enumerate(parsed.paragraphs):
            for entity in paragraph.doc.ents:
                at = paragraph.span_of(entity[0], entity[-1])
                if entity.label_ == "PERSON" and around(cited, at) is None:
                    self._note(self._people, [t for t in entity if t.is_alpha], number)
            sources = (link(f) for f in reported[number])
            heads = [s.head for s in sources if s is not None and s.head.pos_ == "PROPN"]
            self._note(self._speakers, heads, number)
        labelled = sum(_LABELLED.match(self._text, p.start) is not None for p in parsed.paragraphs)
        self._in_lines = labelled <= _MOST_LABELLED

    @staticmethod
    def _note(known: dict[str, set[int]], tokens: Sequence[Token], number: int) -> None:
        for token in tokens:
            known.setdefault(token.lower_, set()).add(number)

    def find(self, number: int) -> list[Finding]:
        """The findings of one paragraph, in text order."""
        paragraph, quoted = self._paragraphs[number], self._quotations[number]
        found = list(self._quoted(number, paragraph, quoted))
        found += self._signed(number, paragraph)
        found += cited(self._text, paragraph, quoted, self._is_known)
        if not found and self._is_headline(paragraph):
            found += self._headline(number, paragraph)
        return found

    def _quoted(
        self, number: int, paragraph: Paragraph, quoted: Sequence[Span]
    ) -> Iterator[Finding]:
        """ "Kirby: “…”", "Kirby's answer: “…”" and "“…” – Kirby"."""
        doc = paragraph.doc
        before = paragraph.start
        for quotation in quoted:
            opening = paragraph.touching(quotation)
            if opening is None or is_title(self._text, quotation):
                before = quotation.end
                continue
            colon = opening.start - 1
            while colon > 0 and doc[colon].is_space:
                colon -= 1
            if colon > 0 and doc[colon].text == ":":
                first = _start_of_name(doc[max(0, colon - _LONGEST_NAME) : colon])
                name = doc[first:colon]
                if len(name) and paragraph.start + name.start_char >= before:
                    yield from self._of(number, paragraph, name, quotation, owners=True)
            elif quotation.start == paragraph.start and len(doc) - opening.end <= _LONGEST_NAME:
                dash = next((t for t in doc[opening.end : opening.end + 2] if not t.is_space), None)
                if dash is not None and dash.text in (*lexicon.DASHES, ":"):
                    signed = dash.text != ":"
                    ends = (t.i for t in doc[dash.i + 2 :] if signed and t.text in (",", "("))
                    name = doc[dash.i + 1 : next(ends, len(doc))]  # "– Mandy, Fishergate"
                    yield from self._of(number, paragraph, name, quotation, signed=signed)
            before = quotation.end
        yield from self._leads(number, paragraph, before)

    def _leads(self, number: int, paragraph: Paragraph, before: int) -> Iterator[Finding]:
        """ "From Kirby's letter:" and "Kirby:" before a quotation that is a paragraph of its own,
        without a mark, as a block is."""
        below = self._quotations[number + 1][:1] if number + 1 < len(self._quotations) else ()
        if not below or below[0] != bare(self._text, self._paragraphs[number + 1].span):
            return
        doc = paragraph.doc
        colon = len(doc) - 1
        if colon > 0 and doc[colon].text == ":" and self._text[below[0].start] not in MARKS:
            name = doc[_start_of_name(doc[max(0, colon - _LONGEST_NAME) : colon]) : colon]
            if len(name) and paragraph.start + name.start_char >= before:
                yield from self._of(number, paragraph, name, below[0], owners=True)

    def _signed(self, number: int, paragraph: Paragraph) -> Iterator[Finding]:
        """A quotation that fills its paragraph, signed in the next one: "– Kirby"."""
        doc = paragraph.doc
        before = self._quotations[number - 1] if number else ()
        if len(before) != 1 or before[0] != self._paragraphs[number - 1].span:
            return
        if doc[0].text in lexicon.DASHES and 1 < len(doc) <= _LONGEST_LINE and not _is_told(doc[1]):
            ends = (t.i for t in doc if t.text in (",", "(", ".") and t.i > 1)
            name = doc[1 : next(ends, len(doc))]  # "– Kirby, chair of the Board of …"
            for finding in self._of(number, paragraph, name, before[0], signed=True):
                yield replace(finding, sentence=Span(before[0].start, paragraph.span.end))

    def _is_known(self, surname: str) -> bool:
        """Whether the document tells of a person, or has a speaker, of this surname."""
        return surname.casefold() in self._people.keys() | self._speakers.keys()

    def _headline(self, number: int, paragraph: Paragraph) -> Iterator[Finding]:
        """ "Kirby: troops are targets" and "Troops are targets: Kirby"."""
        doc = paragraph.doc
        colons = [t.i for t in doc if t.text == ":" and t.i]
        if len(colons) != 1:
            return
        ahead, behind = _stripped(doc[: colons[0]]), _stripped(doc[colons[0] + 1 :])
        for name, clause in ((ahead, behind), (behind, ahead)):
            if 0 < len(name) <= _LONGEST_NAME and _is_clause(clause) and self._in_lines:
                said = paragraph.span_of(clause[0], clause[-1])
                yield from self._of(number, paragraph, name, said, elsewhere=True)

    def _of(
        self,
        number: int,
        paragraph: Paragraph,
        name: Run,
        said: Span,
        *,
        owners: bool = False,
        elsewhere: bool = False,
        signed: bool = False,
    ) -> Iterator[Finding]:
        """The finding whose source is ``name``, if that is a speaker's."""
        if not len(name):
            return
        head = name.root
        full = [t.text[0].isupper() and t.pos_ == "PROPN" for t in name[:2]]
        signed = signed and len(full) > 1 and all(full) and head.pos_ == "PROPN"
        line = paragraph.span_of(name[0], name[-1])
        line = Span(min(line.start, said.start), max(line.end, said.end))
        if any(t.pos_ in ("VERB", "AUX") and t.tag_ in _FINITE for t in name):
            return
        owned = any(c.dep_ == "poss" for c in head.children)
        if owners and head.lemma_.lower() in _WORDS_OF and owned:
            cue = paragraph.span_of(head, head)
            yield Finding(paragraph, (said,), line, head, cue, 0.75)
        elif signed or self._is_speaker(number, name, head, elsewhere=elsewhere):
            yield Finding(paragraph, (said,), line, None, None, 0.75, speaker=head)

    def _is_speaker(self, number: int, name: Run, head: Token, *, elsewhere: bool) -> bool:
        """Whether a name is a person's or a speaker's, by what the document has elsewhere or, if
        that is enough, by its own looks."""
        if not head.text[0].isupper() and not (head.lemma_ in lexicon.ROLES and not elsewhere):
            return False
        known = self._people.get(head.lower_, set()) | self._speakers.get(head.lower_, set())
        if known - {number}:
            return True
        if elsewhere:
            return False
        before = name.doc[name.start - 1].text if name.start else ""
        if before in lexicon.DASHES and name.start > 1 and all(t.pos_ == "PROPN" for t in name):
            return True  # "Polls close late – Election Desk: “…”"
        role = head.lemma_.lower() in lexicon.ROLES and name[0].lower_ in ("the", "a", "an", "one")
        named = head.ent_type_ == "PERSON" or gender.has_first_name([head.text])
        return role or (named and head.pos_ == "PROPN")

    def _is_headline(self, paragraph: Paragraph) -> bool:
        """Whether a paragraph is one line that does not end as a sentence does."""
        doc = paragraph.doc
        line = self._text[slice(*paragraph.span)]
        return len(doc) <= _LONGEST_LINE and "\n" not in line and line[-1] not in ".:;,?!…"


def _is_told(first: Token) -> bool:
    """Whether a line is a sentence: "– Kirby left", and not "– Kirby, who chairs the Board"."""
    root = first.sent.root
    verbs = [root, *(c for c in root.children if c.dep_ in ("aux", "auxpass"))]
    return root.pos_ in ("VERB", "AUX") and any(t.tag_ in _FINITE for t in verbs)


def _start_of_name(before: Run) -> int:
    """Where the words before a colon start: behind the sentence, or line, that ends before them."""
    for token in reversed(before):
        if token.lower_ in _EDGES or "\n" in token.text:
            return token.i + 1
    return before.start if not before.start else before.end


def _stripped(run: Run) -> Run:
    """Without the tokens at its ends that are white space."""
    words = [n for n, token in enumerate(run) if not token.is_space]
    return run[words[0] : words[-1] + 1] if words else run[:0]


def _is_clause(run: Run) -> bool:
    """Whether words are a statement with a subject and a finite verb: "troops are targets"."""
    if (
        len(run) < 2
        or run[0].tag_ in ("WP", "WDT", "WRB", "WP$")
        or words(run.text, Span(0, 999)) < 3
    ):
        return False
    root = run.root
    inside = [c for c in root.children if run.start <= c.i < run.end]
    finite = root.tag_ in _FINITE or any(
        c.tag_ in _FINITE for c in inside if c.dep_.startswith("aux")
    )
    return root.pos_ in ("VERB", "AUX") and finite and any(c.dep_ in _SUBJECTS for c in inside)
