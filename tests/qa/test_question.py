"""A question understood: what kind of answer, by whom, about what."""

import pytest

from qa.question import understand
from tests.qa.named import names

# question → intent, who, topic
UNDERSTOOD = {
    "what did Kirby say?": ("statements", "Kirby", ""),
    "What has John Kirby said about the training sites?": (
        "statements",
        "John Kirby",
        "the training sites",
    ),
    "Please tell me what Kirby said about the treaty": ("statements", "Kirby", "the treaty"),
    "statements by Kirby on the treaty": ("statements", "Kirby", "the treaty"),
    "what is Kirby's position on the treaty?": ("statements", "Kirby", "the treaty"),
    "Kirby": ("statements", "Kirby", ""),
    "according to Kirby, what is the treaty?": ("fact", "Kirby", "is the treaty"),
    "did Kirby mention the treaty?": ("statements", "Kirby", "the treaty"),
    "what did Kirby and Austin say?": ("statements", "Kirby and Austin", ""),
    "what did Merkel say?": ("statements", "Merkel", ""),
    "who said the soldiers would be legitimate targets?": (
        "speaker",
        "",
        "the soldiers would be legitimate targets",
    ),
    "who denied it?": ("speaker", "", ""),
    "did anyone deny the reports?": ("speaker", "", "the reports"),
    "how many troops did the NRA report?": ("fact", "the NRA", "troops"),
    "how much did Kirby estimate?": ("fact", "Kirby", ""),
    "when was the treaty signed?": ("fact", "", "was the treaty signed"),
    "what is the capital of France?": ("fact", "", "is the capital of France"),
    "did North Korea send troops to Russia?": (
        "positions",
        "",
        "North Korea send troops to Russia",
    ),
    "what do they say about the treaty?": ("positions", "", "the treaty"),
}

WANTED = {
    "how many troops were sent?": "number",
    "how much money was lost?": "money",
    "what percentage of troops was sent?": "percent",
    "when was it signed?": "time",
    "in what year was it signed?": "time",
    "where was it signed?": "place",
    "who signed it?": "person",
    "how long did it last?": "duration",
    "how old is he?": "age",
    "why was it signed?": "words",
}


@pytest.fixture(scope="module")
def known(tmp_path_factory):
    with names(tmp_path_factory.mktemp("names")) as found:
        yield found


@pytest.mark.parametrize(("question", "expected"), UNDERSTOOD.items(), ids=UNDERSTOOD)
def test_a_question_is_understood(known, question, expected):
    query = understand(question, known)
    assert (query.intent, query.who, query.topic) == expected


@pytest.mark.parametrize(("question", "wanted"), WANTED.items(), ids=WANTED)
def test_the_kind_of_words_that_answer(known, question, wanted):
    assert understand(question, known).wanted == wanted


def test_two_speakers_by_name_are_two_and_no_ambiguity(known):
    query = understand("what did Kirby and Austin say?", known)
    assert [s.name for s in query.speakers] == ["John Kirby", "Lloyd Austin"]
    assert not query.ambiguous


def test_a_name_with_and_in_it_is_one(known):
    query = understand("what did Smith and Sons say?", known)
    assert [s.name for s in query.speakers] == ["Smith and Sons"]


def test_a_shared_surname_is_ambiguous(known):
    assert understand("what did Reyes say?", known).ambiguous


def test_a_question_about_denial_asks_for_denials(known):
    assert understand("what did Kirby deny?", known).cue == "denies"
    assert understand("who doubts the reports?", known).cue == "unsure"
    assert understand("what did Kirby say?", known).cue is None


@pytest.mark.parametrize("text", ["?", "…", "what", "\u200b", "a" * 2000, "who said", "“”", "1"])
def test_no_question_fails(known, text):
    assert understand(text, known).text == text
