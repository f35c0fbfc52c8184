"""One speaker over all documents: what users say of who is who goes before every rule."""

from dataclasses import replace
from itertools import permutations

from index.corrections import Called, Corrections
from index.rulings import Rulings
from index.speakers import merge, sighting
from tests.index.profiles import apart, body, person, same, speakers, together


def test_names_that_are_said_to_be_one_are_one_and_what_follows_from_it_too():
    profiles = [person("John Kirby"), person("Jack F. Kirby-Hale"), person("Kirby")]
    corrections = Corrections(same=(same("John Kirby", "Jack F. Kirby-Hale"),))
    (found,) = together(*profiles, corrections=corrections)
    assert (found.speaker.id, found.speaker.name) == ("john-kirby", "John Kirby")
    assert found.rules == (
        "same name",
        "correction in speakers.toml",
        "surname, the only one of that name",
    )
    assert "Jack F. Kirby-Hale" in found.speaker.aliases


def test_a_correction_joins_across_kinds_and_says_what_is_shown():
    profiles = [body("Holt Bridge Desk"), person("Agnes Holt", "mayor")]
    shown = same("Agnes Holt", "the holt bridge desk", name="Mayor’s office", role="office")
    shown = replace(shown, kind="organisation")
    ((speaker, _, rules),) = together(*profiles, corrections=Corrections(same=(shown,)))
    assert (speaker.id, speaker.name) == ("agnes-holt", "Mayor’s office")
    assert (speaker.role, speaker.kind) == ("office", "organisation")
    assert {"Agnes Holt", "Holt", "Holt Bridge Desk"} < set(speaker.aliases)
    assert set(rules) == {"correction in speakers.toml"}


def test_names_that_are_said_to_be_two_are_two():
    profiles = [person("Joe Biden"), person("Joseph Biden"), person("Biden")]
    corrections = Corrections(apart=(apart("Joe Biden", "Joseph Biden"),))
    assert len(speakers(*profiles, corrections=corrections)) == 3


def test_a_surname_can_be_told_apart_in_one_document():
    profiles = [person("John Kirby"), person("Kirby"), person("Kirby")]
    away = Corrections(apart=(apart("John Kirby", Called("Kirby", "2.txt")),))
    assert speakers(*profiles, corrections=away) == {"John Kirby": [0, 1], "Kirby": [2]}
    named = Corrections(same=(same(Called("Kirby", "2.txt"), name="Dana Kirby"),), apart=away.apart)
    assert speakers(*profiles, corrections=named) == {"John Kirby": [0, 1], "Dana Kirby": [2]}


def test_a_surname_can_be_told_whose_it_is_in_one_document():
    profiles = [person("Daniel Reyes"), person("Hector Reyes"), person("Reyes"), person("Reyes")]
    whose = Corrections(same=(same("Daniel Reyes", Called("Reyes", "2.txt")),))
    assert speakers(*profiles, corrections=whose) == {
        "Daniel Reyes": [0, 2],
        "Hector Reyes": [1],
        "Reyes": [3],
    }


def test_two_people_of_one_full_name_can_be_told_apart():
    profiles = [person("Ann Lee"), person("Ann Lee"), person("Ann Lee")]
    corrections = Corrections(
        same=(same(Called("Ann Lee", "1.txt"), name="Ann Lee (poet)"),),
        apart=(apart("Ann Lee", Called("Ann Lee", "1.txt")),),
    )
    found = together(*profiles, corrections=corrections)
    assert [(e.speaker.id, e.speaker.name, e.members) for e in found] == [
        ("ann-lee", "Ann Lee", (0, 2)),
        ("ann-lee-2", "Ann Lee (poet)", (1,)),
    ]


def test_what_is_said_goes_before_what_the_rules_find_alike():
    """John F. and John M. are apart; that J. is John M. takes nobody else along."""
    profiles = [
        person("John F. Kirby"),
        person("John Kirby"),
        person("Sam Roe"),
        person("Samuel Roe"),
    ]
    corrections = Corrections(
        same=(same("John Kirby", "Samuel Roe"),), apart=(apart("John F. Kirby", "Sam Roe"),)
    )
    assert speakers(*profiles, corrections=corrections) == {
        "John F. Kirby": [0],
        "John Kirby": [1, 3],
        "Sam Roe": [2],
    }


def test_a_bodys_acronym_can_be_corrected():
    profiles = [body("UN"), body("United Nations"), body("Union Nationale")]
    corrections = Corrections(same=(same("United Nations", "the UN"),))
    assert speakers(*profiles, corrections=corrections) == {
        "United Nations": [0, 1],
        "Union Nationale": [2],
    }


def test_a_body_that_several_corrections_name_by_several_of_its_names_goes_with_one_of_them():
    corrections = Corrections(
        (
            same(Called("National Intelligence Service", "0.txt"), "River Board"),
            same("the agency", "National Intelligence Service"),
        ),
        (apart("the agency", "River Board"),),
    )
    told = body("National Intelligence Service", "the agency"), body("NIS", "the agency")
    one = {"National Intelligence Service": [0, 1]}
    assert speakers(*told, corrections=corrections) == one
    found = speakers(*told, body("River Board"), corrections=corrections)
    assert found == one | {"River Board": [2]}


def test_corrections_of_names_that_occur_nowhere_change_nothing():
    corrections = Corrections(same=(same("Nobody", "No One"),), apart=(apart("A B", "C D"),))
    assert speakers(person("John Kirby"), corrections=corrections) == {"John Kirby": [0]}


def test_corrected_speakers_are_the_same_in_any_order():
    names = ["Daniel Reyes", "Hector Reyes", "Reyes", "Holt", "Agnes Holt"]
    corrections = Corrections(same=(same("Hector Reyes", "Agnes Holt"), same("Reyes", "Holt")))
    seen = [sighting(person(name), name) for name in names]
    rulings = Rulings(corrections)
    found = {frozenset(m.speaker for m in merge(order, rulings)) for order in permutations(seen)}
    assert len(found) == 1
