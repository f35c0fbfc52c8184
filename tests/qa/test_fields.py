"""What a document has in a field, and who was there."""

import pytest

from qa.reading.reader import Reader

MINUTES = """# Norvik Marine, Inc.

## Minutes of a Meeting of the Board of Directors

**Held:** June 15, 2023, at Harlow
**Present:** Walter Inskip (Chair), Diane Quist
**Absent with apologies:** Arthur Moe
**In attendance:** Ben Aldous (CFO)

### 1. Dividend

Mr. Aldous recommended that the dividend be maintained. Ms. Quist agreed.
"""
REPORT = """# Inspection Report: Norvik Marine, Inc.

**Harbour Safety Agency, Division of Inspections**
**Lead investigator:** Ruth Calloway
**Firm's representative:** Marguerite Tan, Director of Regulatory Affairs

The inspection covered the yard at Harlow. We made six observations.
"""


@pytest.fixture(scope="module")
def papers(written):
    return written({"minutes.md": MINUTES, "report.md": REPORT}, Reader())


@pytest.mark.parametrize(
    "question", ["Who attended the board meeting?", "Who was present at the June board meeting?"]
)
def test_who_was_there_is_who_is_listed_as_present(papers, question):
    reply = papers.ask(question)
    assert reply.words.text == "Walter Inskip (Chair), Diane Quist"
    assert "Ben Aldous" in reply.text
    assert "Moe" not in reply.text


def test_who_is_listed_as_absent_was_not_there(written):
    dinner = "The harbour dinner was a quiet one. Absent: Lena Moss and Tom Rudd. It rained.\n"
    assert written({"dinner.txt": dinner}, Reader()).ask("Who was at the harbour dinner?").refusal


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Who is the lead investigator?", "Ruth Calloway"),
        ("Who is Ruth Calloway?", "Lead investigator"),
    ],
)
def test_a_field_answers_by_its_label(papers, question, words):
    assert papers.ask(question).words.text == words


def test_a_field_that_the_head_of_a_document_ends_in_is_told_to_its_end(written):
    text = MINUTES.replace("**Present", "The board met. " * 124 + "\n\n**Present")
    assert text.index("Walter") < 2000 < text.index("Diane Quist")
    told = written({"minutes.md": text}, Reader()).ask("Who attended the board meeting?")
    assert told.words.text == "Walter Inskip (Chair), Diane Quist"


LEASE = """# Tenancy of the boathouse

**Landlord:** Foyle Estates
**Tenant:** Miriam Adeyemi

The tenant keeps the landlord's boat dry. The landlord keeps the roof in repair.
"""


def test_a_field_whose_label_is_all_that_is_asked_for_answers_for_each_document(written):
    reply = written({"lease.md": LEASE}, Reader()).ask("Who is the landlord?")
    assert reply.words.text == "Foyle Estates"
    other = LEASE.replace("Foyle Estates", "Corrie Homes").replace("boathouse", "mill")
    several = written({"lease.md": LEASE, "mill.md": other}, Reader())
    told = several.ask("Who is the landlord?").text
    assert "Landlord: Foyle Estates" in told
    assert "Landlord: Corrie Homes" in told


SITTING = """# Sitting of the harbour board

Chair: Good morning to all
Clerk: The minutes are before you
Chair: Thank you

The board then adjourned, as the chair was called away by the mayor.
"""


def test_a_label_that_comes_again_is_no_field(written):
    told = written({"sitting.md": SITTING}, Reader()).ask("Who is the chair?")
    assert told.words is None or told.words.text not in ("Good morning to all", "Thank you")
