"""A row of a table, an item of a list and a sentence of a short paragraph answer by themselves."""

import pytest

from index.documents import Document, Span
from index.store import Reading
from qa.intents.lines import _of_the_question
from qa.lines import Line, lines, may_head
from qa.reading.reader import Reader
from qa.rows import is_row

DOCUMENTS = {
    "handbook.md": """# Handbook of the Orrin Pottery

## 3 Leave

### 3.1 Kinds of leave

| Kind of leave | Length | Notice |
|---|---|---|
| Maternity | 40 weeks | 12 weeks |
| Adoption | 26 weeks | 8 weeks |
| Moving house | 1 day | 2 weeks |

### 3.2 Travel

Claims are made within 60 days. Receipts are needed.

- Rail: second class.
- Private car: €0.38 per kilometre.
- Taxis: only where no public transport runs, or after 10 p.m.

## 4 The kiln

| | |
|---|---|
| Weight | 310 kg without bricks |
| Chamber | 118 × 118 cm |
""",
    "trial.md": """# Open doors and dust in village halls

Results. Forty-five halls completed the trial; three withdrew because of renovation. The mean \
concentration of dust fell from 236 to 131 grains in the halls with open doors (−44%) and from \
229 to 214 grains in the control halls (−7%). Heating took 6% more energy, and the halls were \
colder by a degree. Most of the wardens said that they would go on with it in the next winter.
""",
    "tasks.md": """# Minutes of the glaze group

They met on 4 May.

## Action items

| No | What | Who | By |
|---|---|---|---|
| 1 | Ask the supplier for a penalty payment | Erik | 31 March |
| 2 | Draft the bid | Clara | 10 April |
""",
}


@pytest.mark.e2e
@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("how long is maternity leave?", "40 weeks. Maternity | 40 weeks | 12 weeks"),
        ("how much notice for adoption leave?", "8 weeks. Adoption | 26 weeks | 8 weeks"),
        ("when may I take a taxi?", "Taxis: only where no public transport runs, or after 10 p.m."),
        ("How much per kilometre for my own car?", "Private car: €0.38 per kilometre."),
        ("how long is the leave for moving house?", "1 day. Moving house | 1 day | 2 weeks"),
        ("what is the weight of the kiln?", "310 kg without bricks. Weight | 310 kg"),
        ("who is drafting the bid?", "Clara. 2 | Draft the bid | Clara | 10 April"),
    ],
)
def test_a_line_answers_behind_its_heading(told, question, answer):
    assert answer in told.ask(question).text


@pytest.mark.e2e
@pytest.mark.parametrize(
    "question",
    [
        "how long is wedding leave?",
        "How much per kilometre for motorbikes?",
        "what is the weight of the Lumo Air?",
        "who drafts the budget for marketing?",
    ],
)
def test_a_line_of_something_else_does_not(told, question):
    assert not told.ask(question).answered


@pytest.mark.e2e
@pytest.mark.parametrize(
    ("before", "question", "answer"),
    [
        ("how long is maternity leave?", "how much notice for adoption leave?", "Adoption | 26"),
        ("how long do I have for a claim?", "and receipts?", "Receipts are needed."),
        ("how many halls completed the trial?", "why did the others withdraw?", "of renovation"),
    ],
)
def test_a_follow_up_is_answered_by_the_line_with_its_own_words(told, before, question, answer):
    assert answer in told.ask(question, before).text


FEES = {
    "fees.md": """# The town of Orrin

## Fees

| Permit | Fee |
|---|---|
| Boat | $40 |
| Stall | $55 |
| Dog | $20 |

| Offence | Fine |
|---|---|
| Littering | $90 |
| Speeding | $120 |
""",
    "trees.csv": "Elm,7,70\nOak,8,80\nAsh,9,90\n",
}


@pytest.fixture(scope="module")
def fees(written):
    return written(FEES, Reader())


@pytest.mark.e2e
@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("what is the fee for a boat permit?", "$40. Boat | $40"),
        ("what is the dog permit fee?", "$20. Dog | $20"),
        ("what is the fee for a stall permit?", "$55. Stall | $55"),
    ],
)
def test_a_row_answers_whose_own_cells_have_what_is_asked_for(fees, question, answer):
    assert fees.ask(question).text == answer


@pytest.mark.e2e
@pytest.mark.parametrize("question", ["what is the fee for a taxi permit?", "what is Elm?"])
def test_a_row_does_not_that_has_it_in_the_heads_alone_or_nowhere(fees, question):
    assert not fees.ask(question).answered


