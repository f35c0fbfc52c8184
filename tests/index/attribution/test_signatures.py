"""A proclamation or an order is on record, whole, as of whom it ends with in capitals."""

import pytest

from tests.index.attribution.test_speeches import SPEECH, told

PROCLAIMED = (
    "For a hundred years the ferries have brought us home, and I thank those who sail them.\n\n"
    "NOW, THEREFORE, I, INGRID R. SOLHEIM JR., Governor of Harlow, do hereby proclaim 3 May as "
    "Ferry Day.  I call upon all people to sail."
)


@pytest.mark.parametrize(
    ("head", "words", "foot"),
    [
        ("By the Governor of Harlow\n\nA Proclamation", PROCLAIMED, ""),
        ("TO THE COUNCIL OF HARLOW:", PROCLAIMED, "\n\nGOVERNMENT HOUSE,\n\nMay 3, 2021."),
        ("Order on Ferries", SPEECH, "\n\nHARLOW HOUSE,"),
    ],
)
def test_what_ends_with_a_name_in_capitals_is_all_on_record_as_that_ones(head, words, foot):
    ((name, source, said),) = told(f"{head}\n\n{words}\n\nINGRID R. SOLHEIM JR.{foot}")
    assert (name, source, said) == ("Ingrid R. Solheim Jr.", "INGRID R. SOLHEIM JR.", words)


@pytest.mark.parametrize(
    ("words", "foot"),
    [
        (
            "The hall opens in May. Governor Solheim will speak, and I hope we meet.",
            "INGRID SOLHEIM",
        ),
        ("The hall opens in May. It has forty seats.", "INGRID SOLHEIM"),
        ("We will open the hall in May. I hope that you come.", "COUNTERING TERRORISM"),
    ],
)
def test_no_text_is_somebodys_that_speaks_of_him_or_not_as_i_or_ends_with_a_heading(words, foot):
    assert all(source != foot for _, source, _ in told(f"Harlow\n\n{words}\n\n{foot}"))


def test_an_order_by_the_authority_of_who_signs_it_needs_no_other_word_of_his():
    order = "By the authority vested in me by the laws of Harlow, it is ordered that ferries sail."
    assert told(f"Order on Ferries\n\n{order}\n\nINGRID R. SOLHEIM\n\nHARLOW HOUSE,\nMay 3.") == [
        ("Ingrid R. Solheim", "INGRID R. SOLHEIM", order)
    ]
