"""Statements to the police or to a court: whose "I" stands in them."""

import pytest

from index.attribution.witnesses import witness


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Statement of: Oyinkan Aastrup\nAge: over 18\n\nI told him.", "Oyinkan Aastrup"),
        ("Witness statement of Dr Ada Lunt\n\nI told him.", "Ada Lunt"),
        ("AFFIDAVIT OF GRACE OBI\n\nI told him.", "Grace Obi"),
        ("I, Oyinkan Aastrup, will say as follows:\n\nI told him.", "Oyinkan Aastrup"),
        ("Statement\n\nI told him.\n\nSigned: O. Aastrup\nDate: 4 March", "O. Aastrup"),
        ("Statement of Grace Obi\n\nI told him.", "Grace Obi"),
        ("Statement of Financial Position\n\nI told him.", None),
        ("Statement of: Ada Lunt\nStatement of: Grace Obi\n\nI told him.", None),
        ("Statement\n\nI told him.\n\nSigned: Ada Lunt\nSigned: Grace Obi", None),
        ("The statement of Grace Obi was long.", None),
    ],
)
def test_who_gives_a_statement(text, who):
    assert witness(text) == who


def test_whoever_proclaims_by_name_is_the_i_of_the_whole_proclamation():
    text = (
        "The ferries of Harlow have run for a hundred years, and I thank those who sail them.\n\n"
        "NOW, THEREFORE, I, INGRID R. SOLHEIM, Governor of Harlow, by virtue of the authority "
        "vested in me, do hereby proclaim 3 May as Ferry Day.  I call upon all people to sail."
    )
    assert witness(text) == "Ingrid R. Solheim"