@pytest.mark.e2e
def test_an_empty_line_parts_tables_whose_rows_stand_close(written):
    """The second is not read behind the heads of the first."""
    text = """The town of Orrin

Fees

Permit | Fee
Boat | $40
Stall | $55

Offence | Fine
Littering | $90
Speeding | $120
"""
    told = written({"fees.txt": text}, Reader())
    assert told.ask("what is the fine for speeding?").text == "$120. Speeding | $120"
    assert not told.ask("what is the fine for an offence?").answered


def test_a_row_is_read_behind_the_heads_of_its_own_table():
    text = "Permit | Fee\nBoat | $40\n\nOffence | Fine\nLittering | $90"
    read = [line.read for line in lines(Reading(Document("a", "", text)), Span(0, len(text)))]
    assert read == ["Permit: Boat; Fee: $40", "Offence: Littering; Fine: $90"]


def test_a_part_of_a_row_stands_in_a_row():
    text = "Options\n--curve | steep | Curve: steep or none\nNone is set."
    assert is_row(text, Span(text.index("Curve:"), text.index("\nNone")))
    assert not is_row(text, Span(text.index("None"), len(text)))


SCHOOLS = {
    "news.txt": """The village school is to close in the summer

The school, which has room for 180 pupils but only 61 on the roll, will shut its doors for the \
last time on Friday 19 July. Pupils will be offered places at Teal Bank Primary, 1.6 miles away.
""",
    "town.md": """# Harlow

## Education

| School | Type | Opened | Pupils |
| --- | --- | --- | --- |
| Teal Bank Primary | Community | 1962 | 212 |
| Harlow High | Academy | 1974 | 840 |
""",
}


@pytest.mark.e2e
def test_a_row_of_the_name_that_is_asked_for_comes_before_a_sentence_without_it(written):
    schools = written(SCHOOLS, Reader())
    told = schools.ask("How many pupils does Teal Bank Primary have?").text
    assert told == "212. Teal Bank Primary | Community | 1962 | 212"
    assert schools.ask("How far away is Teal Bank Primary?").text.startswith("1.6 miles")


def test_a_sentence_that_begins_in_front_of_its_line_has_the_words_that_are_on_it():
    own = (Span(0, 20), Span(20, 40))
    line = Line(Span(10, 40), "", "quay paid. They said it again.", sentences=own)
    assert _of_the_question(line, own[1], {"quay"}) == own[0]


SHEET = {
    "pumps.md": """# Lumo A7 and A9 pumps: data sheet

| | A7 | A9 |
|---|---|---|
| Weight | 118 kg | 139 kg |
| Recommended price | €8,490 | €10,290 |
""",
    "ferry.md": """# Ferries on the lake

| Leaves Orrin | Arrives at Holm |
|---|---|
| 11:30 | 12:10 |
| 12:30 | 13:10 |

## The café on the pier

| Day | Hours |
|---|---|
| Monday | closed |
| Saturday | 10:00–18:00 |
| Sunday | 12:00–17:00 |

The café is also open on bank holiday Mondays.
""",
}


@pytest.fixture(scope="module")
def sheet(written):
    return written(SHEET, Reader())


@pytest.mark.e2e
@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("what is the price of the Lumo A9?", "€10,290. Recommended price | €8,490 | €10,290"),
        ("when is the café open on Sundays?", "Sunday | 12:00–17:00"),
    ],
)
def test_a_row_is_found_by_brand_and_model_and_by_every_sunday(sheet, question, answer):
    assert sheet.ask(question).text.startswith(answer)


@pytest.mark.e2e
def test_a_row_of_another_time_of_day_does_not_answer(sheet):
    text = sheet.ask("when does the ferry that leaves Orrin at 12:30 arrive at Holm?").text
    assert text == "13:10. 12:30 | 13:10"


MUSEUM = {
    "museum.md": """# Visiting the Fenwick Museum of Textiles

The museum stands on the site of the Albion Mill in Harrowby.

## Opening times

| Day | Hours |
|---|---|
| Monday | closed |
| Saturday | 10:00–18:00 |
| Sunday | 12:00–17:00 |

Last admission is 45 minutes before closing. The museum is open on bank holiday Mondays.

## Admission

On the first Sunday of every month admission is free for all. Guided tours cost £4 more and start \
at 11:00 and 14:30 from Wednesday to Saturday.
""",
}


