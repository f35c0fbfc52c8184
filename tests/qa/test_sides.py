"""Who takes a side on what is asked to be so: whose words say it, and nobody who is merely near."""

import pytest

from qa.answers import Answerer
from qa.reading.reader import Reader
from qa.replies import Question

pytestmark = pytest.mark.e2e


def sides(library, question):
    """Who stands where; nobody where it is refused."""
    reply = library.ask(question)
    return {f.statement.speaker.name: f.stance for f in reply.statements if f.stance}


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Will the harbour be closed in May?", {"Ann Lind": "asserts"}),
        ("Was the levee hollow?", {"Karl Voss": "asserts"}),
        ("Is the council going to publish the audit?", {"Otto Brandt": "denies"}),
        ("Has anybody measured the glacier?", {"Lars Thorn": "denies"}),
        ("Did the council know of the leak in January?", {"Ines Falk": "denies"}),
        ("Did Moe sue the ferry company?", {"Knut Moe": "denies"}),
    ],
)
def test_whose_words_say_whether_it_is_so_takes_a_side(island, question, expected):
    assert sides(island, question) == expected


@pytest.mark.parametrize(
    "question",
    [
        "Is the garden behind the library open at night?",
        "Was the garden behind the library sold?",
        "Is the port deep enough for tankers?",
        "Has the council raised the harbour tax?",
    ],
)
def test_who_speaks_of_something_near_takes_none(island, question):
    assert sides(island, question) == {}
    assert "Asserted" not in island.ask(question).text


def test_what_follows_an_if_is_not_said_to_be_so(island):
    assert sides(island, "Will the old bridge open before the fair?") == {}


def test_what_another_is_told_to_have_claimed_is_not_said_to_be_so(island):
    assert sides(island, "Has the dredger sunk?") == {}


def test_another_statement_of_the_same_sentence_takes_no_side(island):
    reply = island.ask("Was the levee hollow?")
    assert [f.statement.text for f in reply.statements if f.stance] == ["that the levee was hollow"]


def test_no_other_statement_of_who_speaks_of_it_takes_a_side(island):
    reply = island.ask("Will Helen Strand resign?")
    assert [f.statement.text for f in reply.statements if f.stance] == ["that she would not resign"]


def test_of_a_turn_the_telling_sentence_has_the_stance(island):
    assert sides(island, "Was buying the crane a mistake?") == {"Ruth Berg": "asserts"}


def test_of_a_quotation_of_several_sentences_the_telling_one_has_the_stance(island):
    assert sides(island, "Did Per have a weak heart?") == {"Ada Vik": "denies"}


def test_an_answer_that_evades_the_question_takes_no_side(island):
    assert sides(island, "Were flares fired from the patrol boat?") == {}


def test_a_word_answers_with_the_question_that_it_was_said_to(island):
    assert sides(island, "Has the lighthouse been painted?") == {"Ruth Berg": "asserts"}
    assert sides(island, "Will the tug be sold?") == {"Ruth Berg": "denies"}


def test_a_yes_or_no_answers_the_question_whatever_follows(island):
    assert sides(island, "Is there a risk to the mooring fees?") == {"Ruth Berg": "denies"}
    assert sides(island, "Will Berg build the breakwater?") == {"Ruth Berg": "asserts"}
    assert sides(island, "Will the surveyor paint the breakwater?") == {}


def test_a_no_denies_whatever_it_was_asked(island):
    assert sides(island, "Was the old buoy sold?") == {"Ruth Berg": "denies"}


def test_who_has_not_decided_is_unsure_and_quoted(island):
    reply = island.ask("Will Ruth Berg run for mayor?")
    assert {f.statement.speaker.name: f.stance for f in reply.statements} == {"Ruth Berg": "unsure"}
    assert "I have not decided whether I will run for mayor" in reply.text


def test_a_document_without_a_date_tells_itself_when_a_thing_was_said(island):
    """Which is no reason to tell what else was said there."""
    found = island.ask("What did Arne Ruud say in 2019?")
    assert [f.statement.cue for f in found.statements] == ["warned"]
    assert not island.ask("What did Arne Ruud say in 2018?").answered


def test_an_age_is_told_of_the_one_who_is_asked_about(island):
    assert not island.ask("How old is Ann Lind?").answered
    assert "sixty" in island.ask("How old is the ferry?").text.casefold()


def test_an_age_is_told_without_a_reader_too(island, embedder):
    reply = Answerer(island.store, embedder).ask(Question("How old is Victor Lanz?"))
    assert reply.text.startswith("58.")


def test_what_is_not_surprising_is_not_denied(island):
    assert "denies" not in sides(island, "Do the doctors want to question the pilot?").values()


def test_what_only_asks_takes_no_side(island):
    (asked,) = [f for f in island.ask("Was buying the crane a mistake?").statements if f.stance]
    assert "costly mistake" in asked.statement.text


def test_what_somebody_supposed_is_not_told_to_be_so(written):
    text = "The vote\n\nHe paid for the buses because he thought the vote was stolen. It was late."
    library = written({"a.txt": text, "b.txt": "The ferry\n\nIt is late."}, Reader())
    assert not library.ask("Was the vote stolen?").answered


