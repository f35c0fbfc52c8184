"""One speaker over all documents: whom profiles are joined for, and whom never."""

from itertools import permutations

from index.documents import Profile
from index.speakers import block, merge


def person(name: str, role: str | None = None, *aliases: str) -> Profile:
    return Profile(name, "person", role, aliases)


def body(name: str, *aliases: str) -> Profile:
    return Profile(name, "organisation", None, aliases)


def names(*profiles: Profile) -> list[str]:
    assert len({block(p) for p in profiles}) == 1
    return [speaker.name for speaker, _ in merge(profiles)]


def test_a_surname_alone_joins_the_one_full_name():
    assert names(person("Kirby"), person("John Kirby"), person("John F. Kirby")) == ["John Kirby"]


def test_two_people_of_one_surname_are_two_and_the_bare_surname_is_neither():
    found = merge([person("Daniel Reyes"), person("Hector Reyes"), person("Reyes")])
    assert [(s.name, at) for s, at in found] == [
        ("Reyes", (2,)),
        ("Daniel Reyes", (0,)),
        ("Hector Reyes", (1,)),
    ]


def test_everybody_answers_to_the_surname():
    ((speaker, _),) = merge([person("Carl Munk Jr.")])
    assert speaker.aliases == ("Munk",)


def test_the_role_most_documents_give_is_the_role():
    profiles = [
        person("Ann Lee", "mayor"),
        person("Ann Lee", "mayor"),
        person("Ann Lee", "witness"),
    ]
    ((speaker, _),) = merge(profiles)
    assert speaker.role == "mayor"


def test_a_government_is_one_whatever_speaks_for_it():
    government = "government"
    profiles = [
        Profile("Pyongyang", government),
        Profile("North Korean government", government, None, ("North Korea",)),
    ]
    assert block(profiles[0]) == block(profiles[1]) == "government:North Korea"
    ((speaker, positions),) = merge(profiles)
    assert (speaker.id, speaker.name) == ("gov-north-korea", "North Korean government")
    assert positions == (0, 1)


def test_an_organisation_and_its_acronym_are_one():
    long, short = body("South Korea’s National Intelligence Service", "NIS"), body("NIS")
    assert names(long, short) == ["South Korea’s National Intelligence Service"]


def test_the_same_profiles_give_the_same_speakers_in_any_order():
    profiles = [person("Reyes"), person("Daniel Reyes", "hydrologist"), person("Daniel M. Reyes")]
    speakers = {tuple(s for s, _ in merge(order)) for order in permutations(profiles)}
    assert len(speakers) == 1


def test_ids_are_readable_and_differ_between_kinds():
    ids = [merge([p])[0][0].id for p in (person("Ann Lee"), body("Ann Lee"))]
    assert ids == ["ann-lee", "org-ann-lee"]
