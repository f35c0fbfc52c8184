"""Where a speaker stands, told from the cue and the words."""

import pytest

from index.documents import Span, StoredStatement
from qa.stances import stance


def statement(cue: str, text: str) -> StoredStatement:
    at = Span(0, len(text))
    return StoredStatement(
        "s", "d", "A title", None, None, None, "", "indirect", cue, text, (at,), at, text, 0.9
    )


@pytest.mark.parametrize(
    ("cue", "text", "expected"),
    [
        ("said", "that troops were sent", "asserts"),
        ("alleged", "that personnel had been observed", "asserts"),
        ("accused", "Moscow of jamming the signals", "asserts"),
        ("denied", "that troops were sent", "denies"),
        ("rejected", "assertions that it had sent troops", "denies"),
        ("said", "it had not sent troops", "denies"),
        ("testified", "that she never signed the transfers", "denies"),
        ("called", "the report “fake”", "denies"),
        ("categorizing", "these claims as “groundless and stereotype rumors.”", "denies"),
        ("said", "the claim was completely false", "denies"),
        ("doubted", "that troops were sent", "unsure"),
        ("questioned", "whether it was deliberate", "unsure"),
        ("expressed", "doubt that the interference came from land", "unsure"),
        ("said", "it could not confirm the reports", "unsure"),
        ("emphasized", "the uncertainty about it", "unsure"),
        ("highlighted", "the seriousness of the matter", None),
        ("warned", "against escalation", None),
        ("warned", "that troops were sent", "asserts"),
    ],
)
def test_a_speaker_stands(cue, text, expected):
    assert stance(statement(cue, text)) == expected
