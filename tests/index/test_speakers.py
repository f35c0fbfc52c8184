"""One speaker over all documents: whom names are joined for, and whom never."""

from itertools import permutations
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.documents import Profile, SpeakerKind
from index.speakers import block, merge, sighting
from tests.index.profiles import body, person, speakers, together

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
        ("Jüri Põld", "Juri Pold"),
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
