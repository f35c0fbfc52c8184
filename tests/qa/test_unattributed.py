"""An index without attribution finds words, and says of nobody what they said or did not say."""

import pytest

from index.builder import Builder
from index.parts import standard
from tests.qa.library import SEEDS, Library

pytestmark = pytest.mark.e2e


@pytest.fixture(scope="module")
def unattributed(embedder, tmp_path_factory):
    library = Library(SEEDS, tmp_path_factory.mktemp("plain"), embedder, attributed=False)
    yield library
    library.store.close()


def test_it_has_passages_and_neither_statements_nor_speakers(unattributed, seeds):
    with unattributed.store.snapshot() as plain, seeds.store.snapshot() as full:
        assert plain.counts().passages == full.counts().passages
        assert plain.counts().statements == plain.counts().speakers == 0
        assert full.counts().statements


def test_a_fact_is_found_and_nobody_vouches_for_it(unattributed):
    reply = unattributed.ask("when was the treaty signed?")
    assert reply.answered
    assert not reply.statements
    assert "according to" not in reply.sentences[0].text.casefold()


@pytest.mark.parametrize(
    "question", ["what did Putin say?", "who denied it?", "did North Korea send troops?"]
)
def test_nobody_is_said_to_be_on_record_or_not(unattributed, question):
    reply = unattributed.ask(question)
    assert reply.intent == "fact"
    assert not reply.statements
    assert reply.refusal is None or reply.refusal.reason == "nothing_relevant"
    assert reply.refusal is None or "on record" not in reply.refusal.message


def test_with_attribution_it_is_made_anew_beside_and_never_mixed(embedder, tmp_path):
    library = Library(SEEDS, tmp_path / "data", embedder, attributed=False)
    assert library.store.manifest
    assert not library.store.manifest.attributed
    build = Builder(SEEDS, library.store, standard(embedder)).build()
    assert build.added
    assert not build.unchanged
    assert library.store.manifest.attributed
    assert library.ask("what did Kirby say?").statements
    library.store.close()
