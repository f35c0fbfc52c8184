"""A folder into the store: what is taken up, what is left alone, what is listed as failed."""

import os
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index import folder as folders
from index.update import Progress
from tests.index.desk import AUSTIN, KIRBY, ZELENSKY, Desk, repaired
from tests.index.local import tamper
from tests.index.samples import encode


def test_every_supported_file_of_the_folder_is_taken_up(built):
    assert built.answers() == {KIRBY: {"kirby.txt"}, AUSTIN: {"news/austin.txt"}}
    with built.store.snapshot() as snapshot:
        assert {each.name for each in snapshot.speakers()[0]} == {"John Kirby", "Lloyd Austin"}
    assert built.whole()


def test_an_unchanged_folder_is_not_read(built, monkeypatch):
    monkeypatch.setattr(folders, "read", lambda path: pytest.fail(f"{path} was read"))
    assert built.build() == {"unchanged": 2}


def test_a_changed_file_alone_is_analysed_and_replaces_what_it_said(built):
    built.write("kirby.txt", ZELENSKY)
    assert built.build() == {"changed": 1, "unchanged": 1}
    assert built.workshop.analysed == [ZELENSKY]
    assert built.answers() == {ZELENSKY: {"kirby.txt"}, AUSTIN: {"news/austin.txt"}}
    assert built.whole()


def test_what_did_not_change_in_a_changed_file_is_not_embedded_again(built):
    built.write("kirby.txt", f"A line of nobody's.\n{KIRBY}\n{AUSTIN}")
    built.build()
    everything = set(built.workshop.embedded)
    assert everything == {"A line of nobody's.", AUSTIN}, "Kirby's passage and statement are known"
    built.write("kirby.txt", f"{ZELENSKY}\n{AUSTIN}\n{KIRBY}")
    built.build()
    assert built.workshop.embedded == [ZELENSKY], "a passage and a statement of the same words"
    built.write("kirby.txt", f"{AUSTIN}\n{ZELENSKY}")
    built.build()
    assert built.workshop.embedded == []
    assert built.whole()
    with built.store.snapshot() as snapshot:
        (first, *_) = snapshot.dense("passages", encode([ZELENSKY])[0], 3)
        assert snapshot.passages([first.id])[0].text == ZELENSKY


def test_a_rebuild_and_a_repair_embed_everything_anew(built):
    built.build(fresh=True)
    assert set(built.workshop.embedded) == {KIRBY, AUSTIN}
    tamper(built.store, "UPDATE statement_vectors SET vector = zeroblob(64)")
    built.workshop.embedded.clear()
    repaired(built)
    assert set(built.workshop.embedded) == {KIRBY, AUSTIN}
    tamper(built.store, "DELETE FROM passage_vectors")
    built.write("kirby.txt", f"{KIRBY}\n{ZELENSKY}")
    built.build()
    assert set(built.workshop.embedded) == {KIRBY, ZELENSKY}, "what is not sound is not taken over"


def test_a_touched_file_is_not_analysed(built):
    os.utime(built.folder / "kirby.txt", ns=(1, 1))
    assert built.build() == {"unchanged": 2}
    assert built.workshop.analysed == []
    assert built.build() == {"unchanged": 2}
    assert built.whole()


def test_a_renamed_file_keeps_its_document_under_its_new_name(built):
    (built.folder / "kirby.txt").rename(built.folder / "news" / "2024-10-23-on-targets.txt")
    assert built.build() == {"renamed": 1, "unchanged": 1}
    assert built.workshop.analysed == []
    assert built.answers()[KIRBY] == {"news/2024-10-23-on-targets.txt"}
    with built.store.snapshot() as snapshot:
        (statement,) = snapshot.statements_by(snapshot_filter(snapshot, "kirby"))[0]
        assert statement.title == "On Targets"
        assert str(statement.published) == "2024-10-23"
    assert built.whole()


def snapshot_filter(snapshot, name):
    from index.store import Filter

    (speaker,) = snapshot.speakers(name)[0]
    return Filter(speakers=frozenset([speaker.id]))


def test_a_copy_is_one_document_with_two_paths(built):
    built.write("copy.txt", KIRBY)
    assert built.build() == {"added": 1, "unchanged": 2}
    assert built.workshop.analysed == []
    assert built.answers()[KIRBY] == {"kirby.txt", "copy.txt"}
    (built.folder / "kirby.txt").unlink()
    assert built.build() == {"removed": 1, "unchanged": 2}
    assert built.answers()[KIRBY] == {"copy.txt"}
    assert built.whole()


