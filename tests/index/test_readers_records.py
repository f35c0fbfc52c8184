"""JSON and JSON Lines → documents."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.readers import Fields, Readers, Unreadable, read

RAIN = {
    "headline": "Rain",
    "text": "It rained.\n\nIt stopped.",
    "date": "2024-10-23T10:00:00Z",
    "author": [{"name": "Ann Lee"}, "Bob Day"],
    "source": "https://wire.example/rain",
}
SNOW = {"title": "Snow", "body": ["It snowed.", "It melted."], "date": "2024-10-24"}


def document(data: object, name: str = "a.json", readers: Readers | None = None):
    text = data if isinstance(data, str) else json.dumps(data)
    return (readers.read if readers else read)(Path(name), text.encode())


def test_a_record_is_a_document():
    found = document(RAIN)
    assert found.text == "It rained.\n\nIt stopped."
    assert (found.title, found.published) == ("Rain", date(2024, 10, 23))
    assert (found.author, found.origin) == ("Ann Lee, Bob Day", "https://wire.example/rain")
    assert found.places == ()


@pytest.mark.parametrize(
    "source",
    [
        [RAIN, SNOW],
        {"status": "ok", "tags": ["x"], "articles": [RAIN, SNOW]},
        f"{json.dumps(RAIN)}\n{json.dumps(SNOW)}\n",
    ],
)
def test_several_records_are_parts_of_one_document(source):
    found = document(source, "two-days.jsonl")
    assert (found.title, found.published) == ("Two Days", None)
    told = [(p.kind, p.name, found.text[p.start : p.end].split("\n\n")) for p in found.places]
    assert told == [
        ("record", "1", ["Rain", "It rained.", "It stopped."]),
        ("record", "2", ["Snow", "It snowed.", "It melted."]),
    ]


def test_what_all_records_agree_on_is_the_documents():
    assert document([RAIN, {**RAIN, "text": "More."}]).published == date(2024, 10, 23)


def test_the_fields_can_be_set():
    readers = Readers(Fields(text=("article.words", "text"), title=("article.name",)))
    nested = {"article": {"words": "It rained.", "name": "Rain"}, "text": "no"}
    found = document(nested, readers=readers)
    assert (found.title, found.text) == ("Rain", "It rained.")
    assert found.id != document(nested).id
    assert readers.version != Readers().version


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ({"a": 1}, "no record has a field text or content or body"),
        ("[]", "no record"),
        ("{", "not valid JSON"),
        (json.dumps(RAIN) + "\n\n{bad\n", "line 3 is not valid JSON"),
        ("[" * 100_000, "nested too deeply"),
    ],
)
def test_what_cannot_be_read_says_why(source, reason):
    with pytest.raises(Unreadable, match=reason):
        document(source)


def test_half_a_pair_of_surrogates_is_left_out():
    assert document('{"text": "It \\ud800rained."}').text == "It rained."


@given(st.lists(st.text(st.characters(codec="utf-8"), min_size=1), min_size=2, max_size=6))
def test_places_are_where_the_records_are(texts):
    from index.readers import records

    try:
        found = records.read("\n".join(json.dumps({"text": text}) for text in texts).encode())
    except Unreadable:
        return
    for place in found.places:
        told = found.text[place.start : place.end]
        assert "".join(told.split()) in "".join(found.text.split())
        assert told == told.strip()
    assert [p.start for p in found.places] == sorted(p.start for p in found.places)
    # Of several records one may be all that has words, and a file of one piece has no places.
    joined = "\n\n".join(found.text[p.start : p.end] for p in found.places)
    assert not found.places or joined == found.text
