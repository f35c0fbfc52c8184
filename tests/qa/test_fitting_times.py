"""Whether words can be the time, the day or the duration that is asked for."""

from dataclasses import replace

import pytest

from qa.fitting import is_of_other_event, may_be
from qa.question import Query
from qa.reading.reader import Reader


@pytest.mark.parametrize(
    ("words", "lasts"),
    [
        ("six weeks", True),
        ("until 6 December", True),
        ("1914-18", True),
        ("1870 to 1939", True),
        ("the quarter-final on 6 December", False),
        ("2004", False),
        ("2024-05-03", False),
    ],
)
def test_how_long_is_no_day(words, lasts):
    asked = Query("how long was he out?", "fact", "", wanted="duration")
    assert may_be(asked, words, set()) == lasts
    assert may_be(asked, words, set(), f"from {words} until") is True


def test_how_long_is_no_mere_name():
    asked = Query("How long did Voss work for Kelm?", "fact", "", wanted="duration")
    assert not may_be(asked, "Kelm Secure Services", set())
    assert may_be(asked, "almost a decade", set())
    for lasts in ("his whole life", "her entire career", "generations", "Forever"):
        assert may_be(asked, lasts, set())


@pytest.mark.parametrize(
    ("question", "may"),
    [
        ("how long does the owl live?", False),
        ("how long will the lamp last?", False),
        ("how long is the owl?", True),
        ("how long did its tail grow?", True),
    ],
)
def test_how_long_a_thing_lasts_is_no_length(question, may):
    asked = Query(question, "fact", "", wanted="duration")
    assert may_be(asked, "34 to 39 centimetres", set()) is may
    assert may_be(asked, "17 years", set())


def test_what_date_is_not_so_long_ago():
    asked = Query("On what date was she confirmed?", "fact", "", wanted="time")
    assert not may_be(asked, "two weeks ago", set())
    assert may_be(asked, "2 March, two weeks ago", set())
    assert may_be(asked, "2 March", set())
    assert may_be(replace(asked, text="When was she confirmed?"), "two weeks ago", set())


@pytest.mark.parametrize(
    ("words", "may"),
    [
        ("bank holiday Mondays", False),
        ("Wednesday", False),
        ("every Sunday from noon", True),
        ("Sun. 12:00", True),
        ("Friday to Sunday", True),
        ("12:00–17:00", True),
    ],
)
def test_when_on_sundays_is_no_other_day_of_the_week(words, may):
    asked = Query("When is it open on Sundays?", "fact", "", wanted="time")
    assert may_be(asked, words, set()) is may
    assert may_be(replace(asked, text="Which day was Sunday's meeting moved to?"), "Friday", set())


def test_when_in_a_year_is_no_day_of_another():
    asked = Query("When were the bids opened in 2025?", "fact", "", wanted="time")
    assert not may_be(asked, "27 February 2026", set())
    assert may_be(asked, "27 February 2025", set())
    assert may_be(asked, "on 27 February", set())
    whole = replace(asked, text="When was the report of 2025 published?")
    assert may_be(whole, "27 February 2026", set())


TOWER = """The tower of Harlow

The tower was built in 1871. From April to October it is open daily from nine to six. From \
November to March it is open from Thursday to Sunday, ten to four.
"""


def test_when_in_a_season_is_not_told_by_a_sentence_of_another(written):
    tower = written({"tower.txt": TOWER}, Reader())
    assert "November to March" in tower.ask("When is the tower open in winter?").text
    assert "November" not in tower.ask("When is the tower open in summer?").text


@pytest.mark.parametrize(
    ("told", "another"),
    [
        ("In 1898 she married Joachim Reuter.", True),
        ("Joachim Reuter was born in 1861.", False),
        ("Joachim Reuter (1861 – 1918) was a botanist.", False),
        ("His birthday was 4 May 1861.", False),
    ],
)
def test_when_somebody_was_born_is_told_of_a_birth(told, another):
    assert is_of_other_event("When was Joachim Reuter born?", told) is another
    assert not is_of_other_event("When was Joachim Reuter married?", told)


@pytest.mark.parametrize(
    ("words", "may"),
    [
        ("March 12", True),
        ("in her nineties", True),
        ("last spring", True),
        ("daughter", False),
        ("given her party 250,000 crowns", False),
        ("£40", False),
        ("at forty", True),
        ("in childbirth", True),
        ("shortly before the wedding", True),
        ("Dogs are welcome in the cabins on a short lead", False),
        ("1,200 years ago", True),
        ("10,000 BC", True),
    ],
)
def test_when_is_some_time_and_no_mere_thing(words, may):
    query = Query("When did Agnes Holt die?", "fact", "Agnes Holt die", wanted="time")
    assert may_be(query, words, set()) is may


@pytest.mark.parametrize("words", ["1.56", "v2.0", "12"])
def test_a_version_is_no_year(words):
    asked = Query("What year was the second edition released?", "fact", "", wanted="time")
    assert not may_be(asked, words, set())
    assert may_be(asked, "1956", set())
    assert may_be(asked, "AD 14", set())


@pytest.mark.parametrize(
    ("question", "told", "another"),
    [
        ("When does the levy end?", "I impose a levy, effective 24 February.", True),
        ("When does the levy end?", "The levy, effective 24 February, ends on 3 May.", False),
        ("When did the strike end?", "They were back at work on 3 May.", False),
        ("When does the sale start?", "The sale is on until 3 May.", True),
        ("When does the sale start?", "The sale runs from 1 to 3 May.", False),
        ("When was the levy raised?", "The levy is effective from 24 February.", False),
        ("When does the levy start and end?", "The levy starts on 24 February.", False),
        ("When does the final start?", "The final is at 3 pm.", False),
        ("When does the lecture start?", "It is at 7 pm and finishes at 9 pm.", False),
        ("When does the lecture start?", "It is on Monday and finishes at nine.", False),
        ("When does the course start?", "It lasts a week; it is held from 4 August.", False),
        ("When did the war start?", "They invaded on 3 March 1871, ending a long peace.", False),
    ],
)
def test_when_a_thing_ends_is_not_told_by_how_it_began(question, told, another):
    assert is_of_other_event(question, told) is another


def test_when_is_nothing_that_a_word_leads_on_from():
    asked = Query("When was it approved?", "fact", "", wanted="time")
    assert not may_be(asked, "adults with severe asthma", set())
    for time in ("with the coming of spring", "early in the war", "Shortly after it"):
        assert may_be(asked, time, set())