@pytest.mark.parametrize("change", ["deleted", "rewritten"])
def test_title_and_date_are_those_of_a_file_that_still_has_the_document(desk, change):
    first = desk.write("2024-01-01-first.txt", KIRBY)
    desk.write("2024-05-05-second.txt", KIRBY)
    desk.build()
    if change == "deleted":
        first.unlink()
    else:
        first.write_text(AUSTIN)
    desk.build()
    with desk.store.snapshot() as snapshot:
        (found,) = [d for d in snapshot.documents() if d.paths == ("2024-05-05-second.txt",)]
    assert (found.document.title, found.document.published) == ("Second", date(2024, 5, 5))
    assert desk.whole()


def test_two_files_that_change_places_change_documents(built):
    built.write("kirby.txt", AUSTIN)
    built.write("news/austin.txt", KIRBY)
    built.build()
    assert built.answers() == {AUSTIN: {"kirby.txt"}, KIRBY: {"news/austin.txt"}}
    assert built.whole()


def test_a_deleted_file_is_answered_no_more(built):
    (built.folder / "kirby.txt").unlink()
    assert built.build() == {"removed": 1, "unchanged": 1}
    assert built.answers() == {AUSTIN: {"news/austin.txt"}}
    assert built.whole()


def test_a_deleted_file_is_gone_before_the_others_are_read(built):
    (built.folder / "kirby.txt").unlink()
    built.write("new.txt", ZELENSKY)
    seen = []

    def progress(at: Progress) -> None:
        if at.stage == "reading":
            seen.append(set(built.answers()))

    built.builder().build(progress=progress)
    assert seen == [{AUSTIN}]


def test_progress_names_the_files_and_how_many_there_are(desk):
    for name in ("a.txt", "b.txt"):
        desk.write(name, f'Person {name[0].upper()}: "Word."')
    seen = []
    desk.builder().build(progress=seen.append)
    assert seen == [
        Progress("scanning"),
        Progress("reading", 0, 2, "a.txt"),
        Progress("committing", 0, 2, "a.txt"),
        Progress("reading", 1, 2, "b.txt"),
        Progress("committing", 1, 2, "b.txt"),
        Progress("finishing"),
    ]


TEXTS = [KIRBY, AUSTIN, ZELENSKY, "Nobody says a word.", "unanalysable"]
PATHS = ["a.txt", "b.txt", "c.md", "d/e.txt"]
CHANGES = st.lists(
    st.one_of(
        st.tuples(st.just("write"), st.sampled_from(PATHS), st.sampled_from(TEXTS)),
        st.tuples(st.just("delete"), st.sampled_from(PATHS), st.none()),
        st.tuples(st.just("move"), st.sampled_from(PATHS), st.sampled_from(PATHS)),
        st.tuples(st.just("build"), st.booleans(), st.none()),
    ),
    max_size=25,
)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    deadline=None,
    max_examples=25,
)
@given(changes=CHANGES)
def test_after_any_changes_the_index_is_true_to_the_folder(tmp_path_factory, changes):
    desk = Desk(tmp_path_factory.mktemp("desk"))
    clock = 0
    for verb, one, other in changes:
        if verb == "build":
            desk.build(fresh=one)
        elif verb == "write":
            clock += 1  # as far apart as a clock tells times
            os.utime(desk.write(one, other), (clock, clock))
        elif verb == "delete":
            (desk.folder / one).unlink(missing_ok=True)
        elif (desk.folder / one).exists():
            (desk.folder / other).parent.mkdir(exist_ok=True)
            (desk.folder / one).rename(desk.folder / other)
    counts = desk.build()
    files = {path: desk.folder / path for path in PATHS if (desk.folder / path).exists()}
    good = {path for path, file in files.items() if "unanalysable" not in file.read_text()}
    assert sum(n for name, n in counts.items() if name != "removed") == len(files)
    assert desk.errors().keys() == files.keys() - good
    for text, paths in desk.answers().items():
        assert paths <= files.keys()
        assert all(files[path].read_text() == text for path in paths & good)
    assert good <= set().union(*desk.answers().values())
    assert desk.whole()
    assert desk.build() == {
        name: n for name, n in (("unchanged", len(good)), ("failed", len(files) - len(good))) if n
    }