@pytest.mark.parametrize(
    ("told", "answered"),
    [
        ("Nina Holt, the mayor, said that if the dam failed, 400 houses would be lost.", False),
        ("The dam failed in May, and if it rains, 400 houses will be lost.", True),
    ],
)
def test_what_would_be_if_it_had_happened_does_not_tell_that_it_has(written, told, answered):
    library = written({"a.txt": f"The dam\n\n{told}\n", "b.txt": "It is late."}, Reader())
    assert library.ask("Did the dam fail?").answered is answered


def test_what_is_only_to_come_has_not_happened(island):
    assert not any(f.stance for f in island.ask("Did the police search the boathouse?").statements)
    coming = island.ask("Will the police search the boathouse?").statements
    assert [f.stance for f in coming] == ["asserts"]


@pytest.mark.parametrize(
    ("told", "stance"),
    [
        ("The border is secure.", "asserts"),
        ("We are going to secure the border.", None),
        ("He paid for it because he thought the border was secure.", None),
    ],
)
def test_to_make_it_so_is_not_that_it_is_so_nor_what_another_thought(written, told, stance):
    text = f"Interview\n\nMR. HOLT: It is late.\n\nMS. OBI: {told}\n\nMR. HOLT: Thank you.\n"
    reply = written({"a.txt": text}, Reader()).ask("Is the border secure?")
    assert {f.stance for f in reply.statements} in ({stance}, {None, stance} if stance else set())


def test_to_do_what_it_is_asked_to_be_for_is_to_be_for_it(written):
    text = (
        "Interview\n\nMR. HOLT: Is your union in favour of a strike?\n\n"
        "MS. OBI: We will strike on Monday, all of us.\n"
    )
    reply = written({"a.txt": text}, Reader()).ask("Is the union in favour of a strike?")
    assert [f.stance for f in reply.statements if f.statement.speaker.name == "Obi"] == ["asserts"]


@pytest.mark.parametrize(
    ("behind", "stance"),
    [("They haven’t changed that guidance as of now.", "denies"), ("It has not rained.", None)],
)
def test_a_sentence_behind_that_denies_the_claim_has_the_stance(written, behind, stance):
    text = (
        "Briefing\n\nQ  What about masks?\n\nMS. OBI: Well, the guidance of the agency continues "
        f"to be that a mask is best.  {behind}\n\nQ  Thank you.\n\nMS. OBI: Good night.\n"
    )
    reply = written({"a.txt": text}, Reader()).ask("Did the agency change its guidance on masks?")
    told = {f.stance for f in reply.statements if "mask is best" in f.statement.text}
    assert ("denies" in told) == (stance == "denies")


def test_the_sentence_with_the_words_of_the_claim_has_the_stance(island):
    told = island.ask("Did the owner pay for the quay?").statements
    assert [f.stance for f in told] == ["asserts"]


def test_whether_everybody_agrees_is_no_question_of_all_statements(island):
    assert island.ask("Do the experts agree?").statements_total < 5


def test_those_who_differ_stand_side_by_side_though_they_use_few_of_the_words(written):
    text = """The mayor, Joan Ferrier, said she was disappointed by the offer of the government.

The councillor Grace Bell said the government had been generous and that the mayor should be
grateful.

The haulier Dennis Aske said the detour was long.
"""
    reply = written({"paper.txt": text}, Reader()).ask(
        "how do Bell and Ferrier differ on the government's offer?"
    )
    named = {f.statement.speaker.name for f in reply.statements}
    assert named == {"Joan Ferrier", "Grace Bell"}


REPORT = """Establishment inspection report

Ms. Tan stated that she had asked for all complaints to be filed in January 2022 and had been \
overruled. Elaine Harlow, Vice President for Quality, told the investigators that the decision had \
been taken on the advice of counsel.
"""
LEDGER = """Harbour Ledger

Anna Quill said she would depose Voss in September and hoped to reach Diane Harlow before the end \
of the year. Peter Harlow, a lawyer for Corvane who is not related to the chief executive, said \
the suit was barred by federal law. A federal judge has yet to rule.
"""
MINUTES = """Minutes of the board

Ms. Mendez asked whether the annex should be closed as well. The meeting ended at noon.
"""


@pytest.fixture(scope="module")
def company(written):
    documents = {"report.txt": REPORT, "ledger.txt": LEDGER, "minutes.txt": MINUTES}
    return written(documents, Reader())


@pytest.mark.parametrize("what", ["been arrested", "been dismissed"])
def test_that_somebody_spoke_does_not_tell_what_became_of_him(company, what):
    assert company.ask(f"Has Peter Harlow {what}?").refusal


def test_what_is_told_beside_a_name_is_not_said_by_who_has_it(company):
    reply = company.ask("Is Peter Harlow related to Diane Harlow?")
    assert not any(found.stance for found in reply.statements)
    assert "not related to the chief executive" in reply.sentences[0].text


def test_who_asks_whether_it_should_be_so_does_not_say_that_it_should(company):
    assert company.ask("Who said the annex should be closed?").refusal
    assert company.ask("Who asked whether the annex should be closed?").statements
    assert sides(company, "Should the annex be closed?") == {}
