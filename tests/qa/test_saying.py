"""What somebody said is asked for in many ways: who is meant, of what, and to whom."""

import pytest

from qa.understanding import understand


@pytest.mark.parametrize(
    ("question", "whether"),
    {
        "did Kirby say that the treaty is dead?": True,
        "has Kirby ever said the treaty is dead?": True,
        "did Kirby promise to sign the treaty?": True,
        "did Kirby comment on the treaty?": False,
        "did Kirby mention the treaty?": False,
        "what did Kirby promise to the allies?": False,
        "when did Kirby say that the treaty is dead?": False,
    }.items(),
)
def test_whether_somebody_said_it_can_be_asked(known, question, whether):
    assert understand(question, known).whether is whether


def test_a_name_that_begins_like_what_brings_a_thing_about_is_a_name(known):
    assert understand("what does Make Kelm say about tariffs?", known).who == "Make Kelm"
    assert understand("what would make Kelm say so?", known).intent != "statements"


def test_a_title_is_no_part_of_a_speakers_name(known):
    assert [s.name for s in known.resolve("headteacher adeyemi")] == ["Ruth T. Adeyemi Jr."]


@pytest.mark.parametrize(
    ("question", "told"),
    {
        "what did Kirby say to Lloyd Austin about the treaty?": ("Lloyd Austin", "the treaty"),
        "what did Kirby tell Austin?": ("Austin", ""),
        "what did Kirby tell the committee about the treaty?": ("the committee", "the treaty"),
        "what did Kirby say about Austin?": ("", "Austin"),
        "did Kirby promise to sign the treaty?": ("", "sign the treaty"),
    }.items(),
)
def test_who_is_told_is_no_topic(known, question, told):
    query = understand(question, known)
    assert (query.whom, query.topic) == told


def test_a_sentence_that_goes_on_behind_a_name_is_no_name(known):
    assert understand("did Kirby regret what he said?", known).intent != "statements"
    assert understand("does Kirby still say that it is dead?", known).who == "Kirby"


def test_two_speakers_by_name_are_two_and_no_ambiguity(known):
    query = understand("what did Kirby and Austin say?", known)
    assert [s.name for s in query.speakers] == ["John Kirby", "Lloyd Austin"]
    assert not query.ambiguous


def test_of_speakers_of_whom_one_is_unknown_no_further_ones_are_looked_up(known, monkeypatch):
    looked: list[str] = []
    clear = known.clear
    monkeypatch.setattr(known, "clear", lambda name: looked.append(name) or clear(name))
    who = ", ".join(["Kirby", "Aaaaa", *("Bbbbb" for _ in range(4))])
    assert not understand(f"what did {who} say?", known).speakers
    assert "Bbbbb" not in looked
    who = ", ".join(["Kirby", "Austin"] * 100)
    assert not understand(f"what did {who} say?", known).speakers
    assert "Austin" not in looked


def test_a_name_with_and_in_it_is_one(known):
    query = understand("what did Smith and Sons say?", known)
    assert [s.name for s in query.speakers] == ["Smith and Sons"]


def test_a_shared_surname_is_ambiguous(known):
    assert understand("what did Reyes say?", known).ambiguous


def test_a_question_about_denial_asks_for_denials(known):
    assert understand("what did Kirby deny?", known).cue == "denies"
    assert understand("who doubts the reports?", known).cue == "unsure"
    assert understand("what did Kirby say?", known).cue is None


@pytest.mark.parametrize(
    ("question", "claimed"),
    {
        "did North Korea send troops to Russia?": True,
        "may soldiers cross the strait?": True,
        "am I allowed to cross the strait?": True,
        "what do they say about the treaty?": False,
        "what do they say about whether the treaty was signed?": True,
        "who said that the treaty was signed?": True,
        "who said anything about the treaty?": False,
        "did anyone deny that the treaty was signed?": True,
        "when did Kirby say that the treaty was signed?": True,
        "what did Kirby say about the treaty?": False,
        "how often did Kirby mention the treaty?": False,
        "did Kirby confirm the treaty?": False,
        "did Kirby confirm the treaty stands?": True,
    }.items(),
)
def test_a_claim_is_told_from_a_mere_matter(known, question, claimed):
    assert understand(question, known).claimed == claimed


def test_what_somebody_thinks_a_thing_is_asks_about_the_thing(known):
    query = understand("what does Kirby think the true rate is?", known)
    assert (query.topic, query.claimed) == ("the true rate", False)


def test_what_a_speaker_advised_is_what_he_said(known):
    query = understand("what did Kirby advise about the treaty?", known)
    assert (query.intent, query.who, query.topic) == ("statements", "Kirby", "the treaty")
    assert understand("what did the pump advise?", known).intent == "fact"


def test_whom_somebody_told_a_thing_is_no_part_of_it(known):
    query = understand("did Kirby tell Lloyd Austin the treaty was signed?", known)
    assert (query.whom, query.topic) == ("Lloyd Austin", "the treaty was signed")


def test_when_somebody_called_somebody_asks_when_he_rang_him_up(known):
    assert understand("when did Kirby call Lloyd Austin?", known).intent == "fact"
    assert understand("when did Kirby call it a lie?", known).intent == "statements"
    assert understand("when did Kirby call Austin a liar?", known).intent == "statements"


def test_a_first_name_that_is_an_auxiliary_too_is_a_name(known):
    query = understand("Quote Will Smith said about the treaty", known)
    assert (query.intent, query.who, query.topic) == ("statements", "Will Smith", "the treaty")


@pytest.mark.parametrize(
    "question",
    [
        "is there a quote from Kirby about the treaty?",
        "I need a quote from Kirby on the treaty.",
        "what were Kirby's exact words on the treaty?",
        "tell me what Kirby had to say regarding the treaty",
        "what's Kirby's latest word on the treaty?",
        "find passages where Kirby mentions the treaty",
        "which documents have Kirby on the treaty?",
    ],
)
def test_statements_are_asked_for_in_many_ways(known, question):
    query = understand(question, known)
    assert (query.intent, [s.name for s in query.speakers]) == ("statements", ["John Kirby"])
    assert query.topic.removeprefix("the ") == "treaty"


def test_anyone_of_a_body_is_the_body(known):
    query = understand("did anyone from the NRA say anything about the treaty?", known)
    assert [s.name for s in query.speakers] == ["National River Agency"]


@pytest.mark.parametrize(
    ("question", "changed"),
    {
        "did Kirby change his mind about the treaty?": True,
        "are there any contradictions in what Kirby said about the treaty?": True,
        "has Kirby been consistent on the treaty?": True,
        "is the paint consistent with the treaty?": False,
    }.items(),
)
def test_whether_somebody_contradicts_himself_is_asked_in_many_ways(known, question, changed):
    assert understand(question, known).changed == changed
