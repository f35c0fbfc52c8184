"""A figure's sentence is read by itself: one beside it that has more of the question's words may
answer better, and none answers where a word of the question is nowhere near."""

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


@pytest.mark.e2e
@pytest.mark.parametrize(
    "question",
    [
        "How many cats may a licensed cat breeder have?",
        "How many women among the members wear a uniform?",
    ],
)
def test_a_figure_of_something_else_does_not(told, question):
    assert not told.ask(question).answered
