"""``onrecord index`` and ``onrecord verify``."""

import json
import time
from collections.abc import Iterable
from dataclasses import asdict

from api import state
from api.cli import GOOD, NOTHING
from api.plaintext import clean, counted
from api.progress import Progress, summary
from api.service import Service, Step
from api.settings import Settings
from index.difference import Difference
from index.store import Build, StoreAway, StoreBusy, StoreDamaged

_AGAIN = 2.0  # seconds


def index(settings: Settings, *, fresh: bool, as_json: bool) -> int:
    """Files that cannot be read are listed, and no failure: all others are answered from."""
    with Progress() as progress:
        service = Service(settings, progress.note)
        build = _built(service, progress, fresh=fresh)
    with service.store.snapshot() as snapshot:
        shown = state.Index.of(
            snapshot, service.store.manifest, None, service.drift(), service.documents
        )
    if as_json:
        print(shown.model_dump_json(indent=2, exclude={"job"}))
        return GOOD
    print(summary(build) or "Nothing has changed")
    counts = shown.counts
    print(
        ", ".join(
            (
                counted(counts.documents, "document"),
                counted(counts.passages, "passage"),
                counted(counts.statements, "statement"),
                counted(counts.speakers, "speaker"),
            )
        )
    )
    if len(shown.folders) > 1:
        for folder in shown.folders:
            away = ", which is away" if folder.away else ""
            print(f"  {counted(folder.files, 'file')} in {clean(folder.name)}{away}")
    if shown.failed:
        print(f"{counted(len(shown.failed), 'file')} could not be read:")
    for file in shown.failed:
        print(f"  {clean(file.path)}: {clean(file.reason)}")
    return GOOD


def _built(service: Service, progress: Progress, *, fresh: bool) -> Build:
    """A build that is gone on with where the store was away meanwhile, or another writer took this
    one for dead. What is so from the beginning is raised."""
    reached = False

    def report(step: Step) -> None:
        nonlocal reached
        reached = reached or step.total > 0
        progress(step)

    while True:
        try:
            return service.build(fresh=fresh, report=report)
        except (StoreAway, StoreBusy) as error:
            if not reached:
                raise
            progress.note(f"{error} It is tried again.")
            time.sleep(_AGAIN)


def verify(settings: Settings, *, repair: bool, as_json: bool) -> int:
    """With ``repair``, good is what agrees afterwards."""
    try:
        found = Service(settings).verify()
    except StoreDamaged as error:
        if not repair:
            raise
        found = [Difference("index", str(error), "pages")]
    done: list[str] = []
    left = found
    if repair and found:
        with Progress() as progress:
            service = Service(settings, done.append)
            build = service.repair(found, report=progress)
        done += [f"{told}."] if (told := summary(build)) else []
        left = service.verify()
    if as_json:
        given: dict[str, object] = {"differences": [asdict(each) for each in found]}
        if repair:
            given |= {"done": done, "left": [asdict(each) for each in left]}
        print(json.dumps(given, indent=2))
        return NOTHING if left else GOOD
    for line in (*_lines(found), *done):
        print(line)
    if left and repair:
        print("What could not be mended:")
        for line in _lines(left):
            print(f"  {line}")
    if not left:
        print("Folder, catalogue and vectors agree")
    return NOTHING if left else GOOD


def _lines(differences: Iterable[Difference]) -> list[str]:
    return [f"{clean(each.where)}: {clean(each.what)}" for each in differences]
