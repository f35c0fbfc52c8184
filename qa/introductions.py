"""Who somebody is whom no office or calling tells: the sentence that introduces the name."""

import re

from index.attribution import lexicon
from index.documents import Span, Speaker
from index.store import Filter, Snapshot
from qa.terms import words

_SEARCHED = 20  # passages
# What a clause behind a name tells of what was said, and not of who says it
_SAYS = "|".join(sorted(lexicon.SPEAKING | {"ask", "said", "speak", "talk", "think", "told"}))
_TELLS = (
    rf"(?:,? \(?\d+\)?)?(?:, who (?!(?:has |had |was |also )*(?:{_SAYS})\w*\b)"
    r"|(?P<is>,? (?:is|was) (?:an?|one of|the(?! one\b)) ))[^.!?]{8,}"
)
# What may stand in front of a name that is said to be something: a title, a calling
_IN_FRONT = re.compile(r"\s*(?:(?:(?i:the)|[A-Z][\w.’'-]*|[a-z]+ (?=[A-Z]))\s+){0,3}")
_ANOTHERS = re.compile(r"[“\"]|\bof $")  # somebody's words, or somebody else of his


def introduction(snapshot: Snapshot, speaker: Speaker, where: Filter) -> tuple[str, Span] | None:
    """The first sentence that tells of somebody by the full name what he is or does ("Solveig Aune,
    who runs the laundry"), with its document's id; None where none does."""
    names = [name for name in (speaker.name, *speaker.aliases) if " " in name]
    if not names:
        return None
    told = re.compile(rf"(?:{'|'.join(map(re.escape, names))}){_TELLS}")
    hits = snapshot.lexical("passages", words(speaker.name), _SEARCHED, where)
    for passage in snapshot.passages([hit.id for hit in hits]):
        if not told.search(passage.text):
            continue
        reading = snapshot.reading(passage.document_id, Span(passage.start, passage.end))
        if reading is None:
            continue
        for sentence in reading.sentences:
            text = reading.document.text[slice(*sentence)]
            if any(map(_introduces, told.finditer(text))):
                return passage.document_id, sentence
    return None


def _introduces(found: re.Match[str]) -> bool:
    before = found.string[: found.start()]
    opens = found["is"] is None or _IN_FRONT.fullmatch(before) is not None
    return opens and _ANOTHERS.search(before) is None
