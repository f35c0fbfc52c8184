"""Questions written for the reader: they say where their answers are, and those of a text that is
held out are not learnt."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from index.embedding import tokenizer
from qa.reading.lessons import Lesson, is_held_out, lines
from qa.reading.written import FOLDER, settled, written_dialogues, written_lessons

TEXT = "The ferry to Holm was built by Ada Lund in 1911. It carries nine cars."
TEXTS = {f"ferry-{n}": TEXT.replace("1911", str(1911 + n)) for n in range(12)}
HELD = {id for id in TEXTS if is_held_out(id)}


def questions() -> list[dict[str, Any]]:
    at = TEXT.index("Ada Lund")
    return [
        {"question": "Whose yard made the Holm ferry?", "answers": [[at, at + len("Ada Lund")]]},
        {"question": "Who bought the Holm ferry?", "answers": []},
    ]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Twelve passages, a further one of a text that is elsewhere, twelve with questions for a yes
    or a no, and twelve conversations."""
    own = [
        {"doc_id": id, "title": "A ferry", "text": text, "questions": questions()}
        for id, text in TEXTS.items()
    ]
    at = TEXT.index("It carries nine cars.")
    talked = [
        [
            {"question": "Who built the ferry?", "answers": [[0, at - 1]]},
            {"question": "And how many cars?", "answers": [[at, len(TEXT)]]},
        ]
    ]
    write(tmp_path / "passages.jsonl", own)
    write(
        tmp_path / "elsewhere.jsonl",
        [{"doc_id": "quay", "start": 5, "end": 5 + len(TEXT), "questions": questions()}],
    )
    whether = [
        {"question": "Does the Holm ferry carry cars?", "answers": [[at, len(TEXT)]]},
        {"question": "Was the Holm ferry ever sold?", "answers": []},
    ]
    write(
        tmp_path / "yes-or-no.jsonl",
        [
            {"doc_id": id, "title": "A ferry", "text": text, "questions": whether}
            for id, text in TEXTS.items()
        ],
    )
    write(
        tmp_path / "conversations.jsonl",
        [
            {"doc_id": id, "title": "A ferry", "text": text, "conversations": talked}
            for id, text in TEXTS.items()
        ],
    )
    return tmp_path


def write(path: Path, some: list[dict[str, Any]]) -> None:
    path.write_text("".join(json.dumps(line) + "\n" for line in some), "utf-8")


def words(lesson: Lesson) -> list[str]:
    known = tokenizer()
    return [known.decode(lesson.pair.ids[a : b + 1].tolist()) for a, b in lesson.answers]


def asked(lesson: Lesson) -> str:
    return tokenizer().decode(lesson.pair.ids[lesson.pair.kinds == 0].tolist())


def test_answers_are_learnt_where_they_were_written(folder):
    learnt, held = written_lessons(folder, {}, seed=1)
    told = [words(lesson) for lesson in [*learnt, *held] if len(lesson.answers)]
    assert told == [["ada lund"]] * len(TEXTS)


def test_a_text_is_held_out_with_all_its_questions(folder):
    learnt, held = written_lessons(folder, {}, seed=1)
    assert 0 < len(HELD) < len(TEXTS)
    assert sum(lesson.relevant for lesson in held) == 2 * len(HELD)
    assert sum(lesson.relevant for lesson in learnt) == 2 * (len(TEXTS) - len(HELD))


def test_a_passage_of_a_text_elsewhere_is_learnt_where_the_text_is_given(folder):
    without = [*written_lessons(folder, {}, seed=1)]
    given = [*written_lessons(folder, {"quay": f"Quay\n{TEXT}"}, seed=1)]
    answered = [
        sum(len(le.answers) > 0 for part in each for le in part) for each in (without, given)
    ]
    assert answered == [len(TEXTS), len(TEXTS) + 1]


def test_a_question_for_a_yes_or_a_no_is_learnt_beside_a_passage_that_settles_nothing(folder):
    learnt, held = settled(folder, seed=1)
    assert (len(learnt), len(held)) == (2 * (len(TEXTS) - len(HELD)), 2 * len(HELD))
    assert [words(lesson) for lesson in learnt[0]] == [["it carries nine cars."], []]
    assert [len(lesson.answers) for lesson in learnt[1]] == [0, 0]


def test_a_question_that_goes_on_is_learnt_behind_the_one_before_it(folder):
    learnt, held = written_dialogues(folder)
    assert (len(learnt), len(held)) == (2 * (len(TEXTS) - len(HELD)), 2 * len(HELD))
    second = asked(learnt[1][0])
    assert "who built the ferry" in second
    assert "and how many cars" in second


@pytest.mark.parametrize("name", ["passages", "yes-or-no", "conversations"])
def test_answers_of_the_projects_own_are_whole_words_of_its_texts(name):
    ids = []
    for line in lines(FOLDER / f"{name}.jsonl"):
        ids.append(line["doc_id"])
        for question in every_question(line):
            assert question["question"].strip()
            for start, end in question["answers"]:
                assert is_whole(line["text"], start, end), (line["doc_id"], question)
    assert len(ids) == len(set(ids)) > 100


def test_both_kinds_of_questions_are_there_in_numbers():
    every = [
        question
        for name in ("passages", "elsewhere", "conversations")
        for line in lines(FOLDER / f"{name}.jsonl")
        for question in every_question(line)
    ]
    answered = sum(bool(question["answers"]) for question in every)
    assert len(every) > 10_000
    assert 0.5 < answered / len(every) < 0.7


def every_question(line: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    conversations = line.get("conversations", [])
    return [*line.get("questions", []), *(turn for each in conversations for turn in each)]


def is_whole(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return (
        0 <= start < end <= len(text)
        and text[start:end] == text[start:end].strip()
        and not (before.isalnum() and text[start].isalnum())
        and not (after.isalnum() and text[end - 1].isalnum())
    )
