"""Dates in a question → the days on which it was said."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.dates import find, is_of_other_season, months, months_told, take, tells_of
from qa.periods import Period

LATEST = date(2024, 10, 24)  # a Thursday

PERIODS = {
    "on 23 October 2024": ("2024-10-23", "2024-10-23"),
    "on the 23rd of October": ("2024-10-23", "2024-10-23"),
    "on October 23rd, 2023": ("2023-10-23", "2023-10-23"),
    "on 2024-10-23": ("2024-10-23", "2024-10-23"),
    "in October 2024": ("2024-10-01", "2024-10-31"),
    "in October": ("2024-10-01", "2024-10-31"),
    "in November": ("2023-11-01", "2023-11-30"),  # this year's has not begun
    "in Feb. 2024": ("2024-02-01", "2024-02-29"),
    "in may": ("2024-05-01", "2024-05-31"),
    "in 2023": ("2023-01-01", "2023-12-31"),
    "since 2023": ("2023-01-01", None),
    "since Monday": ("2024-10-21", None),
    "on Thursday": ("2024-10-24", "2024-10-24"),
    "last Thursday": ("2024-10-17", "2024-10-17"),
    "after 20 October": ("2024-10-21", None),
    "before October 2024": (None, "2024-09-30"),
    "until 20 October": (None, "2024-10-20"),
    "today": ("2024-10-24", "2024-10-24"),
    "yesterday": ("2024-10-23", "2024-10-23"),
    "this week": ("2024-10-21", "2024-10-27"),
    "last week": ("2024-10-14", "2024-10-20"),
    "in the past week": ("2024-10-18", "2024-10-24"),
    "last month": ("2024-09-01", "2024-09-30"),
    "this year": ("2024-01-01", "2024-12-31"),
    "last year": ("2023-01-01", "2023-12-31"),
    "in the last two weeks": ("2024-10-11", "2024-10-24"),
    "three days ago": ("2024-10-21", "2024-10-21"),
    "between 1 October and 5 October 2024": ("2024-10-01", "2024-10-05"),
    "from March to May 2024": ("2024-03-01", "2024-05-31"),
    "from March": ("2024-03-01", None),
    "from March 2024 on": ("2024-03-01", None),
    "on Wednesday, October 23, 2024": ("2024-10-23", "2024-10-23"),
    "on 23.10.2024": ("2024-10-23", "2024-10-23"),
    "on October 3-7, 2024": ("2024-10-03", "2024-10-07"),
    "from 3 to 7 October": ("2024-10-03", "2024-10-07"),
    "between March and May 2022": ("2022-03-01", "2022-05-31"),
    "between November and February": ("2023-11-01", "2024-02-29"),
    "prior to October 2024": (None, "2024-09-30"),
    "up until October 2024": (None, "2024-10-31"),
    "as of October 2024": (None, "2024-10-31"),
    "later than October 2023": ("2023-11-01", None),
    "starting in March 2024": ("2024-03-01", None),
    "back in 2022": ("2022-01-01", "2022-12-31"),
    "throughout 2022": ("2022-01-01", "2022-12-31"),
    "in the year 2022": ("2022-01-01", "2022-12-31"),
    "in the 1990s": ("1990-01-01", "1999-12-31"),
    "in the month of May 2022": ("2022-05-01", "2022-05-31"),
    "in early March 2022": ("2022-03-01", "2022-03-10"),
    "in mid-March 2022": ("2022-03-11", "2022-03-20"),
    "late last month": ("2024-09-21", "2024-09-30"),
    "at the end of 2022": ("2022-09-01", "2022-12-31"),
    "in the middle of 2022": ("2022-05-01", "2022-08-31"),
    "in the summer of 2021": ("2021-06-01", "2021-08-31"),
    "in winter 2022": ("2021-12-01", "2022-02-28"),
    "last summer": ("2024-06-01", "2024-08-31"),
    "this autumn": ("2024-09-01", "2024-11-30"),
    "last winter": ("2023-12-01", "2024-02-29"),
    "in the week of October 16, 2024": ("2024-10-14", "2024-10-20"),
    "last weekend": ("2024-10-19", "2024-10-20"),
    "in 2021 or 2022": ("2021-01-01", "2022-12-31"),
    "during March and April 2022": ("2022-03-01", "2022-04-30"),
    "in 2019–2022": ("2019-01-01", "2022-12-31"),
    "in mıd 2022": ("2022-05-01", "2022-08-31"),  # as a Turkish keyboard has it
}


@pytest.mark.parametrize(("words", "days"), PERIODS.items(), ids=PERIODS)
def test_a_period(words, days):
    first, last = (date.fromisoformat(day) if day else None for day in days)
    found = find(f"what did she say {words}?", lambda: LATEST)
    assert found is not None
    assert found.period == Period(first, last)
    assert f"what did she say {words}?"[found.start : found.end] == words


@pytest.mark.parametrize(
    "text",
    [
        "what did she say before the election?",
        "what may she say?",
        "did they march?",
        "how many 2024 ships sank?",
        "on 31 February 2024",
        "on 3/4/2024",  # of two days either
        "from 5 to 3 March 2022",
        "on October 7-3, 2024",
        "from 5 to 3 March",
        "about the summer of 2021",
        "the second week",
        "in wınter 2022",
    ],
)
def test_no_period(text):
    assert find(text, lambda: LATEST) is None


def test_statements_from_a_month_are_of_that_month_alone():
    for text in ("any statements from March 2024", "only those from March 2024"):
        found = find(text, lambda: LATEST)
        assert found is not None
        assert found.period == Period(date(2024, 3, 1), date(2024, 3, 31))


def test_what_is_left_open_is_counted_from_the_latest_date_of_the_documents_alone():
    assert find("since Monday", lambda: None) is None
    assert find("in October", lambda: None) is None
    assert find("in October 2024", lambda: None) is not None


@pytest.mark.parametrize(
    ("question", "rest"),
    {
        "what did Kirby say in October 2024": "what did Kirby say",
        "in October 2024, what did Kirby say": "what did Kirby say",
        "what did Kirby say on 23 October about the treaty": "what did Kirby say about the treaty",
        "what did Kirby say about the treaty last week": "what did Kirby say about the treaty",
        "who denied it yesterday": "who denied it",
        "Kirby's statements since Monday": "Kirby's statements",
        "what did Kirby say in the summer of 2023 about it": "what did Kirby say about it",
        "what did Kirby say about the treaty in late 2023": "what did Kirby say about the treaty",
        "how often did Kirby mention the treaty in 2023": "how often did Kirby mention the treaty",
        "what did Kirby say in Kelmouth in May 2023": "what did Kirby say in Kelmouth",
        "what did Kirby tell reporters about it in 2023": "what did Kirby tell reporters about it",
        "what was said by Kirby about it in 2023": "what was said by Kirby about it",
        "what did Kirby tell Lloyd Austin in 2023": "what did Kirby tell Lloyd Austin",
        "what did Kirby say in 2022 and 2023": "what did Kirby say",
        # of the matter, and no date of saying
        "did Kirby tell reporters that troops were sent in 2023": None,
        "what did Kirby say about the treaty in 2019 and 2023": None,
        "did Kirby mention the treaty signed in June": None,
        "who condemned the attack in October 2023": None,
        "did Kirby blame the port for the explosion in July 2014": None,
        "what did Kirby say about 7 October 2023": None,
        "who said troops were sent in October": None,
        "what did Kirby say about the treaty signed in June": None,
        "Kirby on the letter of 21 January": None,
        "what did Kirby say about the letter of 21 January": None,
        "Kirby's statements of 21 January": "Kirby's statements",
        "Kirby's statements at the summit of 21 January": "Kirby's statements at the summit",
        "Kirby's statements on the eve of 21 January": "Kirby's statements on the eve",
        "did they send troops in October 2024": None,
        "how many troops were sent last week": None,
    }.items(),
)
def test_a_date_of_saying_is_taken_out(question, rest):
    assert take(question, lambda: LATEST)[0] == (rest or question)


@given(st.text(max_size=60), st.dates())
def test_no_text_fails(text, latest):
    find(text, lambda: latest)


@given(st.dates(date(1500, 1, 1), date(2099, 12, 31)))
def test_a_day_in_full_is_that_day_whatever_the_latest(day):
    for written in (day.isoformat(), f"{day.day} {day:%B %Y}", f"{day:%B} {day.day}, {day.year}"):
        found = find(f"on {written}", lambda: None)
        assert found is not None
        assert found.period == Period(day, day)


@pytest.mark.parametrize(
    ("text", "period", "told"),
    [
        ("In 2019 she reported nothing.", (date(2019, 1, 1), date(2019, 12, 31)), True),
        ("In 2018 she reported nothing.", (date(2019, 1, 1), date(2019, 12, 31)), False),
        ("In June 2019 she reported nothing.", (date(2019, 6, 1), date(2019, 6, 30)), True),
        ("In 2019 she reported nothing.", (date(2019, 6, 1), date(2019, 6, 30)), False),
        ("In 2019 she may have told the market.", (date(2019, 5, 1), date(2019, 5, 31)), False),
        ("In 2019 she may have told the market.", (date(2019, 3, 1), date(2019, 3, 31)), False),
        ("On 4 June 2019 she spoke.", (date(2019, 6, 4), date(2019, 6, 4)), True),
        ("On 14 June 2019 she spoke.", (date(2019, 6, 4), date(2019, 6, 4)), False),
        ("In 2019 she reported nothing.", (date(2019, 1, 1), None), False),
    ],
)
def test_a_text_tells_of_a_period_by_its_year_month_and_day(text, period, told):
    assert tells_of(Period(*period), text) is told


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("did the council know in January?", {1}),
        ("did it open in may?", {5}),
        ("By 20 May, or 2 June", {5, 6}),
        ("May it march on? He may.", set()),
        ("did Theresa May resign?", set()),
        ("was April Dawes dismissed?", set()),
    ],
)
def test_a_month_is_no_verb_and_nobodys_name(text, named):
    assert months(text) == named


def test_of_a_long_text_that_names_many_months_each_is_read_by_what_stands_before_it():
    text = "what " + "may " * 5_000
    assert find(f"{text} in June 2024?", lambda: None) is not None
    assert months(f"{text} in June?") == {6}


@pytest.mark.parametrize("text", ["on 3 Feb.", "on 2025-02-03", "by late February", "FEBRUARY"])
def test_a_month_is_told_in_any_form(text):
    assert months_told(text) == {2}


@pytest.mark.parametrize(
    ("season", "told", "another"),
    [
        ("winter", "From April to October it is open daily.", True),
        ("winter", "November to March", False),
        ("winter", "in July and August", True),
        ("winter", "April–October daily, November–March on Sundays", False),
        ("winter", "every hour in summer", True),
        ("winter", "every hour in summer and every two in winter", False),
        ("summer", "1 April to 30 September", False),
        ("the autumn", "daily from March to June", True),
        ("winter", "Thursday to Sunday", False),
        ("the winter of 1871", "April", False),
    ],
)
def test_what_is_told_of_other_months_is_of_another_season(season, told, another):
    question = f"When is the tower open in {season}?"
    assert is_of_other_season(question, told) is another
    assert not is_of_other_season("When is the tower open?", told)
