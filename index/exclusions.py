"""Exclusions: ``.onrecordignore`` in the folder of documents says which of its files are none.

Its lines are those of a .gitignore: ``drafts/``, ``*.log``, ``/old.txt``, ``!keep.log``, ``# why``.
It stands in the folder itself and holds for all that is below. A line that means nothing, or
has more than four stars in a name or two ``**``, is left out and told; the others hold.
"""

import errno
import re
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

NAME = ".onrecordignore"
_LARGEST = 1_000_000  # bytes
_MOST_STARS = 4  # of a name in a pattern
_MOST_FOLDERS = 2  # `**` of a pattern


@dataclass(frozen=True, slots=True)
class Exclusions:
    """``error``: what is wrong with which line."""

    spec: "GitIgnoreSpec | None" = None
    error: str | None = None

    def hold(self, path: str, *, directory: bool = False) -> bool:
        """Whether a path in the folder, with forward slashes, is excluded. What lies in an excluded
        directory is excluded with it."""
        return self.spec is not None and self.spec.match_file(f"{path}/" if directory else path)


def load(folder: Path) -> Exclusions:
    """What the folder's file says; nothing where there is none.

    Raises OSError where it cannot be read: nobody knows then what was not to be taken up.
    """
    path = folder / NAME
    try:
        status = path.stat()
    except FileNotFoundError:
        return Exclusions()
    if not S_ISREG(status.st_mode) or status.st_size > _LARGEST:
        raise OSError(errno.EINVAL, f"It is no file of up to {_LARGEST:,} bytes", str(path))
    return parse(path.read_text("utf-8-sig", "surrogateescape"))


def parse(text: str) -> Exclusions:
    from pathspec import GitIgnoreSpec  # where it is needed: few folders have the file

    good, bad = list[str](), list[str]()
    for number, line in enumerate(text.splitlines(), 1):
        try:
            GitIgnoreSpec.from_lines([line])
        except (ValueError, re.error):
            bad.append(f"line {number}: {line[:100]!r} is no pattern")
        else:
            if _takes_long(line):
                bad.append(f"line {number}: {line[:100]!r} has too many stars")
                continue
            good.append(line)
    return Exclusions(GitIgnoreSpec.from_lines(good), "; ".join(bad[:3]) or None)


def _takes_long(line: str) -> bool:
    """Whether comparing a path could take minutes: each star multiplies by the path's length."""
    names = [] if line.startswith("#") else line.split("/")
    return names.count("**") > _MOST_FOLDERS or any(
        len(re.findall(r"\*+", name)) > _MOST_STARS for name in names
    )
