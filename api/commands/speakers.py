"""``onrecord speakers``: who is on record, and who is whom."""

import json

from api.cli import GOOD, MISUSE, NOTHING, complain
from api.editor import Editor, Unwritable
from api.plaintext import clean, counted
from api.schemas import speakers as schemas
from api.service import Service
from api.settings import Settings
from index.aliasedits import NotEditable
from index.aliasfile import NAME, BadCorrections
from index.corrections import Contradiction
from index.curation import Conflict, Impossible, UnknownSpeaker, merging
from index.documents import Speaker
from index.store import Evidence

_SHOWN = 100  # speakers


def speakers(settings: Settings, prefix: str, *, as_json: bool) -> int:
    """Those with a name that starts so, most statements first; one alone with why it is one."""
    with Service(settings).store.snapshot() as snapshot:
        found, total = snapshot.speakers(prefix, limit=_SHOWN)
        evidence = {each.id: snapshot.evidence(each.id) for each in found} if total == 1 else {}
    if as_json:
        shown = [
            schemas.SpeakerWithEvidence.whole(each, evidence[each.id])
            if each.id in evidence
            else schemas.Speaker.of(each)
            for each in found
        ]
        print(json.dumps([each.model_dump(mode="json") for each in shown], indent=2))
    for speaker in found if not as_json else ():
        print(_line(speaker))
        for each in evidence.get(speaker.id, ()):
            print(_why(each))
    if total > len(found) and not as_json:
        print(f"and {total - len(found):,} more")
    return GOOD if found else NOTHING


def merge(settings: Settings, ids: list[str], name: str | None, *, as_json: bool) -> int:
    """Says in speakers.toml that these are one speaker."""
    try:
        edit = Editor(Service(settings)).change(lambda s, known: merging(s, known, ids, name))
    except UnknownSpeaker as error:
        return complain(f"there is no speaker {error}; `onrecord speakers` lists them.", MISUSE)
    except (Impossible, Conflict, Contradiction, Unwritable) as error:
        return complain(str(error), MISUSE)
    except (BadCorrections, NotEditable) as error:
        return complain(f"{NAME} has to be mended by hand first: {error}", MISUSE)
    if as_json:
        print(json.dumps([schemas.Speaker.of(s).model_dump(mode="json") for s in edit.speakers]))
        return GOOD
    print(f"{NAME} says so now{'' if edit.in_force else '; the build that runs takes it up'}")
    for speaker in edit.speakers:
        print(_line(speaker))
    return GOOD


def _line(speaker: Speaker) -> str:
    role = f", {clean(speaker.role)}" if speaker.role else ""
    count = counted(speaker.statement_count, "statement")
    return f"{clean(speaker.id)}: {clean(speaker.name)}{role} ({count})"


def _why(evidence: Evidence) -> str:
    documents = counted(len(evidence.documents), "document")
    return f"  {clean(evidence.alias)}: {evidence.rule} ({documents})"
