"""PDF → documents: lines into paragraphs, pages into places, heads and feet left out."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.readers import Unreadable, read
from index.readers.layout import Line, paragraphs, without_margins
from tests.index.made import ENCRYPTED, lines, pdf

PROSE = [
    "The minister said on Monday that the well-known bridge would be re-",
    "opened in the spring, after months of talks with the towns of Tessen",
    "and Brannock. She called it a matter of trust for all of the towns of",
    "the valley, and left.",
]
TOLD = (
    "The minister said on Monday that the well-known bridge would be reopened in the spring, after "
    "months of talks with the towns of Tessen and Brannock. She called it a matter of trust for "
    "all of the towns of the valley, and left."
)


def document(data: bytes, name: str = "a.pdf"):
    return read(Path(name), data)


def test_lines_are_joined_to_paragraphs_and_words_at_hyphens():
    found = document(pdf([lines(["The bridge", "", *PROSE, "", *PROSE])]))
    assert found.text.split("\n\n") == ["The bridge", TOLD, TOLD]


def test_a_hyphen_that_belongs_to_the_word_stays():
    broken = ["A well-known spokesman of the ministry for transport said that a well-",
              "known firm from Brannock would build the bridge before next winter."]  # fmt: skip
    assert "a well-known firm from" in document(pdf([lines(broken)])).text


def test_an_indented_line_begins_a_paragraph():
    first, second = lines(PROSE), lines(PROSE, top=720 - 14 * 4)
    indented = [(left + 18, height, words) for left, height, words in second[:1]]
    found = document(pdf([[*first, *indented, *second[1:]]]))
    assert found.text.split("\n\n") == [TOLD, TOLD]


def test_labels_of_speakers_begin_paragraphs():
    hearing = ["MR. KIRBY: They would be legitimate targets, and we would say so to all",
               "of our friends in the region without delay.", "Q: When?",
               "MR. KIRBY: Today."]  # fmt: skip
    assert document(pdf([lines(hearing)])).text.split("\n\n") == [
        " ".join(hearing[:2]), *hearing[2:]
    ]  # fmt: skip


def test_a_paragraph_runs_over_the_page_and_the_pages_are_known():
    found = document(pdf([lines(PROSE[:2]), lines(PROSE[2:])]))
    assert found.text == TOLD
    assert [(p.kind, p.name) for p in found.places] == [("page", "1"), ("page", "2")]
    first, second = found.places
    assert found.text[first.start : first.end].endswith("the towns of Tessen ")
    assert found.text[second.start : second.end].startswith("and Brannock.")
    assert found.place(0, 5) == "page 1"
    assert found.place(0, len(TOLD)) == "pages 1–2"


def test_running_heads_and_page_numbers_are_left_out():
    pages = []
    for number in range(1, 6):
        body = [*lines([f"On page {number} the minister said that it was over."])]
        pages.append([(72, 800, "The Daily Wire"), *body, (290, 30, f"{number} of 5")])
    found = document(pdf(pages))
    assert found.text.split("\n\n") == [
        f"On page {number} the minister said that it was over." for number in range(1, 6)
    ]
    assert len(found.places) == 5


def test_what_is_repeated_within_pages_stays():
    said = "Senator Obi spoke.//It is not so.//He left.//Then she rose.//They agreed.//The end."
    answer = lines(said.split("/"))
    pages = [[(72, 760, f"Question {'abcd'[n]} was put."), *answer] for n in range(4)]
    assert document(pdf(pages)).text.count("Then she rose.") == 4


def test_two_columns_are_read_one_after_the_other():
    left = lines([f"left line {n} goes on and on" for n in range(12)])
    right = lines([f"right line {n} goes on and on" for n in range(12)], left=320)
    text = document(pdf([[*left, *right]])).text
    assert text.index("left line 11") < text.index("right line 0")


def test_rows_of_a_table_are_lines():
    rows = ["Country 1 7", "Country 2 14", "Country 3 21"]
    assert document(pdf([lines([*PROSE, "", *rows])])).text.split("\n\n") == [TOLD, *rows]


def test_title_author_and_date_are_the_files_own():
    info = {"Title": "The flood", "Author": "Ann Lee", "CreationDate": "D:20241023100000Z"}
    found = document(pdf([lines(PROSE)], info))
    assert (found.title, found.author, found.published) == (
        "The flood",
        "Ann Lee",
        date(2024, 10, 23),
    )


def test_a_date_in_the_name_says_more_than_when_the_file_was_made():
    made = pdf([lines(PROSE)], {"CreationDate": "D:20241023"})
    assert document(made, "2020-01-02-flood.pdf").published == date(2020, 1, 2)


@pytest.mark.parametrize("title", ["Microsoft Word - flood.docx", "flood.pdf", "untitled"])
def test_a_title_that_a_program_made_up_is_none(title):
    assert document(pdf([lines(PROSE)], {"Title": title}), "the-dam.pdf").title == "The Dam"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"some words", "no PDF"),
        (pdf([lines(PROSE)])[:-40], "cut off"),
        (pdf([lines(PROSE)], trailer=ENCRYPTED), "encrypted"),
        (b"%PDF-1.4\nnothing\n%%EOF\n", "damaged"),
        (pdf([[]]), "pictures"),
    ],
)
def test_what_cannot_be_read_says_why(data, reason):
    with pytest.raises(Unreadable, match=reason):
        document(data)


@given(st.data())
def test_a_damaged_file_is_read_or_unreadable(data):
    whole = bytearray(pdf([lines(PROSE)]))
    for at in data.draw(st.lists(st.integers(9, len(whole) - 1), max_size=20)):
        whole[at] = data.draw(st.integers(0, 255))
    try:
        found = document(bytes(whole))
    except Unreadable:
        return
    assert found.text.strip()


page_lines = st.lists(
    st.builds(
        Line,
        page=st.just(1),
        text=st.text(st.sampled_from("abAB.-: \u201d1"), min_size=1).map(str.strip).filter(bool),
        left=st.floats(0, 500),
        right=st.floats(0, 600),
        bottom=st.floats(0, 800),
        height=st.floats(1, 30),
        hyphenated=st.booleans(),
        outer=st.booleans(),
    )
)


@given(st.lists(page_lines, max_size=4))
def test_every_line_is_told_once_and_in_order(pages):
    told = "".join(words for paragraph in paragraphs(pages) for _, words in paragraph)
    assert _bare(told) == _bare("".join(each.text for page in pages for each in page))


@given(st.lists(page_lines, max_size=5))
def test_what_is_no_running_head_stays(pages):
    for page, kept in zip(pages, without_margins(pages), strict=True):
        assert [each for each in kept if not each.outer] == [x for x in page if not x.outer]


def _bare(text: str) -> str:
    return text.replace(" ", "").replace("-", "")
