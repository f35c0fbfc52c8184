"""What everything else talks about: documents, passages, statements and speakers.

Every offset counts Unicode code points of ``Document.text`` and every range is half open, so the
words a range stands for are always ``document.text[start:end]``.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple, TypeVar

Kind = Literal["direct", "indirect", "mixed", "turn"]
SpeakerKind = Literal["person", "organisation", "government"]
PlaceKind = Literal["page", "slide", "sheet", "chapter", "record"]
Rule = Literal[
    "same name",
    "same name, with or without middle names",
    "short form of the given name",
    "initial of the given name, the only one it fits",
    "surname, the only one of that name",
    "surname and office, the only one of both",
    "surname and title, the only one of both",
    "surname taken for an organisation, the only one of that name",
    "acronym, the only name it fits",
    "same acronym, and a name that tells more or less",
    "government of the same country",
    "correction in speakers.toml",
    "same document",
]
"""Why a name is a speaker's: how it follows from the name that the speaker is shown by."""


class Span(NamedTuple):
    """A range of a document's text: code points, half open."""

    start: int
    end: int

    def overlaps(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end

    def holds(self, other: "Span") -> bool:
        return self.start <= other.start and other.end <= self.end


class Entity(NamedTuple):
    """A named or numeric expression of a document's text, with the parser's label (OntoNotes 5)."""

    start: int
    end: int
    label: str


_Range = TypeVar("_Range", Span, Entity)


def overlapping(ranges: Sequence[_Range], where: Span) -> Sequence[_Range]:
    """Those that have something of ``where``, of ranges in text order of which no two overlap."""
    first = bisect_right(ranges, where.start, key=lambda each: each.end)
    return ranges[first : bisect_left(ranges, where.end, key=lambda each: each.start)]


class Emphasis(NamedTuple):
    """A paragraph of a document's text that the file sets off from others, or the question with
    which one begins, or in a block quotation; ``mark`` is how, as Markdown writes it: "**", "*",
    "#" or ">"."""

    start: int
    end: int
    mark: str


class Place(NamedTuple):
    """A part of the file that a reader can turn to, and the range of the text that it holds.

    ``name`` is what the file goes by: the number of a page, the name of a sheet.
    """

    start: int
    end: int
    kind: PlaceKind
    name: str


@dataclass(frozen=True, slots=True)
class Document:
    """One source text, as its reader extracted it. ``places`` are in text order and disjoint, and
    so are ``emphases``, which are known until it is stored; none where the text has the marks."""

    id: str
    title: str
    text: str
    published: date | None = None
    origin: str | None = None
    language: str | None = None
    author: str | None = None
    places: tuple[Place, ...] = ()
    emphases: tuple[Emphasis, ...] = field(default=(), compare=False)

    def place(self, start: int, end: int) -> str | None:
        """Where in the file a range stands ("page 3", "pages 3–4"); None in a file of one piece."""
        first = bisect_right(self.places, start, key=lambda p: p.end)
        last = bisect_left(self.places, end, key=lambda p: p.start) - 1
        if last < first:
            return None
        kind, name = self.places[first][2:]
        return f"{kind} {name}" if first == last else f"{kind}s {name}–{self.places[last].name}"


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of whole sentences of one document, sized for the embedder.

    ``place`` is where it stands in the file, as ``Document.place`` says it. ``label`` names who
    speaks, of a turn that began in an earlier passage; it is searched for and not shown.
    """

    id: str
    document_id: str
    start: int
    end: int
    text: str
    place: str | None = None
    label: str | None = None

    @property
    def labelled(self) -> str:
        """Its words after the label of its turn: what it is embedded and weighed by."""
        return f"{self.label}: {self.text}" if self.label else self.text


_NUMBERED = "-p"


def passage_id(document_id: str, number: int) -> str:
    """The id of a document's passage, counted from 0 in text order."""
    return f"{document_id}{_NUMBERED}{number}"


def passage_place(id: str) -> tuple[str, int]:
    """The other way round: its document and its number there; -2, as if far from any, where the
    id is no passage's."""
    document_id, _, number = id.rpartition(_NUMBERED)
    return document_id, int(number) if number.isdecimal() else -2


@dataclass(frozen=True, slots=True)
class Profile:
    """A speaker as one document knows them, before documents are compared.

    ``name`` is the fullest form the document uses, ``aliases`` every other form it uses as a name.
    """

    name: str
    kind: SpeakerKind
    role: str | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Speaker:
    """A person, organisation or government, one over all documents."""

    id: str
    name: str
    kind: SpeakerKind
    role: str | None = None
    aliases: tuple[str, ...] = ()
    statement_count: int = 0
    document_count: int = 0


@dataclass(frozen=True, slots=True)
class Statement:
    """Reported speech: who said what, as one document tells it.

    ``speaker`` indexes the ``Attribution.profiles`` of the document and is None where the source is
    not a nameable speaker ("officials", "a report") or is not given. ``confidence`` is the chance,
    in [0, 1], that words and speaker are right. ``speech`` is false for an attitude ("supports the
    bill"), which puts no words on record. ``beside`` are those who say it with the speaker ("Kirby
    and Austin said …"), numbered as the speaker is; on record each has a statement of his own.
    ``asked`` is the question that a turn of a transcript answers, in the words of who asks.
    """

    spans: tuple[Span, ...]
    sentence: Span
    kind: Kind
    cue: Span | None
    source: Span | None
    source_text: str
    speaker: int | None
    confidence: float
    speech: bool = True
    beside: tuple[int, ...] = ()
    asked: Span | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Everything one document puts on record: its statements in text order and their speakers."""

    statements: tuple[Statement, ...]
    profiles: tuple[Profile, ...]


@dataclass(frozen=True, slots=True)
class StoredStatement:
    """A statement as the store gives it back: with its words, its document and its speaker.

    ``asked_text`` are the words of ``asked``, nothing where there is no question.
    """

    id: str
    document_id: str
    title: str
    published: date | None
    passage_id: str | None
    speaker: Speaker | None
    source_text: str
    kind: Kind
    cue: str | None
    text: str
    spans: tuple[Span, ...]
    sentence: Span
    sentence_text: str
    confidence: float
    asked: Span | None = None
    asked_text: str = ""

    @property
    def context(self) -> str:
        """What it is weighed by: see ``in_context``."""
        return in_context(self.text, self.sentence_text, self.asked_text)


def in_context(text: str, sentence: str, asked: str = "") -> str:
    """A statement's sentence, with its words where these are not all there, after the question that
    they answer, as that alone may name the matter ("No. I lent it to a school")."""
    told = sentence if text in sentence else f"{sentence} {text}"
    return f"{asked} {told}" if asked else told
