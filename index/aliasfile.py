"""The alias file: ``speakers.toml`` in the folder of documents, with which users say who is who.

    [[same]]                                    # these names are one speaker
    names = ["John Kirby", "Jack Kirby", { name = "Kirby", document = "notes/may.txt" }]
    name = "John F. Kirby"                      # shown instead of the first; optional, as are
    role = "spokesman"
    kind = "person"                             # person, organisation or government

    [[apart]]                                   # and of these, no two are
    names = ["Joe Biden", "Joseph Biden"]

People write it by hand, and ``index.aliasedits`` for them.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Literal, Self, get_args

from index import folder as folders
from index.corrections import Apart, Called, Contradiction, Corrections, Same
from index.documents import SpeakerKind
from index.folder import Contents, Found
from index.rulings import Rulings, fold
from index.store import FileRecord, Store, StoreDamaged, Writer

NAME = "speakers.toml"
LARGEST = 1_000_000  # bytes
LONGEST = 200  # characters of a name or role

HEADER = re.compile(r"^[ \t]*\[\[[ \t]*(same|apart)[ \t]*\]\][ \t\r]*(?:#.*)?$", re.MULTILINE)
_KEYS = {"same": ("names", "name", "role", "kind"), "apart": ("names",)}
_PLACE = re.compile(
    r"(?P<what>.*?) \(at (?:line (?P<line>\d+), column \d+|end of document)\)", re.DOTALL
)


class BadCorrections(ValueError):
    """The file cannot be taken as it is. The message says where and why."""


class Aliases:
    """The folder's ``speakers.toml`` and what a store has of it."""

    def __init__(
        self, folder: Path, store: Store, writer: Writer, listed: FileRecord | None = None
    ) -> None:
        """``listed``: the record that says why the file was bad when it was last looked at."""
        self._folder, self._store, self._writer, self._listed = folder, store, writer, listed
        self._seen: Found | Literal[False] | None = False  # not looked at yet

    @classmethod
    def of(cls, folder: Path, store: Store, writer: Writer) -> Self:
        return cls(folder, store, writer, next((f for f in writer.files() if f.path == NAME), None))

    @property
    def bad(self) -> bool:
        return self._listed is not None

    def take_up(self) -> None:
        """Put in force what the file says, or what it said while it was good. Costs a stat where
        it did not change since the last look."""
        found = folders.find(self._folder, NAME)
        if found == self._seen:
            return
        self._seen = found
        try:
            contents = load(self._folder)
            corrections = parse(contents.data) if contents else Corrections()
        except BadCorrections as reason:
            size, modified = (found.size, found.modified) if found else (0, 0)
            record = FileRecord(NAME, size, modified, "", None, str(reason))
            if record != self._listed:
                self._writer.point(record)
                self._listed = record
            self.keep()
            return
        if self._listed:
            self._writer.forget([NAME])
            self._listed = None
        self._writer.correct(corrections)

    def keep(self) -> None:
        """Leave in force what is, whatever the file says."""
        if not self._writer.corrections():  # a rebuild begins without any
            self._writer.correct(self._served())

    def _served(self) -> Corrections:
        with suppress(StoreDamaged), self._store.snapshot() as snapshot:
            return snapshot.corrections()
        return Corrections()


def load(folder: Path) -> Contents | None:
    """The file's bytes; None where there is none. Raises BadCorrections."""
    found = folders.find(folder, NAME)
    if found is None:
        return None
    if found.error:
        raise BadCorrections(found.error)
    if found.size > LARGEST:
        raise BadCorrections(f"The file has more than {LARGEST:,} bytes")
    try:
        contents = folders.read(folder / NAME)
    except OSError as error:
        raise BadCorrections(f"The file cannot be opened: {error.strerror}") from error
    if contents is None:
        raise BadCorrections("The file goes on changing while it is read")
    return contents


