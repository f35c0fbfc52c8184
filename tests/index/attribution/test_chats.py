"""The lines of a chat within another document."""

import pytest

from tests.index.parsed import said

CHAT = """[14:07] ann.lind: ack, looking
[14:11] bo_holm: support says the card provider is down?
[14:12] pager: ALERT checkout 40%
[14:13] ann.lind: no
"""
REPORT = f"""# What happened

No human typed the wrong number.

{CHAT}
## What went well

The alert fired within three minutes. Bo Holm joined by himself.
"""


def turns(text: str) -> list[tuple[str | None, str]]:
    return [(who, words) for who, cue, words in said(text) if cue is None]


def test_each_line_is_whose_handle_it_is_and_nothing_below_the_last():
    assert turns(REPORT) == [
        ("Ann Lind", "ack, looking"),
        ("Bo Holm", "support says the card provider is down?"),
        (None, "ALERT checkout 40%"),
        ("Ann Lind", "no"),
    ]


def test_a_first_name_is_the_one_of_whom_the_document_has_the_full_name():
    text = REPORT.replace("[14:11] bo_holm:", "[14:11] bo:")
    assert ("Bo Holm", "support says the card provider is down?") in turns(text)
    assert ("Bo Holm", "support says the card provider is down?") not in turns(
        text.replace("by himself", "with Bo Lund")
    )


def test_whom_a_line_tells_of_is_nobodys_handle():
    film = REPORT.replace("ann.lind", "tom").replace("ack, looking", "saw the Tom Cruise film?")
    film = film.replace("bo_holm", "eva.sund").replace("pager", "bo_holm")
    assert "Tom Cruise" not in dict(turns(film))
    film += "\nTom Obi was on call.\n"
    assert ("Tom Obi", "saw the Tom Cruise film?") in turns(film)


def test_what_stands_below_is_no_part_of_whole_sentences_either():
    text = REPORT.replace("bo_holm", "Bo Holm").replace("ann.lind: no", "ann.lind: It is not.")
    assert turns(text)[-1] == ("Ann Lind", "It is not.")


def test_who_is_in_angles_needs_no_other_name_and_may_come_and_go():
    text = (
        "--- Log opened Tue Feb 06 19:00:04 2024\n19:01 <tessw> the build is red\n"
        "19:02 -!- bholm [~b@host.example] has joined #docs\n19:02 <@bholm> that was me\n"
        "19:03 * tessw sighs\n[2024-02-06 19:03] <tessw> again\n19:04 <bholm> reverting it now\n"
        "19:05 -!- tessw has quit [Ping timeout]\n--- Log closed Tue Feb 06 19:16:00 2024\n"
    )
    assert turns(text) == [
        ("Tessw", "the build is red"),
        ("Bholm", "that was me"),
        ("Tessw", "again"),
        ("Bholm", "reverting it now"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "[10:15:01] INFO: Ann Lind logged in\n[10:15:02] WARN: slow\n[10:15:03] INFO: ok\n"
        "[10:15:04] WARN: slow again",
        "[10:15] Lunch: soup\n[11:15] Keynote: Ann Lind\n[12:15] Lunch: more soup\n"
        "[13:15] Panel: Bo Holm",
        "10:15 Ann Lind: a talk\n11:15 Bo Holm: a panel\n12:15 Ann Lind: a talk\n13:15 Bo Holm: x",
        "[10:15] ann.lind: here\n[10:16] bo.holm: here\n[10:17] ann.lind: go",
    ],
)
def test_lists_and_logs_are_no_chat(text):
    assert turns(f"The day was long. Nobody slept.\n\n{text}\n\nAll went home then.") == []
