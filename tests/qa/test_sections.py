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


@pytest.fixture(scope="module")
def told(written):
    return written(DOCUMENTS, Reader())


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
