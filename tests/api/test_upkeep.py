"""What keeps an index true while a server runs goes on through what passes."""

import os
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from api.service import Service
from api.settings import Settings
from api.upkeep import Upkeep
from tests.api.conftest import eventually

DEADLINE = 20.0  # seconds after which something has gone wrong


def test_at_the_start_what_killed_uploads_left_is_removed(tmp_path: Path) -> None:
    left = tmp_path / "documents" / f".{'a' * 16}.upload"
    left.parent.mkdir()
    left.write_text("words")
    os.utime(left, (0, 0))
    service = Service(Settings(documents=(left.parent,), data=tmp_path / "data", watch=False))
    upkeep = Upkeep(service)
    upkeep.start()
    try:
        eventually(lambda: not left.exists())
    finally:
        upkeep.stop()
        service.close()


@pytest.mark.parametrize("poll", [False, True])
def test_changes_are_seen_again_after_every_error_of_the_watch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, poll: bool
) -> None:
    errors = [OSError("the drive is away")] * 3
    taken_up = Event()

    def watch(_: object, stop: Event, **_options: object) -> Iterator[None]:
        if errors:
            raise errors.pop()
        yield
        taken_up.set()
        stop.wait(DEADLINE)

    monkeypatch.setattr("api.upkeep.watch", watch)
    monkeypatch.setattr("api.upkeep._AGAIN", 0.0)
    service = Service(Settings(documents=(tmp_path / "none",), data=tmp_path / "data", poll=poll))
    upkeep = Upkeep(service)
    upkeep.start()
    try:
        assert taken_up.wait(DEADLINE)
    finally:
        upkeep.stop()
        service.close()
