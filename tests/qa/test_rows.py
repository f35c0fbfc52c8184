"""Rows of tables that are set in columns by spaces or dots, as text files have them."""

import pytest

from index.documents import Document, Span
from index.store import Reading
from qa.lines import lines
from qa.rows import is_row, row

FEES = """Swimming bath of Orrin

FEES                        Day     Evening    Season
Grown-ups                  6.00        3.50     90.00
Children (5 to 14)         2.50        1.50     35.00
  Residents
  of the town              4.00        2.00     60.00

Locker ............... 1.00
Towel ................ 2.20
Flippers sold ........ about 460 (children: 310; grown-ups: 150)

It is closed on Mondays.  Nobody may   swim alone.
The bath was built in 1911.  It has two   pools.
"""


def _cells(text: str, start: str) -> tuple[list[str], tuple[str, ...], str]:
    at = text.index(start)
    found = row(text, Span(at, text.index("\n", at)))
    assert found is not None
    return [text[slice(*cell)] for cell in found.cells], found.heads, found.label


def test_a_row_in_columns_has_the_heads_that_stand_above_its_cells():
    cells, heads, label = _cells(FEES, "Children")
    assert cells == ["Children (5 to 14)", "2.50", "1.50", "35.00"]
    assert heads == ("FEES", "Day", "Evening", "Season")
    assert not label


def test_what_stands_in_the_first_column_alone_is_the_label_of_what_follows():
    assert _cells(FEES, "  of the town")[::2] == (
        ["of the town", "4.00", "2.00", "60.00"],
        "Residents",
    )


def test_a_pair_needs_no_heads():
    assert _cells(FEES, "Towel") == (["Towel", "2.20"], ("", ""), "")


def test_the_line_with_the_heads_is_no_row_and_prose_with_gaps_is_none():
    at = FEES.index("FEES")
    assert row(FEES, Span(at, FEES.index("\n", at))) is None
    prose = FEES.index("It is closed")
    assert not is_row(FEES, Span(prose, FEES.index("\n", prose)))


def test_a_first_column_without_a_head_is_told_by_its_place():
    text = "             2024    2025\nGrowth        1.4     1.8\nInflation     2.5     2.1\n"
    assert _cells(text, "Inflation")[:2] == (["Inflation", "2.5", "2.1"], ("", "2024", "2025"))


def test_a_fields_value_is_no_cell():
    text = "To:          The members\nFrom:        Ann Lind\nSubject:     Parking\n"
    at = text.index("From")
    assert not is_row(text, Span(at, text.index("\n", at)))


def test_part_of_a_row_above_is_read_behind_what_it_is_part_of():
    text = "Staff | 2024 | 2025\n\nEmployees | 120 | 125\n\nof whom women | 61 | 70"
    assert _cells(f"{text}\n", "of whom") == (
        ["of whom women", "61", "70"],
        ("Staff", "2024", "2025"),
        "Employees",
    )


def test_a_row_is_headed_by_its_tables_heading_and_by_what_leads_in_the_table():
    text = (
        "3 Side effects\n\nMost were mild. The commonest were:\n\n"
        "            Low dose    High dose\nHeadache       4.1 %        9.3 %\n"
        "Rash           0.8 %        1.2 %\n"
    )
    document = Document("d", "Trial", text)
    (found,) = [
        line
        for line in lines(Reading(document), Span(0, len(text)))
        if line.read.startswith("Rash")
    ]
    assert found.heading == "3 Side effects\nMost were mild. The commonest were:"
    assert found.read == "Rash; Low dose: 0.8 %; High dose: 1.2 %"


DOCUMENTS = {
    "bath.txt": FEES,
    "report.md": """# Ferry company of Orrin: report for 2025

## Key figures

| Thousand | 2025 | 2024 |
|---|---|---|
| Employees | 120 | 115 |
| of whom at sea | 71 | 66 |
| Passengers | 940 | 880 |
""",
    "poll.txt": """The Orrin poll

Should the bridge be closed to cars?

                 Yes     No    Unsure
Everybody         41     52         7
Young people      58     34         8
Pensioners        29     63         8
""",
}


@pytest.mark.e2e
@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("What do grown-ups pay in the evening?", "3.50. Grown-ups"),
        ("What does a season ticket for children cost?", "35.00. Children (5 to 14)"),
        ("How many pensioners want the bridge closed to cars?", "Pensioners        29     63"),
        ("What does a towel cost?", "2.20. Towel"),
        ("How many flippers were sold?", "About 460. Flippers sold"),
    ],
)
def test_a_row_in_columns_answers(told, question, answer):
    assert told.ask(question).text.replace("\n", " ").startswith(answer)


@pytest.mark.e2e
def test_a_row_with_no_word_of_the_question_is_no_answer_beside_one_that_has(told):
    assert "Residents" not in str(told.ask("How much is the day ticket for children?").text)
