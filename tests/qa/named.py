"""Speakers of a test, and the names they can be asked after by."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from index.documents import Profile, Span, Statement
from index.store import Entry
from index.stores.local import LocalStore
from qa.names import Names
from tests.index import samples

PROFILES = (
    Profile("John Kirby", "person", "spokesman for the White House National Security Council"),
    Profile("Lloyd Austin", "person", "Secretary of Defense"),
    Profile("Daniel Reyes", "person", "hydrologist at the University of Corvane"),
    Profile("Hector Reyes", "person"),
    Profile("Ines Calloway", "person"),
    Profile("Ruth T. Adeyemi Jr.", "person"),
    Profile("Marta Lund", "person", "President"),
    Profile("Tom Obi", "person", "Vice President"),
    Profile("Rosa Obi", "person", "harbour master"),
    Profile("Nora Castle", "person", "professor of law"),
    Profile("Ben Castle", "person", "Governor"),
    Profile("National River Agency", "organisation", None, ("NRA",)),
    Profile("World Health Organization", "organisation", None, ("WHO",)),
    Profile("North Korean government", "government", None, ("Pyongyang",)),
    Profile("Washington", "government", None, ("U.S.",)),
    Profile("Smith and Sons", "organisation"),
    Profile("Petra Vuković-Brød", "person"),
    Profile("Adhera GmbH", "organisation"),
    Profile("Tarn", "organisation"),
    Profile("Tarn Inc.", "organisation"),
)


def entry(profiles: Sequence[Profile]) -> Entry:
    """A document in which everybody says a word."""
    made = samples.entry("words " * len(profiles))
    spans = [Span(n * 6, n * 6 + 5) for n in range(len(profiles))]
    statements = tuple(
        Statement((span,), span, "indirect", None, None, "", n, 0.9) for n, span in enumerate(spans)
    )
    said = type(made.attribution)(statements, tuple(profiles))
    vectors = samples.encode(["words"] * len(profiles))
    return Entry(
        made.document, made.passages, said, made.sentences, [], made.passage_vectors, vectors
    )


@contextmanager
def names(folder: Path, profiles: Sequence[Profile] = PROFILES) -> Iterator[Names]:
    store = LocalStore(folder)
    with store.writer(samples.MANIFEST) as writer:
        made = entry(profiles)
        writer.put(samples.file("a.txt", made), made)
    with store.snapshot() as snapshot:
        yield Names(snapshot)
    store.close()
