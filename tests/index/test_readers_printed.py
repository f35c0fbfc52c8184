"""The day that a text prints as its own, at its head or foot."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.readers import Fields, Readers, printed, read

DAY = date(2025, 3, 13)
BODY = "The harbour board will close the old yard, its chairman said. " * 4


def published(text: str, name: str = "a.txt") -> date | None:
    return read(Path(name), text.encode()).published


@pytest.mark.parametrize(
    "line",
    [
        "13 March 2025",
        "Thursday, 13 March 2025",
        "March 13, 2025",
        "MARCH 13TH, 2025",
        "(13 Mar. 2025)",
        "13th of March 2025",
        "2025-03-13",
        "2025-03-13T10:15:00Z",
        "13/03/2025",
        "3/13/2025",
        "By Ana Ruiz · 13 March 2025",
        "By Ana Ruiz in Kelmouth, political editor | 13 March 2025",
        "By Ana Ruiz, Staff Writer, March 13, 2025",
        "Ana Ruiz 13 March 2025",
        "Kelmouth, 13 March 2025",
        "The Kelmouth Echo, Thursday 13 March 2025, page 3",
        "5 min read · 13 March 2025",
        "Published 13 March 2025",
        "Published: 10:15, 13 March 2025",
        "First published on Thu 13 Mar 2025 10.15 GMT",
        "**Date:** 13 March 2025",
        "Date: Thu, 13 Mar 2025 10:00:00 +0000",
        "For Immediate Release  March 13, 2025",
        "Last updated: 13 March 2025",
        "Minutes of the meeting of the harbour board, 13 March 2025",
        "Harbour Trust: minutes of the board, 13 March 2025",
        "Summer Fair Committee – transcript of the meeting, 13 March 2025",
        "Argued January 6, 2025 — Decided March 13, 2025",
        "Date of interview: 13 March 2025",
    ],
)
def test_a_line_of_the_head_that_is_a_date_is_the_documents(line):
    assert published(f"The yard closes\n\n{line}\n\n{BODY}") == DAY


@pytest.mark.parametrize(
    "line",
    [
        "LONDON, 13 March 2025 — ",
        "GENEVA, March 13, 2025 (Nordwire) - ",
        "Geneva – 13 March 2025 – ",
        "WASHINGTON, D.C., Thursday, March 13, 2025 /Nordwire/ -- ",
        "(Washington, March 13, 2025) ",
    ],
)
def test_a_dateline_is_the_documents(line):
    assert published(f"The yard closes\n\n{line}{BODY}") == DAY


@pytest.mark.parametrize(
    "text",
    [
        f"LONDON, March 13 (Nordwire) - {BODY}",
        f"Kelmouth, in March 2025\n\n{BODY}",
        f"On 13 March 2025 the board met. {BODY}",
        f"{BODY}\n\n13 March 2025\n\n{BODY}",
        f"The accord of 13 March 2025\n\n{BODY}",
        f"On March 13, 2025 – a year ago – it began. {BODY}",
        "Agenda for the meeting of 13 March 2025",
        "Board Meeting, 13 March 2025",
        "13 March 2025 — Board Meeting",
        "Date of birth: 13 March 1965",
        "Valid until 13 March 2025",
        "Effective date: 13 March 2025",
        "12–13 March 2025",
        "13 March 2025 – 15 March 2025",
        "03/04/2025",
        "31 February 2025",
        "0000-03-13",
        "2025-13-45",
        "2025-03-13 | 12.5 | 13",
        "2025-03-13 10:15 INFO started",
    ],
)
def test_a_date_of_the_matter_is_not(text):
    assert published(f"The yard closes\n\n{text}") is None
    assert published(text) is None


def test_a_headline_that_ends_with_a_date_tells_of_the_matter():
    assert published(f"Kelmouth Surrenders March 13, 1645\n\n{BODY}") is None


def test_the_end_of_a_wrapped_paragraph_is_no_foot():
    wrapped = f"{BODY[:80]}\n{BODY[:80]}\nand it signed the accord on\n"
    assert published(f"{wrapped}13 March 2025.\n") == DAY
    assert published(f"{wrapped}{BODY[:80]} on\n13 March 2025.\n") is None


@pytest.mark.parametrize("line", ["13 March 2025.", "Published: 13 March 2025"])
def test_without_one_at_the_head_the_foot_tells(line):
    assert published(f"{BODY}\n\nTHE BOARD\n\n{line}\n") == DAY
    assert published(f"{BODY}\n\nReuters, 13 March 2025\n") is None, "a reference"


def test_a_line_that_says_it_was_published_may_stand_behind_the_standfirst():
    standfirst = f"Ana Ruiz, who built ships\n\n{BODY}"
    assert published(f"{standfirst}\n\nPublished 13 March 2025\n\n{BODY}\n\n{BODY}") == DAY
    assert published(f"{standfirst}\n\n13 March 2025\n\n{BODY}\n\n{BODY}") is None


def test_published_comes_before_updated():
    told = "Updated 15 March 2025 · Published 13 March 2025"
    assert published(f"{told}\n\n{BODY}") == DAY
    assert published(f"Updated 15 March 2025\n13 March 2025\n\n{BODY}") == DAY
    assert published(f"Last updated: 15 March 2025\n\n{BODY}\n\nPublished 13 March 2025") == DAY


def test_a_journal_of_several_days_has_no_day():
    assert published("13 March 2025\n\nIt rained.\n\n14 March 2025\n\nIt snowed.") is None
    assert published(f"# 13 March 2025\n\n{BODY}\n\n# 14 March 2025\n\n{BODY}", "a.md") is None


def test_lines_that_markdown_joins_are_read_alike():
    head = "THE BOARD\nOffice of the Harbour\nFor Immediate Release  March 13, 2025"
    assert published(f"{head}\n\nRemarks\n\n{BODY}", "a.md") == DAY
    assert published(f"# The yard closes\n\nAna Ruiz\n13 March 2025\n\n{BODY}", "a.md") == DAY


def test_a_page_without_metadata_is_dated_by_its_byline():
    page = f"<h1>The yard closes</h1><p>By Ana Ruiz | 13 March 2025</p><p>{BODY}</p>"
    assert published(page, "a.html") == DAY


def test_front_matter_and_the_files_name_come_first():
    text = f"15 March 2025\n\n{BODY}"
    assert published(text, "2025-03-13-yard.txt") == DAY
    assert published(f"---\ndate: 2025-03-13\n---\n{text}", "a.md") == DAY


@pytest.mark.parametrize(
    "head",
    [
        "Ada Lovelace\n\nDate of birth\n3 May 1995",
        "Kelmouth Council\n\nNext meeting\n5 June 2024",
        "Founded: 3 May 1995\nHeadquarters: Kelmouth",
        "Battle of Kelmouth\n\n14 October 1666",
    ],
)
def test_the_day_of_what_a_text_tells_of_is_not_its_own(head):
    assert published(f"{head}\n\n{BODY}", "a.txt") is None


def test_a_table_has_no_head():
    assert published("13 March 2025\n", "a.csv") is None


def test_which_days_are_found_is_of_the_readers_version_and_of_no_id():
    assert "days-2" in Readers().version
    assert "days-2" in Readers(Fields()).version


@given(st.text(st.sampled_from("13 March,2025-\n\0/.|By:(—)Td٣²"), max_size=200))
def test_whatever_stands_at_the_head_is_survived(text):
    assert printed.day(text) is None or printed.day(text) >= date(1500, 1, 1)


def test_a_record_is_of_the_day_that_its_title_ends_with():
    title = "# Who sank the yard? Kelmouth Book Festival, Guildhall, 13 March 2025"
    assert published(f"{title}\n\nTranscript, lightly edited\n\n{BODY}") == DAY
    assert published(f"{title}\n\nBy Ana Ruiz\n\n{BODY}") is None


def test_a_span_of_days_is_no_day_of_the_text():
    text = f"# Letters\n\nDate: 13 March 2025 – 28 April 2025\nExtent: 7 items\n\n{BODY}"
    assert published(text) is None
