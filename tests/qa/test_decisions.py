"""What was decided, and who proposed it: told by where minutes and talk tell it, and refused where
nothing of the kind was."""

import pytest

from qa.decisions import asked, is_agreed, is_decision, whether
from qa.reading.reader import Reader

pytestmark = pytest.mark.e2e

MINUTES = """# Minutes of Ashmere Town Council, 6 May 2024

Present: Cllr H. Wynn (Chair), Cllr T. Abara, Cllr J. Poole; the Clerk.

## 1. Library roof

The surveyor's report was received. Cllr Abara proposed that slates be used; Cllr Poole seconded.

It was agreed to ask three firms for a price.

## 2. Skate park

Cllr Poole spoke against the site behind the station. The motion was lost by two votes to one.

## 3. Market day

Members could not agree on a day. The matter was deferred to the June meeting.

## 4. Staff

Cllr Wynn reported that the caretaker had been ill.
"""
TALK = """Choir committee – transcript of the meeting, 3 June 2024

MARA VOIGT: First, the coach. The old firm has put its price up.

LEO PARDOE: I'd suggest the train, it costs half as much as a coach.

MARA VOIGT: With thirty people and a harp?

LEO PARDOE: Fair enough.

MARA VOIGT: Right, so we're going with the old firm. Leo, can you ring them?

LEO PARDOE: Will do. I'll also book the chapel.

MARA VOIGT: Next, the posters.

LEO PARDOE: What about Ida's drawing?

MARA VOIGT: I want to see the others as well. Let's leave it until next week.
"""
NEWS = """Harbour board drops plan for a second pier

NORDHAVN, 9 July 2024 - The harbour board voted 7 to 4 to drop the plan for a second pier.

Deputy Rune Aker, who proposed the pier, called it a missed chance. The board also turned down a
motion by Aker to hold a survey of the seabed.
"""


BOARD = """# Larkby School Board

## Minutes of the regular meeting of March 12, 2024

Members present: Ada Quill (President), Ben Ostrow, Cora Lunt, Dev Prasad.

### 1. Action items

#### 1.1 Elm Street School

Mr. Ostrow moved to close Elm Street School in 2025. Ms. Lunt seconded. Mr. Prasad moved to postpone
the vote to April. Ms. Quill seconded. The motion to postpone carried 3-1, Mr. Ostrow voting no.

#### 1.2 Bus contract

Ms. Lunt moved, seconded by Mr. Prasad, to award the bus contract to Tolley. Motion carried 4-0.

#### 1.3 Later start

The Board discussed a later start of lessons. No action was taken.

#### 1.4 Gymnasium

Ms. Lunt moved to paint the gymnasium green. There was no second.

### 2. Tasks

- Ben Ostrow: write to parents about the clock
- Cora Lunt: ask for prices of paint
- Dev Prasad: ring Tolley by Friday
"""
APRIL = """# Larkby School Board

## Minutes of the regular meeting of April 9, 2024

Members present: Ada Quill (President), Ben Ostrow, Cora Lunt.

The minutes of March 12 were approved.

### 1. Action items

#### 1.1 Elm Street School

Ms. Lunt moved to close Elm Street School in 2026. Mr. Ostrow seconded. The motion failed 1-2.
"""
CLUB = """Annual meeting of the Wold Garden Society

Held in the chapel on 17 February 2024

Thirty members were present, with Mrs Ida Marsh in the chair, and several sent apologies.

The treasurer presented the accounts, which were accepted.

Mr Kemp spoke about the toads near the pond and asked everybody not to use slug pellets.

The secretary raised the matter of the hoses, which some leave running. Nothing further was decided.

Mr Kemp proposed a lock for the gate. After some talk of its price the proposal was withdrawn.
"""
TOWN = """Brackford council backs a tram line

BRACKFORD, 14 November 2024 - The city council of Brackford voted 31 to 22 to build a tram line.

It turned down a petition for a ban on fireworks. Councillors put off a decision on the baths.

In neighbouring Dorn, the town council decided to close its open-air pool for good.
"""
PLANNING = """Folk festival committee – transcript of the meeting, 8 May 2024

GWEN ASHER: First, the stage. There are two offers.

RAFE DONN: I've got both here. One has sides to it.

GWEN ASHER: Is everybody happy with the one with sides?

RAFE DONN: Yes.

GWEN ASHER: OK, the one with sides it is. Now, the fee for a pitch. It has been ninety pounds.

SUNE KAPP: A hundred and ten for hot food, then?

GWEN ASHER: All those in favour of a hundred and ten for hot food. One, two, three. Carried.

RAFE DONN: I have a question about the lanterns. Are there enough of them?

SUNE KAPP: I've counted forty.

RAFE DONN: I've got a thing about the harp tent, too.

GWEN ASHER: Good. We're going with the blue tent.
"""

