"""What goes into a question and what comes out: frozen data, nothing of HTTP.

Every text of evidence is verbatim; every offset is a code point of its document's text.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from index.documents import Passage, Span, Speaker, StoredStatement
from index.store import Filter

Intent = Literal["statements", "speaker", "fact", "positions"]
Stance = Literal["asserts", "denies", "unsure"]
Reason = Literal[
    "unknown_speaker",
    "no_statements",
    "nothing_on_topic",
    "nothing_relevant",
    "ambiguous_speaker",
]

LONGEST_QUESTION = 2000  # characters


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier message of the conversation."""

    role: Literal["user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Question:
    """``limit`` (1 to 100) and ``offset`` page the statements; ``history`` is oldest first."""

    text: str
    history: tuple[Turn, ...] = ()
    filters: Filter = field(default_factory=Filter)
    limit: int = 8
    offset: int = 0


@dataclass(frozen=True, slots=True)
class FoundStatement:
    """``score`` is higher for better and comparable within one reply only. ``stance`` is the
    speaker's towards what was asked, None where the question is not about a position.
    ``repeated_in`` are the other places where the same is on record."""

    statement: StoredStatement
    score: float
    stance: Stance | None = None
    repeated_in: tuple[StoredStatement, ...] = ()


@dataclass(frozen=True, slots=True)
class Copy:
    """Where else a passage's text stands."""

    passage: Passage
    title: str
    published: date | None


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """``speakers`` are on record in the passage; ``highlights`` are the words that answer;
    ``also_in`` are the passages with the same text, which are not listed beside it."""

    passage: Passage
    title: str
    published: date | None
    score: float
    speakers: tuple[Speaker, ...] = ()
    highlights: tuple[Span, ...] = ()
    also_in: tuple[Copy, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an answer and the ids of the passages it rests on, never none."""

    text: str
    citations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """The exact words that answer: ``text`` is this range of the cited passage's document."""

    text: str
    passage_id: str
    span: Span


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is no answer, in a word and in a sentence, and the nearest thing there is."""

    reason: Reason
    message: str
    nearest: tuple[FoundStatement | FoundPassage | Speaker, ...] = ()


@dataclass(frozen=True, slots=True)
class Dropped:
    """A sentence of a language model that is not shown; ``reason`` goes on from "it"."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Wording:
    """Whose words an answer's sentences are: the sources', or a language model's, checked.

    ``model`` is the one that was asked, None where none was; ``note`` says what came of it where
    that is not what was hoped for.
    """

    by: Literal["sources", "model"] = "sources"
    model: str | None = None
    dropped: tuple[Dropped, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """Either ``sentences`` or a ``refusal``. ``standalone`` is the question as understood.

    ``words`` are the shortest that answer: a figure, a name, else the best statement's own.
    """

    question: str
    standalone: str
    intent: Intent
    generation: int
    sentences: tuple[Sentence, ...] = ()
    words: Words | None = None
    refusal: Refusal | None = None
    statements: tuple[FoundStatement, ...] = ()
    statements_total: int = 0
    passages: tuple[FoundPassage, ...] = ()
    wording: Wording = Wording()

    @property
    def answered(self) -> bool:
        return self.refusal is None

    @property
    def text(self) -> str:
        return " ".join(sentence.text for sentence in self.sentences)
