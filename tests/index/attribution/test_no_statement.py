"""What is no statement, and who makes none, though the words for one are there."""

import pytest

from index.attribution import attribute
from tests.index.parsed import parse, said

# What looks like a report and puts nobody on record
SILENT = {
    "what stands whatever somebody says": "The yard loses a million, whatever Marta Oduya says.",
    "no matter what somebody says": "The yard will close no matter what Marta Oduya says.",
    "what is contrary to what is claimed": "Contrary to what Bo Lind claims, the yard is safe.",
    "what somebody would like to say": "Bo Lind would like to say that the yard is safe.",
    "what is handed in": (
        "In the weeks since Marta Oduya submitted her plan, the board made “many requests” to drop "
        "it."
    ),
    "evidence that there is": "There is evidence that the yard was closed, and nobody gave any.",
    "no evidence that is given": "Marta Oduya gave no evidence that the yard was closed.",
    "hardly any evidence": "Marta Oduya gave little testimony that the yard was closed.",
    "what is thought of it": "What Marta Oduya said on Monday was true.",
    "neither of two": "Neither Neil Farrow nor Marta Oduya said that the yard was for sale.",
    "nobody": "No official said that the yard was for sale.",
    "nothing": "Neil Farrow said nothing about the yard.",
    "about is not by": "Critics of John Kirby gathered outside the building on Monday.",
    "denied speech": "Neil Farrow did not say that the yard was for sale.",
    "denied twice": "Neil Farrow did not say or suggest that the yard was for sale.",
    "never": "Neil Farrow never saw the letter or said that the yard was for sale.",
    "negated around a quoted verb": "Neil Farrow did not “say” that the yard was for sale.",
    "a quoted negation": "Neil Farrow did “not” say that the yard was for sale.",
    "negated behind quoted words": 'Officials would not "on the record" say that it was for sale.',
    "hardly": "Neil Farrow hardly said that the yard was for sale.",
    "nowhere": "Nowhere did Neil Farrow say that the yard was for sale.",
    "at no time": "At no time did Neil Farrow say that the yard was for sale.",
    "had it been said": "Had Neil Farrow said that the yard was for sale, we would have come.",
    "not true that it was said": "It is not true that Neil Farrow said the yard was for sale.",
    "declined": "Neil Farrow declined to say whether the yard was for sale.",
    "supposed": "Neil Farrow may say tomorrow that the yard is for sale.",
    "whether it is said, is asked": "Does Neil Farrow agree that the yard was for sale?",
    "who said it, is asked": "Who said that the yard was for sale?",
    "told, not telling": (
        "Nobody in this city has lost an election. His daughter, I am told, is eleven."
    ),
    "asked, not asking": "Asked whether the yard was for sale, Neil Farrow left the room.",
    "a stance that underscores": "This stance underscores that the risk is growing.",
    "a paper that only quotes": (
        "“We will go on until May,” the minister was cited by the Courier as saying."
    ),
    "a rate has no source": "The van drove at 60 miles per hour and cost 5 dollars per person.",
    "nobody reported it": "It was reported that the yard was for sale.",
    "nobody theorized it": "Halden Foods is blamed. It is theorized that the cows are linked.",
    "a scare quote": "The so-called “peace plan” was published on Monday.",
    "another language": (
        "Marta Oduya sagte am Montag, dass die Werft nicht zum Verkauf stehe und dass niemand "
        "sie gefragt habe."
    ),
}


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_what_nobody_is_reported_to_say_is_no_statement(text):
    assert said(text) == []


@pytest.mark.parametrize(
    "text", ["The lantern is believed to bring good luck.", "No injuries were reported on Monday."]
)
def test_what_nobody_holds_or_says_is_no_statement(text):
    assert attribute(parse(text)).statements == ()


def test_a_sentence_behind_a_dash_signs_no_quotation():
    words = "“The ferry is safe and will sail in May.”"
    signed = "- Ann Lind, the mayor, who voted for it"
    assert [speaker for speaker, *_ in said(f"{words}\n\n{signed}")] == ["Ann Lind"]
    told = "- Ann Lind, Tom Obi and Ruth Rey voted for it."
    assert said(f"{words}\n\n{told}\n\n- Karl Moe voted against it.") == []


def test_who_is_dismissed_is_nothing_that_is_said():
    assert said("Marta Oduya ran the yard until May, when Halden Foods Corp. dismissed her.") == []


def test_to_whom_it_is_told_does_not_say_it():
    text = (
        "“I put it in a report,” Raymond Voss, who left Corvane last year, told MedTech Ledger. "
        "“You can lose a conversation.”"
    )
    assert [who for who, *_ in said(text)] == ["Raymond Voss"]


def test_where_shares_are_listed_says_nothing():
    text = (
        "HALVERTON, Lanmark, May 9, 2023 -- Orbita Systems, Inc. (NASDAQ: ORBS) today announced "
        "that it is closing its plant."
    )
    assert [(who, words) for who, _, words in said(text)] == [
        ("Orbita Systems", "that it is closing its plant")
    ]


def test_a_bill_that_is_written_is_not_said():
    text = "Mr. Lund wrote a bill that would cut the levy. Ms. Obi wrote that the levy was too low."
    assert [words for *_, words in said(text)] == ["that the levy was too low"]


def test_a_product_that_is_recalled_is_not_said():
    text = "Orbita Systems recalled 38,000 heaters in May. She recalled that the fire was small."
    assert [words for *_, words in said(text)] == ["that the fire was small"]


def test_people_who_are_dismissed_are_not_said_and_claims_are():
    text = (
        "The club dismissed its coach, Karl Voss. Ms. Obi dismissed 180 of her 240 men. The mayor, "
        "Ann Lind, dismissed the claims of the union."
    )
    assert [words for *_, words in said(text)] == ["the claims of the union"]


def test_what_another_does_behind_a_semicolon_is_not_said():
    text = (
        "Spokesman Karl Voss put it down to a gauge. The pipe had been bored into by thieves, he "
        "said; the engineer Ann Lind, however, showed the court a piece of it."
    )
    assert [w for *_, w in said(text)] == ["The pipe had been bored into by thieves"]


def test_what_a_list_of_topics_is_about_says_nothing():
    text = (
        "President Xi Jinping came to Oland.\n\nOn President Xi Jinping: “We have a very good "
        "relationship.”\n\nOn fraud in Oland: “Oland has lost a great deal of money.”"
    )
    assert said(text) == []


def test_which_is_nothing_that_a_paper_says():
    text = "The deal, which was first announced by the Ledger, fell through. Ann Lind said so."
    assert [who for who, *_ in said(text)] == ["Ann Lind"]
