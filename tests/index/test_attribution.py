"""Who said what: the stages of attribution together, over whole documents."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import readers
from tests.index.parsed import attributed, parse, said

DOCUMENTS = Path(__file__).parents[1] / "documents"
SEEDS = Path(__file__).parents[2] / "seeds"


def text_of(stem: str) -> str:
    path = (DOCUMENTS if (DOCUMENTS / f"{stem}.txt").exists() else SEEDS) / f"{stem}.txt"
    return readers.read(path, path.read_bytes()).text


# Everybody on record in a whole document, with how many statements
ON_RECORD = {
    "north-korean-troops-in-russia": {
        "Washington": 1,
        "John Kirby": 2,
        "Lloyd Austin": 2,
        "North Korean government": 2,
        "Kremlin": 2,
        "Vladimir Zelensky": 1,
        "South Korea’s National Intelligence Service": 1,
    },
    "shipyard-strike-at-brannock": {
        "Marta Oduya": 4,
        "Dockworkers and Shipwrights Union": 1,
        "Tomas Breck": 3,
        "Neil Farrow": 2,
        "Ines Calloway": 1,
        "Pavel Roth": 1,
    },
    "flood-on-the-lower-tessen": {
        "Agnes Holt": 3,
        "National River Agency": 3,
        "Daniel Reyes": 2,
        "Hector Reyes": 2,
        "Simon Arkwright": 2,
        "Northline": 1,
        "Lena Fiske": 2,
    },
    "trial-of-a-town-treasurer": {
        "Dana Whitlock": 3,
        "Samuel Okafor": 3,
        "Judith Arlen": 3,
        "Rowan Pryce": 1,
        "Priya Nandakumar": 2,
    },
    "quarrel-over-the-northern-strait": {
        "Oslo": 1,
        "Ingrid Solheim": 1,
        "Kremlin": 2,
        "Norwegian Coastal Administration": 2,
        "Aksel Brandt": 1,
        "Beijing": 1,
        "Chinese foreign ministry": 1,
        "Denmark’s government": 1,
        "Karen Lindqvist": 1,
        "Russian embassy in Oslo": 1,
        "Yuri Malenko": 3,
    },
    "mine-in-the-corrin-valley": {
        "Canberra": 1,
        "Tessa Wardlow": 2,
        "Graham Pell": 3,
        "Lucia Ferrante": 2,
        "Marcus Pell": 2,
        "Auntie Joan Barlow": 2,
        "Corrin Land Council": 1,
        "Neville Crane": 2,
        None: 4,
    },
    "vaccine-doubts-at-the-varela-institute": {
        "Amara Nwosu": 2,
        "Jeremy Aldous": 1,
        "World Health Organization": 1,
        "Elena Petrov": 3,
        "Kenya’s Ministry of Health": 1,
        "Corvita": 1,
        "Paul Demarest": 1,
        None: 3,
    },
}


@pytest.mark.parametrize("stem", ON_RECORD)
def test_everybody_on_record_in_a_document_and_nobody_else(stem):
    counted: dict[str | None, int] = {}
    for speaker, _, _ in said(text_of(stem)):
        counted[speaker] = counted.get(speaker, 0) + 1
    assert counted == ON_RECORD[stem]


def test_a_person_a_body_and_a_government_are_told_apart():
    kinds = {p.name: p.kind for p in attributed(text_of("flood-on-the-lower-tessen")).profiles}
    assert kinds["Agnes Holt"] == "person"
    assert kinds["National River Agency"] == "organisation"
    kinds = {p.name: p.kind for p in attributed(text_of("north-korean-troops-in-russia")).profiles}
    assert kinds["North Korean government"] == "government"


def test_the_kind_of_a_statement_is_how_its_words_stand_in_the_text():
    text = (
        "“It is hollow,” Ann Lee said. Ann Lee said that it was hollow. Ann Lee said that it was "
        "“hollow as a drum.”"
    )
    assert [s.kind for s in attributed(text).statements] == ["direct", "indirect", "mixed"]


WORDS = [
    "“", "”", '"', "said", "according to", "John Kirby", "she", "that", "the agency", "denied",
    ",", ".", "\n", "\n\n", "SAID HE", "\u200b", "\u202e", "שלום", "😀", "…", "3,000", "(NIS)",
    "The Kremlin", "it", "who", "’s", "\r\n", "\u00a0", "Mr.", "of", "troops", "\u2028", "--",
]  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join))
def test_offsets_hold_over_nasty_text(text):
    text = f"The agency said that it was all of the water and he had been there. {text}"
    parsed = parse(text)
    ranges = [*parsed.sentences, *((e.start, e.end) for e in parsed.entities)]
    found = attributed(text)
    for statement in found.statements:
        ranges += [*statement.spans, statement.sentence]
        ranges += [r for r in (statement.cue, statement.source) if r]
        assert statement.spans == tuple(sorted(statement.spans))
        assert all(re.search(r"\w", text[a:b]) for a, b in statement.spans)
        assert statement.source is None or text[slice(*statement.source)] == statement.source_text
        assert statement.speaker is None or statement.speaker < len(found.profiles)
        assert 0 <= statement.confidence <= 1
    assert all(0 <= start < end <= len(text) for start, end in ranges)
