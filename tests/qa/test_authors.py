"""What the authors of a study conclude is what its "we" does."""

import pytest

DOCUMENTS = {
    "study.txt": """Inhalers with and without a nurse: a trial in three countries

We conclude that inhalers can prevent one admission in three. Nurses read the figures every week.
""",
    "agency.txt": """Questions about inhalers

We conclude that you can keep your inhaler. Ask your doctor.
""",
}


@pytest.mark.e2e
@pytest.mark.parametrize(
    "question", ["What did the authors conclude?", "What does the study conclude?"]
)
def test_it_is_told_in_the_first_person(written, question):
    reply = written(DOCUMENTS).ask(question)
    assert [found.statement.text for found in reply.statements] == [
        "that inhalers can prevent one admission in three"
    ]
