"""Who moved, seconded, opposed or proposed a thing, and who is to do it."""

import pytest

from qa.reading.reader import Reader

pytestmark = pytest.mark.e2e

HARBOUR = """# Minutes of the Harbour Committee, 3 March 2025

## New crane

Karl Voss moved that the crane be bought. Ida Brandt seconded. The motion was carried by five \
votes to two.

## Fees

No change.
"""
VILLAGE = """# Minutes of the Parish Council, 3 June 2024

## Church clock

The clock has stopped. Ben Ostrow to ring the mason in Harlow.

## Hedge by the school

- Cora Lunt: cut it before the summer

## Fees

No change.
"""


def test_who_talks_about_a_task_is_not_who_takes_it_on(plans):
    assert "Lars, you'll talk to them" in plans.ask("Who will talk to Stell?").text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Who moved to close Elm Street School in March?", "Mr. Ostrow moved to close"),
        ("Who moved to close Elm Street School in April?", "Ms. Lunt moved to close"),
        ("Who seconded the motion to award the bus contract?", "seconded by Mr. Prasad"),
        ("Who seconded the motion to postpone the vote?", "to April. Ms. Quill seconded."),
        ("Who voted against postponing the vote on Elm Street School?", "Mr. Ostrow voting no"),
    ],
)
def test_who_moved_seconded_or_opposed_a_motion_is_told_by_its_sentence(boards, question, told):
    assert told in " ".join(boards.ask(question).text.split())


def test_who_moved_or_seconded_a_motion_did_not_oppose_it(boards):
    reply = boards.ask("Who opposed the bus contract?")
    assert "Lunt" not in reply.text
    assert "Prasad" not in reply.text


@pytest.mark.parametrize(
    "question", ["Who opposed the new crane?", "Who abstained on the motion to buy the crane?"]
)
def test_who_seconded_a_motion_is_told_of_nobody_who_opposed_it(written, question):
    assert written({"harbour.md": HARBOUR}, Reader()).ask(question).refusal


def test_who_has_a_task_is_told_below_the_heading_that_alone_names_it(written):
    reply = written({"village.md": VILLAGE}, Reader()).ask("Who is in charge of the hedge?")
    assert reply.text == "Cora Lunt: cut it before the summer"


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Who will write to parents about the clock?", "Ben Ostrow: write to parents"),
        ("Who is responsible for asking for prices of paint?", "Cora Lunt"),
    ],
)
def test_who_is_to_do_a_thing_is_told_by_the_list_of_tasks(boards, question, told):
    assert told in boards.ask(question).text


def test_the_tasks_of_a_meeting_are_those_below_their_heading(boards):
    told = [
        s.text for s in boards.ask("What are the tasks from the school board meeting?").sentences
    ]
    assert len(told) == 3
    assert "ring Tolley" in told[2]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Who suggested the train?", "Leo Pardoe: I'd suggest the train"),
        ("Who suggested Ida's drawing?", "Leo Pardoe: What about Ida's drawing?"),
        ("Who proposed slates for the library roof?", "Cllr Abara proposed that slates be used"),
        ("Who proposed the second pier?", "Deputy Rune Aker, who proposed the pier"),
        ("Who proposed a survey of the seabed?", "motion by Aker to hold a survey"),
    ],
)
def test_who_proposed_a_thing_is_told_by_the_sentence_that_proposes_it(meetings, question, told):
    assert told in " ".join(meetings.ask(question).text.split())


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Who will book the chapel?", "Leo Pardoe: I'll also book the chapel."),
        ("Who is going to ring the old firm?", "Mara Voigt: Leo, can you ring them?"),
    ],
)
def test_who_is_to_do_a_thing_is_told_by_who_takes_it_on_or_is_asked_to(meetings, question, told):
    assert meetings.ask(question).text == told


def test_a_task_that_nobody_took_on_is_refused(meetings):
    assert meetings.ask("Who will tune the harp?").refusal
