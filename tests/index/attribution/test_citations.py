"""Essays and studies: words that a reference says are somebody's, or that a sentence in the
paragraph before leads to."""

import pytest

from index.attribution.leading import leading
from index.attribution.mentions import Cast
from tests.index.parsed import parse, said

WORDS = "“The harbour was never meant to be sold by those who ran it.”"
KNOWN = "Anna Lind wrote three books on the harbour."


def spoken(text: str) -> list[tuple[str | None, str]]:
    return [(who, words) for who, _, words in said(text)]


@pytest.mark.parametrize(
    "reference",
    [
        "[Anna Lind, The Machine, p. 12]",
        "[A. Lind, The Machine, p. 12]",
        "[Lind, Op. Cit., p. 12]",
        "(Lind, 1998, p. 12)",
        "(Lind 1998: 12)",
        "[Anna Lind, quoted by Karl Voss, The Port, p. 7]",
    ],
)
def test_a_reference_signs_the_quotation_in_front_of_it(reference):
    assert spoken(f"{KNOWN} Some saw it otherwise. {WORDS} {reference} It was.") == [
        ("Anna Lind", WORDS)
    ]


@pytest.mark.parametrize(
    "reference",
    [
        "[The Machine, p. 12]",
        "[No Ships, No Quays, vol. 1, p. 12]",
        "[quoted by Karl Voss, The Port, p. 7]",
        "(see p. 12)",
    ],
)
def test_a_reference_that_names_no_author_signs_nothing(reference):
    assert spoken(f"Some saw it otherwise. {WORDS} {reference} Nobody knew.") == []


def test_who_says_it_in_the_sentence_comes_before_who_is_cited():
    text = f"Bo Rehn argued: {WORDS} [Anna Lind, The Machine, p. 12] Nobody knew."
    assert spoken(text) == [("Bo Rehn", WORDS)]


def test_a_cited_term_is_nobodys_statement():
    assert spoken(f"{KNOWN} It was “a machine” [Lind, Op. Cit., p. 3] for her.") == []


def test_words_go_on_for_nobody_whom_a_reference_signs():
    more = "“It was kept by those who owned it, and by nobody else at all.”"
    text = (
        f"{WORDS} [Anna Lind, The Machine, p. 12]\n\n{more} [E. P. Thorne, The Quay, p. 3]\n\n"
        "“Those who own it do as they please, as they always did.” [Tvgxq, Quays, p. 7]"
    )
    assert spoken(text) == [("Anna Lind", WORDS), ("E. P. Thorne", more)]


def test_a_sentence_behind_a_reference_leaves_who_is_quoted_in_front_of_it():
    text = (
        "Indeed, according to Lind, “it was a gift.” [Op. Cit., p. 9] To quote Lind again, "
        f"{WORDS} [p. 10] Moreover, she argued, nobody listens. Bo Rehn denied it."
    )
    assert ("Lind", WORDS) in spoken(text)


def test_a_reference_is_no_part_of_the_words_nor_of_the_next_sentence():
    text = (
        "Bo Rehn argued that it was “sold for a song to its owners.” [The Port, p. 4] Anna Lind "
        "urged that nobody pay. [Op. Cit., p. 5] Ann Rey said that it was late."
    )
    assert spoken(text) == [
        ("Bo Rehn", "that it was “sold for a song to its owners.”"),
        ("Anna Lind", "that nobody pay"),
        ("Ann Rey", "that it was late"),
    ]


def test_he_is_nobody_who_is_named_in_a_reference_alone():
    text = (
        "Thomas Rehn wrote of the harbour in 1898. It was “sold for a song to those who ran it.” "
        "[quoted by Peter Voss, The Port, p. 7] He argued that it would fail."
    )
    assert ("Thomas Rehn", "that it would fail") in spoken(text)


