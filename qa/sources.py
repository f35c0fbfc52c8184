"""A finished reply → what a language model is given of it, and all that it may say."""

from collections.abc import Sequence
from dataclasses import dataclass

from index.attribution.quotations import quotations
from index.documents import Span, StoredStatement
from qa.periods import written
from qa.replies import FoundPassage, Reply


@dataclass(frozen=True, slots=True)
class Source:
    """What a sentence can cite: a statement, or a passage that was found without one."""

    found: FoundPassage
    statement: StoredStatement | None = None

    @property
    def who(self) -> str:
        """Whom the words are credited to, as a key: nobody for a passage."""
        if self.statement is None:
            return ""
        return self.statement.speaker.id if self.statement.speaker else self.statement.source_text

    @property
    def names(self) -> Sequence[str]:
        """What the speaker is called, the fullest form first."""
        if self.statement is None:
            return ()
        speaker = self.statement.speaker
        if speaker is None:
            return (self.statement.source_text,)
        surname = speaker.name.split()[-1:] if speaker.kind == "person" else []
        return tuple(dict.fromkeys((speaker.name, *speaker.aliases, *surname)))

    @property
    def role(self) -> str:
        speaker = self.statement.speaker if self.statement else None
        return (speaker.role or "") if speaker else ""

    @property
    def said(self) -> str:
        return self.statement.text if self.statement else self.found.passage.text

    @property
    def quotable(self) -> Sequence[str]:
        """What may stand in quotation marks: of a statement, what the speaker's own words are."""
        if self.statement is None:
            return (self.found.passage.text,)
        said = self.statement.text.split(" … ")
        match self.statement.kind:
            case "direct" | "turn":
                return said
            case "mixed":
                return [
                    text[slice(*span)]
                    for text in said
                    for span in quotations(text, [Span(0, len(text))])
                ]
            case "indirect":
                return ()

    @property
    def about(self) -> str:
        """All that a sentence may take its names, its numbers and its matter from."""
        day = self.found.published
        known = (self.found.title, written(day) if day else "")
        if self.statement is None:
            return " ".join((*known, self.said))
        told = (self.statement.sentence_text, self.said, self.statement.source_text)
        return " ".join((*known, *self.names, self.role, *told))


def sources(reply: Reply) -> Sequence[Source]:
    """What a reply rests on: its statements, then the passages that hold none of them."""
    passages = {found.passage.id: found for found in reply.passages}
    stated = [
        Source(passages[each.statement.passage_id], each.statement)
        for each in reply.statements
        if each.statement.passage_id in passages
    ]
    held = {source.found.passage.id for source in stated}
    return (*stated, *(Source(found) for id, found in passages.items() if id not in held))
