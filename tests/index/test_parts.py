"""Parts: what is embedded of a document."""

from index.documents import Document, Span, Statement
from index.parts import embedded

TEXT = "Q: Did you sell your piano?\n\nFISKE: No. I lent it."


def span(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def told(asked: Span | None) -> str:
    """What is embedded of an answer to what was asked."""
    words = span("No. I lent it.")
    statement = Statement((words,), words, "turn", None, None, "FISKE", 0, 0.9, asked=asked)
    (made,) = embedded(Document("d", "", TEXT), [], [statement])
    return made


def test_of_an_answer_the_question_is_embedded_too() -> None:
    assert told(span("Did you sell your piano?")) == "Did you sell your piano? No. I lent it."


def test_what_answers_no_question_is_embedded_alone() -> None:
    assert told(None) == "No. I lent it."
