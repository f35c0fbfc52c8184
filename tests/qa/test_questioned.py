"""What somebody was asked, and by whom: the questions themselves, and no answers."""

import pytest

from qa.reading.reader import Reader

HEARING = """Hearing on the harbour crane

CHAIR: The committee will come to order. Ms. Adeyemi, when did you first hear of the crack?

MS. ADEYEMI: On the third of May. A rigger showed it to me.

SENATOR KRUSE: Who decided to go on lifting?

MS. ADEYEMI: I did. The board knew of it.

SENATOR KRUSE: Mr. Tamm, how old was the crane?

MR. TAMM: Forty years. Does the committee have its papers?

CHAIR: We do.
"""
INTERVIEW = """An interview with Lena Brook, who builds boats

**When did you build your first boat?**

I was nineteen. My father said it would sink, and I did not listen to him.

**Did it sink?**

It did, and I learnt more from that than from him.

**What do you build now?**

I build ferries. You would not know my boats by sight.

**And who sails them?**

I do.
"""
FIRST = "The committee will come to order. Ms. Adeyemi, when did you first hear of the crack?"


@pytest.fixture(scope="module")
def hearing(written):
    return written({"hearing.txt": HEARING, "interview.md": INTERVIEW})


def asked(library, *questions):
    reply = library.ask(questions[-1], *questions[:-1])
    return [(f.statement.source_text, f.statement.text) for f in reply.statements]


@pytest.mark.parametrize(
    "question",
    [
        "What was Adeyemi asked?",
        "What was Adeyemi asked about?",
        "What questions did Ms. Adeyemi face?",
        "Who questioned Adeyemi?",
        "What did the committee ask Adeyemi?",
    ],
)
def test_what_somebody_was_asked_are_the_questions_that_are_answered(hearing, question):
    assert asked(hearing, question) == [
        ("CHAIR", FIRST),
        ("SENATOR KRUSE", "Who decided to go on lifting?"),
    ]


@pytest.mark.parametrize(
    "question", ["What did Kruse ask Adeyemi?", "What was Adeyemi asked by Senator Kruse?"]
)
def test_who_asks_may_be_asked_for(hearing, question):
    assert asked(hearing, question) == [("SENATOR KRUSE", "Who decided to go on lifting?")]


def test_a_follow_up_asks_who_asked(hearing):
    told = asked(hearing, "What did Tamm say?", "Who asked him about the crane?")
    assert told == [("SENATOR KRUSE", "Mr. Tamm, how old was the crane?")]


def test_what_somebody_asks_is_what_has_a_question_mark(hearing):
    told = asked(hearing, "What did Tamm ask?")
    assert told == [("MR. TAMM", "Forty years. Does the committee have its papers?")]


def test_who_is_asked_to_do_it_is_asked_no_question(hearing):
    assert asked(hearing, "What did the Chair ask Adeyemi to send?") == []


def test_questions_that_are_nobodys_are_told_as_they_stand(hearing):
    reply = hearing.ask("What was Lena Brook asked?")
    assert [s.text for s in reply.sentences] == [
        "When did you build your first boat?", "Did it sink?", "What do you build now?",
        "And who sails them?",
    ]  # fmt: skip


def test_who_was_asked_nothing_of_it_is_told_so(hearing):
    refusal = hearing.ask("What was Adeyemi asked about her salary?").refusal
    assert refusal.reason == "nothing_on_topic"
    assert "not with an answer to a question about her salary" in refusal.message


def test_what_is_asked_on_it_goes_first_and_mere_talk_is_no_question(written):
    text = (
        "Briefing\n\nQ: Okay.\n\nMS. OBI: The ferry tests are done.\n\n"
        "Q: And who paid?\n\nMS. OBI: For the ferry tests the town paid.\n\n"
        "Q: Are the ferry tests public?\n\nMS. OBI: The ferry tests are.\n"
    )
    told = asked(written({"a.txt": text}), "What was Obi asked about the ferry tests?")
    assert [words for _, words in told] == ["Are the ferry tests public?", "And who paid?"]


@pytest.mark.e2e
def test_what_a_member_asks_a_minister_is_asked_and_asserted_by_nobody(written):
    text = (
        "HOUSE OF ASSEMBLY\n\nROSA VELL: To ask the Minister of Ports whether the pier will be"
        " sold this year.\n\nKARL VOSS: It will be sold in June.\n\nROSA VELL: I thank the Minister"
        " for that.\n\nKARL VOSS: So do I.\n"
    )
    told = written({"a.txt": text}, Reader())
    asserting = told.ask("Will the pier be sold this year?").statements
    assert {f.statement.speaker.name for f in asserting if f.stance == "asserts"} <= {"Karl Voss"}
    (asked,) = told.ask("What did Vell ask?").statements
    assert asked.statement.text.startswith("To ask the Minister of Ports")


@pytest.mark.e2e
def test_who_interviewed_somebody_is_whom_the_interview_names(written):
    text = (
        '"I would do it again": Elena Cole on the night of the fire\n\nInterview by Tom Hale\n\n'
        "How did you hear of the fire?\n\nMy phone rang at ten past three. I was on the road soon."
        "\n\nWere you afraid?\n\n"
        "Of course I was. Anyone who says they aren't is lying.\n\n"
        "Did the firm tell you about it?\n\nNo. They talked about paint.\n\n"
        "What should change?\n\nWe need forty more people.\n"
    )
    told = written({"a.txt": text, "b.txt": "Elena Cole said that the fire was out."}, Reader())
    assert told.ask("Who interviewed Elena Cole?").text.startswith("Tom Hale.")
    assert told.ask("Was Cole afraid?").text.startswith("Asserted by Elena Cole.")
