"""Conversations about one thing among several: what each question goes on to, and is told."""

import pytest

from tests.qa.test_one_document import last_reply

DOCUMENTS = {
    "dam.txt": """"No danger" at the Tarn dam, says its owner

By Hugh Bastable

A crack was found in the Tarn dam on Tuesday. Some 900 people were told to have a bag packed. The \
owner, Northern Hydro, says that there is no danger.

The dam was built in 1934. It was last inspected in 2017. Rupert Vane, the head of the firm, put \
the missing inspection down to the pandemic.
""",
    "band.txt": """The Hollow Lanterns

The Hollow Lanterns were a Scottish rock band from Dundee, formed in 1984 by the singer Moira Kerr \
and the guitarist Stuart Gow, who had met as students of textile design. The bass player Alan \
Petrie and the drummer Jim Laird joined in 1985. They made five albums before they split up in 1996.

1984–1988: beginnings

The band's name comes from a sign in a junk shop in Perth Road. Their first concert was at a fire \
brigade's dance, where they were asked to stop after four songs. They recorded a demo tape in a \
kitchen and sent it to thirty companies. Only one replied, which signed them for 800 pounds. The \
first album sold 3,000 copies, and a paper called it a very cold bath.

1989–1992: success

Their fortunes changed when the song "Ferryman" was used in a television series. It reached number \
four in the charts, and the second album sold 600,000 copies. The band toured America for five \
months. Laird was taken to hospital with exhaustion, and the last nine concerts were cancelled.

Afterwards

Kerr has made three albums under her own name. Gow runs a guitar shop in Arbroath. Petrie became a \
sheriff. Kerr has said that there will be no reunion. "We would only be doing it for the roof \
repairs," she told a newspaper. The second album was sold again in 2021.
""",
    "handbook.txt": """Staff handbook of Corriemore

Staff at Corriemore have 28 days of leave a year.

Leave is asked for at least three weeks ahead. Up to five days can be taken over into the next \
year; they must be used by the end of March. Leave that is not taken is not paid out.
""",
    "minutes.txt": """THORNLEY COUNCIL
Minutes of the meeting held on Tuesday 7 November 2023 in the Village Hall

Present: Cllr Ashworth (Chair), Cllr Bello, Cllr Lund, Cllr Finch

1. Public session
Mr Doyle complained about lorries from the quarry, which pass his house from five in the morning.

2. Playground
The Clerk had obtained two quotations for the new climbing frame. Cllr Finch pointed out that the \
council had no more than 15,000 pounds.
It was RESOLVED to accept the quotation of Playtime Ltd. Proposed by Cllr Bello, seconded by \
Cllr Lund.

3. Date of next meeting
Tuesday 5 December 2023, 7.30 pm.
""",
}


@pytest.mark.parametrize(
    ("conversation", "answer"),
    [
        (("When was the Tarn dam last inspected?", "why not since then?"), "pandemic"),
        (("Who were the Hollow Lanterns?", "how did they get their name?"), "A sign in a junk"),
        (("How many days of leave do staff at Corriemore get?", "how early do I ask for it?"),
         "three weeks"),
        (("What did Thornley Council decide about the playground?", "who proposed it?"), "Bello"),
    ],
)  # fmt: skip
def test_it_goes_on_to(told, conversation, answer):
    assert answer in last_reply(told, *conversation).text


def test_who_wrote_a_report_is_nothing_that_it_tells(told):
    reply = last_reply(told, "Who owns the Tarn dam?", "how old is it?", "is it dangerous?")
    assert "Bastable" not in reply.text


def test_what_is_near_and_answers_nothing_is_not_told(told):
    before = ("Who were the Hollow Lanterns?", "are they getting back together?")
    assert "Scottish rock band" not in last_reply(told, *before, "why not?").text
