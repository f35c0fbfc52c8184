"""Corrections in a store: in force for all that comes and goes, until others are."""

from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.corrections import Apart, Called, Contradiction, Corrections, Same
from index.documents import Profile
from index.store import Entry, Filter, Store
from tests.index.contract.stored import AUSTIN, KIRBY, OTHER, put
from tests.index.samples import MANIFEST, entry, file

JACK = entry('Jack Kirby: "I draw them as I see them."', title="Drawings")
SURNAME = entry('Kirby: "No comment."', title="Silent")
ONE = Corrections(same=(Same((Called("John Kirby"), Called("Jack Kirby"))),))


def said_by(store: Store) -> dict[str, int]:
    """How many statements each speaker has, by id."""
    with store.snapshot() as snapshot:
        return {each.id: each.statement_count for each in snapshot.speakers()[0]}


@pytest.fixture
def kirbys(filled: Store) -> Store:
    with filled.writer(MANIFEST) as writer:
        put(writer, jack=JACK, surname=SURNAME)
    return filled


def test_a_correction_changes_speakers_and_no_document(kirbys):
    before = said_by(kirbys)
    assert before == {"john-kirby": 2, "jack-kirby": 1, "kirby": 1, "lloyd-austin": 1}
    with kirbys.snapshot() as snapshot:
        documents, passages = snapshot.documents(), snapshot.counts().passages
        assert not snapshot.corrections()
    with kirbys.writer(MANIFEST) as writer:
        writer.correct(ONE)
        assert writer.corrections() == ONE
    assert said_by(kirbys) == {"john-kirby": 4, "lloyd-austin": 1}
    assert kirbys.verify() == []
    with kirbys.snapshot() as snapshot:
        assert snapshot.corrections() == ONE
        assert (snapshot.documents(), snapshot.counts().passages) == (documents, passages)
        jack = Filter(speakers=frozenset(["john-kirby"]), documents=frozenset([JACK.document.id]))
        assert snapshot.statements_by(jack)[1] == 1
    with kirbys.writer(MANIFEST) as writer:
        writer.correct(Corrections())
    assert said_by(kirbys) == before


def test_a_correction_in_force_is_true_of_what_comes_and_goes_later(filled):
    with filled.writer(MANIFEST) as writer:
        writer.correct(ONE)
        put(writer, jack=JACK)
        assert said_by(filled) == {"john-kirby": 3, "lloyd-austin": 1}
        put(writer, surname=SURNAME)
        assert said_by(filled) == {"john-kirby": 4, "lloyd-austin": 1}
        writer.forget(["kirby.txt", "austin.txt"])
        assert said_by(filled) == {"jack-kirby": 2}
        writer.forget(["jack.txt", "surname.txt"])
        assert said_by(filled) == {}


def test_a_correction_for_one_document_follows_its_file(kirbys):
    whose = Corrections(same=(Same((Called("Jack Kirby"), Called("Kirby", "surname.txt"))),))
    with kirbys.writer(MANIFEST) as writer:
        writer.correct(whose)
        assert said_by(kirbys)["jack-kirby"] == 2
        writer.point(file("moved.txt", SURNAME), instead_of="surname.txt")
        assert said_by(kirbys) == {"john-kirby": 2, "jack-kirby": 1, "kirby": 1, "lloyd-austin": 1}
        writer.point(file("surname.txt", SURNAME))
        assert said_by(kirbys)["jack-kirby"] == 2
        writer.forget(["surname.txt"])
        assert said_by(kirbys)["kirby"] == 1


def test_corrections_that_contradict_each_other_are_refused_whole(kirbys):
    before = said_by(kirbys)
    with kirbys.writer(MANIFEST) as writer:
        with pytest.raises(ValueError, match=r"J\w+ Kirby"):
            writer.correct(replace(ONE, apart=(Apart(ONE.same[0].names),)))
        assert not writer.corrections()
    assert said_by(kirbys) == before


