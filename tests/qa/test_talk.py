"""What is said in passing."""

import pytest

from qa.talk import is_talk


@pytest.mark.parametrize(
    ("text", "talk"),
    {
        "Let's continue.": True,
        "Here's the question.": True,
        "Mm-hmm. Uh-huh.": True,
        "It's that.": True,
        "Let's close the quay.": False,
    }.items(),
)
def test_talk_is_what_anybody_says_to_anybody(text, talk):
    assert is_talk(text) is talk
