"""Plain text: replies and statements as they are read in a terminal.

Words of documents are printed without control characters, so that none can steer the terminal.
"""

import shutil
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from index.documents import Attribution, Document, Speaker, StoredStatement
from qa.replies import FoundPassage, FoundStatement, Refusal, Reply, Wording

_WIDEST = 100  # columns
_CONTROLS: Mapping[int, str] = dict.fromkeys((*range(32), *range(127, 160), 8232, 8233), " ")
_KINDS = {"direct": "direct", "indirect": "indirect", "mixed": "mixed", "turn": "first hand"}


def clean(text: str) -> str:
    """One line, without anything that a terminal would obey."""
    return " ".join(text.translate(_CONTROLS).split())


def counted(number: int, noun: str) -> str:
    """1 file, 2,000 files."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def reply_text(reply: Reply) -> str:
    return "\n".join(_reply(reply))


def passages_text(passages: Sequence[FoundPassage]) -> str:
    lines = [
        line for number, each in enumerate(passages, 1) for line in (*_passage(number, each), "")
    ]
    return "\n".join(lines[:-1])


def attribution_text(document: Document, found: Attribution) -> str:
    """The statements of one document, read from a file."""
    lines: list[str] = []
    for statement in found.statements:
        profile = None if statement.speaker is None else found.profiles[statement.speaker]
        name = profile.name if profile else f"({statement.source_text or 'unnamed'})"
        who = f"{name}, {profile.role}" if profile and profile.role else name
        words = " … ".join(document.text[slice(*span)] for span in statement.spans)
        cue = document.text[slice(*statement.cue)] if statement.cue else None
        asked = document.text[slice(*statement.asked)] if statement.asked else ""
        lines += [*_statement(who, statement.kind, cue, words, asked=asked), ""]
    return "\n".join(lines[:-1]) or "Nobody is on record in this document."


def _reply(reply: Reply) -> Iterator[str]:
    if " ".join(reply.standalone.split()) != " ".join(reply.question.split()):
        yield from _wrapped(f"Read as: {clean(reply.standalone)}")
        yield ""
    numbers = {found.passage.id: n for n, found in enumerate(reply.passages, 1)}
    if reply.refusal is not None:
        yield from _refusal(reply.refusal)
    for sentence in reply.sentences:
        cited = [f"[{numbers[id]}]" for id in sentence.citations if id in numbers]
        yield from _wrapped(" ".join((clean(sentence.text), *cited)))
    if reply.wording.model is not None:
        yield from _wrapped(clean(" ".join(_worded(reply.wording))), "  ")
    if reply.statements:
        yield ""
        shown, total = len(reply.statements), reply.statements_total
        yield "On record" if shown == total else f"On record ({shown} of {total})"
    for found in reply.statements:
        yield ""
        yield from _found(found, numbers)
    if reply.passages:
        yield ""
        yield "Passages"
    for number, passage in enumerate(reply.passages, 1):
        yield ""
        yield from _passage(number, passage)


def _worded(wording: Wording) -> Iterator[str]:
    """What became of the language model that was asked."""
    by_model = wording.by == "model"
    yield f"Worded by {wording.model}." if by_model else "In the sources’ words."
    if wording.note:
        yield wording.note
    if count := len(wording.dropped):
        reasons = "; ".join(dict.fromkeys(f"it {each.reason}" for each in wording.dropped))
        yield f"{counted(count, 'sentence')} dropped ({reasons})."


def _refusal(refusal: Refusal) -> Iterator[str]:
    yield from _wrapped(f"No answer. {clean(refusal.message)}")
    if refusal.nearest:
        yield ""
        yield "The nearest there is"
    for nearest in refusal.nearest:
        yield ""
        match nearest:
            case FoundStatement():
                yield from _found(nearest, {})
            case FoundPassage():
                yield from _passage(None, nearest)
            case Speaker():
                yield from _wrapped(clean(_who(nearest)), "  ")


def _found(found: FoundStatement, numbers: Mapping[str, int]) -> Iterator[str]:
    stored = found.statement
    place = _place(stored.title, stored.published)
    number = numbers.get(stored.passage_id or "")
    yield from _statement(
        _source(stored), stored.kind, stored.cue, stored.text, found.stance, stored.asked_text
    )
    yield from _wrapped(f"{place} [{number}]" if number else place, "    ")
    if found.repeated_in:
        places = dict.fromkeys(_place(s.title, s.published) for s in found.repeated_in)
        yield from _wrapped(f"also in {'; '.join(places)}", "    ")


def _statement(
    who: str, kind: str, cue: str | None, words: str, stance: str | None = None, asked: str = ""
) -> Iterator[str]:
    how = ", ".join(filter(None, (stance, _KINDS[kind], f"cue “{clean(cue)}”" if cue else None)))
    yield from _wrapped(f"{clean(who)} ({how})", "  ")
    if asked:
        yield from _wrapped(f"asked “{clean(asked)}”", "    ")
    yield from _wrapped(clean(words), "    ")


def _passage(number: int | None, found: FoundPassage) -> Iterator[str]:
    place = _place(found.title, found.published, found.passage.place)
    speakers = ", ".join(clean(speaker.name) for speaker in found.speakers)
    yield from _wrapped(
        (f"[{number}] " if number else "")
        + place
        + (f"; on record here: {speakers}" if speakers else ""),
        "  ",
    )
    yield from _wrapped(clean(found.passage.text), "    ")
    if found.also_in:
        places = dict.fromkeys(_place(p.title, p.published) for p in found.also_in)
        yield from _wrapped(f"also in {'; '.join(places)}", "    ")


def _source(stored: StoredStatement) -> str:
    if stored.speaker is None:
        return f"({stored.source_text or 'unnamed'})"
    return _who(stored.speaker)


def _who(speaker: Speaker) -> str:
    return ", ".join(filter(None, (speaker.name, speaker.role)))


def _place(title: str, published: date | None, place: str | None = None) -> str:
    day = str(published) if published else None
    return clean(", ".join(filter(None, (title, day, place))))


def _wrapped(text: str, indent: str = "") -> list[str]:
    width = min(shutil.get_terminal_size().columns, _WIDEST)
    return textwrap.wrap(
        text, width, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False
    )
