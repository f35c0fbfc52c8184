"""A row of a table, an item of a list and a sentence of a short paragraph answer by themselves."""

import pytest

from index.documents import Span
from qa.intents.lines import _of_the_question
from qa.lines import Line, may_head
from qa.reading.reader import Reader

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


def test_a_sentence_that_begins_in_front_of_its_line_has_the_words_that_are_on_it():
    own = (Span(0, 20), Span(20, 40))
    line = Line(Span(10, 40), "", "quay paid. They said it again.", sentences=own)
    assert _of_the_question(line, own[1], {"quay"}) == own[0]


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


@pytest.mark.parametrize("line", ["$ mill new", ">>> import mill", "signal Lamp {", "let boat ="])
def test_a_command_and_a_line_of_a_program_head_nothing(line):
    assert not may_head(line)


def test_an_option_and_the_name_of_a_table_head_what_stands_behind_them():
    assert may_head("--all")
    assert may_head("[package]")
