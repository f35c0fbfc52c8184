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
