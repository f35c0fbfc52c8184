"""Parts: what is embedded of a document."""

from index.documents import Document, Span, Statement
from index.parts import embedded


def told(text: str, words: str, kind: str = "turn") -> str:
    """What is embedded of a statement with these words."""
    span = Span(text.index(words), text.index(words) + len(words))
    statement = Statement((span,), span, kind, None, None, "Fiske", 0, 0.9)
    (made,) = embedded(Document("d", "", text), [], [statement])
    return made


def test_of_a_turn_the_question_that_it_answers_is_embedded_too() -> None:
    text = "Q: Did you sell your piano?\n\nFISKE: No. I lent it.\n\nQ: Why?\n\nFISKE: To hear it."
    assert told(text, "No. I lent it.") == "Q: Did you sell your piano? No. I lent it."
    assert told(text, "To hear it.") == "Q: Why? To hear it."


def test_marks_behind_a_question_do_not_hide_it() -> None:
    text = "**Q: Did you sell it?**\n\n**Fiske:** No."
    assert told(text, "No.") == "**Q: Did you sell it?** No."


def test_what_is_no_question_or_no_turn_is_embedded_alone() -> None:
    text = "We met in Ghent.\n\nFISKE: I lent it.\n\nWas it sold?\n\nFiske said it was lent."
    assert told(text, "I lent it.") == "I lent it."
    assert told(text, "it was lent", "indirect") == "it was lent"


def test_of_a_long_question_the_end_is_embedded() -> None:
    asked = "word " * 200 + "did you sell it?"
    made = told(f"Q: {asked}\nFISKE: No.", "No.")
    assert made.endswith("word did you sell it? No.")
    assert 300 < len(made) < 420


def test_the_first_line_of_a_document_answers_nothing() -> None:
    assert told("FISKE: No.", "No.") == "No."
