"""One speaker over all documents: whom names are joined for, and whom never."""

from dataclasses import replace
from itertools import permutations
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.corrections import Apart, Called, Corrections, Same
from index.documents import Profile, SpeakerKind
from index.rulings import Rulings
from index.speakers import Merged, block, merge, sighting


def person(name: str, role: str | None = None, *aliases: str) -> Profile:
    return Profile(name, "person", role, aliases)


def body(name: str, *aliases: str) -> Profile:
    return Profile(name, "organisation", None, aliases)


def government(name: str, *aliases: str) -> Profile:
    return Profile(name, "government", None, aliases)


def together(*profiles: Profile, corrections: Corrections | None = None) -> list[Merged]:
    """Each profile from a document of its own: 0.txt, 1.txt, …"""
    seen = [sighting(p, str(n), [f"{n}.txt"]) for n, p in enumerate(profiles)]
    return list(merge(seen, Rulings(corrections or Corrections())))


def speakers(*profiles: Profile, corrections: Corrections | None = None) -> dict[str, list[int]]:
    """Which profiles each speaker has, by the speaker's name."""
    found = together(*profiles, corrections=corrections)
    assert len({each.speaker.id for each in found}) == len(found)
    return {each.speaker.name: list(each.members) for each in found}


def same(*names: str | Called, **shown: str) -> Same:
    return Same(tuple(Called(n) if isinstance(n, str) else n for n in names), **shown)  # type: ignore[arg-type]


def apart(*names: str | Called) -> Apart:
    return Apart(tuple(Called(n) if isinstance(n, str) else n for n in names))


# People


def test_a_surname_alone_joins_the_one_full_name():
    assert speakers(person("Kirby"), person("John Kirby"), person("John F. Kirby")) == {
        "John Kirby": [0, 1, 2]
    }


def test_a_judges_surname_joins_nobody_who_is_not_told_to_be_one():
    judge = person("Reyes", "Circuit Judge")
    for role in (None, "deputy director"):
        assert speakers(person("Hector Reyes", role), judge) == {"Hector Reyes": [0], "Reyes": [1]}
    for role in ("Chief Judge of the Harlow court", "nominee for the Supreme Court"):
        assert speakers(person("Hector Reyes", role), judge) == {"Hector Reyes": [0, 1]}


def test_a_surname_behind_a_title_is_nobodys_of_the_other_sex():
    husband, wife = person("Obi", None, "Mr. Obi"), person("Obi", None, "Ms. Obi")
    assert speakers(person("Anna Obi"), husband) == {"Anna Obi": [0], "Obi": [1]}
    assert speakers(person("Anna Obi"), husband, wife) == {"Anna Obi": [0, 2], "Obi": [1]}
    assert speakers(person("Anna Obi"), wife) == {"Anna Obi": [0, 1]}


def test_two_people_of_one_surname_are_two_and_the_bare_surname_is_neither():
    found = speakers(person("Daniel Reyes"), person("Hector Reyes"), person("Reyes"))
    assert found == {"Daniel Reyes": [0], "Hector Reyes": [1], "Reyes": [2]}


def test_father_and_son_are_two_where_a_document_tells_of_both():
    seen = [
        sighting(person("Tom Obi"), "report"),
        sighting(person("Tom Obi Jr."), "report"),
        sighting(person("Tom Obi"), "letter"),
    ]
    found = {each.speaker.name: list(each.members) for each in merge(seen)}
    assert found == {"Tom Obi": [0, 2], "Tom Obi Jr.": [1]}


def test_a_surname_with_an_office_is_the_one_who_holds_it():
    found = speakers(
        person("Ann Obi", "President"), person("Tom Obi"), person("Obi", "President"), person("Obi")
    )
    assert found == {"Ann Obi": [0, 2], "Tom Obi": [1], "Obi": [3]}


def test_a_surname_with_a_title_is_the_only_one_whose_it_can_be():
    ann, bo, mister = person("Ann Lind"), person("Peter Lind"), person("Lind", None, "Mr. Lind")
    found = {each.speaker.name: each for each in together(ann, bo, mister)}
    assert list(found["Peter Lind"].members) == [1, 2]
    assert found["Peter Lind"].rules[1] == "surname and title, the only one of both"
    assert found["Peter Lind"].speaker.aliases == ("Lind",), "no alias has a title"
    assert len(speakers(ann, bo, person("Lind"))) == 3, "nothing tells"
    assert len(speakers(ann, bo, person("Xoran Lind"), mister)) == 4, "it may be two"


@pytest.mark.parametrize(
    ("profiles"),
    [
        (
            person("Ann Obi", "President"),
            person("Tom Obi", "President"),
            person("Obi", "President"),
        ),
        (person("Ann Obi", "President"), person("Tom Obi"), person("Obi", "mayor")),
        (person("Ann Obi", "president of Acme"), person("Tom Obi"), person("Obi", "President")),
        (person("Ann Obi", "mayor"), person("Tom Obi"), person("Obi", "mayor")),
    ],
)
def test_an_office_that_may_be_anothers_joins_nobody(profiles: tuple[Profile, ...]):
    assert len(speakers(*profiles)) == 3


