"""Statements made for a test: who said what, where and when."""

from datetime import date
from itertools import count

from index.documents import Kind, Span, Speaker, StoredStatement
from qa.replies import FoundStatement

_numbers = count()


def said(
    who: str,
    text: str,
    *,
    cue: str = "said",
    document: str = "d",
    day: date | None = None,
    kind: Kind = "indirect",
) -> StoredStatement:
    """A statement; without ``who``, of a source that is not named."""
    speaker = Speaker(who.casefold(), who, "person") if who else None
    start = len(f"{who or 'Officials'} {cue} ")
    sentence = f"{who or 'Officials'} {cue} {text}."
    span = Span(start, start + len(text))
    return StoredStatement(
        id=f"s{next(_numbers)}",
        document_id=document,
        title=f"Title of {document}",
        published=day,
        passage_id=f"{document}-p0",
        speaker=speaker,
        source_text=who or "Officials",
        kind=kind,
        cue=cue,
        text=text,
        spans=(span,),
        sentence=Span(0, len(sentence)),
        sentence_text=sentence,
        confidence=0.9,
    )


def found(*statements: StoredStatement) -> list[FoundStatement]:
    return [FoundStatement(each, each.confidence) for each in statements]
