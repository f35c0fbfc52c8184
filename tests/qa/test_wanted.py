"""Which kind of words answers a question."""

import pytest

from qa.understanding import understand
from qa.wanted import wanted


def test_which_number_is_a_figure():
    assert wanted("Which ticket number did Voss open?") == "number"
    assert wanted("Which number did she like?") == "words"


def test_a_rate_is_a_percentage():
    assert wanted("What was the unemployment rate in Kelm?") == "percent"
    assert wanted("What is the first-rate harbour called?") == "words"


WANTED = {
    "how many troops were sent?": "number",
    "how much money was lost?": "money",
    "what percentage of troops was sent?": "percent",
    "when was it signed?": "time",
    "in what year was it signed?": "time",
    "where was it signed?": "place",
    "who signed it?": "person",
    "how long did it last?": "duration",
    "how old is he?": "age",
    "why was it signed?": "reason",
    "what were the reasons for it?": "reason",
}


@pytest.mark.parametrize(("question", "wanted"), WANTED.items(), ids=WANTED)
def test_the_kind_of_words_that_answer(known, question, wanted):
    assert understand(question, known).wanted == wanted
