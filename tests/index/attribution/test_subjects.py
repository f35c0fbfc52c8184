"""Whose life a document is: what its title says, and whose a bare surname in it is."""

import pytest

from index.attribution import attribute
from index.attribution.subjects import subject
from index.documents import Document
from tests.index.parsed import parser


@pytest.mark.parametrize(
    ("title", "name"),
    {
        "Lind, Sir Josiah (1851–1926), civil engineer": "Josiah Lind",
        "Josiah Lind (1851–1926)": "Josiah Lind",
        "Dame Ann Lind": "Ann Lind",
        "LIND, Josiah (b. 1951)": "Josiah Lind",
        "Ann Lind (born 1951), engineer": "Ann Lind",
        "Harlow, a town (1851 census)": None,
        "Ann Lind resigns": None,
        "Rose Garden": None,
        "The bridge (1926)": None,
    }.items(),
)
def test_a_title_that_is_a_name_says_whose_life_it_is(title, name):
    assert subject(title) == name


def test_a_surname_is_whose_life_it_is_and_not_the_father():
    text = (
        "Sir Josiah was born in Harlow, the third son of Caleb Lind, a miller. The geologist Amos"
        " Obi called the site a sieve. Lind maintained that it was good. He told the inquiry that"
        " the dead were his."
    )
    found = attribute(parser().parse(Document("d", "Lind, Sir Josiah (1851–1926)", text)))
    said = [
        (s.source_text, found.profiles[s.speaker].name)
        for s in found.statements
        if s.speaker is not None
    ]
    assert ("Lind", "Josiah Lind") in said
    assert not any(who == "Caleb Lind" for _, who in said)
