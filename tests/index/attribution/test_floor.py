"""What is reported within the turns of a transcript, and by whom."""

import pytest

from tests.index.attribution.transcribed import nested

DEBATE = (
    "MR. HOLT: The Minister of Ports, Ann Lind, came with the Minister of Roads, Karl Voss.\n\n"
    "MS. OBI: I saw them.\n\nMR. HOLT: I was late.\n\n"
    "MS. OBI: It is late. The minister said that the bridge would open. The government said that "
    "it was safe.\n"
)


def test_of_several_ministers_the_one_who_was_named_long_before_is_not_meant():
    assert {who for who, *_ in nested(DEBATE)} == {None}
    alone = DEBATE.replace("came with the Minister of Roads, Karl Voss", "came")
    assert [who for who, *_ in nested(alone)] == ["Ann Lind", None]
    near = DEBATE.replace("The minister said", "Ann Lind came. The minister said")
    assert [who for who, *_ in nested(near)] == ["Ann Lind", None]


def test_what_a_speaker_reports_is_a_statement_within_the_turn():
    text = (
        "MS. OBI: Good afternoon. The governor has said that the bridge will reopen in May.\n\n"
        "MR. HOLT: Marta Lund told the council that the tests were fine.\n\nMS. OBI: Yes."
    )
    assert nested(text) == [
        (None, "The governor", "that the bridge will reopen in May"),
        ("Marta Lund", "Marta Lund", "that the tests were fine"),
    ]


@pytest.mark.parametrize(
    "words",
    [
        "I said last week that the bridge was safe.",
        "You said that the bridge was safe.",
        "We have said that the bridge is safe.",
    ],
)
def test_what_is_said_by_those_in_the_room_is_no_second_statement(words):
    assert nested(f"MS. OBI: {words}\n\nQ: {words} Is it?\n\nMS. OBI: It is.") == []


def test_he_is_not_the_speaker_himself():
    text = "Daniel Holt: He said that it was safe.\nGrace Obi: Who?\nDaniel Holt: The engineer."
    assert all(who != "Daniel Holt" for who, _, _ in nested(text))


def test_a_quotation_does_not_go_on_from_the_turn_before():
    text = (
        'MS. OBI: Marta Lund said, "We will reopen the bridge in the month of May."\n\n'
        'MR. HOLT: "Nobody is above the law of the sea," as they put it.\n\nMS. OBI: Yes.'
    )
    assert all("sea" not in words for who, _, words in nested(text) if who == "Marta Lund")
