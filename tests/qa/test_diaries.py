"""A diary: what its keeper wrote on which day, first and last."""

import pytest

TEXT = """# The Diary of Edith Lund

## Thursday, 12 November 1903

Papa back late. I did not know what to say of the reservoir.

## Wednesday, 18 May 1904

A telegram at breakfast: the Bill has passed. I think we got what could be got.

## Sunday, 14 February 1909

I can hardly write. The reservoir has gone.
"""
FIRST, SECOND, LAST = "Papa back", "A telegram", "I can hardly"


@pytest.fixture(scope="module")
def diary(written):
    return written({"lund.md": TEXT})


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("What did Edith Lund write on 18 May 1904?", [SECOND]),
        ("what did Edith Lund write in 1909?", [LAST]),
        ("What is the last thing Edith Lund wrote?", [LAST, SECOND, FIRST]),
        ("what did Edith Lund write first about the reservoir?", [FIRST, LAST]),
    ],
)
def test_a_day_of_a_diary_is_when_its_words_were_written(diary, question, begins):
    said = [found.statement.text for found in diary.ask(question).statements]
    assert [words[: len(start)] for words, start in zip(said, begins, strict=True)] == begins


def test_when_tells_the_day(diary):
    reply = diary.ask("When did Edith Lund write about the Bill?")
    assert "(The Diary of Edith Lund, 1904-05-18)" in reply.text
