"""What a speaker is on record about, on the documents of tests/documents."""

from collections import Counter

from index.store import Filter
from qa.summary import summary
from qa.terms import stems


def test_months_and_documents_count_every_statement_once(news):
    with news.store.snapshot() as snapshot:
        made = summary(snapshot, Filter())
        total = snapshot.counts().statements
    assert sum(each.statement_count for each in made.documents) == total
    assert sum(each.statement_count for each in made.months) == total
    dated = [each.first for each in made.months if each.first]
    assert dated == sorted(dated, reverse=True)
    assert all(first.day == 1 for first in dated)


def test_topics_are_words_that_set_a_speakers_statements_apart(news):
    with news.store.snapshot() as snapshot:
        for speaker in snapshot.speakers()[0][:5]:
            where = Filter(speakers=frozenset([speaker.id]))
            statements, _ = snapshot.statements_by(where)
            said = Counter(root for each in statements for root in stems(each.text))
            topics = summary(snapshot, where).topics
            assert topics
            for topic in topics:
                (root,) = stems(topic.word)
                assert topic.statement_count == said[root]
                share = snapshot.frequency("statements", topic.word) / snapshot.counts().statements
                assert topic.statement_count / len(statements) >= share


def test_nothing_that_passes_has_an_empty_summary(news):
    with news.store.snapshot() as snapshot:
        made = summary(snapshot, Filter(documents=frozenset(["none"])))
    assert (made.documents, made.months, made.topics) == ((), (), ())


def test_topics_are_told_as_they_are_written(written):
    text = "Ann Lind said that the U.S. cease-fire held.\n\nAnn Lind said that Mrs May was late."
    with written({"a.txt": text}).store.snapshot() as snapshot:
        told = {topic.word for topic in summary(snapshot, Filter()).topics}
    assert told
    assert all(word in text for word in told)