def test_a_rebuild_begins_without_corrections(kirbys):
    with kirbys.writer(MANIFEST) as writer:
        writer.correct(ONE)
    with kirbys.writer(OTHER) as writer:
        assert not writer.corrections()
        with kirbys.snapshot() as snapshot:
            assert snapshot.corrections() == ONE


def test_what_a_correction_joined_comes_apart_when_the_last_of_a_name_goes(store):
    said = {
        name: entry(f'{name}: "{n} words."')
        for n, name in enumerate(["John Kirby", "Jack Kirby", "A Lee", "Lee"])
    }
    with store.writer(MANIFEST) as writer:
        put(writer, **{name.replace(" ", ""): each for name, each in said.items()})
        writer.correct(Corrections((Same((Called("John Kirby"), Called("A Lee"))),)))
        writer.forget(["JohnKirby.txt"])
    with store.snapshot() as snapshot:
        assert {s.name for s in snapshot.speakers()[0]} >= {"Jack Kirby", "A Lee"}


def test_what_an_acronym_joined_comes_apart_when_the_one_document_that_tells_it_goes(store):
    """DOJ is not the initials of the name, so that the two are kept in different blocks."""

    def body(n: int, name: str, *aliases: str) -> Entry:
        said = entry(f'Ann Lee: "{n} words."')
        profile = Profile(name, "organisation", None, aliases)
        return replace(said, attribution=replace(said.attribution, profiles=(profile,)))

    justice = "Department of Justice"
    told, full, short = body(1, justice, "DOJ"), body(2, justice), body(3, "DOJ")

    def names() -> set[str]:
        with store.snapshot() as snapshot:
            return {speaker.name for speaker in snapshot.speakers()[0]}

    with store.writer(MANIFEST) as writer:
        put(writer, told=told, full=full, short=short)
    assert names() == {justice}
    with store.writer(MANIFEST) as writer:
        writer.forget(["told.txt"])
    assert names() == {justice, "DOJ"}
    assert store.verify() == []


def test_why_names_were_put_together_is_told_with_the_documents(kirbys):
    with kirbys.writer(MANIFEST) as writer:
        writer.correct(ONE)
    with kirbys.snapshot() as snapshot:
        told = [
            (e.alias, e.rule, [d.id for d in e.documents]) for e in snapshot.evidence("john-kirby")
        ]
        assert snapshot.evidence("nobody") == []
    assert told == [
        ("John Kirby", "same name", [AUSTIN.document.id, KIRBY.document.id]),
        ("Jack Kirby", "correction in speakers.toml", [JACK.document.id]),
        ("Kirby", "surname, the only one of that name", [SURNAME.document.id]),
    ]


NAMES = ["John Kirby", "Jack Kirby", "Kirby", "Ann Lee", "A Lee", "Lee", "John Lee"]
SAID = st.builds(
    lambda same, apart: Corrections(tuple(same), tuple(apart)),
    st.lists(
        st.builds(
            lambda names: Same(tuple(Called(*each) for each in names)),
            st.lists(
                st.tuples(st.sampled_from(NAMES), st.sampled_from([None, "0.txt", "1.txt"])),
                min_size=2, max_size=3,
            ),
        ),
        max_size=2,
    ),
    st.lists(
        st.builds(
            lambda names: Apart(tuple(map(Called, names))),
            st.lists(st.sampled_from(NAMES), min_size=2, max_size=2, unique=True),
        ),
        max_size=2,
    ),
)  # fmt: skip


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40
)
@given(
    steps=st.lists(
        st.one_of(st.tuples(st.integers(0, 3), st.sampled_from(NAMES)), st.integers(0, 3), SAID),
        max_size=8,
    )
)
def test_whatever_is_said_and_changed_the_speakers_follow_from_it(store, steps):
    """``verify`` resolves every speaker anew; the fixture asks it once more at the end."""
    with store.writer(MANIFEST) as writer:
        for step in steps:
            if isinstance(step, Corrections):
                with suppress(Contradiction):
                    writer.correct(step)
            elif isinstance(step, int):
                writer.forget([f"{step}.txt"])
            else:
                put(writer, **{str(step[0]): entry(f'{step[1]}: "Words."')})
    assert store.verify() == []
