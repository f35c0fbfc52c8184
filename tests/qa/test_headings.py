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

## What happens if the heater leaks?

Bring it to the shop, which dries it.

The heater is warm when it leaks, a little wet, or both.

## I broke the lid. How do I get another one?

Send the broken lid to the maker, who mends it or sends another one within a week. The old one is \
then yours again, and you can use the new one to get the heater going.

## How do I turn watts into degrees?

Watts become degrees by the table on the lid, which is for dry air.

## How do I turn degrees into watts?

Degrees become watts by the table below the heater, which is for wet air.
""",
    "report.txt": "The Tarn heater was recalled in May. The maker said that it was sorry.\n",
}


@pytest.mark.e2e
@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Can I get a refund?", "Yes. The shop takes it back until the end of December."),
        ("Is the Tarn heater affected?", "No."),
        ("What happens if the heater leaks?", "Bring it to the shop, which dries it."),
    ],
)
def test_a_heading_that_asks_is_answered_behind_it(told, question, answer):
    assert told.ask(question).text == answer


@pytest.mark.e2e
def test_what_a_heading_tells_in_front_of_its_question_is_of_it(told):
    answer = "Send the broken lid to the maker, who mends it or sends another one within a week."
    assert told.ask("How do I get another lid if I broke mine?").text == answer


@pytest.mark.e2e
@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("How do I turn watts into degrees?", "Watts become degrees by the table on the lid"),
        ("How do I turn degrees into watts?", "Degrees become watts by the table below"),
    ],
)
def test_of_two_with_the_same_words_the_one_in_the_same_order_is_meant(told, question, answer):
    assert told.ask(question).text.startswith(answer)


@pytest.mark.e2e
def test_a_heading_that_asks_more_is_another_question(told):
    assert not told.ask("Is it affected by the frost in Norway?").answered


@pytest.mark.e2e
def test_one_that_asks_for_another_kind_of_thing_is_too(told):
    assert not told.ask("Who gets a refund?").answered
