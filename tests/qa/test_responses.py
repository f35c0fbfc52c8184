"""Whether somebody answered at all is told by the documents, of that one alone."""

import pytest

from qa.reading.reader import Reader

pytestmark = pytest.mark.e2e

TEXT = """Mayor Ann Lind said that the bridge would reopen.

Lind did not respond to a request for comment. Her spokeswoman, Eva Moe, said that it was late.

Karl Voss called the plan a joke."""


@pytest.fixture(scope="module")
def told(written):
    return written({"a.txt": TEXT, "b.txt": "The painters of Arle are old."}, Reader())


@pytest.mark.parametrize(
    "question",
    ["Did Lind respond?", "Did the mayor respond to the request?", "Did Ann Lind comment?"],
)
def test_whether_somebody_answered_is_what_the_documents_say(told, question):
    assert told.ask(question).text.startswith("Lind did not respond to a request for comment.")


@pytest.mark.parametrize("question", ["Did Moe respond?", "Did Voss comment on the plan?"])
def test_nobody_is_told_to_have_answered_as_another_did(told, question):
    assert "did not respond" not in told.ask(question).text


def test_a_firm_that_declined_to_comment_did_not_whoever_speaks_for_it_later(written):
    told = written(
        {
            "1.txt": "The company that owns the site, Solvex, declined to comment.",
            "2.txt": "Solvex chief executive Nina Falk rejected the accusation. “We told them"
            " everything,” she said.",
        },
        Reader(),
    )
    assert "declined to comment" in told.ask("Did Solvex comment?").text
