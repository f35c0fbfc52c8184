"""Who is asked for as somebody's: a wife, an agronomist, a sister, a manager."""

import pytest

DOCUMENTS = {
    "ward.txt": """Tom Breck has been in the hospital for five weeks. His wife, Adjoa, said that \
the ward was cold. Karl Voss runs the ward. "It is warm," Voss said.
""",
    "farm.txt": """Farm Hour

Ann Lind: Does it match what you see on the clay in your own fields this winter?

Per Moe: It does not, and I have lost yield in three of them.

My agronomist told me that the mustard would come right in year five.

Ann Lind: And did it, or do you still wait for that to happen?

Per Moe: Ask me again in July when the wheat is in and we have weighed it.
""",
    "strike.txt": """Agnes Holt was fined. Her lawyer, Marta Quill, said the fine was too high.

Ruth Obi was fined as well. Her lawyer, Simon Pell, said that he would appeal.
""",
    "deal.txt": """Emma Falk met John Kerr on Monday. Her accountant said the deal was dead.
""",
    "flood.txt": """Two houses were lost. The man from the water board said put sand on it.
""",
}


@pytest.mark.e2e
@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("What did Tom Breck's wife say?", "that the ward was cold"),
        ("What did his wife say about the ward?", "that the ward was cold"),
        ("What did Falk's accountant say?", "the deal was dead"),
        ("what did moe's agronomist say?", "that the mustard would come right in year five"),
        ("What did Moe's agronomist tell him?", "that the mustard would come right in year five"),
        ("What did the man from the water board say?", "put sand on it"),
    ],
)
def test_who_is_somebodys_says_what_is_told_of_her(told, question, words):
    reply = told.ask(question)
    assert [found.statement.text for found in reply.statements] == [words]


@pytest.mark.e2e
@pytest.mark.parametrize(
    "question",
    [
        "What did Voss's wife say?",  # he has none here
        "What did Lind's agronomist tell her?",  # it is another's
        "What did Kerr's accountant say?",
        "What did his accountant say?",
        "What did her lawyer say?",  # two are called so
        "What did Breck's brother say?",
    ],
)
def test_and_nobody_elses_is_taken_for_her(told, question):
    assert not told.ask(question).answered
