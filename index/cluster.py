"""A Ray cluster that reads, attributes and embeds documents in the place of this machine.

Each file is one task, with its bytes, on whichever node has a core free; a node that dies has its
tasks done again by Ray. Every node has onrecord installed, in this version, and loads its models
with the first document.
"""

import pickle
import socket
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

from index.ahead import MakersAway
from index.documents import Document
from index.parts import Parts
from index.store import Entry, Manifest

_SECONDS = 5.0  # that the cluster may take to answer at all
_LACKING = "A Ray cluster needs more than is installed: pip install 'onrecord[ray]'."


class Cluster:
    """See ``index.ahead.Makers``."""

    def __init__(self, address: str, make: Callable[[], Parts], manifest: Manifest) -> None:
        """``address``: of a running cluster, as Ray has it (``host:port``, ``ray://host:port``,
        ``auto``). ``make`` gives the parts of ``manifest``, and is sent to the nodes (pickled).
        Raises MakersAway."""
        try:
            import ray
        except ImportError as error:
            raise MakersAway(_LACKING) from error
        self._ray: Any = ray
        self._address = address
        try:
            _look(address)
            ray.init(address=address, log_to_driver=False, logging_level="ERROR")
        except (OSError, RuntimeError, ValueError) as error:
            raise MakersAway(f"There is no Ray cluster at {address}: {error}") from error
        self._task = ray.remote(scheduling_strategy="SPREAD")(_made)
        self._given = (pickle.dumps(make), manifest)

    @property
    def room(self) -> int:
        """Two a core, so that none waits for the next."""
        return 2 * int(self._ray.cluster_resources().get("CPU", 1))

    def made(self, path: Path, data: bytes) -> tuple[Document, Entry]:
        """Raises what reading or analysing the file raised, too."""
        lost = self._ray.exceptions
        try:
            made = self._ray.get(self._task.remote(*self._given, path, data))
        except (lost.WorkerCrashedError, lost.OutOfMemoryError):
            raise  # again and again: it is the file
        except lost.RayError as error:
            raise MakersAway(f"The Ray cluster at {self._address} fails: {error}") from error
        if isinstance(made, Exception):
            raise made
        return made  # type: ignore[no-any-return]

    def close(self) -> None:
        self._ray.shutdown()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _look(address: str) -> None:
    """Whether something answers at an address; Ray would try for minutes. Raises OSError."""
    place = urlsplit(address if "://" in address else f"ray://{address}")
    if place.hostname and place.port:
        socket.create_connection((place.hostname, place.port), _SECONDS).close()


def _made(
    make: bytes, manifest: Manifest, path: Path, data: bytes
) -> tuple[Document, Entry] | Exception:
    """What a node does. Errors are given, not raised: Ray would wrap them, and try again."""
    try:
        parts = _parts(make)
    except Exception as error:
        return MakersAway(f"A node of the cluster lacks what it takes: {error}")
    if parts.manifest != manifest:
        return MakersAway(f"A node of the cluster has another version: {parts.manifest}")
    try:
        return parts.made(path, data)
    except Exception as error:
        return error


@cache
def _parts(make: bytes) -> Parts:
    return pickle.loads(make)()  # type: ignore[no-any-return]  # noqa: S301
