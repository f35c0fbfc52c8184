"""Diaries: each day is on record as whose diary it is."""

import pytest

from index.attribution import attribute, on_record
from index.documents import Document
from tests.index.attribution.transcribed import spoken
from tests.index.parsed import parser

DIARY = """The Diary of Edith Lund, Harlow Vicarage

Extracts, transcribed by volunteers in 2011.

Thursday, 12 November 1903

Papa back late. He says he was hardly heard. I did not know what to answer.

Wednesday, 18 May 1904

Telegram from Sir Edward Lyle: the Bill has passed.

My sister Harriet was furious.

3 June

The engineer came to tea. He said that he slept badly. I thought it no answer.

---

Notes by the editor
"""


def test_each_day_is_on_record_as_whose_diary_it_is():
    assert spoken(DIARY) == [
        (
            "Edith Lund",
            "Papa back late. He says he was hardly heard. I did not know what to answer.",
        ),
        (
            "Edith Lund",
            "Telegram from Sir Edward Lyle: the Bill has passed.\n\nMy sister Harriet was furious.",
        ),
        (
            "Edith Lund",
            "The engineer came to tea. He said that he slept badly. I thought it no answer.",
        ),
    ]


def test_the_day_is_read_with_its_words():
    found = on_record(attribute(parser().parse(Document("d", "A title", DIARY))))
    first = next(s for s in found.statements if s.kind == "turn")
    assert DIARY[slice(*first.sentence)].startswith("Thursday, 12 November 1903\n\nPapa")


def test_he_is_nobody_of_another_day():
    found = on_record(attribute(parser().parse(Document("d", "A title", DIARY))))
    named = {found.profiles[s.speaker].name for s in found.statements if s.speaker is not None}
    assert "Edward Lyle" not in named


@pytest.mark.parametrize(
    "text",
    {
        "days on the line of the words": (
            "12 Nov. 1903 – I saw it.\n13 Nov. 1903 – We went home.\n14 Nov. 1903 – Rain."
        ),
        "an American's days": "May 1, 1904\n\nI saw it.\n\nMay 2, 1904\n\nWe went home.",
        "days of a file": "1904-05-01\n\nI saw it.\n\n1904-05-02\n\nWe went home.",
    }.values(),
)
def test_the_title_tells_whose_it_is(text):
    assert {who for who, _ in spoken(text, "Edith Lund's war diary")} == {"Edith Lund"}


def test_a_chronicle_is_nobodys():
    text = "12 November 1903\n\nThe mine opened.\n\n18 May 1904\n\nThe mine was shut."
    assert spoken(text, "The diary of Edith Lund") == []
    assert spoken(text.replace("The mine", "I"), "A chronicle of Harlow") == []


@pytest.mark.parametrize(
    "behind",
    ["Afterword\n\nI found her diary in Harlow.", "The editor thanks the museum for the text."],
)
def test_what_an_editor_writes_behind_the_last_day_is_not_the_diarists(behind):
    last = "I thought it no answer.\n\nI slept badly."
    head = "The Diary of Edith Lund\n\n1 May 1904\n\nI saw it.\n\n2 May 1904"
    text = f"{head}\n\n{last}\n\n{behind}"
    assert [words for _, words in spoken(text)] == ["I saw it.", last]


@pytest.mark.parametrize(
    "text",
    [
        "Ada Lund's Wall Street Journal article\n\n3 March – The US said so.\n\n4 March – I am in.",
        "The journal of Ada Lund was stolen:\n\n3 March: I met the editor.\n\n4 March: I met him.",
        "Ada Lund's diary of the year tells us of war.\n\n3 March: I met him.\n\n4 March: I left.",
        "The Diary of Ada Lund\n\n3 March: The US envoy came.\n\n4 March: He told us “I am in”.",
        "The Diary of Ada Lund\n\n3 March: World War I began.\n\n4 March: Charles I. was king.",
    ],
)
def test_a_report_with_days_is_no_diary(text):
    assert spoken(text) == []


@pytest.mark.parametrize(
    "head",
    [
        "The Diary of Edith Lund (Harlow, 1903–04)",
        "Extracts from the Civil War Diary of Edith Lund",
        "Harlow archive: the private journal of Edith Lund, edited by Grace Obi",
        "EDITH LUND'S DIARY",
    ],
)
def test_a_line_above_the_days_tells_whose_they_are(head):
    text = f"{head}\n\n1 May 1904\n\nI saw it.\n\n2 May 1904\n\nMy aunt came."
    assert {who for who, _ in spoken(text)} == {"Edith Lund"}
