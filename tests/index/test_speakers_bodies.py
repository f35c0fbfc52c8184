"""One speaker over all documents: bodies and governments, by their names and acronyms."""

import pytest

from index.corrections import Corrections
from index.speakers import block, merge, sighting
from tests.index.profiles import body, government, person, same, speakers, together


def test_a_government_is_one_whatever_speaks_for_it():
    profiles = [government("Pyongyang"), government("North Korean government", "North Korea")]
    assert block(profiles[0]) == block(profiles[1]) == "government:North Korea"
    ((speaker, members, rules),) = together(*profiles)
    assert (speaker.id, speaker.name) == ("gov-north-korea", "North Korean government")
    assert members == (0, 1)
    assert rules == ("government of the same country", "same name")


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("NIS", "South Korea’s National Intelligence Service"),
        ("the UN", "United Nations"),
        ("UN", "the United Nations"),
        ("U.N.", "United Nations"),
        ("MoD", "Ministry of Defence"),
    ],
)
def test_an_acronym_is_the_one_name_it_fits(short, long):
    assert speakers(body(short), body(long)) == {long: [0, 1]}


def test_an_acronym_that_fits_two_names_is_neither():
    assert len(speakers(body("UN"), body("United Nations"), body("Union Nationale"))) == 3


def test_a_body_is_one_with_and_without_its_acronym_and_its_owner():
    assert speakers(
        body("South Korea’s National Intelligence Service", "NIS"),
        body("National Intelligence Service"),
        body("NIS"),
    ) == {"South Korea’s National Intelligence Service": [0, 1, 2]}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Harbour Administration", "Harbour administration"),
        ("Department of Ferries", "the Ferries Department"),
        ("Department of the Harbour", "Harbour Department"),
        ("U.S. Department of Ferries", "Department of Ferries"),
        ("Ministry of Ferries", "Ferries Ministry"),
    ],
)
def test_forms_of_one_bodys_name_are_one(one, other):
    assert [each.members for each in together(body(one), body(other))] == [(0, 1)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("U.S. Chamber of Ferries", "Chamber of Ferries"),
        ("U.S. Senate", "the U.S."),
        ("Norwegian Ministry of Ferries", "Ministry of Ferries"),
    ],
)
def test_names_that_may_be_two_bodies_are_two(one, other):
    assert len(speakers(body(one), body(other))) == 2


def test_an_acronym_that_is_not_the_initials_is_whose_a_document_tells_it_to_be():
    ferries, harbour = "Department of Ferries", "Department of Ferns"
    assert speakers(body(ferries, "DOF"), body(ferries), body("DOF")) == {ferries: [0, 1, 2]}
    assert speakers(body(ferries), body("DOF")) == {ferries: [0], "DOF": [1]}
    two = speakers(body(ferries, "DOF"), body(harbour, "DOF"), body("DOF"))
    assert two == {ferries: [0], harbour: [1], "DOF": [2]}


def test_bodies_of_one_acronym_are_one_where_the_one_name_tells_more_than_the_other():
    found = together(
        body("Centers for Ferry Control and Safety", "CFC"), body("Center for Ferry Control", "CFC")
    )
    assert [each.members for each in found] == [(0, 1)]
    assert found[0].rules[1] == "same acronym, and a name that tells more or less"
    told = "Norwegian Ministry of Ferries", "Swedish Ministry of Ferries", "Ministry of Ferries"
    assert len(speakers(*(body(name, "MFA") for name in told))) == 3
    towns = body("Harlow Department of Ferries", "DOF"), body("Department of Ferries", "DOF")
    assert len(speakers(*towns)) == 2


def test_what_a_correction_makes_of_an_acronym_is_no_other_body_of_that_acronym():
    corrections = Corrections(same=(same("DOF", "Harlow Ferries"),))
    bodies = body("DOF"), body("Harlow Ferries"), body("Department of Ferns", "DO&F")
    assert [each.members for each in together(*bodies, corrections=corrections)] == [(0, 1), (2,)]


def test_a_party_to_a_lawsuit_is_first_of_all_what_other_documents_say():
    sued = person("Ada Lunt", "plaintiff")
    (found,) = together(sued, sued, person("Ada Lunt", "mayor"))
    assert found.speaker.role == "mayor"
    assert together(sued)[0].speaker.role == "plaintiff"


def test_a_firm_is_not_another_documents_body_with_the_first_word_of_its_name():
    assert len(speakers(body("Halden Grain Foods Corp."), body("Halden"))) == 2
    assert len(speakers(body("Halden Grain Foods Corp.", "HGF"), body("HGF"))) == 1


def test_a_surname_taken_for_a_body_is_the_one_who_bears_it():
    (found,) = together(body("Lopez"), person("Maria Lopez"), government("Lopez"), person("Lopez"))
    assert (found.speaker.name, found.speaker.kind) == ("Maria Lopez", "person")
    assert found.rules[0] == "surname taken for an organisation, the only one of that name"


def test_a_body_that_bears_a_surname_is_a_body():
    people = [person("Maria Lopez"), person("Jose Lopez")]
    assert len(speakers(body("Lopez"), *people)) == 3, "it fits two"
    assert len(speakers(body("Lopez", "the Lopez"), people[0])) == 2, (
        "nobody says “the Lopez” of her"
    )
    assert len(speakers(body("Lopez"), body("Lopez"), people[0])) == 2, "most tell of the body"
    one = [sighting(body("Lopez"), "one"), sighting(people[0], "one")]
    assert len(merge(one)) == 2, "the document tells of both"


def test_a_country_is_nobodys_surname():
    assert len(speakers(government("Jordan"), person("Michael Jordan"))) == 2
