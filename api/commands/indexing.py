"""``onrecord index`` and ``onrecord verify``."""

import json
from dataclasses import asdict

from api import state
from api.cli import GOOD, NOTHING
from api.plaintext import clean
from api.progress import Progress, summary
from api.service import Service
from api.settings import Settings


def index(settings: Settings, *, fresh: bool, as_json: bool) -> int:
    """Files that cannot be read are listed, and no failure: all others are answered from."""
    with Progress() as progress:
        service = Service(settings, progress.note)
        build = service.build(fresh=fresh, report=progress)
    with service.store.snapshot() as snapshot:
        shown = state.Index.of(snapshot, service.store.manifest, None)
    if as_json:
        print(shown.model_dump_json(indent=2, exclude={"job"}))
        return GOOD
    print(summary(build) or "Nothing has changed")
    counts = shown.counts
    print(
        ", ".join(
            (
                _count(counts.documents, "document"),
                _count(counts.passages, "passage"),
                _count(counts.statements, "statement"),
                _count(counts.speakers, "speaker"),
            )
        )
    )
    if shown.failed:
        print(f"{_count(len(shown.failed), 'file')} could not be read:")
    for file in shown.failed:
        print(f"  {clean(file.path)}: {clean(file.reason)}")
    return GOOD


def verify(settings: Settings, *, as_json: bool) -> int:
    differences = Service(settings).verify()
    if as_json:
        print(json.dumps({"differences": [asdict(each) for each in differences]}, indent=2))
    else:
        for each in differences:
            print(f"{clean(each.where)}: {clean(each.what)}")
        if not differences:
            print("Folder, catalogue and vectors agree")
    return NOTHING if differences else GOOD


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
