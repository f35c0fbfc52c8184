"""Who somebody is whom no office or calling tells."""

import pytest

DOCUMENTS = {
    "laundry.txt": """The robot that folds

“Nobody wants this job,” said Solveig Aune. “I have looked for two years.” I put it to Solveig \
Aune, who runs the laundry at the Fjord Hotel. Omar Reyes, who said that he was tired, left. “I \
had a call,” said Omar Reyes. “It was late.”

The brother of Omar Reyes is a dentist in Bergen. “Omar Reyes is a liar,” said Bodil Tarn.

Bodil Tarn is one of three sisters who own the hotel. “We will wait,” said Bodil Tarn.
""",
    "2024-03-11-stage.txt": """The stage is late

Iver Dahl, the mayor of Harlow, disagreed. Dahl argued that the curtain should have been mended in \
January.
""",
    "2024-06-02-stage-again.txt": """The stage is mended

Mayor Iver Dahl praised the crew. “The curtain is whole again,” Dahl said.
""",
    "2024-07-01-tour.txt": f"""The band parts

The label hired the former Skerry Reel singer Ada Holm as a scout.

{"The tour went to Bergen and back again. " * 40}

“We have nothing left to sing,” said Holm. She added that the tour was over.
""",
}


@pytest.mark.e2e
@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        (
            "Who is Solveig Aune?",
            "I put it to Solveig Aune, who runs the laundry at the Fjord Hotel.",
        ),
        ("Who is Bodil Tarn?", "Bodil Tarn is one of three sisters who own the hotel."),
    ],
)
def test_the_sentence_that_introduces_a_name_tells_who_it_is(told, question, sentence):
    assert told.ask(question).text == sentence


@pytest.mark.e2e
def test_of_whom_nothing_is_told_but_what_he_said_that_is_listed(told):
    reply = told.ask("Who is Omar Reyes?")
    assert len(reply.statements) == 2
    assert reply.words is None, "what he said is not who he is"


@pytest.mark.e2e
def test_the_exact_words_are_the_role_wherever_it_is_told(told):
    reply = told.ask("Who is Iver Dahl?")
    assert reply.text.startswith("Iver Dahl, mayor of Harlow.")
    assert reply.words.text == "mayor of Harlow"


@pytest.mark.e2e
def test_a_role_is_cited_where_it_is_told_and_not_where_its_holder_speaks(told):
    reply = told.ask("Who is Ada Holm?")
    assert reply.words
    (passage,) = (p.passage for p in reply.passages if p.passage.id in reply.sentences[0].citations)
    assert "singer Ada Holm" in passage.text
