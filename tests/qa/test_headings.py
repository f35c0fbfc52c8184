"""A question that a document asks itself is answered by what stands behind it."""

import pytest

DOCUMENTS = {
    "faq.md": """# Recall of the Tarn heater

## Can I get a refund?

Yes. The shop takes it back until the end of December.

## Is the small Tarn heater affected?

No.

## How do I know?

Look under the lid.
""",
    "report.txt": "The Tarn heater was recalled in May. The maker said that it was sorry.\n",
}


@pytest.mark.e2e
@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Can I get a refund?", "Yes. The shop takes it back until the end of December."),
        ("Is the Tarn heater affected?", "No."),
    ],
)
def test_a_heading_that_asks_is_answered_behind_it(told, question, answer):
    assert told.ask(question).text == answer


@pytest.mark.e2e
def test_a_heading_that_asks_more_is_another_question(told):
    assert not told.ask("Is it affected by the frost in Norway?").answered


@pytest.mark.e2e
def test_one_that_asks_for_another_kind_of_thing_is_too(told):
    assert not told.ask("Who gets a refund?").answered
