"""Interviews: what a question alone names is what its answer is about."""

import pytest

from index.store import Filter
from qa.answers import Answerer
from qa.reading.reader import Reader
from qa.replies import Question

TEXT = """# Ten minutes with Lena Fabricius

**Q: You stopped playing for four years. Why?**

**Fabricius:** I broke two fingers in 2019, and then I was afraid.

**Q: Is it true that you sold your piano?**

**Fabricius:** No. I lent it to a school in Mechelen. They have it still.

**Q: What will you play tonight?**

**Fabricius:** Only Schubert. The hall wanted Liszt, and I said no.
"""


@pytest.fixture(scope="module")
def interview(written):
    return written({"fabricius.md": TEXT})


def test_an_answer_is_found_by_what_its_question_was_about(interview):
    reply = interview.ask("what did Fabricius say about her piano?")
    assert [found.statement.text for found in reply.statements] == [
        "No. I lent it to a school in Mechelen. They have it still."
    ]


def test_what_nobody_asked_or_told_is_still_refused(interview):
    reply = interview.ask("what did Fabricius say about the weather?")
    assert reply.refusal
    assert reply.refusal.reason == "nothing_on_topic"


def test_what_was_asked_is_told_beside_the_answer(interview):
    (found,) = interview.ask("what did Fabricius say about her piano?").statements
    said = found.statement
    with interview.store.snapshot() as snapshot:
        text = snapshot.document(said.document_id).document.text
    assert text[slice(*said.asked)] == said.asked_text == "Is it true that you sold your piano?"


def test_no_to_what_was_asked_denies_it(interview):
    (found,) = interview.ask("Did Lena Fabricius sell her piano?").statements
    assert (found.statement.speaker.name, found.stance) == ("Lena Fabricius", "denies")


def test_whom_a_claim_is_about_need_not_be_named_in_the_own_words(interview):
    (found,) = interview.ask("Did Fabricius break two fingers?").statements
    assert (found.statement.speaker.name, found.stance) == ("Lena Fabricius", "asserts")


def test_a_filter_holds_for_the_subject_of_a_claim_too(interview):
    other = Filter(speakers=frozenset(["somebody-else"]))
    question = Question("Did Fabricius break two fingers?", filters=other)
    assert not interview.answerer.ask(question).statements


@pytest.mark.e2e  # the real reader
def test_a_question_in_a_document_answers_none_and_what_follows_it_does(interview, embedder):
    """ "What will you play tonight?" has the words that are asked for, and tells nothing."""
    answerer = Answerer(interview.store, embedder, Reader())
    reply = answerer.ask(Question("What will be played tonight?"))
    interview.check(reply)
    assert reply.words.text in ("Only Schubert", "Schubert")
    assert all("?" not in sentence.text for sentence in reply.sentences)


@pytest.mark.e2e  # the real reader
def test_a_no_to_the_question_takes_nothing_back_of_what_follows_it(interview, embedder):
    answerer = Answerer(interview.store, embedder, Reader())
    reply = answerer.ask(Question("When did Fabricius say that she lent it to a school?"))
    assert [found.statement.text for found in reply.statements] == [
        "No. I lent it to a school in Mechelen. They have it still."
    ]


LETTERS = """LETTERS

SIR – Agnes Holt says in her report that Walter Lind rang the bell for four hours in 1968. He told
us children that it was two.

COLIN OBI
Harlow
"""


def test_what_another_is_told_to_say_in_a_turn_is_according_to_that_one(written):
    letters = written({"letters.txt": LETTERS}, Reader())
    told = letters.ask("Who rang the bell for four hours?").text
    assert told.startswith("Walter Lind, according to Agnes Holt.")


LATE = """Harlow, 3 May

Nils Farr was late again.

Agnes Holt spoke to us on Monday.

Northbridge's coach, Agnes Holt, saw no injustice. “We had many shots,” she said. She revealed \
that she had almost left Farr out of the squad because he had missed a rehearsal on Thursday. Farr \
explained that he had been at a funeral.
"""


def test_words_that_run_on_from_one_speakers_to_anothers_are_according_to_neither(written):
    late = written({"late.txt": LATE}, Reader())
    told = late.ask("Why did Farr miss a rehearsal?").text
    assert "funeral" in told
    assert "according to" not in told


PODCAST = """Becky Shaw: Samira, how many people are still out of their homes?

Samira Haddad: As of last night, two hundred and eleven. About forty of those people are with us.

Becky Shaw: And what is it going to cost?

Samira Haddad: It costs £64 a night for each room.
"""


def test_a_figure_of_somebodys_is_read_in_what_was_said_to_the_question(written):
    podcast = written({"podcast.txt": PODCAST}, Reader())
    told = podcast.ask("How many people are out of their homes, according to Samira Haddad?").text
    assert told.startswith("Two hundred and eleven, according to Samira Haddad.")
    told = podcast.ask("How much does a room cost according to Samira Haddad?").text
    assert told.startswith("£64")


def test_a_word_in_answer_to_a_question_on_it_is_told_last_of_what_was_said_on_it(written):
    text = (
        "Remarks\n\nQ Will you build a border wall?\n\nMR. HOLT: No.\n\n"
        "Q And the border wall in the north, is it done?\n\nMS. OBI: The border wall has no gate.\n"
    )
    reply = written({"a.txt": text}).ask("What was said about the border wall?")
    assert [f.statement.speaker.name for f in reply.statements] == ["Obi", "Holt"]
