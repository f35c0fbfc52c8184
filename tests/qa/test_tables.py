"""A row of a table answers by itself, read behind the heads of its columns."""

import pytest

from index.documents import Document, Span
from index.store import Reading
from qa.lines import lines
from qa.reading.reader import Reader
from qa.rows import is_row

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
def test_a_head_without_a_figure_above_figures_shows_that_a_row_has_the_heads(written):
    table = """Route 7, times and fares

Stop        Bus 12      Fare
Harlow      9.15        2.40
Sundby      9.30        3.10
"""
    reply = written({"route.txt": table}, Reader()).ask("What is the fare at Harlow?")
    assert reply.words.text == "2.40"


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
