"""What somebody's words are about can stand before them."""

import pytest

DOCUMENTS = {
    "match.txt": """Karl Voss, the coach, was furious about the penalty. "It hit him on the \
shoulder," said Voss.

Ann Lind, the captain, praised the crowd. The penalty was given in the last minute. "Rain is \
rain," said Lind.
""",
    "hotel.txt": """Six families still live in one corridor of the hotel, eight weeks on.

In 15 is Mr Colley, who is 91 and does not come out until the news.

"He thinks we are all guests. We are not," says Kelly Marsh.

The mayor, Tom Obi, opened the new bridge on Monday.

Rosa Mendes said it was cold.
""",
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


@pytest.mark.e2e
def test_a_quotation_that_begins_a_paragraph_goes_on_from_the_one_before(match):
    reply = match.ask("What does Kelly Marsh say about Mr Colley?")
    assert [found.statement.text for found in reply.statements] == [
        '"He thinks we are all guests. We are not,"'
    ]
    assert not match.ask("What does Rosa Mendes say about the bridge?").answered
