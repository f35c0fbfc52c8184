"""A figure's sentence is read by itself: one beside it that has more of the question's words may
answer better, and none answers where a word of the question is nowhere near."""

import pytest

DOCUMENTS = {
    "bank.md": """# The bank of Orrin lowers its rate

Five members voted for the decision. Two, Ms Lind and Mr Voss, voted to leave the rate unchanged. \
Nobody voted for a larger cut.
""",
    "bylaw.md": """# By-law on the beach of Orrin

No person shall have charge of more than four dogs at once on the beach. A professional dog walker \
who holds a licence from the Council may have charge of up to six.
""",
    "brief.md": """# Capping the rents of boats: lessons for Orrin

* A cap helps those who have a boat: their rents grew 3.1 points more slowly per year.
* It harms those who look: the number of boats advertised fell by 17 per cent in Marl and by 41 \
per cent in Tarn.
* The loss is small where new boats are exempt for at least 15 years. In Tarn they were not.

Tarn lets rents rise with inflation, plus 1 per cent if the owner has insulated the boat. The \
harbour's office says that 8,200 boats were insulated in the first three years.
""",
    "report.txt": """State of the harbour 2024

Prepared for the board of the harbour. The dredger moved 61,000 tonnes of silt, most of it from
the channel, and was mended twice. Repairs to the quay were dear. In the year before the harbour
had 2,140 visiting yachts. Landings of crab were as high as ever.

The maritime museum had 15,200 visitors. The Maritime Museum charges £5 for adults. It is run
by volunteers.
""",
    "lease.md": """# Lease of Unit 4

## 11. Rent

The Tenant pays a rent of £1,450 a month in advance. From the third year it is £1,600 a month.

## 12. Deposit

The Landlord returns the deposit within 21 days of the end of the lease.
""",
}


@pytest.mark.e2e
@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("How many members voted for a larger cut?", "Nobody"),
        ("How many members voted for the decision?", "Five. "),
        ("How many dogs may a licensed dog walker have?", "Six. "),
    ],
)
def test_the_sentence_with_the_words_of_the_question_answers(told, question, answer):
    assert told.ask(question).text.startswith(answer)


@pytest.mark.e2e
def test_a_figure_of_something_else_does_not(told):
    assert "17 per cent" in told.ask("By how much did the number of boats fall in Marl?").text
    assert not told.ask("How many boats were insulated in Marl?").answered


@pytest.mark.e2e
def test_a_word_that_the_documents_first_line_has_is_near(told):
    assert told.ask("How many visitors did the museum have in 2024?").text.startswith("15,200. ")


@pytest.mark.e2e
def test_nor_need_a_clause_say_that_it_is_one(told):
    assert told.ask("How much may a tenant pay under clause 11?").text.startswith("£1,450. ")
