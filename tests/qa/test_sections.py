"""How something is done, and what there is of it, is told by all that stands below its heading."""

import pytest

from qa.reading.reader import Reader

DOCUMENTS = {
    "manual.md": """# Orrin K2 kiln: the manual

## 2. What is in the box

- Orrin K2 kiln
- Mains cable, 1.5 m
- Two shelves

A power adapter is not included.

## 3. Setting up

1. Put the kiln on a level floor.
2. Press the ring for three seconds.
3. Wait until the lamp turns green.

## 4. Care

Wipe it with a dry cloth. The shelves last for five years.
""",
    "tasks.md": """# Minutes of the glaze group

They met on 4 May.

## Action items

| What | Who |
|---|---|
| Draft the bid | Clara |
| Ask for tiles | Erik |

They meet again in June.
""",
}


@pytest.mark.e2e
@pytest.mark.parametrize(
    ("question", "sentences"),
    [
        (
            "how do I set up the Orrin K2?",
            [
                "Put the kiln on a level floor.",
                "Press the ring for three seconds.",
                "Wait until the lamp turns green.",
            ],
        ),
        (
            "what's in the box?",
            [
                "Orrin K2 kiln",
                "Mains cable, 1.5 m",
                "Two shelves",
                "A power adapter is not included.",
            ],
        ),
        ("list the action items", ["What | Who", "Draft the bid | Clara", "Ask for tiles | Erik"]),
    ],
)
def test_all_below_the_heading_is_told(told, question, sentences):
    assert [sentence.text for sentence in told.ask(question).sentences] == sentences


@pytest.mark.e2e
def test_a_section_of_prose_answers_no_question_for_a_thing_of_it(told):
    assert told.ask("how long do the shelves last?").words.text == "five years"


@pytest.mark.e2e
def test_what_is_asked_to_be_so_next_is_told_by_the_sentence_with_its_words(told):
    reply = told.ask("is a power adapter included?", "what's in the box?")
    assert reply.text == "A power adapter is not included."


CLOSED = ["The office is closed on", "Christmas Day", "New Year's Day", "Good Friday"]


@pytest.mark.e2e
@pytest.mark.parametrize(
    ("name", "text", "sentences"),
    [
        (
            "days.md",
            """# The town of Orrin

## Closing dates

The office is closed on

- Christmas Day
- New Year's Day
- Good Friday

## Fines

Litter is fined with $90.
""",
            CLOSED,
        ),
        (
            "days.txt",
            """The town of Orrin

Closing dates

The office is closed on

- Christmas Day
- New Year's Day
- Good Friday

Opening hours

Morning and afternoon
""",
            [CLOSED[0], *(f"- {day}" for day in CLOSED[1:])],
        ),
        (
            "short.txt",
            """The town of Orrin

Closing dates
Christmas Day
New Year's Day
Good Friday

Opening hours
Morning and afternoon
""",
            CLOSED[1:],
        ),
    ],
)
def test_a_list_without_full_stops_ends_in_front_of_the_next_heading(
    written, name, text, sentences
):
    reply = written({name: text}, Reader()).ask("what are the closing dates?")
    assert [sentence.text for sentence in reply.sentences] == sentences
