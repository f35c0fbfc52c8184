"""A candidate: a passage or a statement that a search found, with what the searches say of it."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from qa.reading.chance import chance, features
from qa.reading.reader import Read

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Candidate(Generic[Row]):
    """``cosine`` is to the vector searched with, ``coverage`` the share of the question's words
    in the text, ``read`` what the reader makes of a passage, None where it didn't read it."""

    row: Row
    score: float
    cosine: float
    coverage: float
    read: Read | None = None

    @property
    def features(self) -> list[float]:
        """What speaks for its answering, in the order of ``qa.reading.chance.FEATURES``."""
        return features(self.read, self.cosine) if self.read else []

    @property
    def chance(self) -> float:
        """The chance that it answers; none where the reader didn't read it."""
        return chance(self.features) if self.read else 0.0
