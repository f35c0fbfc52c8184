"""What verification finds to be untrue, of a store or of the folder it was made of."""

from dataclasses import dataclass
from typing import Literal

Part = Literal["pages", "rows", "documents", "full text", "view", "speakers", "folder"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that ``verify`` found to be untrue: where, and what.

    ``part`` says what has to be mended. ``document`` is the id of the document that has to be made
    anew for it, where one has.
    """

    where: str
    what: str
    part: Part
    document: str | None = None
