"""What was decided, and who proposed it: told by where minutes and talk tell it, and refused where
nothing of the kind was."""

import pytest

from qa.reading.reader import Reader

pytestmark = pytest.mark.e2e

ROWING = """Rowing club – transcript of the meeting, 3 June 2024

MARA VOIGT: What about the banner for the boathouse?

TOM RUDD: I like the red one, but it is dear.

MARA VOIGT: Next item, the fee.

KIM AUNE: It should go up by two crowns.

MARA VOIGT: Agreed, then.
"""
ITEMS = """# Minutes of the Harbour Board, 3 June 2024

## Crane

Decisions:

- Approved purchase of a new crane. Cost 3,000. From Kerr Ltd.
- Approved painting. Of the old shed.

## Fees

No change.
"""


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("What was decided about the library roof?", ["ask three firms for a price"]),
        ("What did the council decide about the skate park?", ["The motion was lost"]),
        ("What was decided about market day?", ["could not agree on a day", "was deferred"]),
        ("What did the board decide about the second pier?", ["voted 7 to 4"]),
        ("What was the outcome of the vote on the pier?", ["voted 7 to 4"]),
        ("What was decided about the coach?", ["Mara Voigt: Right, so we're going with"]),
        ("What did they agree about the posters?", ["Mara Voigt: Let's leave it until next week"]),
        ("Was the motion on the skate park carried?", ["The motion was lost"]),
    ],
)
def test_a_decision_is_told_by_the_sentence_that_makes_it_of_its_matter(meetings, question, told):
    reply = meetings.ask(question)
    assert reply.text
    assert len(reply.sentences) == len(told)
    assert all(each in s.text for each, s in zip(told, reply.sentences, strict=True))


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Was the motion to close Elm Street School in March carried?", "The motion failed 1-2."),
        ("Did the board vote to postpone the vote?", "The motion to postpone carried 3-1"),
    ],
)
def test_whether_a_thing_was_decided_is_told_by_the_sentence_that_decides_it(
    boards, question, told
):
    assert told in boards.ask(question).text


def test_what_is_agreed_of_the_next_matter_is_no_decision_on_the_one_before(written):
    club = written({"rowing.txt": ROWING}, Reader())
    assert club.ask("What was decided about the banner?").refusal
    assert club.ask("What was decided about the fee?").text == "Mara Voigt: Agreed, then."


def test_an_item_of_a_list_is_one_decision_however_many_sentences_it_has(written):
    board = written({"board.txt": ITEMS}, Reader())
    told = board.ask("What was decided about the shed?").text
    assert told == "- Approved painting. Of the old shed."


def test_all_that_a_meeting_decided_is_listed_in_its_order(meetings):
    for question in (
        "What did Ashmere Town Council decide?",
        "What was decided at the town council meeting?",
        "What was decided in May 2024?",
    ):
        told = [s.text for s in meetings.ask(question).sentences]
        assert ["ask three" in told[0], "lost" in told[1], "deferred" in told[3]] == [True] * 3
        assert len(told) == 4


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (
            "What was decided about the bus contract?",
            "Ms. Lunt moved, seconded by Mr. Prasad, to award the bus contract to Tolley. Motion"
            " carried 4-0.",
        ),
        (
            "What was agreed on the fee for a pitch?",
            "Gwen Asher: All those in favour of a hundred and ten for hot food. One, two, three."
            " Carried.",
        ),
        ("What was decided about the stage?", "Gwen Asher: OK, the one with sides it is."),
    ],
)
def test_the_outcome_of_a_motion_is_told_with_the_motion(boards, question, told):
    assert " ".join(boards.ask(question).text.split()) == told


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("What was decided about the later start?", "No action was taken."),
        ("What was decided about the hoses?", "Nothing further was decided."),
    ],
)
def test_that_nothing_was_decided_is_told_by_the_sentence_that_says_so(boards, question, told):
    assert boards.ask(question).text == told


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("What was decided about Elm Street School at the March meeting?", "carried 3-1"),
        ("What was decided about Elm Street School at the April meeting?", "failed 1-2"),
        ("What was decided at the March meeting of the school board?", "carried 3-1"),
    ],
)
def test_a_meeting_is_of_the_month_that_its_minutes_name_first(boards, question, told):
    assert told in boards.ask(question).sentences[0].text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("What did Brackford council decide about the tram line?", "voted 31 to 22"),
        ("What was decided about the fireworks petition?", "It turned down a petition"),
        ("What was decided about the baths?", "Councillors put off a decision"),
    ],
)
def test_news_tell_what_a_council_decided(boards, question, told):
    assert told in boards.ask(question).text


@pytest.mark.parametrize(
    "question",
    [
        "What was decided about slug pellets?",
        "What was decided about painting the gymnasium?",
        "What was decided about the lanterns?",
        "What did Brackford council decide about the open-air pool?",
        "What was decided at the Larkby school board meeting in June?",
    ],
)
def test_what_another_body_or_meeting_decided_and_what_was_only_proposed_is_no_answer(
    boards, question
):
    assert boards.ask(question).refusal


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("What was decided about the provider?", "we'll go with Stell"),
        ("What was decided about the sprint goal?", "Let's do the address check"),
        ("What did the squad decide about the monorepo?", "a separate meeting"),
        ("What was decided about the door?", "Lotte offered to replace it. Agreed."),
        ("What did the Senate decide about the phone ban?", "on Thursday rejected a bill"),
        ("What did the Senate decide about the water bill?", "The Senate postponed a vote"),
    ],
)
def test_a_decision_is_of_the_matter_that_was_brought_up(plans, question, told):
    assert told in plans.ask(question).text


@pytest.mark.parametrize(
    "question",
    [
        "What was decided about the vouchers?",
        "What was decided about the skylight?",
        "What did the trustees decide about the maps?",
        "What decisions were made at the September meeting of the trustees?",
        "What did the parish council decide about the grant for traffic schemes?",
        "What did the House decide about the water bill?",
        "Who proposed the phone bill?",
    ],
)
def test_what_was_mentioned_in_passing_or_decided_by_others_is_no_answer(plans, question):
    assert plans.ask(question).refusal


def test_no_other_decision_is_told_beside_the_one_that_has_the_words_of_the_matter(plans):
    (told,) = plans.ask("What did the parish council decide about speed bumps?").sentences
    assert "voted on Tuesday against speed bumps" in told.text


@pytest.mark.parametrize(
    "question",
    [
        "What was decided about the caretaker?",
        "What was decided about the swimming pool?",
        "Did the council vote to build a swimming pool?",
        "Who suggested a ferry?",
        "Who proposed the posters?",
    ],
)
def test_what_nobody_decided_or_proposed_is_refused(meetings, question):
    assert meetings.ask(question).refusal
