"""Lists of who says what, in capitals, as agencies send them."""

from time import perf_counter

import pytest

from index.attribution.reactions import reactions
from index.attribution.transcripts import turns
from index.documents import Span
from tests.index.parsed import parse, roles, said

LIST = """INSTANT VIEW: Rates held at 4 percent

* FINANCE MINISTER ANN OBI-LIND, TO PARLIAMENT: “It was time. I told the board in March that \
it would come.”

TOM REY, FUND MANAGER AT MARLOW & PELL, ZURICH
"We see no reason to move."

"It will come in June."

BANK OF CORVANE
The Bank declined to comment.

- FORMER MINISTER DR ILSE MARCHAND
"We take note."

(Compiled by Roz Hadley)
"""
HEADLINES = """PAPERS TODAY

LE MONDE
"Italy votes"

EL PAIS
"France waits"

LA STAMPA
"Spain sleeps"
"""


def test_each_is_on_record_with_what_stands_behind_the_name():
    told = [(who, words) for who, cue, words in said(LIST) if cue is None]
    assert told == [
        ("Ann Obi-Lind", "“It was time. I told the board in March that it would come.”"),
        ("Tom Rey", '"We see no reason to move."\n\n"It will come in June."'),
        ("Ilse Marchand", '"We take note."'),
    ]


def test_a_turn_begins_with_the_line_that_names_who_speaks():
    found = turns(parse(LIST))
    assert [LIST[turn.span.start :].split(" ")[1] for turn in found] == [
        "FINANCE",
        "REY,",
        "FORMER",
    ]


def test_office_and_firm_are_the_role_and_where_it_was_said_is_not():
    told = roles(LIST)
    assert told["Ann Obi-Lind"] == "Finance Minister"
    assert told["Ilse Marchand"] == "Former Minister"
    assert told["Tom Rey"] == "Fund Manager at Marlow & Pell, Zurich"


@pytest.mark.parametrize("text", [HEADLINES, HEADLINES.title()])
def test_headlines_below_papers_are_no_list(text):
    assert not [who for who, cue, _ in said(text) if who and cue is None]


def test_what_is_told_with_a_quotation_below_is_no_part_of_it():
    told = "“It was a mistake,” Governor Pia Holm said on Monday.\n"
    text = LIST.replace('"It will come', f'{told}\n"It will come').replace("(Compiled", told)
    turned = [words for _, cue, words in said(text) if cue is None]
    assert turned[1:3] == ['"We see no reason to move."', '"We take note."']


def test_words_that_close_their_marks_do_not_go_on():
    text = LIST.replace('"We take note."', '"We take note," she said.\nNobody asked why.')
    last = [words for _, cue, words in said(text) if cue is None][-1]
    assert last == '"We take note," she said.'


def test_a_long_gap_in_a_line_is_read_once():
    text = "A" + " " * 3_000_000 + "x"
    begun = perf_counter()
    assert list(reactions(text, [Span(0, len(text))])) == []
    assert perf_counter() - begun < 1
