"""What is told of another year, rank or thing of its kind, or taken back, is no answer."""

import pytest

from index.documents import Span
from qa.another import is_of_another, is_of_other_year, of_the_asked
from qa.fitting import is_disowned, may_be
from qa.question import Query


@pytest.mark.parametrize(
    ("question", "told", "other"),
    [
        ("What was the revenue in 2024?", "For 2025 a revenue of 40 million is expected.", True),
        ("What was the revenue in 2024?", "The revenue was 38 million in 2024, 36 in 2023.", False),
        (
            "What was the revenue in 2024?",
            "The revenue was 38 million, the most since 1998.",
            False,
        ),
        ("What was the revenue in 2023?", "In 2022/23 the revenue was 38 million.", False),
        ("What was the revenue?", "The revenue was 38 million in 2024.", False),
        ("What was the revenue in 2024?", "It was 38 million, more than in 2023.", False),
        ("What was the revenue in 2024?", "It was 38, compared with 36 in 2023.", False),
        ("How many members were there in 2024?", "The club, founded in 1987, had 40.", False),
    ],
)
def test_a_sentence_of_other_years_tells_of_another(question, told, other):
    assert is_of_other_year(question, told) is other


@pytest.mark.parametrize(
    ("question", "told", "other"),
    [
        ("Which is the second largest lake?", "Three lakes: Orr (9 km²), Tarn (5 km²).", True),
        ("Which is the second largest lake?", "Tarn came second with 5 km².", False),
        ("Which is the largest lake?", "Orr is the largest lake.", False),
        ("May I swim at the West Beach?", "One may swim at the South Beach.", True),
        ("May I swim at the West Beach?", "The South Beach and the West Beach are open.", False),
        ("Is lot 3 sold?", "Lot 4 has been sold.", True),
        ("Is lot 3 sold?", "Lots 3 and 4 have been sold.", False),
        ("What did North Orrin fire?", "It fired two rockets, South Orrin said.", False),
        ("How many members has Orrin Council?", "The Borough Council has 40.", False),
        ("Who won the second contest?", "Rovers won by two goals.", False),
        ("How many pictures did her first show sell?", "Her second solo show sold 31.", True),
        ("How many pictures did her first show sell?", "Unlike her second, it sold 9.", False),
        ("What is the fare to zone 2?", "Zones 1-3 cost £4.", False),
        ("What was lot 3 worth?", "Lot 4 to general surprise fetched £9.", True),
        ("What did the item I ordered cost?", "Item 4 cost £3.", False),
        ("What is the deposit under clause 12?", "Subject to clause 14, it is £500.", False),
        ("What is the deposit under clause 12?", "Clause 14 sets it at £500.", True),
    ],
)
def test_a_sentence_of_another_rank_or_thing_of_its_kind_tells_of_another(question, told, other):
    assert is_of_another(question, told) is other


@pytest.mark.parametrize(
    ("told", "words", "question", "own"),
    [
        ("Ships lay in port on 41 days (2023: 17).", "41 days", "How many days in 2023?", "17"),
        (
            "Ships lay in port on 41 days (2023: 17).",
            "41 days",
            "How many days in 2024?",
            "41 days",
        ),
        ("Weight: 1.9 kg (H-200), 2.3 kg (H-250)", "2.3 kg", "How heavy is the H-200?", "1.9 kg"),
        ("Weight: 1.9 kg (H-200), 2.3 kg (H-250)", "2.3 kg", "How heavy is it?", "2.3 kg"),
        ("There were 66 in 2022/23, 58 in 2023/24.", "58", "How many in 2022/23?", "66"),
        ("There were 66 in 2022/23, 58 in 2023/24.", "58", "How many in 2023/24?", "58"),
    ],
)
def test_brackets_tell_which_figure_is_asked_for(told, words, question, own):
    at = told.index(words)
    found = of_the_asked(told, Span(at, at + len(words)), Span(0, len(told)), question)
    assert told[slice(*found)] == own


@pytest.mark.parametrize(
    "told",
    [
        "Correction: an earlier version of this article said that 31,804 people came.",
        "Correction, 27 May: an earlier version gave the attendance of 3 May as 31,804.",
    ],
)
def test_what_a_text_corrects_it_does_not_say(told):
    assert is_disowned(told, told)


def test_a_unit_without_a_figure_is_no_sum():
    asked = Query("How much did Lind bid?", "fact", "", wanted="number")
    assert not may_be(asked, "million crowns", set())
    assert may_be(asked, "two million crowns", set())
    assert may_be(asked, "millions", set())


DOCUMENTS = {
    "report.md": """# Annual report of the Orrin ferries

The net profit was 4.1 million crowns. There were 9 accidents (2023: 14).
""",
    "painter.txt": """Hanna Orrell, painter of harbours

Her first exhibition opened at the Linn Gallery in 1964. Her second solo exhibition was shown in \
Gerrand in 1970 and sold 31 pictures.
""",
}


@pytest.mark.e2e
def test_the_figure_of_the_year_that_is_asked_about_answers(told):
    assert told.ask("How many accidents were there in 2023?").text.startswith("14. ")


@pytest.mark.e2e
def test_the_second_of_several_is_no_answer_for_the_first(told):
    assert told.ask("How many pictures did the second exhibition sell?").text.startswith("31. ")
    assert not told.ask("How many pictures did the first exhibition sell?").answered
