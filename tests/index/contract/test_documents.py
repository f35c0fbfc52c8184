"""Documents come back from a store as they were put, listed and found by title."""

from dataclasses import replace

import numpy as np
import pytest

from index.documents import Place, Span
from tests.index.contract.stored import AUSTIN, KIRBY, UNDATED, put
from tests.index.samples import MANIFEST, entry, file


def test_a_writer_gives_back_what_was_put(filled):
    with filled.writer(MANIFEST) as writer:
        for each in (KIRBY, AUSTIN, UNDATED):
            stored = writer.entry(each.document.id)
            assert stored is not None
            for name in ("document", "attribution"):
                assert getattr(stored, name) == getattr(each, name)
            for name in ("passages", "sentences", "entities"):
                assert list(getattr(stored, name)) == list(getattr(each, name))
            assert np.array_equal(stored.passage_vectors, each.passage_vectors)
            assert np.array_equal(stored.statement_vectors, each.statement_vectors)
            writer.put(file("again.txt", stored), stored)
        assert writer.entry("none") is None


def test_a_part_of_a_document_is_read_with_its_whole_sentences_and_what_they_name(filled):
    for sentence in KIRBY.sentences:
        where = Span(sentence.start + 1, sentence.start + 2)
        with filled.snapshot() as snapshot:
            reading = snapshot.reading(KIRBY.document.id, where)
        assert reading is not None
        assert reading.document == KIRBY.document
        assert sentence in reading.sentences
        for entity in KIRBY.entities:
            assert entity in reading.entities or not sentence.holds(Span(*entity[:2]))


def test_a_document_comes_back_as_it_was_put(filled):
    with filled.snapshot() as snapshot:
        stored = snapshot.document(KIRBY.document.id)
        reading = snapshot.reading(KIRBY.document.id)
        assert snapshot.passages_of(KIRBY.document.id) == list(KIRBY.passages)
    assert stored is not None
    assert stored.document == KIRBY.document
    assert (stored.paths, stored.passage_count, stored.statement_count) == (("kirby.txt",), 2, 1)
    assert reading is not None
    assert reading.document == KIRBY.document
    assert list(reading.sentences) == list(KIRBY.sentences)


def test_author_and_places_come_back_and_passages_know_theirs(store):
    places = (Place(0, 10, "page", "1"), Place(10, 31, "page", "2"))
    made = entry("First words and words after them.")
    told = replace(made.document, author="Ann Lee", places=places)
    passages = [replace(p, place=told.place(p.start, p.end)) for p in made.passages]
    with store.writer(MANIFEST) as writer:
        put(writer, pages=replace(made, document=told, passages=passages))
    with store.snapshot() as snapshot:
        assert snapshot.document(told.id).document == told
        assert [p.place for p in snapshot.passages_of(told.id)] == ["pages 1–2"]


@pytest.mark.parametrize("places", [[(5, 3)], [(0, 9), (8, 12)], [(0, 99)], [(-1, 3)]])
def test_places_that_are_not_in_the_text_or_its_order_are_refused(store, places):
    made = entry("Thirteen words or fewer are in this.")
    told = tuple(Place(start, end, "page", "1") for start, end in places)
    bad = replace(made, document=replace(made.document, places=told))
    with store.writer(MANIFEST) as writer, pytest.raises(ValueError, match="places"):
        put(writer, pages=bad)


def test_documents_are_listed_by_title_without_their_text(filled):
    with filled.snapshot() as snapshot:
        listed = snapshot.documents()
        assert [each.document.title for each in listed] == ["Ships", "Silence", "Targets"]
        assert {each.document.text for each in listed} == {""}
        assert snapshot.documents(offset=1, limit=1) == listed[1:2]


def test_documents_are_found_by_words_of_title_and_path_in_any_case(filled):
    with filled.snapshot() as snapshot:
        assert [d.document.title for d in snapshot.titled("sh")[0]] == ["Ships"]
        assert [d.document.title for d in snapshot.titled("targets KIRBY")[0]] == ["Targets"]
        found, total = snapshot.titled("txt", offset=1, limit=1)
        assert ([d.document.title for d in found], total) == (["Silence"], 3)
        assert snapshot.titled("100%_'\"") == ([], 0), "no word is taken for syntax"
