"""Who wrote a document, by a line at its head, is whose "I" stands in it."""

import pytest

from tests.index.parsed import said

BODY = "\n\nFor years I said that the bridge was safe. It was not, and nobody is to blame but me.\n"
SAID = "that the bridge was safe"


@pytest.mark.parametrize(
    ("head", "author"),
    [
        ("Why I was wrong\nBy Ada Renwick, 20 February 2024", "Ada Renwick"),
        ("# Why I was wrong\n\n*by Ada Renwick*", "Ada Renwick"),
        ("The bridge\nBy Ada Renwick, Chief Executive Officer", "Ada Renwick"),
        ("The bridge\nBy Ada Renwick, Chief Executive Officer, Tarn Rail", "Ada Renwick"),
        ("The bridge\nBY ADA RENWICK, CEO", "Ada Renwick"),
        ("The bridge\n\nBy Oyinkan Aastrup", "Oyinkan Aastrup"),
        ("The bridge\n\nBy Dr. Oyinkan van der Aastrup | 3 May 2026", "Oyinkan van der Aastrup"),
        ("The bridge\n\nAuthor: Ada Renwick", "Ada Renwick"),
        ("By Ada Renwick", "Ada Renwick"),
        ("The bridge\n\n**By:** Oyinkan Aastrup, Head of Rail", "Oyinkan Aastrup"),
        ("The bridge\n\nPosted by Oyinkan Aastrup on 3 May 2026", "Oyinkan Aastrup"),
        ("By Boat to Norway", None),
        ("# Crossing\nBy Night Train", None),
        ("The bridge\n\nBy Popular Demand", None),
        ("The bridge\n\nBy Ada Renwick, Chief Engineer, and Tomas Breck, Harbour Master", None),
        ("The bridge\n\nBy Ada Renwick, Kwabena Osei-Tutu and Tomas Breck", None),
        ("# Crossing\n\nA note", None),
        ("# Harwick Cake Contest\n\n1. A note", None),
        ("Tarn Rail v Renwick\n\nA note", None),
        ("By Night Train", None),
        ("The bridge\n\nBy Associated Press", None),
        ("The bridge\n\nBy Oyinkan Aastrup, Tomas Breck", None),
        ("The Tarn Inquiry\nPublished 27 June 2025\nJudge Ruth Okello", "Ruth Okello"),
        ("Ruth Okello, Judge\nThe Tarn Inquiry", "Ruth Okello"),
        ("The bridge\nBy Ada Renwick and Tomas Breck", None),
        ("Ada Renwick opens the bridge\n27 June 2025", None),
        ("Ada Renwick and the bridge", None),
        ("The bridge", None),
        ("Ada Renwick, 1932–2024", None),
        ("The Long Bridge\nby Joan Ferrier\n\nReviewed by Tomas Breck", None),
        ("The bridge\nBy Joan Ferrier's account it was calm.", None),
        ("Ada Renwick\n12 High Street\nHarwick\n\nDear Ms Renwick,", None),
    ],
)
def test_what_i_said_is_the_authors(head, author):
    assert (author, "said", SAID) in said(head + BODY)


def test_a_first_name_that_stands_alone_elsewhere_is_the_authors():
    head = "The bridge\nBy Ingeborg Aastrup, Chief Executive Officer, Tarn Rail"
    text = f"{head}{BODY}\n\nOur chair, Wilma Asante, told me: “You broke it, Ingeborg.”"
    assert ("Ingeborg Aastrup", "said", SAID) in said(text)


def test_i_in_somebody_elses_words_is_not_the_author():
    text = "By Ada Renwick\n\n“I think that it was luck,” Joan Ferrier said. We agreed on it."
    assert {speaker for speaker, _, _ in said(text)} == {"Joan Ferrier"}


def test_a_turns_i_is_whoever_has_the_floor():
    text = (
        "Interview by Ada Renwick\n\nMS. HOLM: I said that the bridge was safe.\n\n"
        "MR. OBI: I said that it was not.\n\nMS. HOLM: I think that it will be."
    )
    assert "Ada Renwick" not in {speaker for speaker, _, _ in said(text)}
