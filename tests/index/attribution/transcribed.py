"""A transcript → its turns, who speaks in them, and what is reported within."""

from index.attribution import attribute
from index.attribution.floor import Floor
from index.attribution.transcripts import Turn, turns
from index.documents import Attribution, Document
from tests.index.parsed import parser

FIRST_NAMES = """Two Hours at Sea, Episode 3

Dario: Welcome back. I'm Dario Lima.

Ottilie: And I am not, whatever it says on the door of this place. {introduced}

Dario: You never were. {greeted} Is it cold?

Ottilie: It is always cold there.
"""


def document(text: str, title: str = "A title") -> Document:
    return Document("d", title, text)


def spoken(text: str, title: str = "A title") -> list[tuple[str | None, str]]:
    """Who speaks and what, turn by turn; the speaker is None where the label names nobody."""
    floor = Floor(parser().parse(document(text, title)))
    return [(who.name if who else None, text[slice(*turn.words)]) for turn, who in floor.taken()]


def turned(text: str) -> tuple[Turn, ...]:
    return turns(parser().parse(document(text)))


def speakers(text: str, title: str = "A title") -> list[str | None]:
    return [who for who, _ in spoken(text, title)]


def found(text: str, title: str = "A title") -> Attribution:
    return attribute(parser().parse(document(text, title)))


def nested(text: str, title: str = "A title") -> list[tuple[str | None, str, str]]:
    """The speaker, the source and the words of what is reported inside of turns."""
    told = found(text, title)
    return [
        (
            None if s.speaker is None else told.profiles[s.speaker].name,
            s.source_text,
            " … ".join(text[slice(*span)] for span in s.spans),
        )
        for s in told.statements
        if s.kind != "turn"
    ]
