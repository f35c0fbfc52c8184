"""What is learnt from conversations about a text: a question, the passage of it that answers, and
others."""

import json

import pytest

from index.documents import Passage
from qa.reading.dialogues import OTHERS, dialogue

TEXTS = (
    "The mill was built by Ada Holt in 1871. ",
    "It burnt down twice, the last time by a spark from the forge. ",
    "Her brother sold the land to a railway. ",
    "A wheel of the mill stands in the park. ",
    "The railway never came. ",
)
TEXT = "".join(TEXTS)


@pytest.fixture
def passages() -> list[Passage]:
    starts = [TEXT.index(text) for text in TEXTS]
    return [
        Passage(f"mill:{n}", "mill", at, at + len(text), text)
        for n, (at, text) in enumerate(zip(starts, TEXTS, strict=True))
    ]


def asked(question: str, *answers: str, history: tuple[str, ...] = ()) -> dict[str, object]:
    places = [(TEXT.index(answer), len(answer)) for answer in answers]
    return {
        "question": question,
        "history": [{"question": each, "answer": "…"} for each in history],
        "answerable": bool(answers),
        "evidence": [{"start": at, "end": at + length} for at, length in places],
    }


def test_the_passage_with_the_answer_comes_first_and_none_of_the_others_has_any(passages):
    made = dialogue(asked("What set it on fire?", "a spark from the forge", "a spark"), passages)
    assert made is not None
    first, *others = made.passages
    assert [first.text[slice(*span)] for span in first.answers] == [
        "a spark from the forge",
        "a spark",
    ]
    assert len(others) == OTHERS
    assert all(other.answers == () and other.text != first.text for other in others)


def test_a_passage_that_holds_another_wording_of_the_answer_is_none_of_the_others(passages):
    wordings = ("Ada Holt", "Ada Holt in 1871", "Her brother")
    made = dialogue(asked("Who owned it?", *wordings), passages)
    assert made is not None
    assert not any("brother" in told.text for told in made.passages)


def test_the_others_are_the_nearest_in_their_words(passages):
    made = dialogue(asked("Is the wheel of the mill in the park?"), passages)
    assert made is not None
    assert "wheel" in made.passages[0].text
    assert len(made.passages) == OTHERS
    assert all(told.answers == () for told in made.passages)


def test_a_question_that_goes_on_is_read_behind_the_one_before_it(passages):
    going_on = dialogue(
        asked("Why did it?", "a spark", history=("Who built the mill?", "Did it burn?")), passages
    )
    whole = dialogue(
        asked("Which railway bought land of Ada Holt?", "a railway", history=("Did it burn?",)),
        passages,
    )
    assert going_on is not None
    assert going_on.question == "Did it burn? Why did it?"
    assert whole is not None
    assert whole.question == "Which railway bought land of Ada Holt?"


def test_an_answer_that_no_passage_holds_whole_teaches_nothing(passages):
    across = "in 1871. It burnt down"
    assert dialogue(asked("When?", across), passages) is None
    assert dialogue(asked("When?", across, "1871"), passages) is not None


def test_a_text_that_is_held_out_teaches_nothing(tmp_path):
    pytest.importorskip("torch", reason="torch is not installed")
    from qa.reading.lessons import dialogue_lessons, is_held_out

    ids = [f"mill-{n}" for n in range(12)]
    assert 0 < sum(map(is_held_out, ids)) < len(ids)
    corpus, questions = tmp_path / "corpus.jsonl", tmp_path / "questions.jsonl"
    corpus.write_text("\n".join(json.dumps({"doc_id": id, "text": TEXT}) for id in ids), "utf-8")
    of_each = [{**asked("Who built it?", "Ada Holt"), "relevant": [id]} for id in ids]
    questions.write_text("\n".join(map(json.dumps, of_each)), "utf-8")
    learnt = dialogue_lessons(corpus, questions)
    assert len(learnt) == sum(not is_held_out(id) for id in ids)
    assert all(len(group[0].answers) == 1 for group in learnt)