def parse(data: bytes) -> Corrections:
    """What a file of these bytes says. Raises BadCorrections, with the line."""
    text = text_of(data)
    try:
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _PLACE.fullmatch(str(error))
        what = found["what"] if found else str(error)
        line = int((found and found["line"]) or len(text.splitlines()) or 1)
        raise BadCorrections(f"line {line}: {what}") from None
    except RecursionError:
        raise BadCorrections("It is nested too deeply") from None
    except ValueError as error:  # a number with thousands of digits
        raise BadCorrections(f"It cannot be read: {error}") from None
    lines = _lines(text, given)
    for key in given.keys() - _KEYS.keys():
        raise BadCorrections(
            f"{_line_of(text, key)}{key!r} is not known here; there are [[same]] and [[apart]]"
        )
    corrections = Corrections(
        tuple(_same(table, at) for table, at in _tables(given, "same", lines)),
        tuple(_apart(table, at) for table, at in _tables(given, "apart", lines)),
    )
    try:
        Rulings(corrections)
    except Contradiction as error:
        raise BadCorrections(f"{lines['apart'][error.place]}{error}") from error
    return corrections


def text_of(data: bytes) -> str:
    """Raises BadCorrections."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BadCorrections(f"line {line}: It is not UTF-8") from None


def _lines(text: str, given: Mapping[str, object]) -> dict[str, list[str]]:
    """Where each table begins, as errors tell it; empty words where that cannot be said."""
    lines: dict[str, list[str]] = {"same": [], "apart": []}
    line, last = 1, 0
    for header in HEADER.finditer(text):
        line += text.count("\n", last, header.start(1))
        last = header.start(1)
        lines[header[1]].append(f"line {line}: ")
    for kind, found in lines.items():
        tables = given.get(kind)
        number = len(tables) if isinstance(tables, list) else 1
        if number != len(found):
            lines[kind] = [""] * number
    return lines


def _line_of(text: str, key: str) -> str:
    found = re.search(rf"^[ \t]*(?:\[+[ \t]*)?[\"']?{re.escape(key)}\b", text, re.MULTILINE)
    return f"line {text.count(chr(10), 0, found.end()) + 1}: " if found else ""


def _tables(
    given: Mapping[str, object], kind: str, lines: Mapping[str, Sequence[str]]
) -> list[tuple[Mapping[str, object], str]]:
    tables = given.get(kind, [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise BadCorrections(f"{lines[kind][0]}write [[{kind}]] with two brackets")
    found = list(zip(tables, lines[kind], strict=False))
    for table, at in found:
        for key in table.keys() - set(_KEYS[kind]):
            known = ", ".join(_KEYS[kind])
            raise BadCorrections(f"{at}{key!r} is not known here; a [[{kind}]] has {known}")
    return found


def _same(table: Mapping[str, object], at: str) -> Same:
    names = _names(table, at)
    name, role = _words(table, "name", at), _words(table, "role", at)
    kind = table.get("kind")
    if kind is not None and kind not in get_args(SpeakerKind):
        raise BadCorrections(f"{at}kind has to be one of {', '.join(get_args(SpeakerKind))}")
    if len(names) < 2 and not (name or role or kind):
        raise BadCorrections(f"{at}a [[same]] needs two names, or a name, role or kind to be shown")
    return Same(names, name, role, kind)  # type: ignore[arg-type]  # checked above


def _apart(table: Mapping[str, object], at: str) -> Apart:
    names = _names(table, at)
    if len(names) < 2:
        raise BadCorrections(f"{at}an [[apart]] needs two names")
    return Apart(names)


def _names(table: Mapping[str, object], at: str) -> tuple[Called, ...]:
    given = table.get("names")
    if not isinstance(given, list) or not given:
        raise BadCorrections(f'{at}names has to be a list: names = ["…", "…"]')
    names = []
    for each in given:
        if isinstance(each, str):
            each = {"name": each}
        if not isinstance(each, dict) or not {"name"} <= each.keys() <= {"name", "document"}:
            raise BadCorrections(
                f'{at}each of names has to be "…" or {{ name = "…", document = "…" }}'
            )
        name, document = _words(each, "name", at), _words(each, "document", at, longest=4096)
        names.append(Called(name or "", document))
    return tuple(names)


def _words(table: Mapping[str, object], key: str, at: str, longest: int = LONGEST) -> str | None:
    given = table.get(key)
    if given is None:
        return None
    if not isinstance(given, str) or not fold(given) or len(given) > longest:
        raise BadCorrections(f"{at}{key} has to be a text of 1 to {longest} characters")
    return given
