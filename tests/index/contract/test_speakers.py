"""Speakers of a store: who has which statements, and how many."""

from datetime import date

from index.store import Filter
from tests.index.contract.stored import KIRBY, speaker_id
from tests.index.samples import MANIFEST


def test_a_speaker_is_one_over_all_documents(filled):
    with filled.snapshot() as snapshot:
        (kirby,), total = snapshot.speakers("KIR")
        assert total == 1
        assert (kirby.name, kirby.statement_count, kirby.document_count) == ("John Kirby", 2, 2)
        assert snapshot.speaker(kirby.id) == kirby
        assert ("john kirby", kirby.id) in snapshot.aliases()
        assert [each.name for each in snapshot.speakers()[0]] == ["John Kirby", "Lloyd Austin"]
        assert snapshot.speakers("john k")[0] == [kirby]
        assert snapshot.speakers("irby") == ([], 0)


def test_speakers_are_counted_within_a_filter(filled):
    from_24th = Filter(published_from=date(2024, 10, 24))
    with filled.snapshot() as snapshot:
        found, total = snapshot.speakers(where=from_24th)
        assert [(s.name, s.statement_count, s.document_count) for s in found] == [
            ("John Kirby", 1, 1),
            ("Lloyd Austin", 1, 1),
        ]
        assert total == 2
        assert [s.name for s in snapshot.speakers("aus", where=from_24th)[0]] == ["Lloyd Austin"]
        in_kirby = Filter(documents=frozenset([KIRBY.document.id]))
        assert [s.name for s in snapshot.speakers(where=in_kirby)[0]] == ["John Kirby"]
        assert snapshot.speakers(where=Filter(documents=frozenset(["none"]))) == ([], 0)


def test_statements_are_counted_by_document_the_latest_first(filled):
    kirby = speaker_id(filled, "Kirby")
    with filled.snapshot() as snapshot:
        tally = snapshot.tally(Filter(speakers=frozenset([kirby])))
        assert [(t.document.title, t.statement_count) for t in tally] == [
            ("Ships", 1),
            ("Targets", 1),
        ]
        assert [t.statement_count for t in snapshot.tally(Filter())] == [3, 1]


def test_a_speaker_goes_with_the_last_statement(filled):
    with filled.writer(MANIFEST) as writer:
        writer.forget(["austin.txt"])
    with filled.snapshot() as snapshot:
        (kirby,), _ = snapshot.speakers()
        assert (kirby.name, kirby.statement_count) == ("John Kirby", 1)
        assert {alias for alias, _ in snapshot.aliases()} == {"john kirby", "kirby"}
