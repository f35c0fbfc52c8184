"""``onrecord feedback export``: what users thought of replies, as questions for ``eval``."""

import json
from pathlib import Path
from typing import Any

from api.cli import NOTHING, complain
from api.commands.archives import write_lines
from api.feedback import Feedback, FeedbackFile
from api.service import Service
from api.settings import Settings
from index.store import Snapshot


def export(settings: Settings, file: Path, *, force: bool) -> int:
    """A line for each question that was judged, oldest first; "-" is standard output."""
    judged = list(FeedbackFile(settings.data))
    if not judged:
        return complain(f"{settings.data} holds no feedback.", NOTHING)
    with Service(settings).store.snapshot() as snapshot:
        lines = (json.dumps(_line(each, snapshot), ensure_ascii=False) for each in judged)
        return write_lines(file, lines, "question", force=force)


def _line(judged: Feedback, snapshot: Snapshot) -> dict[str, Any]:
    """The question, and what is known of the reply that it should get.

    That is known of a reply which was judged good alone: what is wrong with one that was not, and
    what would be right, nobody said.
    """
    line: dict[str, Any] = {"question": judged.question}
    if judged.history:
        line["history"] = [turn.model_dump() for turn in judged.history]
    if filters := judged.filters.model_dump(mode="json", exclude_defaults=True):
        line["filters"] = filters
    if judged.thumb == "up":
        line |= _wanted(judged, snapshot)
    return line | {"thumb": judged.thumb, "note": judged.note}


def _wanted(judged: Feedback, snapshot: Snapshot) -> dict[str, Any]:
    if judged.refusal:
        return {"answerable": False}
    wanted: dict[str, Any] = {}
    if judged.words and judged.intent == "fact":
        wanted["answers"] = [judged.words.text]
    if judged.speaker:
        wanted["speaker"] = judged.speaker
    evidence = []
    for place in judged.evidence:
        if stored := snapshot.document(place.document):
            words = stored.document.text[place.start : place.end]
            evidence.append(
                {
                    "document": stored.paths[0],
                    "text": words,
                    "start": place.start,
                    "end": place.end,
                }
            )
    return wanted | ({"evidence": evidence} if evidence else {})
