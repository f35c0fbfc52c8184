"""Statements and passages come back from a store with their words and places."""

from datetime import date

from index.documents import Span
from index.store import Filter
from tests.index.contract.stored import AUSTIN, KIRBY
from tests.index.samples import MANIFEST, entry, file


def test_a_statement_comes_back_with_its_words_its_document_and_its_speaker(filled):
    with filled.snapshot() as snapshot:
        (statement,) = snapshot.statements([f"{KIRBY.document.id}-s0"])
        assert snapshot.contexts([statement.id, "none"]) == {statement.id: statement.context}
    text = KIRBY.document.text
    assert statement.text == "They would be legitimate targets."
    assert [text[slice(*span)] for span in statement.spans] == [statement.text]
    assert text[slice(*statement.sentence)] == statement.sentence_text
    assert (statement.asked, statement.asked_text) == (None, "")
    assert (statement.cue, statement.source_text) == (":", "John Kirby")
    assert (statement.title, statement.published) == ("Targets", date(2024, 10, 23))
    assert statement.passage_id == KIRBY.passages[0].id
    assert statement.speaker is not None
    assert statement.speaker.name == "John Kirby"


def test_an_answer_comes_back_with_what_was_asked(store):
    answer = entry('Have they fired?\nJohn Kirby: "No."')
    with store.writer(MANIFEST) as writer:
        writer.put(file("a.txt", answer), answer)
    with store.writer(MANIFEST) as writer:
        stored = writer.entry(answer.document.id)
        assert stored is not None
        assert stored.attribution == answer.attribution
    with store.snapshot() as snapshot:
        (statement,) = snapshot.statements([f"{answer.document.id}-s0"])
        contexts = snapshot.contexts([statement.id])
    assert (statement.asked, statement.asked_text) == (Span(0, 16), "Have they fired?")
    assert contexts == {statement.id: 'Have they fired? John Kirby: "No."'}


def test_absent_ids_are_left_out_and_order_is_kept(filled):
    first, second = (passage.id for passage in KIRBY.passages)
    with filled.snapshot() as snapshot:
        assert [p.id for p in snapshot.passages([second, "none", first])] == [second, first]
        assert snapshot.statements(["none", "\ud800"]) == []
        assert snapshot.document("none") is None
        assert snapshot.reading("\ud800") is None
        assert snapshot.speaker("none") is None
        assert snapshot.passage_at("none", 0) is None


def test_a_passage_is_found_by_any_of_its_code_points(filled):
    with filled.snapshot() as snapshot:
        for passage in AUSTIN.passages:
            for offset in (passage.start, passage.end - 1):
                assert snapshot.passage_at(AUSTIN.document.id, offset) == passage
        assert snapshot.passage_at(AUSTIN.document.id, AUSTIN.passages[0].end) is None


def test_statements_are_paged_latest_document_first_then_by_place(filled):
    with filled.snapshot() as snapshot:
        page, total = snapshot.statements_by(Filter(), limit=3)
        rest, _ = snapshot.statements_by(Filter(), offset=3)
    assert total == 4
    names = [statement.source_text for statement in (*page, *rest)]
    assert names == ["Lloyd Austin", "John Kirby", "Officials", "John Kirby"]


def test_the_statements_of_passages_are_those_they_hold_in_text_order(filled):
    ids = [AUSTIN.passages[1].id, AUSTIN.passages[0].id]
    with filled.snapshot() as snapshot:
        found = snapshot.statements_in(ids)
        assert [s.source_text for s in found] == ["Lloyd Austin", "John Kirby"]
        assert snapshot.statements_in([KIRBY.passages[1].id]) == []
