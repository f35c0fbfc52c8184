"""The roll: every speaker of a generation, kept in memory, as every question looks at all names.

With it, how frequent words are: a generation never changes, and the same words are asked for again
and again. One that stands nowhere is not remembered: there is no end of these.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from threading import Lock

from index.documents import Speaker
from index.store import What
from index.stores.milvus.reader import Reader
from index.stores.milvus.rows import speaker_of
from index.stores.words import beginnings, fold

_WORDS = 65_536  # that are remembered


@dataclass(frozen=True)
class Roll:
    """Of one generation, which never changes. Safe to use from several threads."""

    edition: str
    generation: int
    speakers: dict[str, Speaker]
    frequencies: dict[tuple[What, str], int] = field(default_factory=dict)

    def frequency(self, what: What, word: str, count: Callable[[], int]) -> int:
        """In how many rows a word occurs; ``count`` finds out what was not asked for before."""
        found = self.frequencies.get((what, word))
        if found is None:
            found = count()
            if found and len(self.frequencies) < _WORDS:
                self.frequencies[what, word] = found
        return found

    @cached_property
    def aliases(self) -> Sequence[tuple[str, str]]:
        """See ``index.store.Snapshot.aliases``."""
        return tuple(
            (alias, id)
            for id, speaker in sorted(self.speakers.items())
            for alias in dict.fromkeys(each.lower() for each in (speaker.name, *speaker.aliases))
        )

    def called(self, prefix: str) -> list[Speaker]:
        """Those with a name of which some word starts so."""
        start = fold(prefix)
        if not start:
            return list(self.speakers.values())
        return [
            speaker
            for speaker in self.speakers.values()
            if any(each.startswith(start) for each in beginnings((speaker.name, *speaker.aliases)))
        ]


class Rolls:
    """The latest roll, kept up with the commits. Safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._latest: Roll | None = None

    def at(self, reader: Reader) -> Roll:
        """The roll of the generation that ``reader`` reads; costs a reading of what changed."""
        with self._lock:
            latest = self._latest
            edition, generation = reader.state.edition.prefix, reader.state.generation
            same = latest is not None and latest.edition == edition
            if latest and same and latest.generation == generation:
                return latest
            if latest and same and reader.state.purged <= latest.generation < generation:
                roll = Roll(edition, generation, _caught_up(latest, reader))
            else:
                speakers = map(speaker_of, reader.all("speaker"))
                roll = Roll(edition, generation, {each.id: each for each in speakers})
            if latest is None or not same or latest.generation < generation:
                self._latest = roll
            return roll


def _caught_up(roll: Roll, reader: Reader) -> dict[str, Speaker]:
    speakers = dict(roll.speakers)
    changed = reader.changed("speaker", roll.generation)
    for row in changed:
        speakers.pop(row["payload"]["id"], None)
    for row in changed:
        if row["died"] > reader.state.generation:
            speakers[row["payload"]["id"]] = speaker_of(row)
    return speakers
