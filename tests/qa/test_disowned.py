"""What a document takes back or only checks is not what it says."""

import time

from qa.fitting import is_disowned
from qa.reading.reader import Reader


def test_what_a_correction_takes_back_is_no_answer(written):
    text = """The agency says 61,400 children in the north had been vaccinated by June.

Correction: an earlier version of this article said that 64,100 children in the north had been \
vaccinated.
"""
    reply = written({"north.txt": text}, Reader()).ask(
        "How many children in the north had been vaccinated?"
    )
    assert reply.words.text == "61,400"
    assert "64,100" not in reply.text


def test_an_earlier_version_of_anything_else_is_an_answer(written):
    text = "The original version of the song was recorded by Ann Lind in 1965."
    reply = written({"song.txt": text}, Reader()).ask(
        "Who recorded the original version of the song?"
    )
    assert reply.words.text == "Ann Lind"


def test_nor_is_what_an_earlier_version_of_a_product_had_taken_back():
    told = "The previous version had a tank of 1.2 litres."
    assert not is_disowned(told, told)


CHECK = """Fact check: what was said of the mayor

Claim: A picture that was shared 40,000 times shows Mayor Ann Holt in chains.
Who said it: Users of social media.
Verdict: FALSE

The picture was taken in 2017 on the set of a series.
"""


def test_a_claim_that_is_checked_is_not_what_the_document_says(written):
    reply = written({"check.txt": CHECK}, Reader()).ask("is the picture of Holt in chains real?")
    assert "Claim:" not in reply.text


def test_a_claim_that_nothing_checks_is_said():
    sentence = "Claim: water came through the roof of the shed."
    assert not is_disowned(sentence, f"{sentence}\n\nPolicy: 4711")
    assert is_disowned(sentence, f"{sentence}\n\nVerdict: false")


def test_whether_a_long_empty_text_checks_a_claim_is_told_at_once():
    started = time.monotonic()
    assert not is_disowned("Claim: it leaked.", "Claim: it leaked." + "\n" * 20_000)
    assert time.monotonic() - started < 1