@pytest.mark.e2e
def test_the_line_whose_words_the_reader_is_surer_of_comes_first(written):
    museum = written(MUSEUM, Reader())
    told = museum.ask("when is the textile museum open on Sundays?")
    assert told.sentences[0].text == "Sunday | 12:00–17:00"


EFFECTS = {
    "leaflet.md": """# Orrinil 20 mg tablets

## Possible side effects

- Uncommon (up to 1 in 100 people): dizziness, diarrhoea, rash
- Rare (up to 1 in 1,000 people): fainting, palpitations
- Common (up to 1 in 10 people): dry mouth, headache

Stop taking Orrinil and see a doctor if your face swells.
""",
}


@pytest.mark.e2e
def test_a_follow_up_is_not_answered_by_a_line_with_none_of_its_own_words(written):
    leaflet = written(EFFECTS, Reader())
    reply = leaflet.ask("and rare ones?", "what are common side effects of Orrinil?")
    assert (
        reply.text
        == "Fainting, palpitations. Rare (up to 1 in 1,000 people): fainting, palpitations"
    )


PROGRAMME = {
    "programme.md": """# Lake and River Restoration Conference 2026: Programme

23 to 25 September 2026, Polytechnic of Marlow, Building C

## Wednesday 23 September

| Time | Session | Room | Speaker |
|---|---|---|---|
| 08:30 | Registration | Foyer | |
| 09:30 | Welcome | Aula | Prof. Ingrid Sauter |
| 10:00 | Keynote: A century of dredging | Aula | Samuel Okoro |
| 11:00 | Coffee | Foyer | |
| 11:30 | Beavers and levees | C 1.04 | Dr Lena Holm |
| 14:00 | Reed beds in practice | C 1.04 | Marek Dolan |
| 19:00 | Reception | Town Hall | |

## Thursday 24 September

| Time | Session | Room | Speaker |
|---|---|---|---|
| 09:00 | Microplastics in sediments | C 2.10 | Dr Yara Nassif |
| 11:30 | Financing restoration | Aula | Greta Lindqvist |
""",
    "festival.csv": """Day,Time,Event,Venue,Performer,Price
Saturday 13 June,11:30,Clog dancing workshop,Town Hall,Nell Greaves,£7
Saturday 13 June,20:00,An Evening with the Fell Fiddlers,Corn Exchange,Fell Fiddlers,£18
Sunday 14 June,13:00,Bread-making workshop,Town Hall,Sunil Rao,£12
Sunday 14 June,22:00,Fireworks,Canal Basin,,free
""",
    "library.md": """# Tessen Public Library: Rules for borrowers

## Loans

| Item | Loan period | Limit | Fine per day |
|---|---|---|---|
| Books | 3 weeks | 15 | 20p |
| DVDs | 1 week | 5 | 50p |
| Reference books | not lent | – | – |

Books may be renewed twice unless another reader has reserved them. DVDs cannot be renewed. \
Fines for children are half those for adults. The highest fine for one item is £8.

## Opening hours

| Day | Main library | Birk branch |
|---|---|---|
| Monday | 9–19 | closed |
| Tuesday | 9–19 | 10–17 |
""",
}


@pytest.fixture(scope="module")
def programme(written):
    return written(PROGRAMME, Reader())


@pytest.mark.e2e
@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("who gives the bread-making workshop?", "Sunil Rao. Sunday 14 June"),
        ("where is the session on microplastics?", "C 2.10. 09:00 | Microplastics"),
        ("when is the Birk branch open on Mondays?", "Monday | 9–19 | closed"),
    ],
)
def test_the_cell_that_answers_is_below_the_head_for_it_and_is_not_what_names_the_row(
    programme, question, answer
):
    assert programme.ask(question).text.startswith(answer)


@pytest.mark.e2e
@pytest.mark.parametrize(
    ("question", "wrong"),
    [
        ("who gives the keynote?", "Ingrid Sauter"),
        ("can I borrow reference books?", "renewed"),
    ],
)
def test_nothing_is_told_of_another_row_or_line_than_that_with_the_questions_words(
    programme, question, wrong
):
    assert wrong not in programme.ask(question).text


@pytest.mark.parametrize("line", ["$ mill new", ">>> import mill", "signal Lamp {", "let boat ="])
def test_a_command_and_a_line_of_a_program_head_nothing(line):
    assert not may_head(line)


def test_an_option_and_the_name_of_a_table_head_what_stands_behind_them():
    assert may_head("--all")
    assert may_head("[package]")
