"""Our parts of the parser find what spaCy's own find."""

import random
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from index.pipeline import Grammar, load
from tests.api.conftest import ROOT, SEEDS

TEXTS = [
    "",
    " ",
    "\t \n",
    "London",
    "On Monday Maria Lopez, the mayor of New York City, said it cost $48 million.",
    "It was made by Acme Inc. Apple Inc. had none of it. In Paris",
    "I'm gonna go, ain't I? Let's see. You've gotta. Y'all come. C'mon! There's nothin' there.",
    "It is I. He did it; it did him. There were two. But why? None but she does that, this, those.",
    "Reuters\u00a0 \u2003Bank of  \n England   Governor Andrew   Bailey ",
    "WASHINGTON — KIRBY SAYS NO TO U.N. VOTE ON JUNE 3RD, 2024.",
    "!!! ??? — … “ ” 1 22 333 4,444 5.5% 6th",
    "Dr. Strangelove and the Rolling Stones " * 60,
]


@pytest.fixture(scope="module")
def ours() -> Grammar:
    return Grammar()


@pytest.fixture(scope="module")
def spacys() -> Language:
    return load()


def told(docs: Iterable[Doc]) -> list[object]:
    """All that the parser sets."""
    found: list[object] = []
    for doc in docs:
        found += [
            (t.text, t.tag_, t.dep_, t.head.i, t.pos_, t.lemma_, str(t.morph), t.is_sent_start)
            for t in doc
        ]
        found += [(e.start, e.end, e.label_) for e in doc.ents]
        found += [t.ent_iob_ for t in doc]
    return found


def test_whole_documents(ours: Grammar, spacys: Language) -> None:
    paths = [ROOT / "README.md", ROOT / "ARCHITECTURE.md", *SEEDS.glob("*.md")]
    texts = [line for path in paths for line in path.read_text("utf-8").splitlines()]
    assert len(texts) > 200, "several batches"
    assert told(ours.docs(texts)) == told(spacys.pipe(texts))


@pytest.mark.parametrize("text", TEXTS)
def test_what_is_unusual(text: str, ours: Grammar, spacys: Language) -> None:
    assert told(ours.docs([text])) == told(spacys.pipe([text]))


WORDS = sorted({word for text in TEXTS for word in text.split(" ")})


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 2**32))
def test_words_in_any_order(ours: Grammar, spacys: Language, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  nothing secret
    texts = [" ".join(chance.choices(WORDS, k=chance.randrange(30))) for _ in range(5)]
    assert told(ours.docs(texts)) == told(spacys.pipe(texts))
