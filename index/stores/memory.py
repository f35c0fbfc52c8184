"""Memory: what was read of one generation of a catalogue and is true for all of its snapshots."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from index.documents import Speaker
from index.store import Counts, What

_MOST = 20_000  # words, and speakers, that are remembered


@dataclass(slots=True)
class Memory:
    """Filled by the snapshots themselves, each with what it was the first to need. Shared by
    threads: what two of them read at once is the same. A word that stands nowhere is not
    remembered: there is no end of these."""

    generation: int
    counts: Counts | None = None
    aliases: Sequence[tuple[str, str]] | None = None
    frequencies: dict[tuple[What, str], int] = field(default_factory=dict)
    speakers: dict[str, Speaker | None] = field(default_factory=dict)

    def note_frequency(self, what: What, word: str, frequency: int) -> int:
        if frequency and len(self.frequencies) < _MOST:
            self.frequencies[what, word] = frequency
        return frequency

    def note_speaker(self, id: str, speaker: Speaker | None) -> Speaker | None:
        if len(self.speakers) < _MOST:
            self.speakers[id] = speaker
        return speaker
