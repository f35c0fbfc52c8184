"""What no few words answer is told by who spoke of it, in the turns of a transcript."""

import pytest

from index.store import Filter
from qa.reading.reader import Reader
from qa.replies import Question

BRIEFING = """# Press briefing on the harbour works, 4 March 2025

MS. ALDERSEY: Good afternoon. I have a short statement on the harbour works, and then Mr. Quist \
will take your questions. The dredging of the outer basin began on Monday.

Q Thank you. The fishermen's union says that nobody asked them before the dredging began. Is the \
port authority worried that the fishing boats will have nowhere to land in the summer?

MR. QUIST: Well, look, we have spoken with the union four times since the autumn, and we will \
speak with them again on Friday. The boats will land at the north quay while the outer basin is \
closed. It is narrower there, I grant you that, and on some mornings they will have to wait. But \
every boat that lands today will land in the summer.

Q And on the money. There were reports that the contractor has asked for more. How do you intend \
to deal with that?

MR. QUIST: I am not going to negotiate with a contractor from this podium. The contract has a \
ceiling, and the ceiling holds. If the silt is deeper than the survey said, that is the \
contractor's risk and not the town's.

Q One more on the seals. Do you have any comment on the petition to stop the works during the \
pupping season?

MS. ALDERSEY: We have received the petition and we take it seriously. The works will pause from \
the twentieth of May until the end of June on the seaward side, where the seals are.
"""
BOATS = (
    "The union says it was not asked. What happens to the fishing boats this summer while the basin"
    " is being dredged?"
)


@pytest.fixture(scope="module")
def briefing(written):
    return written({"harbour.md": BRIEFING}, Reader())


def speakers(reply):
    return [found.statement.speaker.name for found in reply.statements]


def test_a_reporters_question_is_answered_by_the_turn_that_is_about_it(briefing):
    reply = briefing.ask(BOATS)
    assert speakers(reply) == ["Quist"]
    (told,) = (sentence.text for sentence in reply.sentences)
    assert told.startswith("Quist: ")
    assert "north quay" in told


def test_whose_words_they_are_is_told_and_no_label(briefing):
    for question in (BOATS, "When did the dredging begin?", "Did the dredging begin on Monday?"):
        for sentence in briefing.ask(question).sentences:
            assert not sentence.text.startswith(("MR.", "MS.", "Q "))
    assert briefing.ask("When did the dredging begin?").text == (
        "Monday, according to Aldersey. The dredging of the outer basin began on Monday."
    )


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("What is the response to the petition about the seals?", "petition"),
        ("What about the seals?", "seals"),
        ("Any news on the contractor?", "contractor"),
        ("Where do things stand with the contractor?", "contractor"),
        ("Do you have any comment on the petition?", "petition"),
    ],
)
def test_what_there_is_on_a_matter_is_who_says_what_of_it(briefing, question, topic):
    reply = briefing.ask(question)
    assert reply.intent == "positions"
    assert reply.answered
    assert topic in reply.text
    assert set(speakers(reply)) <= {"Aldersey", "Quist"}


@pytest.mark.parametrize(
    "question",
    ["What will the new lighthouse look like?", "How are the schools dealing with the flu?"],
)
def test_what_nobody_speaks_of_is_refused(briefing, question):
    assert briefing.ask(question).refusal


def test_a_label_is_no_answer(briefing):
    for question in ("Who asks about the money?", "Which letter comes before the money?"):
        reply = briefing.ask(question)
        assert reply.words is None or reply.words.text.strip(" .:") != "Q"


def test_a_filter_by_speaker_holds(briefing):
    with briefing.store.snapshot() as snapshot:
        (aldersey,) = (s.id for s in snapshot.speakers()[0] if s.name == "Aldersey")
    question = Question(BOATS, filters=Filter(speakers=frozenset({aldersey})))
    assert "Quist" not in speakers(briefing.answerer.ask(question))


def test_a_fact_of_another_speaker_of_the_passage_is_filtered_out(written):
    text = (
        "# The harbour\n\n“The harbour will cost 5 million crowns,” said Anna Smith. “The harbour "
        "will cost 9 million crowns and it opens in June,” said Paul Kirby.\n"
    )
    library = written({"harbour.md": text}, Reader())
    with library.store.snapshot() as snapshot:
        ids = {s.name: s.id for s in snapshot.speakers()[0]}

    def asked(question, name):
        where = Filter(speakers=frozenset({ids[name]}))
        return library.answerer.ask(Question(question, filters=where))

    assert asked("When does the harbour open?", "Paul Kirby").words.text == "June"
    assert asked("When does the harbour open?", "Anna Smith").refusal
    for name, cost in (("Anna Smith", "5 million"), ("Paul Kirby", "9 million")):
        reply = asked("How much will the harbour cost?", name)
        assert reply.refusal or cost in reply.words.text


def test_what_those_say_who_ask_answers_nothing(briefing):
    """That nobody asked the union stands in a question alone."""
    reply = briefing.ask("Who asked the fishermen's union?")
    assert all("nobody asked them" not in sentence.text for sentence in reply.sentences)


def test_a_matter_that_nobody_is_on_record_on_is_told_by_the_documents(written):
    text = "# The seals\n\nThe seals come back to the outer skerries in May and stay until July."
    reply = written({"seals.md": text}, Reader()).ask("What about the seals?")
    assert reply.text == "The seals come back to the outer skerries in May and stay until July."


def test_who_did_it_is_who_says_i_did(written):
    text = """Press conference on the bridge

MAYOR FERRIER: The report was found on Friday. I apologise to Mr. Dessau, who wrote it, and to the \
town.

Q: Who will pay?

MAYOR FERRIER: The county will pay half of it.
"""
    reply = written({"bridge.txt": text}, Reader()).ask("Who apologised?")
    assert speakers(reply) == ["Ferrier"]
    assert reply.text.startswith("Ferrier, Mayor: I apologise to Mr. Dessau")


def test_a_sum_is_not_who_pays(written):
    text = "The minister, Oliver Brandt, said the government would pay £1m towards the repair."
    reply = written({"letter.txt": text}, Reader()).ask("Who is paying for the repair?")
    assert reply.text == f"The government, according to Oliver Brandt. {text}"


def test_what_happened_is_told_by_no_single_word(written):
    text = "Removing kelp at two sites doubled the loss of sediment within 18 months."
    reply = written({"study.txt": text}, Reader()).ask("What happened when kelp was removed?")
    assert reply.text == text
