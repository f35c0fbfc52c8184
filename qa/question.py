"""A question understood: what ``qa.understanding`` reads out of it."""

from dataclasses import dataclass
from typing import Literal

from index.documents import Speaker, SpeakerKind
from qa.periods import Period
from qa.replies import Intent

Wanted = Literal[
    "number", "money", "percent", "time", "place", "person", "duration", "age", "role", "reason",
    "words",
]  # fmt: skip
Order = Literal["latest", "earliest"]


@dataclass(frozen=True, slots=True)
class Query:
    """A question understood.

    ``who`` are the words of the question that name its speaker, empty where it names none, and
    ``speakers`` whom they can mean: several are an ambiguity unless ``several`` is set ("Kirby and
    Austin"). ``topic`` is what is left for a search. ``cue`` narrows to denials or doubts, ``verb``
    is the question's own word for saying it ("acknowledged"), where that is a telling one.
    ``period`` is when it was said, ``order`` sorts by date instead of by fit. ``when`` asks for the
    dates, ``counted`` for how often it was said, ``compared`` for several speakers side by side.
    ``whether``: asked is whether they said it. ``whom`` are the words for those who were told it,
    the ``addressees`` as far as they are speakers.
    ``put_to`` are those whose questioning is asked about: questions put to them are told, by the
    speakers if there are any.
    ``claimed``: the topic is a claim, which can be asserted and denied, and no mere matter;
    ``subject`` is whom it is about, where it begins with that one's name (of a matter where it is
    no more than a name), and ``predicate`` the rest: the subject's own words need not have the
    name.
    ``everyone``: all who said it are asked for, and not who did; ``office`` is what they are, where
    that is told ("which governors").
    ``against``: asked for are those who disagree with the speakers. ``changed``: whether they
    changed what they say. ``bare`` is a name and other words without a question in them, where the
    name may be no more than one of the words. ``open``: no few words can answer it.
    ``listed``: what there is in the index, on the topic if there is one; ``kind``: of which
    speakers, if not of all. ``wordings``
    are what to search for together in the question's place, itself first; they are several where
    it goes on from a conversation (``qa.context``), and it can be read as ``in_context`` then;
    ``of_matter``: from what nobody was asked for.
    """

    text: str
    intent: Intent
    topic: str
    who: str = ""
    speakers: tuple[Speaker, ...] = ()
    several: bool = False
    cue: Literal["denies", "unsure"] | None = None
    wanted: Wanted = "words"
    when: bool = False
    verb: str = ""
    period: Period | None = None
    order: Order | None = None
    counted: bool = False
    compared: bool = False
    whether: bool = False
    whom: str = ""
    addressees: tuple[Speaker, ...] = ()
    put_to: tuple[Speaker, ...] = ()
    claimed: bool = False
    subject: tuple[Speaker, ...] = ()
    predicate: str = ""
    everyone: bool = False
    office: str = ""
    against: bool = False
    changed: bool = False
    bare: bool = False
    open: bool = False
    listed: Literal["documents", "speakers"] | None = None
    kind: SpeakerKind | None = None
    wordings: tuple[str, ...] = ()
    in_context: tuple[str, ...] = ()
    of_matter: bool = False

    @property
    def goes_on(self) -> bool:
        """Whether it goes on from a conversation."""
        return len(self.wordings) > 1

    @property
    def of_few_words(self) -> bool:
        """Whether a yes, a no, a name, a figure or the like is asked for, and not any words."""
        return self.claimed or self.wanted not in ("words", "reason")

    @property
    def ambiguous(self) -> bool:
        return len(self.speakers) > 1 and not self.several
