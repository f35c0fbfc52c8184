"""What the contract's tests put into a store, and ask of it."""

from datetime import date

from index.store import Build, Counts, Manifest, Store, Writer
from tests.index.samples import DIMENSION, entry, file

KIRBY = entry(
    'John Kirby: "They would be legitimate targets."\nHe spoke in Washington on Wednesday.',
    title="Targets",
    published=date(2024, 10, 23),
)
AUSTIN = entry(
    'Lloyd Austin: "It is a very serious issue."\nJohn Kirby: "We have seen the ships."\n'
    'Officials: "The training goes on."',
    title="Ships",
    published=date(2024, 10, 24),
)
UNDATED = entry("Nobody says a word of targets here.", title="Silence")
BUILD = Build(started=1.0, finished=2.0, added=2)
OTHER = Manifest("another-model", DIMENSION, "paragraphs-1", "colons-1")


def put(writer: Writer, **entries) -> None:
    for name, each in entries.items():
        writer.put(file(f"{name}.txt", each), each)


def counts(store: Store) -> Counts:
    with store.snapshot() as snapshot:
        return snapshot.counts()


def speaker_id(store: Store, name: str) -> str:
    with store.snapshot() as snapshot:
        (speaker,) = snapshot.speakers(name)[0]
        return speaker.id
