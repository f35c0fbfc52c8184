"""Answers out of a briefing: what was asked, by whom, and what is mere talk."""

import pytest

from qa.reading.reader import Reader

BRIEFING = """Briefing by Harbour Secretary Ruth Berg

Q Can you tell us about the old ferry?

MS. BERG: Sure.

Q What will the old ferry cost?

MS. BERG: The old ferry will cost two million crowns a year.

Q Has the old ferry been painted?

MS. BERG: Yes.

MR. VOSS: Thank you all. The crane is back, too.
"""


@pytest.fixture(scope="module")
def briefing(written):
    return written({"briefing.txt": BRIEFING})


def said(library, question):
    return [f.statement.text for f in library.ask(question).statements]


def test_mere_talk_comes_last_and_a_yes_does_not(briefing):
    told = said(briefing, "What did Berg say about the old ferry?")
    assert sorted(told) == sorted([
        "Sure.", "The old ferry will cost two million crowns a year.", "Yes."
    ])  # fmt: skip
    assert told[-1] == "Sure."


def test_who_declines_or_asks_back_comes_behind_who_tells(written):
    text = """Briefing by Harbour Secretary Ruth Berg

Q What of the old ferry?

MS. BERG: Pardon me?

Q The old ferry. What of it?

MS. BERG: I don't have anything to add to what I shared with your colleague earlier today.

Q What of the old ferry then?

MS. BERG: We sold the old ferry.
"""
    told = said(written({"a.txt": text}), "What did Berg say about the old ferry?")
    assert told[0] == "We sold the old ferry."


def test_of_all_that_somebody_said_mere_talk_comes_last(written):
    text = "Remarks\n\nMS. BERG: Thank you.\n\nMR. VOSS: Welcome.\n\nMS. BERG: The crane is back."
    told = said(written({"a.txt": text}), "What did Berg say?")
    assert told == ["The crane is back.", "Thank you."]


def test_mere_talk_is_nothing_said_of_it(briefing):
    told = said(briefing, "Everyone who commented on the old ferry")
    assert "The old ferry will cost two million crowns a year." in told
    assert "Sure." not in told


def test_what_somebody_was_asked_about_is_answered_by_what_was_answered(briefing):
    asked = said(briefing, "Was Berg asked about the old ferry?")
    assert asked == said(briefing, "What did Berg say about the old ferry?")


def test_what_reporters_ask_is_told(briefing):
    told = said(briefing, "What did reporters ask about the old ferry?")
    assert len(told) == 3
    assert all(text.endswith("?") for text in told)


@pytest.mark.parametrize("question", ["What did he say about the ferry?", "What did she say?"])
def test_a_pronoun_with_nobody_before_it_is_refused(briefing, question):
    refusal = briefing.ask(question).refusal
    assert refusal is not None
    assert refusal.reason == "unknown_speaker"
    assert "stands for" in refusal.message


def test_a_pronoun_with_somebody_before_it_is_understood(briefing):
    told = briefing.ask("What did she say about the ferry?", "Who is Ruth Berg?")
    assert {f.statement.speaker.name for f in told.statements} == {"Ruth Berg"}


def test_who_somebody_is_of_whom_no_label_tells_an_office_is_told_by_a_line_of_his_own(written):
    text = "Harbour briefing\n\nOtto Voss, Deputy Port Inspector\nHarbour Office\n\n"
    turns = (
        "MR. VOSS: The crane is back.\n\nQ: Is it safe?\n\nMR. VOSS: It is quite safe, I am told."
    )
    library = written({"briefing.txt": text + turns})
    words = library.ask("Who is Otto Voss?").words
    assert words is not None
    assert words.text.endswith("Deputy Port Inspector")


@pytest.mark.e2e
def test_a_question_that_was_asked_is_answered_by_who_spoke_next(written):
    text = """Press conference on the harbour

RUTH BERG: The limit for the quay is now 200 tons. It was 300 before that.

TOM BIEL: Ms Berg, the harbour union says 100. Why not 100?

RUTH BERG: Because a rule that nobody can keep protects nobody.

TOM BIEL: Will the quay be closed?

RUTH BERG: Not this year. The quay has a crane by the gate.

TOM BIEL: Which companies' cranes will you lend out?

RUTH BERG: I can't name anybody today.
"""
    library = written({"conference.txt": text}, Reader())
    assert "name anybody" not in library.ask("where is the crane?").text
    reply = library.ask("why not 100?")
    assert [found.statement.speaker.name for found in reply.statements] == ["Ruth Berg"]
    assert reply.words.text == "Because a rule that nobody can keep protects nobody."


@pytest.mark.e2e
def test_whose_a_line_of_a_chat_is_answers_no_question_in_it(written):
    text = """# What happened

[2026-05-04 14:07] ann.lind: who reviewed the glaze?
[2026-05-04 14:11] bo.holm: Petra from the lab and Jonas
[2026-05-04 14:12] pager: ALERT kiln 40%
[2026-05-04 14:13] ann.lind: thanks
"""
    reply = written({"chat.md": text}, Reader()).ask("who reviewed the glaze?")
    assert reply.words.text.startswith("Petra")
