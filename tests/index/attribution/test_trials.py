"""Who a defendant or a witness is, where a report of a trial calls somebody so."""

import pytest

from tests.index.parsed import said

ASKED = "Prosecutor Karl Voss asked why it was kept. "
TOLD = {
    "of whom it is alleged": (
        f"Clara Maud Lind, 39, is alleged to have used the card. {ASKED}The defendant said that "
        "she had panicked.",
        "Clara Maud Lind",
    ),
    "who denies it": (
        f"Clara Lind, who denies theft, sat in the dock. {ASKED}The defendant said that she had "
        "panicked.",
        "Clara Lind",
    ),
    "who is charged with it": (
        f"Charged with fraud, Clara Lind sat in the dock. {ASKED}The accused said that she had "
        "panicked.",
        "Clara Lind",
    ),
    "who gives evidence": (
        "Giving evidence, Mr Rey said he found a letter. “You were late, weren’t you?” asked Karl "
        "Voss, the prosecutor. “I was not,” the witness replied.",
        "Rey",
    ),
    "who testifies": (
        f"Tom Rey testified on Monday. {ASKED}The witness said that it was his.",
        "Tom Rey",
    ),
    "and not who denies a report": (
        f"Mayor Clara Lind denied the report. {ASKED}The defendant said that it was late.",
        None,
    ),
    "and not who charges others": (
        f"Clara Lind, who charged him with theft, was late. {ASKED}The defendant said no more.",
        None,
    ),
}


@pytest.mark.parametrize(("text", "speaker"), TOLD.values(), ids=TOLD)
def test_the_defendant_and_the_witness_are_who_is_told_to_be_one(text, speaker):
    assert said(text)[-1][0] == speaker
