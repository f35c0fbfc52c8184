"""Sentences → the shortest exact words that answer."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from index.documents import Entity, Passage, Span, overlapping
from index.interrogatives import only_asks
from index.store import Reading
from qa.candidates import Candidate
from qa.dates import names_one
from qa.fitting import AGE, UP_TO_TWELVE, is_closed, is_disowned, is_program
from qa.question import Wanted
from qa.reading.reader import BYLINE
from qa.rows import line_of
from qa.terms import Weights, content_stems, stem, stems, terms, words

# OntoNotes labels of the parser's entities, in order of preference
_LABELS: Mapping[Wanted, Sequence[str]] = {
    "number": ("CARDINAL", "QUANTITY", "MONEY", "PERCENT"),
    "money": ("MONEY", "CARDINAL", "QUANTITY"),
    "percent": ("PERCENT",),
    "time": ("DATE", "TIME"),
    "duration": ("QUANTITY", "DATE", "TIME"),
    "place": ("GPE", "LOC", "FAC"),
    "person": ("PERSON", "ORG", "GPE", "NORP"),
}
_PART_OF = re.compile(
    rf"\b(?P<part>\d[\d,.]*|(?:{UP_TO_TWELVE}|all|none|most|half))(?: out)? of "
    r"(?:the |its |their |all )?$",
    re.IGNORECASE,
)
_LONGEST_PART = 60  # characters of "1,234 out of all the "
_COUNTED = re.compile(
    r"\b(?:how many|how much|what (?:number|amount) of)\s+(?P<noun>[\w'’-]+)", re.IGNORECASE
)
_PARAGRAPH = re.compile(
    r"(?<=[.!?])\s*\n\s*\n|\s*\n(?=[ \t*_]*[A-Z][\w’' -]{2,40}[*_]*:[*_]*[ \t])"
)
_ROW = re.compile(r"\S.*?(?=\s*\n\s*\n|\Z)", re.DOTALL)
_LONG_NAME = 40  # characters, from which on words hold more than a name
_DOTTED = re.compile(r"\b[A-Za-z_]\w*(?:\.[a-z_]\w*)+")
_LONGEST_HEADING = 16  # words
# "4. Deposit", "§ 4 Deposit", and no "42 residents signed"
_NUMBERED = re.compile(
    r"^\s*(?:§ ?\d+(?:\.\d+)*|\d+(?:\.\d+)+[.)]?|\d{1,3}[.)]|[IVX]+[.)])\s+(?=[^\W\d])"
)
_NUMBER = re.compile(r"(?:§ ?)?\d+(?:\.\d+)*[.)]?")  # of a heading, parted from it
_NO_HEADING = re.compile(r"^[-–•*] |\d|[^\w\s)*]\W*$")
_MARKUP = " \t\n#*_"
_FIGURE = re.compile(r"\W*(?:[£$€¥]\s?\d|\d[\d,.]*\s?(?:%|per ?cent\b|[mb]illion\b|m\b|bn\b))")
_FIGURE_BEFORE = re.compile(r"(?<![\w.,])[£$€¥]?(?:\d{1,3},)*(?:\d+\.)?\d*\Z")
_LONG_FIGURE = 20  # characters
_WHOM = re.compile(r"(?:me|you|him|her|it|us|them) (?=[£$€¥]?\d)")  # "cost us $3", and no "US $3"
_FIGURE_BEHIND = re.compile(r"\d*(?:,\d{3})*(?:\.\d+)?(?!\d)")
_CLAUSE = re.compile(r"\b(?:said|says|told|that (?:he|she|they|it))\b")
_BECAUSE = re.compile(
    r"\b(?:because|due to|owing to)\b[^,;:.!?()–—“”\"]*[^,;:.!?()–—“”\"\s]", re.IGNORECASE
)
_BEHIND = 5  # words, among which what a figure counts is looked for
_LEADING = re.compile(r"^(?:the|in|on|at|since|until|by|from|during)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Fact:
    """``words`` answers, ``sentence`` holds it; both are ranges of one document's text.

    ``fits`` is whether there is an expression of the kind that is asked for, or may be one: of a
    document that was indexed without attribution none is known, and a figure or a date will do.
    """

    document_id: str
    words: Span
    sentence: Span
    coverage: float
    score: float
    exact: bool
    fits: bool = True

    @classmethod
    def whole(cls, document_id: str, sentence: Span) -> "Fact":
        """A sentence, or a line, that answers by where it stands."""
        return cls(document_id, sentence, sentence, 1.0, 1.0, exact=False)


def facts(
    question: str, wanted: Wanted, readings: Sequence[tuple[Reading, Span, float]], weights: Weights
) -> list[Fact]:
    """The sentences of the given ranges that answer best, best first.

    Each reading comes with the range to look in (a passage, a statement's sentence) and that
    range's own score in [0, 1]. Where no expression of the wanted kind is found, the words are the
    sentence. A heading is no answer, and its words count for the sentence behind it.
    """
    coverage, asked = weights.coverage(terms(question)), stems(question)
    found = []
    for reading, where, prior in readings:
        text = reading.document.text
        around = overlapping(reading.sentences, where)
        heading: Span | None = None
        for sentence, following in zip_longest(around, around[1:]):
            if sentence.end > where.end and not sentence.holds(where):
                continue  # the first one of a turn begins before it, with a label
            told = text[slice(*sentence)]
            if only_asks(told) or is_disowned(told, text):
                continue
            if wanted in ("words", "reason") and is_program(told):
                continue
            if BYLINE.fullmatch(told):
                heading = None
                continue
            if following and _heads(text, sentence, following):
                heading = sentence
                continue
            covered = coverage(text[(heading or sentence).start : sentence.end])
            heading = None
            answer = _expression(question, asked, wanted, reading, sentence, where)
            score = covered + 0.35 * prior + (0.25 if answer else 0.0)
            if answer is None and wanted not in ("words", "reason"):
                score -= 0.1
            found.append(
                Fact(
                    reading.document.id,
                    answer or sentence,
                    sentence,
                    covered,
                    score,
                    exact=answer is not None,
                    fits=answer is not None
                    or (not reading.entities and _may_tell(wanted, text[slice(*sentence)])),
                )
            )
    unique = {(f.document_id, f.sentence): f for f in sorted(found, key=lambda f: f.score)}
    return sorted(unique.values(), key=lambda f: (-f.score, f.document_id, f.sentence))


def read_out(
    candidate: Candidate[Passage],
    words: Span,
    wanted: Wanted,
    reading: Reading,
    asked: frozenset[str] = frozenset(),
) -> Fact:
    """The words that the reader found in a passage, with the sentences that hold them; words that
    say nothing by themselves ("did", "of it"), or nothing but what was ``asked`` (stems), answer by
    their sentence alone. Where a sentence gives the reason in so many words, that is the reason."""
    text = reading.document.text
    words = _in_one_piece(text, words, asked)
    around = _without_heading(text, overlapping(reading.sentences, words) or [words])
    if wanted in ("words", "reason") and (behind := _behind_heading(reading, around, words)):
        return _whole(candidate, behind)
    sentence = Span(min(s.start for s in around), max(s.end for s in around))
    words = Span(max(words.start, sentence.start), words.end)
    if wanted == "person" and words.end - words.start > _LONG_NAME:
        inside = [e for e in overlapping(reading.entities, words) if e.label == "PERSON"]
        if len(inside) == 1 and words.holds(Span(*inside[0][:2])):
            words = Span(*inside[0][:2])
            sentence = next((s for s in around if s.holds(words)), sentence)
    if wanted == "number" and (part := _part(text, words, sentence, asked)):
        words = part
    if wanted == "reason" and (reason := _reason(text, sentence)) and not reason.overlaps(words):
        words = reason
    words = _figure(text, _marked(text, _name(text, words)))
    told = terms(text[slice(*words)])
    exact = wanted == "number" or not asked.issuperset(map(stem, told))
    if wanted == "person":
        exact = exact and _may_name(text[slice(*words)])
    return Fact(
        candidate.row.document_id,
        words if exact else sentence,
        sentence,
        candidate.coverage,
        candidate.chance,
        exact,
    )


def _in_one_piece(text: str, words: Span, asked: frozenset[str]) -> Span:
    """Up to where a paragraph ends with a sentence, or a field begins ("Tenant: …"): what follows
    is another matter. So is what stands before a paragraph that alone has words that were
    ``asked``: the end of another row of a list."""
    end = _PARAGRAPH.search(text, *words)
    if end:
        return Span(words.start, end.start())
    first, *rows = [Span(*row.span()) for row in _ROW.finditer(text, *words)] or [words]
    own = [row for row in (first, *rows) if not asked.isdisjoint(stems(text[slice(*row)]))]
    return own[0] if own and own[0] != first else words


def _without_heading(text: str, sentences: Sequence[Span]) -> Sequence[Span]:
    """Of several sentences those behind a heading."""
    first, *behind = sentences
    return behind if behind and _heads(text, first, behind[0]) else sentences


def _behind_heading(reading: Reading, sentences: Sequence[Span], words: Span) -> Span | None:
    """The sentence behind a heading that is all that was found, as it tells nothing itself."""
    text, (heading, *more) = reading.document.text, sentences
    own = _NUMBERED.sub("", text[slice(*heading)], count=1)
    behind = next((s for s in reading.sentences if s.start >= heading.end), None)
    if more or behind is None or not _heads(text, heading, behind):
        return None
    return behind if stems(own) <= stems(text[slice(*words)]) else None


def _whole(candidate: Candidate[Passage], sentence: Span) -> Fact:
    """A sentence that answers as a whole."""
    row = candidate.row
    return Fact(
        row.document_id, sentence, sentence, candidate.coverage, candidate.chance, exact=False
    )


def _may_name(words: str) -> bool:
    """Whether words can be whoever did it: neither a sum nor a clause."""
    return _FIGURE.match(words) is None and _CLAUSE.search(words) is None


def _part(text: str, words: Span, sentence: Span, asked: frozenset[str]) -> Span | None:
    """The 34, of "34 of the 51 posts she saw had closed", where it is asked how many had closed:
    what is told of the part is what its sentence ends with."""
    before = max(sentence.start, words.start - _LONGEST_PART)
    found = _PART_OF.search(text, before, words.start)
    last = terms(text[words.end : sentence.end])[-1:]
    of_part = found is not None and bool(last) and asked.issuperset(map(stem, last))
    return Span(*found.span("part")) if found and of_part else None


def _marked(text: str, words: Span) -> Span:
    """With the quotation mark before them, of which they hold the other one."""
    for opening, closing in ('""', "“”"):
        if text[: words.start].endswith(opening) and text.count(closing, *words) % 2:
            return Span(words.start - 1, words.end)
    return words


def _name(text: str, words: Span) -> Span:
    """The whole of a name with a dot in it, of which they hold a part: a file's, a setting's."""
    around = max(0, words.start - _LONG_NAME), words.end + _LONG_NAME
    for name in _DOTTED.finditer(text, *around):
        if any(name.start() < end < name.end() for end in words):
            words = Span(min(words.start, name.start()), max(words.end, name.end()))
    return words


def _figure(text: str, words: Span) -> Span:
    """The whole of a figure, of which they hold a part: the 118 of "$1,118"; and the figure alone,
    of "us $3 million"."""
    start, end = words
    if whom := _WHOM.match(text, start, end):
        start = whom.end()
    if text[start].isdigit() and (
        before := _FIGURE_BEFORE.search(text, max(0, start - _LONG_FIGURE), start)
    ):
        start = before.start()
    if text[end - 1].isdigit() and (behind := _FIGURE_BEHIND.match(text, end)):
        end = behind.end()
    return Span(start, end)


def _reason(text: str, sentence: Span) -> Span | None:
    """The clause that gives a reason in so many words, if a single one does."""
    found = list(_BECAUSE.finditer(text, *sentence))
    return Span(found[0].start(), found[0].end()) if len(found) == 1 else None


def _heads(text: str, sentence: Span, following: Span) -> bool:
    """Whether a sentence is a heading: a few words without a figure or a mark at their end, in a
    line of their own, and a sentence behind them, or anything where the text begins with them."""
    heading = _NUMBERED.sub("", text[slice(*sentence)], count=1)
    if len(heading.split()) > _LONGEST_HEADING or _NO_HEADING.search(heading):
        return False
    line = text[line_of(text, sentence).start : sentence.start].strip(_MARKUP)
    if (line and not _NUMBER.fullmatch(line)) or "\n" not in text[sentence.end : following.start]:
        return False
    return is_closed(text[slice(*following)], ":") or not text[: sentence.start].strip(_MARKUP)


def _may_tell(wanted: Wanted, sentence: str) -> bool:
    return any(c.isdigit() for c in sentence) or (wanted == "time" and names_one(sentence))


def _expression(
    question: str,
    asked: frozenset[str],
    wanted: Wanted,
    reading: Reading,
    sentence: Span,
    where: Span,
) -> Span | None:
    """The expression of the wanted kind nearest to the words of the question, of those ``where`` is
    looked if any is there; ``asked`` are their stems."""
    if wanted == "age":
        age = AGE.search(reading.document.text, *sentence)
        return Span(*age.span()) if age else None
    labels = _LABELS.get(wanted, ())
    among = overlapping(reading.entities, sentence)
    inside = [e for e in among if e.label in labels and sentence.holds(Span(*e[:2]))]
    text = reading.document.text
    inside = [e for e in inside if not stems(text[e.start : e.end]) <= asked]
    if wanted == "duration":  # "12 years" and not the 58 of an age, nor "May 2024"
        told = [(e, text[e.start : e.end]) for e in inside]
        inside = [e for e, span in told if any(map(str.isalpha, span)) and not names_one(span)]
    if not inside:
        return None
    inside = [e for e in inside if where.holds(Span(*e[:2]))] or inside
    counted = _COUNTED.search(question)
    noun = stem(words(counted["noun"])[0]) if counted and words(counted["noun"]) else None
    sought = content_stems(question)

    def rank(entity: Entity) -> tuple[float, int, int]:
        after = [stem(w) for w in words(text[entity.end : entity.end + 60])[:_BEHIND]]
        near = text[max(sentence.start, entity.start - 80) : min(sentence.end, entity.end + 80)]
        overlap = len(stems(near) & sought)
        behind = after.index(noun) if noun in after else _BEHIND
        return (behind, labels.index(entity.label), -overlap)

    best = min(inside, key=rank)
    start = best.start
    if wanted in ("time", "place") and (lead := _LEADING.match(text[start : best.end])):
        start += lead.end()
    return _figure(text, Span(start, best.end))
