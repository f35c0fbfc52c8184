"""Countries by their names, demonyms, capitals and palaces."""

import pytest

from index.attribution.governments import country_of, government


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Pyongyang", "North Korea"),
        ("the North Korean government", "North Korea"),
        ("the government of North Korea", "North Korea"),
        ("Denmark’s government", "Denmark"),
        ("The Kremlin", "Russia"),
        ("authorities in Norway", "Norway"),
    ],
)
def test_a_government_goes_by_many_names(name, country):
    found = government(name)
    assert found is not None
    assert found.country == country


@pytest.mark.parametrize("name", ["Kirby", "the government", "National River Agency", "", "the"])
def test_other_names_are_no_governments(name):
    assert government(name) is None


def test_a_demonym_alone_names_a_country_and_no_government():
    assert government("Norwegian") is None
    found = country_of("Norwegian")
    assert found is not None
    assert found.country == "Norway"
