"""speakers.toml: what it may say, what is told of a bad one, and how programs add to it."""

import pytest

from index.aliasedits import ChangedMeanwhile, NotEditable, edited, write
from index.aliasfile import LARGEST, NAME, BadCorrections, load, parse
from index.corrections import Apart, Called, Contradiction, Corrections, Same, correction_id

WRITTEN = """\
# Who is who in these clippings. Ask Ann before changing this!

[[same]]
names = ["John Kirby", "Jack Kirby"]   # he signs both ways
role = "spokesman"

# The two Reyes of the flood:
[[apart]]
names = ["Reyes", { name = "Reyes", document = "floods/may.txt" }]
"""
KIRBY = Same((Called("John Kirby"), Called("Jack Kirby")), role="spokesman")
REYES = Apart((Called("Reyes"), Called("Reyes", "floods/may.txt")))
HOLT = Same(
    (Called('Agnes "Iron" Holt'), Called("Holt\\", "a b.txt")), "Agnes Holt", None, "person"
)


def test_a_file_says_who_is_one_and_who_are_two():
    assert parse(WRITTEN.encode()) == Corrections((KIRBY,), (REYES,))
    assert parse(WRITTEN.replace("\n", "\r\n").encode("utf-8-sig")) == Corrections(
        (KIRBY,), (REYES,)
    )
    assert not parse(b"")
    assert not parse(b"# nothing yet\n")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[[same]\n", "line 1: "),
        ('\n\n[[same]]\nnames = ["A", \n', "line 4: "),
        ('[[same]]\nnames = ["A\xff"]\n', "line 2: It is not UTF-8"),
        ('[[same]]\nnames = ["A B", "C D"]\n\n[[same]]\nnmaes = ["A"]\n', "line 4: 'nmaes'"),
        ('names = ["A"]\n', "line 1: 'names' is not known here"),
        ('[[one]]\nnames = ["A"]\n', "line 1: 'one' is not known here"),
        ('[same]\nnames = ["A", "B"]\n', "two brackets"),
        ('same = "A"\n', "two brackets"),
        ("[[same]]\n", "line 1: names has to be a list"),
        ("[[same]]\nnames = []\n", "line 1: names has to be a list"),
        ('[[same]]\nnames = "A"\n', "names has to be a list"),
        ('[[same]]\nnames = ["A"]\n', "two names, or a name"),
        ('[[same]]\nnames = ["A", 7]\n', "each of names"),
        ('[[same]]\nnames = ["A", {name = "B", where = "x"}]\n', "each of names"),
        ('[[same]]\nnames = ["A", " "]\n', "1 to 200"),
        ('[[same]]\nnames = ["A", "' + "x" * 201 + '"]\n', "1 to 200"),
        ('[[same]]\nnames = ["A", "B"]\nkind = "robot"\n', "person, organisation, government"),
        ('[[same]]\nnames = ["A", "B"]\nrole = 3\n', "role has to be a text"),
        ('[[apart]]\nnames = ["A"]\n', "needs two names"),
        ('[[apart]]\nnames = ["A", "B"]\nname = "C"\n', "'name' is not known here"),
        ('[[same]]\nnames = ["A", "B"]\n\n[[apart]]\nnames = ["b", "a"]\n', "line 4: 'a' is"),
        ('[[apart]]\nnames = ["Mr. Holt", "holt"]\n', "line 1: 'holt' is said to be the same"),
        ("same = " + "[" * 5000, "nested too deeply"),
        ("same = " + "1" * 5000, "It cannot be read"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_file_is_told_with_the_line(text, told):
    with pytest.raises(BadCorrections) as error:
        parse(text.encode("latin-1"))
    assert told in str(error.value)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[[same]]\n" * (LARGEST // 9), "line 1: names has to be a list"),
        (" " * (LARGEST - 9) + "\nzz = 1\n", "line 2: 'zz' is not known here"),
    ],
    ids=["tables", "spaces"],
)
def test_the_largest_of_files_is_read_to_its_end(text, told):
    with pytest.raises(BadCorrections, match=told):
        parse(text.encode())


