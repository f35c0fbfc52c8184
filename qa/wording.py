"""A statement → the sentence of an answer that tells it, in the document's words."""

from collections.abc import Sequence

from index.documents import StoredStatement
from qa.replies import Sentence


def name(statement: StoredStatement) -> str:
    """The speaker's name; an unnamed source in the document's own words."""
    return statement.speaker.name if statement.speaker else statement.source_text


def called(statement: StoredStatement) -> str:
    """The name as it stands inside a sentence: with the article that the document gives it."""
    plain = name(statement)
    speaker = statement.speaker
    if speaker is None or speaker.kind == "person":
        return plain
    source = statement.source_text.casefold()
    forms = (plain, *speaker.aliases)
    with_article = any(source.startswith(f"the {form.casefold()}") for form in forms)
    return f"the {plain}" if with_article and "’s" not in plain and "'s" not in plain else plain


def who(statement: StoredStatement) -> str:
    """The same with the speaker's role."""
    role = statement.speaker.role if statement.speaker else None
    return f"{name(statement)}, {role}" if role else name(statement)


def told_by(statement: StoredStatement, *, dated: bool = False) -> str:
    """The reporting sentence, led by who it was where it doesn't name them itself."""
    sentence = reported(statement, dated=dated)
    names = (name(statement), *(statement.speaker.aliases if statement.speaker else ()))
    named = any(form in sentence for form in names)
    return sentence if named else f"{who(statement)}: {sentence}"


def reported(statement: StoredStatement, *, dated: bool = False) -> str:
    """The sentence that reports it, and what of the words stands outside of that."""
    parts = [(statement.sentence.start, statement.sentence_text)]
    at = 0
    for span in statement.spans:
        if not statement.sentence.holds(span):
            parts.append((span.start, statement.text[at : at + span.end - span.start]))
        at += span.end - span.start + len(" … ")
    text = " ".join(part for _, part in sorted(parts))
    if any(s.start < statement.sentence.start < s.end for s in statement.spans):
        text = statement.text  # the words begin before the sentence and run into it
    if dated:
        date = statement.published.isoformat() if statement.published else "undated"
        text = f"{text} ({statement.title}, {date})"
    return " ".join(text.split())


def once(sentences: Sequence[Sentence]) -> list[Sentence]:
    """Two statements of one sentence are told once."""
    unique: dict[str, Sentence] = {}
    for sentence in sentences:
        unique.setdefault(sentence.text, sentence)
    return list(unique.values())
