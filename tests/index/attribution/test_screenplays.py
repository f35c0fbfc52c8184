"""The dialogue of screenplays."""

import re

import pytest

from tests.index.parsed import said

SCRIPT = """THE LAST FERRY
Written by D. Ashgrove

INT. BAKERY - NIGHT

Flour hangs in the light. MARTA (60s) kneads.

                    MARTA
          We're closed.

                    YOUNG MAN
                (beat)
          Your lamp is lit. And it is
          raining.

He puts a key on the table.

                    MARTA (CONT'D)
          It's always lit.

EXT. CANAL - LATER

                    YOUNG MAN (V.O.)
          I had not seen it for years.

                    MARTA
          Nobody has.

FADE OUT.
"""


def turns(text: str) -> list[tuple[str | None, str]]:
    return [(who, " ".join(words.split())) for who, cue, words in said(text) if cue is None]


@pytest.mark.parametrize("text", [SCRIPT, re.sub("(?m)^ +", "", SCRIPT)], ids=["wide", "flush"])
def test_what_stands_below_a_name_in_capitals_is_said(text):
    marta, man = "Marta", turns(text)[1][0]
    assert turns(text) == [
        (marta, "We're closed."),
        (man, "Your lamp is lit. And it is raining."),
        (marta, "It's always lit."),
        (man, "I had not seen it for years."),
        (marta, "Nobody has."),
    ]
    assert man != marta


def test_capitals_in_a_text_without_scenes_are_headings():
    text = SCRIPT.replace("INT.", "THE").replace("EXT.", "THE")
    assert ("Marta", "We're closed.") not in turns(text)
