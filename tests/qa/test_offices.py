"""Who holds an office of a body: as the documents tell it beside the name, or nobody."""

import pytest

from index.documents import Attribution, Span
from index.store import Entry, Filter
from index.stores.local import LocalStore
from qa import offices
from qa.reading.reader import Reader
from tests.index import samples

DOCUMENTS = {
    "2026-05-02-order.txt": """An order on pumps

The Tarn Board shall name a deputy, in coordination with the Administrator of USTEC, the Director \
of Tarn Works, and the heads of other bodies.

Director of Orland Works Greet Mol will open the pumping station in June.
""",
    "2026-05-12-recall.txt": """Norvanta recalls heat pumps

Norvanta Chief Executive Ingeborg Aastrup said on Monday that the company would recall 4,000 pumps.

Tomasz Reinholt, Norvanta's head of quality, said that a faulty valve was to blame.
""",
    "2026-05-20-prices.txt": """Norvanta defends its prices

Chief financial officer Nils Holmgaard told shareholders that margins at Norvanta had fallen.

Halden Marine chief executive Bo Lindqvist said that Norvanta was slow. Chief executive Bo \
Lindqvist, of Halden, added that Norvanta would hear from him.
""",
    "2026-06-03-harbour.txt": """Kelmouth votes on the harbour

The mayor of Kelmouth, Dara Finch, said that the harbour would be dredged by autumn. Deputy mayor \
Olu Brandt said that the money was there. Kelmouth's former mayor, Greta Moss, called it a folly. \
South Kelmouth Mayor Fay Lund protested.
""",
    "2026-06-04-plant.txt": """Rask Foods opens a plant

The plant was opened by Mia Holm, the chief executive of Rask Foods. Jon Aker is co-chair of Rask \
Foods. Siv Dahl, co-chair of Rask Foods, said that it would employ 300 people.

Selma Odegaard, head of sales at Tarn Metals, said that steel was dear.
""",
    "2026-06-05-note.txt": """By Edda Vale, Chief Executive Officer, Orrin Tools

The lathe that Orrin Tools sold in May had a fault, and it will be mended.
""",
    "2026-06-06-call.txt": """Brimwater Pumps, call with analysts

Operator

Good morning, and welcome to all of you. You may ask questions at the end.

Deborah Lund - Investor Relations

Thank you. Joining me today are Rajiv Menon, our CEO, and Aoife Brennan, our CFO. Our largest \
customer, Pell Outdoor, complained in writing. Its CTO, Jens-Ole \
Petersen, wrote that Pell Outdoor would leave.

Operator

Our first question is from Ann Holt.

Deborah Lund - Investor Relations

Go ahead, Ann.
""",
    "2026-06-07-museum.txt": """The museum of the harbour

The Skell Museum had 15,200 visitors. It is run by volunteers.
""",
}


@pytest.mark.e2e
@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Who is the CEO of Norvanta?", "Ingeborg Aastrup"),
        ("Who is Norvanta's chief executive officer?", "Ingeborg Aastrup"),
        ("Who is the Norvanta CEO?", "Ingeborg Aastrup"),
        ("who is the ceo of rask foods", "Mia Holm"),
        ("Who is the chief executive of Halden Marine?", "Bo Lindqvist"),
        ("Who is the CEO of Orrin Tools?", "Edda Vale"),
        ("Who is the mayor of Kelmouth?", "Dara Finch"),
        ("Who is the mayor of South Kelmouth?", "Fay Lund"),
        ("Who is the head of quality at Norvanta?", "Tomasz Reinholt"),
        ("Who is the CFO of Norvanta?", "Nils Holmgaard"),  # in a sentence that names it
        ("Who is the CFO of Brimwater?", "Aoife Brennan"),  # in whose call she is "our" CFO
        ("Who is the CTO of Pell Outdoor?", "Jens-Ole Petersen"),
        ("Who is the director of Orland Works?", "Greet Mol"),
        ("Who directs Orland Works?", "Greet Mol"),
        ("Who leads Norvanta?", "Ingeborg Aastrup"),
        ("Who heads Halden Marine?", "Bo Lindqvist"),
    ],
)
def test_who_holds_an_office_is_whom_a_sentence_gives_it(told, question, name):
    reply = told.ask(question)
    assert reply.words.text == name
    assert len(reply.sentences) == 2
    assert name in reply.sentences[1].text


@pytest.mark.e2e
def test_who_holds_no_office_may_run_a_thing_as_well(told):
    assert told.ask("Who runs the Skell Museum?").words.text == "volunteers"


@pytest.mark.e2e
def test_of_several_holders_each_is_told(told):
    text = told.ask("Who are the co-chairs of Rask Foods?").text
    assert "Jon Aker" in text
    assert "Siv Dahl" in text


@pytest.mark.e2e
@pytest.mark.parametrize(
    "question",
    [
        "Who is the CEO of Tarn Metals?",  # its head of sales is told
        "Who is the COO of Norvanta?",
        "Who is the president of Kelmouth?",  # its mayor is told
        "Who is the mayor of Lindmoor?",
        "Who is the director of Tarn Works?",  # another's office and body stand before it
    ],
)
def test_who_holds_another_office_is_no_answer(told, question):
    assert not told.ask(question).answered


