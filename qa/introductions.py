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
    r"|,? (?:is|was) (?:an?|one of|the(?! one\b)) )[^.!?]{8,}"
)


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
            if told.search(reading.document.text[slice(*sentence)]):
                return passage.document_id, sentence
    return None
