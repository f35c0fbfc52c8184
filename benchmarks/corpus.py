"""The documents that benchmarks index: a sample of a folder or of a .tar.xz, always the same."""

import hashlib
import shutil
import tarfile
from pathlib import Path

SCALE = Path(__file__).parents[2] / "shared" / "data" / "scale" / "briefings.tar.xz"


def unpacked(source: Path, work: Path) -> Path:
    """The folder of texts that ``source`` is, or holds. Raises OSError where it is away."""
    if source.is_dir():
        return source
    folder = work / "texts"
    if not folder.is_dir():
        with tarfile.open(source) as archive:
            archive.extractall(folder, filter="data")
    return folder


def sample(texts: Path, size: int, into: Path) -> Path:
    """``into``, with files of ``texts`` of so many bytes together, from all of its folders.

    A larger sample holds a smaller one. What is there already is taken for the sample.
    """
    if into.is_dir():
        return into
    taken = 0
    for path in sorted(texts.rglob("*.md"), key=lambda path: _order(path.relative_to(texts))):
        if taken >= size:
            break
        taken += path.stat().st_size
        target = into / path.relative_to(texts)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    return into


def _order(path: Path) -> bytes:
    return hashlib.sha256(path.as_posix().encode()).digest()
