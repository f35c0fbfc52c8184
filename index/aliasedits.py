"""Edits of the alias file: tables added at its end, or taken out.

They are added and taken out as text, so everything else stays as people wrote it, comments too, and
what comes of it is read again before it is kept. The file is replaced in one step.
"""

import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from secrets import token_hex

from index.aliasfile import HEADER, NAME, BadCorrections, parse, text_of
from index.corrections import Apart, Called, Correction, Corrections, Same, correction_id
from index.folder import Contents
from index.rulings import Rulings


class NotEditable(ValueError):
    """The file is written in a way that only a person can change. The message says so."""


class ChangedMeanwhile(Exception):
    """Somebody else changed the file after it was read."""


def edited(data: bytes, added: Sequence[Correction], removed: Sequence[str] = ()) -> bytes:
    """The file with tables added at its end, and those of these ids taken out.

    Raises BadCorrections where it is bad as it is, Contradiction where it would become so, and
    NotEditable where tables cannot be told from the text around them.
    """
    before = parse(data)
    text = text_of(data)
    kept = [each for each in before if correction_id(each) not in removed]
    after = Corrections(
        tuple(each for each in (*kept, *added) if isinstance(each, Same)),
        tuple(each for each in (*kept, *added) if isinstance(each, Apart)),
    )
    Rulings(after)
    end = "\r\n" if "\r\n" in text else "\n"
    for start, stop in reversed(_places(text, before, removed)):
        parts = (text[:start].rstrip("\r\n"), text[stop:].strip("\r\n"))
        text = (end * 2).join(part for part in parts if part.strip())
        text += end if text else ""
    for table in added:
        text = text.rstrip("\r\n") + (end * 2 if text.strip() else "") + _written(table, end)
    if _read_back(text) != after:
        raise NotEditable(f"{NAME} is written in a way that has to be changed by hand")
    return text.encode()


def write(folder: Path, data: bytes, *, instead_of: Contents | None) -> None:
    """Replace the file in one step that a crash leaves undone or done.

    Raises ChangedMeanwhile where it is no more what was read, OSError where it cannot be written.
    """
    target = (folder / NAME).resolve()
    part = target.with_name(f".{NAME}.{token_hex(4)}.part")
    try:
        with part.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        seen = None
        if target.exists():
            status = target.stat()
            part.chmod(status.st_mode & 0o777)
            seen = status.st_size, status.st_mtime_ns
        if seen != (instead_of and (instead_of.size, instead_of.modified)):
            raise ChangedMeanwhile
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def _read_back(text: str) -> Corrections | None:
    try:
        return parse(text.encode())
    except BadCorrections:
        return None


def _places(text: str, corrections: Corrections, removed: Sequence[str]) -> list[tuple[int, int]]:
    """Where the tables of these ids stand: from the header to the last line that is no comment."""
    headers = list(HEADER.finditer(text))
    bounds = [header.start() for header in headers] + [len(text)]
    numbers: dict[str, Iterator[Correction]] = {
        "same": iter(corrections.same),
        "apart": iter(corrections.apart),
    }
    places = []
    for n, header in enumerate(headers):
        table = next(numbers[header[1]], None)
        if table is None or correction_id(table) not in removed:
            continue
        stop = bounds[n]
        end = stop
        for line in text[bounds[n] : bounds[n + 1]].splitlines(keepends=True):
            end += len(line)
            if line.strip() and not line.lstrip().startswith("#"):
                stop = end
        places.append((bounds[n], stop))
    return places


def _written(table: Correction, end: str) -> str:
    lines = [f"[[{'same' if isinstance(table, Same) else 'apart'}]]"]
    lines.append(f"names = [{', '.join(map(_called, table.names))}]")
    if isinstance(table, Same):
        shown = {"name": table.name, "role": table.role, "kind": table.kind}
        lines += [f"{key} = {_string(value)}" for key, value in shown.items() if value]
    return "".join(line + end for line in lines)


def _called(called: Called) -> str:
    if called.document is None:
        return _string(called.name)
    return f"{{ name = {_string(called.name)}, document = {_string(called.document)} }}"


def _string(value: str) -> str:
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")
