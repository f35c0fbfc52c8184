"""Who is called by an age: "the 38-year-old"."""

import pytest

from tests.index.parsed import said

AGED = {
    "who is told to be so old beside the name": (
        "Karl Voss, a 38-year-old carpenter, was rescued. “I am glad,” the 38-year-old said.",
        "“I am glad,”",
        "Karl Voss",
    ),
    "who was told of last": (
        "Dan Obi, whose twins are in Year 3, accused the council of lying.\n\n“They sent us a "
        "form,” said the 38-year-old boatbuilder.",
        "“They sent us a form,”",
        "Dan Obi",
    ),
    "and is of no other age": (
        "Rose Dale won the title in 2019. Her coach, Ian Moss, 55, was there. “I am proud,” the "
        "24-year-old said.",
        "“I am proud,”",
        "Rose Dale",
    ),
    "who is told to be of that age": (
        "Ann Bell, 30, won the prize, ahead of Carol Dunn, 22. “I cried,” the 30-year-old said.",
        "“I cried,”",
        "Ann Bell",
    ),
    "nobody, where one without a name is of that age": (
        "A 44-year-old man was arrested. Inspector Ann Coe came. “It was not me,” the 44-year-old "
        "said.",
        "“It was not me,”",
        None,
    ),
    "one who was called by it before": (
        "Tom Dale scored twice. “I am glad,” the 24-year-old said. Manager Ian Moss was pleased: "
        "“He was good.” “It is late,” the 24-year-old said.",
        "“It is late,”",
        "Tom Dale",
    ),
    "nobody who was called by another age": (
        "Rose Dale won. “I am glad,” the 24-year-old said. “It is late,” the 60-year-old said.",
        "“It is late,”",
        None,
    ),
    "no one's, where a firm is of it": (
        "Ann Bell, 12, saw the bridge fall. “It is sad,” the 12-year-old firm said.",
        "“It is sad,”",
        None,
    ),
}


@pytest.mark.parametrize(("text", "words", "speaker"), AGED.values(), ids=AGED)
def test_an_age_is_whose_it_is(text, words, speaker):
    assert (speaker, "said", words) in said(text)