def test_who_holds_an_office_in_most_documents_holds_it():
    found = speakers(
        person("Ann Obi", "President"), person("Ann Obi", "President"), person("Ann Obi", "judge"),
        person("Tom Obi", "judge"), person("Tom Obi", "judge"), person("Tom Obi", "President"),
        person("Obi", "President"),
    )  # fmt: skip
    assert found == {"Ann Obi": [0, 1, 2, 6], "Tom Obi": [3, 4, 5]}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Joe Biden", "Joseph R. Biden Jr."),
        ("John Kirby", "John F. Kirby"),
        ("John F. Kirby", "John Francis Kirby"),
        ("Bill Harper", "William Harper"),
        ("J. Harper", "Jane Harper"),
        ("J.F. Harper", "John F. Harper"),
        ("Mr. Harper", "Jane Harper"),
        ("Sen. Maria Lopez", "Maria Lopez"),
        ("JOHN KIRBY", "John Kirby"),
        ("Moqtada al-Sadr", "Moqtada al Sadr"),
        ("Ursula von der Leyen", "von der Leyen"),
    ],
)
def test_forms_of_one_name_are_one(one, other):
    assert len(speakers(person(one), person(other))) == 1
    assert len(speakers(person(other), person(one))) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("John F. Kirby", "John M. Kirby"),
        ("Carl Munk Jr.", "Carl Munk Sr."),
        ("Jane Harper", "John Harper"),
        ("Joe Biden", "Joan Biden"),
        ("Bill Harper", "Will Harper"),
        ("J. Harper", "Mary Harper"),
        ("Ann Lee", "Ann Leigh"),
    ],
)
def test_names_that_may_be_two_are_two(one, other):
    assert len(speakers(person(one), person(other))) == 2


def test_what_fits_two_people_is_neither_of_them():
    assert (
        len(speakers(person("John F. Kirby"), person("John M. Kirby"), person("John Kirby"))) == 3
    )
    assert len(speakers(person("Alex Kim"), person("Alexander Kim"), person("Alexandra Kim"))) == 3
    assert len(speakers(person("J. Kim"), person("Jane Kim"), person("John Kim"))) == 3


def test_a_document_that_tells_of_both_bill_and_william_tells_of_two():
    seen = [sighting(person(name), "one") for name in ("Bill Harper", "William Harper")]
    assert len(merge(seen)) == 2


def test_everybody_answers_to_the_surname():
    assert together(person("Carl Munk Jr."))[0].speaker.aliases == ("Munk",)
    (leyen,) = together(person("Ursula von der Leyen"))
    assert leyen.speaker.aliases == ("Leyen", "von der Leyen")


def test_the_role_most_documents_give_is_the_role():
    profiles = [person("Ann Lee", role) for role in ("mayor", "mayor", "witness")]
    assert together(*profiles)[0].speaker.role == "mayor"


def test_titles_are_no_part_of_the_name_shown():
    assert speakers(person("Sen. Maria Lopez"), person("MARIA LOPEZ"), person("Maria Lopez")) == {
        "Maria Lopez": [0, 1, 2]
    }


# Governments and organisations


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


# What follows from the profiles alone


def test_the_same_profiles_give_the_same_speakers_in_any_order():
    profiles = [
        person("Reyes"),
        person("Daniel Reyes", "hydrologist"),
        person("Dan Reyes"),
        person("Daniel M. Reyes"),
        body("Reyes"),
    ]
    assert (
        len({frozenset(each.speaker for each in together(*o)) for o in permutations(profiles)}) == 1
    )


@given(
    st.lists(
        st.tuples(
            st.one_of(
                st.sampled_from(["Ann Lee", "A. Lee", "Lee", "UN", "al-", "Jr.", "The"]), st.text()
            ),
            st.sampled_from(get_args(SpeakerKind)),
        ),
        max_size=6,
    )
)
def test_whatever_names_documents_use_everybody_is_one_speaker(given_names):
    profiles = [Profile(name, kind) for name, kind in given_names]
    found = together(*profiles)
    assert sorted(n for each in found for n in each.members) == list(range(len(profiles)))
    ids = [(block(profiles[each.members[0]]), each.speaker.id) for each in found]
    assert len(set(ids)) == len(ids)


def test_ids_are_readable_and_differ_between_kinds():
    ids = [
        together(p)[0].speaker.id for p in (person("Ann Lee"), body("Ann Lee"), person("Org Lee"))
    ]
    assert ids == ["ann-lee", "org-ann-lee", "person-org-lee"]


def test_an_id_stays_when_documents_name_somebody_more_fully():
    assert together(person("John Kirby"))[0].speaker.id == "john-kirby"
    assert together(*[person("Adm. John F. Kirby")] * 3)[0].speaker.id == "john-kirby"
    assert [each.speaker.id for each in together(person("Al Ode Jr."), person("Al Ode Sr."))] == [
        "al-ode",
        "al-ode-sr",
    ]


def test_why_a_name_is_a_speakers_is_told():
    (found,) = together(
        person("Joseph Biden"), person("Joseph Biden"), person("Joseph R. Biden"),
        person("Joe Biden"), person("J. Biden"), person("Biden"),
    )  # fmt: skip
    assert found.rules == (
        "same name",
        "same name",
        "same name, with or without middle names",
        "short form of the given name",
        "initial of the given name, the only one it fits",
        "surname, the only one of that name",
    )


def test_that_an_office_told_whose_a_surname_is_is_told():
    found = together(person("Ann Obi", "President"), person("Tom Obi"), person("Obi", "President"))
    assert found[0].rules == ("same name", "surname and office, the only one of both")


# Corrections


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