@pytest.mark.parametrize(
    "lead",
    [
        "As Anna Lind observes:",
        "For as Anna Lind so correctly pointed out:",
        "In reply to this, Anna Lind noted that:",
        "As Anna Lind summarised:",
        "As Anna Lind expressed it:",
        "The unionist Anna Lind provides a similar analysis:",
        "Others disagree. In the words of Anna Lind:",
    ],
)
def test_a_colon_leads_to_the_quotation_in_the_next_paragraph(lead):
    text = (
        f"Bo Rehn said that it was late.\n\n{lead}\n\n{WORDS} [The Machine, p. 2]\n\nIt is this "
        "growth that members of the union promote when they build."
    )
    assert spoken(text) == [("Bo Rehn", "that it was late"), ("Anna Lind", WORDS)]


def test_all_paragraphs_of_a_quotation_that_a_colon_leads_to_are_one_statement():
    text = (
        "Bo Rehn said: “It is late.” Anna Lind replied:\n\n“I must tell you that it is not.\n\n"
        "“It never was, and you know it.”\n\nNobody left."
    )
    assert spoken(text) == [
        ("Bo Rehn", "“It is late.”"),
        ("Anna Lind", "“I must tell you that it is not. … “It never was, and you know it.”"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"To quote Anna Lind: {WORDS}",
        f"To use Anna Lind’s words, {WORDS}",
        f"Indeed, according to Anna Lind, {WORDS} [quoted by Karl Voss, The Port, p. 7]",
        f"Anna Lind’s definition: {WORDS}",
        f"Others doubt it. Anna Lind’s observation: {WORDS}",
        f"Anna Lind would later write: {WORDS}",
    ],
)
def test_many_words_hand_a_quotation_on(text):
    assert spoken(text) == [("Anna Lind", WORDS)]


def test_both_halves_of_a_quotation_around_whose_words_they_are():
    text = (
        "Members do so, too. “Through the unions set up for it,” in Anna Lind’s words, “the "
        "dockers learn what they suffer.” [The Machine, p. 95] By this they grow."
    )
    halves = "“Through the unions set up for it,” … “the dockers learn what they suffer.”"
    assert spoken(text) == [("Anna Lind", halves)]


def test_what_somebody_would_say_is_none_unless_it_was_later():
    assert spoken("Anna Lind would say that the harbour was sold.") == []
    assert spoken("Anna Lind would later say that the harbour was sold.") == [
        ("Anna Lind", "that the harbour was sold")
    ]


def test_works_in_a_reference_are_nobodys_names_and_authors_are():
    text = f"{WORDS} [Anna Lind, Karl’s Quay, p. 3] Nobody knew. Lind said that she did."
    assert {f.name for f in Cast(parse(text)).figures("person")} == {"Anna Lind"}
    assert ("Anna Lind", "that she did") in spoken(text)


@pytest.mark.parametrize(
    "lead",
    [
        "Anna Lind held up the sign:",
        "Anna Lind received an answer:",
        "Anna Lind and Bo Rehn came:",
        "Anna Lind was shown the door:",
        "Anna Lind came.",
    ],
)
def test_who_shows_or_gets_others_words_or_comes_with_others_leads_to_nothing(lead):
    assert leading(lead, parse(lead).paragraphs[0], []) is None


def test_words_that_two_readings_give_to_one_cue_are_one_statement():
    text = (
        'Some readers have asked whether I mean what I say. As Lind put it: "Nobody who means'
        ' what he says needs to say it twice." [Ann Lind, The Quay, p. 12] Rowe makes the '
        "same point:\n\n"
        '"A man who repeats himself is arguing with himself." [Peter Rowe, Letters, p. 7]\n\n'
        'Indeed, according to Marsh, "repetition is the tribute that doubt pays to belief." '
        '[Op. Cit., p. 9] To quote Marsh again, "say it once and leave the room." [p. 10] '
        "Moreover, she argued, nobody listens the second time. In Rowe's words, \"the second "
        'time is for the deaf."\n\n'
        '"Every sentence wants to be the last" [Lind, p. 14]. This is what Rowe denied. He '
        "thought that sentences are like sheep (Rowe 1998: 12). To use Lind's words, they are"
        ' "like geese". Hence Rowe would later say that he regretted the sheep.\n\n'
        "However, Dahl thinks otherwise. Dahl summarised his view like this:\n\n"
        '"Sentences are like bread, and go stale." [quoted by Marsh, The Room, p. 44]'
    )
    assert [who for who, words in spoken(text) if "like bread" in words] == ["Dahl"]
