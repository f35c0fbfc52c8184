"""Bases: the two kinds of FAISS index that the rows of a view lie in. None changes once it is made.

``Flat`` compares a question with every row, exactly, which is the fastest up to some ten thousands
of rows. ``Lists`` keeps the rows as half-precision floats in inverted lists, by their nearest
centroid (k-means), and compares a question with those in the nearest lists. Both can lie on disk,
mapped into memory: processes then share it, and the system can take it back.
"""

import math
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, Generic, Protocol, TypeVar

import faiss
import numpy as np
from faiss.contrib.inspect_tools import get_invlist

from index.store import Vectors
from index.stores.vectors import Rows

_Index = TypeVar("_Index", bound=faiss.Index)

_CHUNK = 8192
_BLOCK = 2**20  # bytes
_PER_ROOT = 4  # lists to the root of the rows, of what FAISS's guidelines name the fewest
_FEWEST = 16  # rows a list
_SAMPLED = 40  # rows a list that the centroids are fitted to
_ROUNDS = 10  # of k-means
# A question is compared with the rows of as many lists as hold so many, and of no fewer than these:
# of a hundred thousand rows that is a fifth, of a million one in 44. What that finds, and in which
# time, is in docs/benchmarks.md.
_READ, _PROBED = 22_500, 88


class Base(Protocol):
    """``error`` is a bound on how far a score can be from the exact one, and a component of a
    vector from the one that was given."""

    kind: str
    error: float

    @property
    def index(self) -> faiss.Index: ...

    def __len__(self) -> int: ...

    @property
    def dimension(self) -> int: ...

    def search(
        self, vector: Vectors, k: int, among: faiss.IDSelector | None, *, thorough: bool
    ) -> tuple[Rows, Vectors]:
        """The nearest of the rows that are ``among`` these, best first, and their scores: shapes
        (n,), n ≤ k. ``thorough``: none is missed, however long that takes."""

    def pieces(self) -> Iterator[tuple[Rows, Vectors]]:
        """Every row once, and its vector as it is kept: shapes (n,) and (n, dimension)."""


class _Indexed(Generic[_Index]):
    def __init__(self, index: _Index) -> None:
        self.index = index

    def __len__(self) -> int:
        return int(self.index.ntotal)

    @property
    def dimension(self) -> int:
        return int(self.index.d)


class Flat(_Indexed[faiss.IndexIDMap]):
    """An IndexIDMap over an IndexFlatIP: float32, row after row."""

    kind = "flat"
    error = 0.0

    @classmethod
    def mapped(cls, path: Path) -> "Flat":
        index = faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC)
        if not isinstance(index, faiss.IndexIDMap):
            raise TypeError(f"{path} is a {type(index).__name__}")
        return cls(index)

    def search(
        self, vector: Vectors, k: int, among: faiss.IDSelector | None, *, thorough: bool
    ) -> tuple[Rows, Vectors]:
        del thorough  # it always is
        parameters = _given(faiss.SearchParameters, sel=among)
        return _found(*self.index.search(vector[None, :], min(k, len(self)), params=parameters))

    def pieces(self) -> Iterator[tuple[Rows, Vectors]]:
        rows = faiss.vector_to_array(self.index.id_map)
        for at in range(0, len(rows), _CHUNK):
            part = rows[at : at + _CHUNK]
            yield part, self.index.index.reconstruct_n(at, len(part))


