"""Keys: who may use a server that more than this machine can reach.

A key is shown once, when it is made. ``keys.json`` in the data directory keeps its SHA-256: a key
is 256 random bits, which nobody guesses, so no slow hash is needed.
"""

import hashlib
import hmac
import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex, token_urlsafe
from typing import Literal, get_args

from filelock import FileLock
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

Scope = Literal["ask", "write", "admin"]
SCOPES: tuple[Scope, ...] = get_args(Scope)
"""Each may do what the ones before it may."""

_PREFIX = "onrecord_"  # so that whoever finds one somewhere sees what it is
_PATIENCE = 10.0  # seconds to wait for another process that changes the file


class BadKeys(RuntimeError):
    """The file of keys cannot be read. The message says why."""


class Key(BaseModel):
    """``digest`` is the SHA-256 of the key itself, which is kept nowhere."""

    model_config = ConfigDict(frozen=True)

    id: str
    scope: Scope
    name: str
    created: datetime
    digest: str

    def may(self, scope: Scope) -> bool:
        return SCOPES.index(self.scope) >= SCOPES.index(scope)


_FILE = TypeAdapter(tuple[Key, ...])


class Keys:
    """The keys of one data directory. Safe to use from several threads and processes; a change
    holds from the next request on."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._path = folder / "keys.json"
        self._read: tuple[tuple[int, int, int] | None, tuple[Key, ...]] = (None, ())

    def all(self) -> Sequence[Key]:
        """The oldest first. Costs a stat where the file did not change. Raises BadKeys."""
        try:
            stat = self._path.stat()
            state = (stat.st_ino, stat.st_mtime_ns, stat.st_size)
            if state != self._read[0]:
                self._read = (state, _FILE.validate_json(self._path.read_bytes()))
        except FileNotFoundError:
            return ()
        except (OSError, ValidationError) as error:
            reason = error.strerror if isinstance(error, OSError) else "it is damaged"
            raise BadKeys(f"{self._path} cannot be read: {reason}.") from error
        return self._read[1]

    def holder(self, secret: str) -> Key | None:
        """Whose this is; None where it is nobody's (any more). Takes as long for each. Raises
        BadKeys."""
        digest = _digest(secret)
        found = None
        for key in self.all():
            if hmac.compare_digest(key.digest, digest):
                found = key
        return found

    def create(self, scope: Scope, name: str = "") -> tuple[Key, str]:
        """A new key, and the secret that is to be sent. Raises BadKeys, OSError."""
        secret = _PREFIX + token_urlsafe(32)
        now = datetime.now(UTC).replace(microsecond=0)
        key = Key(id=token_hex(4), scope=scope, name=name, created=now, digest=_digest(secret))
        self._folder.mkdir(parents=True, exist_ok=True)
        with self._lock():
            self._write((*self.all(), key))
        return key, secret

    def revoke(self, id: str) -> Key | None:
        """Nobody is let in by it any more; None where there is no such key. Raises BadKeys,
        OSError."""
        if not self._folder.is_dir():
            return None
        with self._lock():
            keys = self.all()
            found = next((key for key in keys if key.id == id), None)
            if found:
                self._write(tuple(key for key in keys if key is not found))
        return found

    def _lock(self) -> FileLock:
        return FileLock(self._folder / "keys.lock", timeout=_PATIENCE)

    def _write(self, keys: tuple[Key, ...]) -> None:
        part = self._path.with_suffix(".part")
        part.unlink(missing_ok=True)
        part.touch(0o600, exist_ok=False)
        with part.open("wb") as writing:
            writing.write(_FILE.dump_json(keys, indent=1))
            writing.flush()
            os.fsync(writing.fileno())
        part.replace(self._path)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogateescape")).hexdigest()
