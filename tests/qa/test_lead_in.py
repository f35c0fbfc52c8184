"""What somebody's words are about can stand before them."""

import pytest

DOCUMENTS = {
    "match.txt": """Karl Voss, the coach, was furious about the penalty. "It hit him on the \
shoulder," said Voss.

Ann Lind, the captain, praised the crowd. The penalty was given in the last minute. "Rain is \
rain," said Lind.
"""
}


@pytest.fixture(scope="module")
def match(written):
    return written(DOCUMENTS)


@pytest.mark.e2e
def test_words_that_point_back_are_about_what_stands_before_them(match):
    reply = match.ask("What did Voss say about the penalty?")
    assert [found.statement.text for found in reply.statements] == ['"It hit him on the shoulder,"']


@pytest.mark.e2e
def test_words_that_stand_alone_are_not(match):
    assert not match.ask("What did Lind say about the penalty?").answered