class Lists(_Indexed[faiss.IndexIVFScalarQuantizer]):
    """An IndexIVFScalarQuantizer of float16: 2 bytes a dimension and 8 of the row."""

    kind = "lists"
    error = 2.0**-11  # no component loses more than that of itself, so no cosine does

    @classmethod
    def mapped(cls, path: Path) -> "Lists":
        index = faiss.read_index(str(path), faiss.IO_FLAG_MMAP)
        if not isinstance(index, faiss.IndexIVFScalarQuantizer):
            raise TypeError(f"{path} is a {type(index).__name__}")
        rows = faiss.downcast_InvertedLists(index.invlists) if index.invlists else None
        if isinstance(rows, faiss.OnDiskInvertedLists):
            rows.prefetch_nthread = 0  # to read ahead would start threads with every question
        return cls(index)

    def search(
        self, vector: Vectors, k: int, among: faiss.IDSelector | None, *, thorough: bool
    ) -> tuple[Rows, Vectors]:
        k, every = min(k, len(self)), int(self.index.nlist)
        near = min(max(_PROBED, _READ * every // len(self)), every)
        for probed in (every,) if thorough else (near, every):
            parameters = _given(faiss.SearchParametersIVF, sel=among, nprobe=probed)
            scores, rows = self.index.search(vector[None, :], k, params=parameters)
            if rows[0, -1] >= 0:
                break  # the nearest lists hold as many as are wanted
        return _found(scores, rows)

    def pieces(self) -> Iterator[tuple[Rows, Vectors]]:
        for number in range(self.index.nlist):
            rows, codes = get_invlist(self.index.invlists, number)  # type: ignore[no-untyped-call]
            yield rows, codes.view("<f2").astype(np.float32)


_KINDS: dict[str, type[Flat] | type[Lists]] = {"flat": Flat, "lists": Lists}


def flat(chunks: Iterable[tuple[Rows, Vectors]]) -> tuple[Flat, int]:
    """A base of one chunk or more, rows ascending, shapes (n,) and (n, dimension) each; and the
    last row."""
    index, last = None, 0
    for rows, vectors in chunks:
        index = index or faiss.IndexIDMap(faiss.IndexFlatIP(vectors.shape[1]))
        index.add_with_ids(vectors, rows)
        last = int(rows[-1])
    if index is None:
        raise ValueError("There are no rows")
    return Flat(index), last


def lists(chunks: Iterable[tuple[Rows, Vectors]], sample: Vectors, count: int) -> tuple[Lists, int]:
    """The same of ``count`` rows, in lists fitted to ``sample``, shape (``sample_size(count)``,
    dimension). The same rows and sample make the same lists."""
    dimension = sample.shape[1]
    index = faiss.IndexIVFScalarQuantizer(
        faiss.IndexFlatIP(dimension),
        dimension,
        _lists(count),
        faiss.ScalarQuantizer.QT_fp16,
        faiss.METRIC_INNER_PRODUCT,
        False,  # what is kept are the vectors, not what is left of them beside their centroids
    )
    index.cp.spherical = True
    index.cp.niter = _ROUNDS
    index.cp.min_points_per_centroid = 1  # few are no reason for a warning
    index.train(sample)
    del sample  # before the lists grow, which are as large again
    last = 0
    for rows, vectors in chunks:
        index.add_with_ids(vectors, rows)
        last = int(rows[-1])
    return Lists(index), last


def sample_size(count: int) -> int:
    """How many of ``count`` rows inverted lists are fitted to."""
    return min(count, _SAMPLED * _lists(count))


def write(base: Base, file: BinaryIO) -> None:
    """Raises OSError; what FAISS says of a full disk by itself is of another type, or nothing."""
    writer = faiss.PyCallbackIOWriter(file.write, _BLOCK)  # type: ignore[attr-defined]
    faiss.write_index(base.index, writer)


def mapped(path: Path, kind: str) -> Base:
    """The base that a file begins with, read where it lies: the file may be replaced, but not
    written to. Raises RuntimeError, KeyError or TypeError where it is no such base.
    """
    return _KINDS[kind].mapped(path)


def selector(rows: Rows) -> faiss.IDSelector:
    """Lets these rows through."""
    through = np.zeros(int(rows.max(initial=0)) + 1, np.bool_)
    through[rows] = True
    # FAISS's Python side takes the array alone and keeps it; its types do not know.
    return faiss.IDSelectorBitmap(np.packbits(through, bitorder="little"))  # type: ignore[call-arg, arg-type]


def _lists(count: int) -> int:
    return max(1, min(int(_PER_ROOT * math.sqrt(count)), count // _FEWEST))


def _given(kind: type[faiss.SearchParameters], **given: object) -> faiss.SearchParameters:
    # As arguments, so that FAISS keeps the selector as long as it needs it; unknown to its types.
    return kind(**given)


def _found(scores: Vectors, rows: Rows) -> tuple[Rows, Vectors]:
    found = rows[0] >= 0
    return rows[0][found], scores[0][found]
