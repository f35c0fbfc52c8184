"""Whom a part of a full name means, and a name behind an office that no document puts there."""

import pytest

from index.documents import Profile
from tests.qa.named import names

PROFILES = (
    Profile("Luiz Inácio Lula da Silva", "person"),
    Profile("Gabriel García Márquez", "person"),
    Profile("Dolores Huerta Rey", "person"),
    Profile("Mary-Kate D'Souza", "person"),
    Profile("Ayatollah Ali Rostami", "person"),
    Profile("Keir Holm", "person"),
    Profile("John Cole QC", "person"),
    Profile("James Reed", "person"),
    Profile("Jerome Fell", "person", "Federal Reserve Chair"),
    Profile("António Lobo", "person", "U.N. Secretary-General"),
    Profile("Joseph Walker", "person"),
    Profile("Liz Dunmore", "person"),
    Profile("Viktor Varga", "person"),
    Profile("William Howard Lind", "person", "mayor"),
    Profile("Ruth Adeyemi Foundation", "organisation"),
    Profile("European Central Bank", "organisation"),
    Profile("Bank of England", "organisation"),
    Profile("Food and Drug Administration", "organisation"),
    Profile("Women Against Rape", "organisation"),
    Profile("National River Agency", "organisation"),
    Profile("National Rowing Association", "organisation"),
)


@pytest.fixture(scope="module")
def known(tmp_path_factory):
    with names(tmp_path_factory.mktemp("names"), PROFILES) as found:
        yield found


@pytest.mark.parametrize(
    ("name", "speaker"),
    {
        "Lula da Silva": "Luiz Inácio Lula da Silva",
        "President Lula da Silva": "Luiz Inácio Lula da Silva",
        "Garcia Marquez": "Gabriel García Márquez",
        "Dolores Huerta": "Dolores Huerta Rey",
        "Mary-Kate": "Mary-Kate D'Souza",
        "Sir Keir": "Keir Holm",
        "Sir John Cole": "John Cole QC",
        "John Cole KC": "John Cole QC",
        "Ayatollah Rostami": "Ayatollah Ali Rostami",
        "Colonel Reed": "James Reed",
        "Fed Chair Fell": "Jerome Fell",
        "Chairman Fell": "Jerome Fell",
        "UN Secretary-General Lobo": "António Lobo",
        "Joe Walker": "Joseph Walker",
        "Elizabeth Dunmore": "Liz Dunmore",
        "Varga Viktor": "Viktor Varga",
        "William Lind": "William Howard Lind",
        "Bill Lind": "William Howard Lind",
    }.items(),
)
def test_a_part_of_a_name_means_who_has_it(known, name, speaker):
    assert [s.name for s in known.resolve(name)] == [speaker]


@pytest.mark.parametrize(
    ("name", "bodies"),
    {
        "the ECB": ["European Central Bank"],
        "E.C.B.": ["European Central Bank"],
        "THE ECB": ["European Central Bank"],
        "the BoE": ["Bank of England"],
        "the FDA": ["Food and Drug Administration"],
        "the NRA": ["National River Agency", "National Rowing Association"],
        "the war": [],
        "the BE": [],
    }.items(),
)
def test_initials_mean_the_body_that_has_them(known, name, bodies):
    assert sorted(s.name for s in known.resolve(name)) == bodies


@pytest.mark.parametrize(
    "name",
    [
        "William Howard",
        "Mr. Keir",  # a surname
        "Jill Walker",
        "Fed Chair Walker",  # who is told to be none
        "Huerta Lind",
        "Ruth Adeyemi",  # no foundation
        "da Silva Lula",
    ],
)
def test_another_name_means_nobody(known, name):
    assert known.resolve(name) == ()


@pytest.mark.e2e
def test_who_is_told_of_by_another_form_of_a_name_may_be_somebody_else(written):
    mine = "Joseph Walker said that the budget was balanced. "
    (found,) = written({"a.txt": mine}).ask("What did Joe Walker say?").statements
    assert found.statement.speaker.name == "Joseph Walker"
    library = written({"a.txt": mine, "b.txt": "Joe Walker was arrested in Denby."})
    assert library.ask("What did Joe Walker say?").refusal.reason == "no_statements"