@pytest.mark.e2e
def test_the_holder_of_an_office_is_asked_what_she_said(told):
    reply = told.ask("What did Norvanta's CFO say about margins?")
    assert [found.statement.speaker.name for found in reply.statements] == ["Nils Holmgaard"]


@pytest.mark.parametrize(
    "who",
    [
        "their coach at the time",
        "the coach at the moment",
        "the mayor",
        "the deputy mayor",
        "the company's chairman",
        "Ada Holm",
        "the White House",
        "the mayor of -",
        "the CEO of …",
    ],
)
def test_without_an_office_or_a_body_of_a_name_no_holder_is_looked_for(who):
    assert offices.described(who) is None


BRIEFINGS = {
    "2022-03-01-briefing.md": """---
title: Briefing
date: 2022-03-01
---
Prime Minister Rosa Lind said that the tunnel would open in May. Mayor Ola Brandt said that the \
quay was safe.
""",
    "2024-03-01-briefing.md": """---
title: Briefing
date: 2024-03-01
---
Prime Minister Per Voss said that the tunnel was flooded, and that nobody was hurt. Mayor Siv Aker \
said that the school would stay.
""",
}


@pytest.fixture(scope="module")
def in_turn(written):
    return written(BRIEFINGS)


def test_all_who_held_an_office_in_turn_are_who_is_asked_about(in_turn):
    reply = in_turn.ask("What did the prime minister say about the tunnel?")
    assert {f.statement.speaker.name for f in reply.statements} == {"Rosa Lind", "Per Voss"}
    named = {s.text for s in in_turn.ask("Who is the prime minister?").sentences}
    assert named == {"Rosa Lind, Prime Minister.", "Per Voss, Prime Minister."}


def test_an_office_that_many_hold_at_a_time_is_asked_back(in_turn):
    refusal = in_turn.ask("What did the mayor say?").refusal
    assert refusal is not None
    assert refusal.reason == "ambiguous_speaker"


@pytest.mark.e2e
def test_a_body_that_is_named_in_full_goes_by_its_last_word(written):
    text = (
        "The Orland Port Commission opened an inquiry. “It is our job,” said Commission Chair Lea "
        "Stam.\n"
    )
    told = written({"notice.txt": text}, Reader())
    assert told.ask("Who is the chair of the Orland Port Commission?").words.text == "Lea Stam"


def test_a_sentence_of_any_length_is_looked_through(tmp_path):
    long = "A" * 40_000 + " and " + "a’" * 20_000
    document = samples.document(f"{long} heard Norvanta chief executive Ada Holm in Kelmouth.")
    sentence = [Span(0, len(document.text))]
    vectors = samples.encode(["words"])
    made = Entry(
        document,
        samples.passages(document),
        Attribution((), ()),
        sentence,
        [],
        vectors,
        vectors[:0],
    )
    store = LocalStore(tmp_path)
    with store.writer(samples.MANIFEST) as writer:
        writer.put(samples.file("a.txt", made), made)
    office = offices.asked("Who is the CEO of Norvanta?")
    with store.snapshot() as snapshot:
        assert [holder.name for holder in offices.holders(snapshot, office, Filter())] == [
            "Ada Holm"
        ]
    store.close()
    assert not offices.is_anothers(office, "Ada Holm", f"{long * 5}, Ada Holm.")


@pytest.mark.e2e
def test_who_speaks_in_an_office_holds_that_of_the_body_whose_call_it_is(written):
    call = (
        "{0}, results call\n\nOperator: Good morning.\n\n{1} (Chief Executive): {2}\n\n"
        "Sarah Pike (Analyst): And in the autumn?\n\n{1}: It will stay so.\n"
    )
    told = written(
        {
            "varn.txt": call.format("Varn Tools plc", "Ada Holm", "Prices rose in the spring."),
            "orla.txt": call.format("Orla Foods", "Ben Aldous", "Prices fell in the spring."),
        }
    )
    for asked, name in (("Varn Tools's CEO", "Ada Holm"), ("the CEO of Orla Foods", "Ben Aldous")):
        reply = told.ask(f"What did {asked} say about prices?")
        assert [found.statement.speaker.name for found in reply.statements] == [name]
    assert told.ask("What did the CEO of Halden say about prices?").refusal


@pytest.mark.e2e
def test_who_an_office_holder_is_is_told_by_the_name(written):
    text = "Budget hearing\n\nMR. HOLT: Thank you.\n\nMS. OBI (Minister of Ports): It is late.\n\n"
    told = written(
        {"a.txt": text * 2, "b.txt": "Rosa Obi, the Minister of Ports, said it was late."}
    )
    reply = told.ask("Who is the Minister of Ports?")
    assert reply.words is not None
    assert reply.words.text.casefold() in ("rosa obi", "obi")
    assert told.ask("Who is Obi?").words.text == "Minister of Ports"