def test_as_many_names_as_a_file_holds_are_taken_for_one_speaker():
    names = ", ".join(f'"{n:05}"' for n in range(LARGEST // 10))
    (same,) = parse(f"[[same]]\nnames = [{names}]\n".encode()).same
    assert len(same.names) == LARGEST // 10


def test_what_is_said_in_several_tables_adds_up():
    chain = '[[same]]\nnames = ["A", "B"]\n[[same]]\nnames = ["B", "C"]\n'
    assert parse(chain.encode())
    with pytest.raises(BadCorrections, match="line 5"):
        parse((chain + '[[apart]]\nnames = ["A", "C"]\n').encode())


def test_what_a_program_adds_leaves_everything_else_as_it_was():
    after = edited(WRITTEN.encode(), [HOLT])
    assert after.decode().startswith(WRITTEN)
    assert parse(after) == Corrections((KIRBY, HOLT), (REYES,))
    assert parse(edited(b"", [HOLT, REYES])) == Corrections((HOLT,), (REYES,))


def test_what_is_taken_out_takes_its_table_and_no_comment_of_others():
    added = edited(WRITTEN.encode(), [HOLT])
    assert edited(added, [], [correction_id(HOLT)]).decode() == WRITTEN
    without = edited(added, [], [correction_id(KIRBY)]).decode()
    assert parse(without.encode()) == Corrections((HOLT,), (REYES,))
    assert "Ask Ann" in without
    assert "# The two Reyes" in without
    assert "signs both" not in without
    assert edited(b"", [], ["none"]) == b""


def test_lines_keep_their_ends():
    windows = WRITTEN.replace("\n", "\r\n")
    after = edited(windows.encode(), [HOLT], [correction_id(REYES)]).decode()
    assert parse(after.encode()) == Corrections((KIRBY, HOLT), ())
    assert after.count("\n") == after.count("\r\n")


def test_a_table_within_a_text_is_no_table():
    text = '[[same]]\nnames = ["A", "B"]\nrole = """\n[[apart]]\n"""\n'
    assert parse(edited(text.encode(), [REYES])).apart == (REYES,)
    with pytest.raises(NotEditable):
        edited(
            b'same = [{names = ["A", "B"]}]\n',
            [],
            [correction_id(Same((Called("A"), Called("B"))))],
        )
    with pytest.raises(NotEditable):
        edited(b'same = [{names = ["A", "B"]}]\n', [HOLT])


def test_an_edit_that_contradicts_the_file_is_refused():
    with pytest.raises(Contradiction):
        edited(WRITTEN.encode(), [Apart((Called("John Kirby"), Called("Jack Kirby")))])
    with pytest.raises(BadCorrections):
        edited(b"[[same]\n", [HOLT])


def test_a_file_is_replaced_only_if_it_is_what_was_read(tmp_path):
    write(tmp_path, b"one", instead_of=None)
    seen = load(tmp_path)
    assert seen
    with pytest.raises(ChangedMeanwhile):
        write(tmp_path, b"two", instead_of=None)
    (tmp_path / NAME).write_bytes(b"by hand")
    with pytest.raises(ChangedMeanwhile):
        write(tmp_path, b"two", instead_of=seen)
    write(tmp_path, b"two", instead_of=load(tmp_path))
    assert [path.name for path in tmp_path.iterdir()] == [NAME]
    assert (tmp_path / NAME).read_bytes() == b"two"


def test_what_is_no_file_of_the_folder_is_not_read(tmp_path):
    folder = tmp_path / "documents"
    folder.mkdir()
    assert load(folder) is None
    (folder / NAME).mkdir()
    with pytest.raises(BadCorrections, match="regular"):
        load(folder)
    (folder / NAME).rmdir()
    (tmp_path / "outside").write_bytes(b"")
    (folder / NAME).symlink_to(tmp_path / "outside")
    with pytest.raises(BadCorrections, match="out of the folder"):
        load(folder)
    (folder / NAME).unlink()
    (folder / NAME).write_bytes(b"#" * (LARGEST + 1))
    with pytest.raises(BadCorrections, match="bytes"):
        load(folder)
