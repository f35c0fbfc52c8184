"""Turns in which somebody repeats what is on record as another's: "As my predecessor liked to say,
“…”". The words are the other's."""

from collections.abc import Callable, Sequence

from index.documents import StoredStatement
from qa.candidates import Candidate

_LEFT = 0.5  # share of the topic's words in a statement, that are left to who repeats it


def own(
    candidates: Sequence[Candidate[StoredStatement]], covers: Callable[[str], float]
) -> list[Candidate[StoredStatement]]:
    """The candidates without the turns that hold the topic's words, which ``covers`` weighs, as
    those of another candidate's speaker alone."""
    return [c for c in candidates if not any(_repeats(c.row, o.row, covers) for o in candidates)]


def _repeats(turn: StoredStatement, other: StoredStatement, covers: Callable[[str], float]) -> bool:
    if turn.kind != "turn" or turn.document_id != other.document_id:
        return False
    if other is turn or (other.speaker == turn.speaker and turn.speaker is not None):
        return False
    if not all(any(around.holds(span) for around in turn.spans) for span in other.spans):
        return False
    return covers(turn.text.replace(other.text, " ")) < _LEFT * covers(other.text)
