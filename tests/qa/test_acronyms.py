"""What an acronym stands for is told by the words beside it whose initials spell it."""

import pytest

from qa.reading.reader import Reader

pytestmark = pytest.mark.e2e

TEXT = """The National Union of Dock Painters (NUDP) met on Monday. The NUDP has 300 members.

Pages are written in HTML (HyperText Markup Language). VOC stands for volatile organic compound.

Ann Lind of the Northern Ports Authority, or NPA, said that the NPA was late.

The Organization of the Ports (OP) and the Bureau of Quays, known as BOQ, had no comment. The cost
of R&D, short for research and development, rose. Guards know cardiopulmonary resuscitation (CPR).
Send it for your information (FYI). The Dock Painters' and Children's Fund (DPCF) is new.

The quay (QX) is shut."""


@pytest.fixture(scope="module")
def told(written):
    return written({"a.txt": TEXT, "b.txt": "The painters of Arle are old."}, Reader())


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("What does NUDP stand for?", "National Union of Dock Painters"),
        ("what is the NUDP short for?", "National Union of Dock Painters"),
        ("What does the acronym HTML mean?", "HyperText Markup Language"),
        ("What's VOC short for?", "volatile organic compound"),
        ("What is the full name of the NPA?", "Northern Ports Authority"),
        ("What does BOQ stand for?", "Bureau of Quays"),
        ("What does OP stand for?", "Organization of the Ports"),
        ("What does R&D stand for?", "research and development"),
        ("What does CPR stand for?", "cardiopulmonary resuscitation"),
        ("What does DPCF stand for?", "Dock Painters' and Children's Fund"),
        ("What does FYI stand for?", "for your information"),
    ],
)
def test_an_acronym_stands_for_the_words_that_it_spells(told, question, words):
    reply = told.ask(question)
    assert reply.words is not None
    assert reply.words.text == words


@pytest.mark.parametrize("question", ["What does QX stand for?", "What does XYZ stand for?"])
def test_what_no_words_beside_it_spell_is_not_told(told, question):
    assert told.ask(question).refusal
