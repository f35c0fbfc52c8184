"""A sentence that has more of the question's words is preferred to the one beside it that the
reader points at, where it answers better by itself."""

import pytest

DOCUMENTS = {
    "bank.md": """# The bank of Orrin lowers its rate

Five members voted for the decision. Two, Ms Lind and Mr Voss, voted to leave the rate unchanged. \
Nobody voted for a larger cut.
""",
    "bylaw.md": """# By-law on the beach of Orrin

No person shall have charge of more than four dogs at once on the beach. A professional dog walker \
who holds a licence from the Council may have charge of up to six.
""",
}


@pytest.mark.e2e
@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("How many members voted for a larger cut?", "Nobody"),
        ("How many members voted for the decision?", "Five. "),
        ("How many dogs may a licensed dog walker have?", "Six. "),
    ],
)
def test_the_sentence_with_the_words_of_the_question_answers(told, question, answer):
    assert told.ask(question).text.startswith(answer)
