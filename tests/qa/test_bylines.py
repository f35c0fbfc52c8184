"""Who wrote a report, by the line that says so."""

from index.documents import Span
from index.store import Reading
from qa.facts import facts
from qa.terms import Weights
from tests.index.parsed import parse

REPORT = """Dam "no danger", says its owner

By Hugh Bastable
Published 2 September 2022

Water comes through it. The owner sees no danger.
"""


def test_a_byline_tells_nothing_of_what_the_headline_is_about():
    parsed = parse(REPORT)
    reading = Reading(parsed.document, parsed.sentences, parsed.entities)
    where = [(reading, Span(0, len(REPORT)), 0.5)]
    found = facts("is there danger?", "words", where, Weights(lambda _: 1, 10))
    told = [REPORT[slice(*fact.sentence)] for fact in found]
    assert told[0] == "The owner sees no danger."
    assert "By Hugh Bastable" not in told