PLANS = """Checkout squad – planning, 11 October 2024

RUTH ODELL: Three things: the provider, the sprint goal, and the demo.

LARS BRAND: Can we start with the provider? Finpay is cheaper.

MEI TAN: I like Stell.

RUTH ODELL: Good, then we'll go with Stell, and Lars, you'll talk to them about the invoice.

RUTH ODELL: Next, the sprint goal.

MEI TAN: I start nothing without a design. We had all that trouble with the vouchers in June.

RUTH ODELL: Let's do the address check, then, and talk about guests if there is a design.

RUTH ODELL: Who has heard of the monorepo?

LARS BRAND: Not me.

RUTH ODELL: Let's have a separate meeting about it.
"""
TRUSTEES = """# Minutes of the Trustees of Hallam Library

5 November 2024

Present: Prof. E. Lind (Chair), Mr T. Mahm, Ms N. Ash (Librarian).

## 1. Minutes

The minutes of 3 September were agreed. The Librarian reported that the skylight had been patched.

## 2. Hours

Ms Ash suggested closing at one. The trustees decided to keep the present hours.

## 3. Maps

The Librarian described an offer to scan the maps.
"""
PARISH = """Parish council votes down speed bumps

STOKE, 3 October 2024 - The parish council of Stoke Alder voted on Tuesday against speed bumps.

The council did agree to buy a speed camera.

The county council decided last year to cut its grant for traffic schemes.
"""

ROWERS = """# Quay Rowing Club: committee meeting, 11 June 2024

Present: Greta Holst (president), Amir Sale, Lotte Brink.

**Door.** Amir reported that the lock sticks. Lotte offered to replace it. Agreed.
"""
SENATE = """Senate rejects phone ban

CARVER, 6 March 2025 - The state Senate on Thursday rejected a bill to ban phones in schools.

The Senate postponed a vote on the water bill.

The House has not taken up the water bill. A House panel recommended to end the film credit.
"""


@pytest.fixture(scope="module")
def meetings(written):
    return written({"council.md": MINUTES, "choir.txt": TALK, "pier.txt": NEWS}, Reader())


@pytest.fixture(scope="module")
def boards(written):
    documents = {"march.md": BOARD, "april.md": APRIL, "club.txt": CLUB, "town.txt": TOWN}
    return written({**documents, "festival.txt": PLANNING}, Reader())


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


@pytest.fixture(scope="module")
def plans(written):
    documents = {"plans.txt": PLANS, "trustees.md": TRUSTEES, "parish.txt": PARISH}
    return written({**documents, "rowers.md": ROWERS, "senate.txt": SENATE}, Reader())


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


@pytest.mark.parametrize(
    ("question", "topic", "who"),
    [
        ("what was decided about the roof", "the roof", ""),
        ("what did the board agree on the rent", "the rent", "the board"),
        ("which decisions were taken by the council on the rent", "the rent", "the council"),
        ("what was decided about the rent at the March meeting", "the rent", "the March"),
    ],
)
def test_a_question_for_decisions_tells_of_what_and_whose(question, topic, who):
    found = asked(question)
    assert found
    assert (found.topic, found.who.strip()) == (topic, who)


@pytest.mark.parametrize(
    "question",
    [
        "what did Ann Lind decide about the rent",
        "what did the board agree to pay",
        "who decided on the rent",
        "what is decided by the speaker",
        "what did the judge decide about the rent",
    ],
)
def test_what_one_person_decides_is_asked_of_that_person(question):
    assert asked(question) is None
    assert whether(question) is None


@pytest.mark.parametrize(
    "sentence",
    [
        "It was agreed to sell the field.",
        "RESOLVED: that the field be sold.",
        "The amendment was narrowly defeated.",
        "The committee has unanimously approved the budget.",
        "They resolved not to sell.",
        "24/0031, garage at 2 Mill Row: no objection.",
    ],
)
def test_minutes_tell_a_decision_in_many_forms(sentence):
    assert is_decision(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Mr Holm voted against it.",
        "The budget will be approved in June.",
        "She proposed that the field be sold.",
        "If the motion is carried, the field is sold.",
        "Was it agreed to sell the field?",
        "The meeting was adjourned at nine.",
    ],
)
def test_what_is_yet_to_be_decided_is_no_decision(sentence):
    assert not is_decision(sentence)


@pytest.mark.parametrize(
    ("before", "sentence"),
    [
        ("", "OK, that's agreed then."),
        ("", "So we'll meet in the chapel."),
        ("That's five to two.", "We'll paint it green."),
        ("", "The motion carries."),
    ],
)
def test_those_who_talk_decide_in_few_words(before, sentence):
    assert is_agreed(sentence, before)


@pytest.mark.parametrize("sentence", ["We'll see.", "I agreed with her.", "Are we agreed?"])
def test_talk_that_settles_nothing_is_no_decision(sentence):
    assert not is_agreed(sentence)
