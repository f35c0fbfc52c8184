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


@pytest.fixture(scope="module")
def meetings(written):
    return written({"council.md": MINUTES, "choir.txt": TALK, "pier.txt": NEWS}, Reader())


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
