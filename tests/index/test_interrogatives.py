"""Questions within a text: where they stand, and what is asked at its end."""

import pytest

from index.documents import Span
from index.interrogatives import asked_at_end, only_asks, questions


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It rained. Who left? Nobody did.", [" Who left?"]),
        ("Mr. Holt, is it $1.5 million?", ["Mr. Holt, is it $1.5 million?"]),
        ("Why? He never said.\nWhat now?", ["Why?", "What now?"]),
        ("Mrs. Obi and Dr. Lind left. Did Ms. Holt?", [" Did Ms. Holt?"]),
        ("Nothing is asked here.", []),
        ("To ask the Mayor if it rained. It did.", ["To ask the Mayor if it rained."]),
        ("We came to ask the way.", []),
    ],
)
def test_questions_end_with_their_mark(text: str, found: list[str]) -> None:
    assert [text[slice(*span)] for span in questions(text)] == found


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("Who signed it?", True),
        ("Q. Ms. Obi, did you sign? And when?", True),
        ("THE CHAIR: Is that so?", True),
        ("Some of your staff want you to resign. Will you?", False),
        ("Did you sign it? I never did.", False),
        ("Did you? Please.", True),
        ("I did not.", False),
        ("", False),
        ("To ask Her Majesty's Government when it will end.", True),
        ("To ask the Minister when it will end. It is late, and nobody knows.", False),
    ],
)
def test_what_only_asks_says_nothing_besides(text: str, only: bool) -> None:
    assert only_asks(text) is only


def at_end(text: str, *, asks: bool = False) -> str | None:
    span = asked_at_end(text, Span(0, len(text)), asks=asks)
    return None if span is None else text[slice(*span)]


def test_a_text_asks_what_its_last_sentences_ask() -> None:
    assert at_end("They want you to go. Will you?") == "They want you to go. Will you?"
    assert at_end("**Did you sell it?**\n") == "**Did you sell it?"
    assert at_end("“Did you?” ") == "“Did you?”"
    assert at_end("Will you? I doubt it.") is None
    assert at_end("To ask the Minister when it ends.") == "To ask the Minister when it ends."
    assert at_end("") is None


def test_who_asks_for_a_living_asks_without_a_mark_too() -> None:
    assert at_end("Tell us what you saw.", asks=True) == "Tell us what you saw."


def test_of_a_long_question_the_last_sentences_are_taken_whole() -> None:
    assert at_end("It was so. " * 60 + "Was it?") == ("It was so. " * 60 + "Was it?")[-392:]
    assert at_end("so " * 200 + "was it?") is None
