"""Who said it and who judged it: whoever is reported so, and nobody who is merely near."""

import pytest

from qa.reading.reader import Reader

pytestmark = pytest.mark.e2e


def _told(island, question):
    found = island.ask(question)
    return found.intent, [f.statement.source_text for f in found.statements]


def test_who_judges_is_who_is_reported_by_such_a_verb_with_it_as_the_object(island):
    critics = ["The trader Nils Aas", "Captain Per Dahl"]
    assert _told(island, "Who criticized the ferry company?") == ("speaker", critics)
    assert _told(island, "Who praised the ferry company?") == ("speaker", ["The teacher Olga Brun"])
    assert _told(island, "Who criticized Hilde Moe?") == ("speaker", ["The ferry company"])


def test_who_judges_what_is_somebodys_judges_nothing_of_anothers(written):
    text = (
        "Tom Lund criticized the chairman in an email on Monday.\n\n"
        "Olga Brun criticized Berg's emails, which were late."
    )
    told = written({"a.txt": text}, Reader()).ask("Who criticized Berg's emails?")
    assert [f.statement.speaker.name for f in told.statements] in ([], ["Olga Brun"])
    assert "Tom Lund" not in told.text


def test_who_judges_need_not_be_told_of_with_the_day(written):
    text = "Tom Lund condemned the attack on Arle.\n\nOlga Brun condemned the attack on Berg."
    told = written({"a.txt": text}, Reader()).ask("Who condemned Monday's attack on Arle?")
    assert [f.statement.speaker.name for f in told.statements] == ["Tom Lund"]


def test_who_wrote_a_thing_is_a_fact_and_nobody_who_said_it(written):
    text = "In 1999 Per Dahl wrote a bill that would ban smoking. Tom Lund read the letter to Obi."
    told = written({"a.txt": text}, Reader())
    assert told.ask("Who wrote the bill that would ban smoking?").words.text == "Per Dahl"
    assert told.ask("Who wrote the letter?").refusal


def test_who_judges_is_asked_of_the_documents_where_nobody_is_reported_so(island):
    assert _told(island, "Who mocked the ferry company?") == ("fact", [])


def test_everyone_who_spoke_of_it_is_told(island):
    found = island.ask("List everyone who commented on the ferry company")
    assert len(found.sentences) > 1


def test_whether_somebody_said_it_is_answered_by_what_says_so(island):
    said = island.ask("Did Berg say that buying the crane was an error?")
    assert ["costly mistake" in f.statement.text for f in said.statements] == [True]
    refused = island.ask("Did Berg say that the crane is green?")
    assert refused.refusal is not None
    assert refused.refusal.reason == "nothing_on_topic"
    assert "as saying that the crane is green" in refused.refusal.message


@pytest.mark.parametrize(
    ("question", "speaker"),
    [
        ("Who said that the harbour will be closed for repairs in May?", "Ann Lind"),
        ("Who said that nobody has measured the glacier?", "Lars Thorn"),
        ("Who said that the levee is hollow?", "Karl Voss"),
        ("Who said that the garden behind the library will be sold?", None),
        ("Who said that the port is deep enough for tankers?", None),
        ("Who said that the old bridge is too narrow for lorries?", None),
    ],
)
def test_who_said_it_is_who_says_so_and_nobody_who_is_merely_near(island, question, speaker):
    reply = island.ask(question)
    assert (reply.statements[0].statement.speaker.name if reply.answered else None) == speaker


@pytest.mark.parametrize(
    ("told", "question", "speaker"),
    [
        ("We are on the way to ending the strike.", "Who said that the strike is over?", None),
        ("The strike is over.", "Who said that the strike is over?", "Obi"),
        ("I hope that no one is above the law.", "Who said no one is above the law?", "Obi"),
    ],
)
def test_a_few_words_of_a_claim_may_stand_in_a_statement_by_chance(
    written, told, question, speaker
):
    text = f"Interview\n\nMR. HOLT: It is late.\n\nMS. OBI: {told}\n\nMR. HOLT: Thank you.\n"
    reply = written({"a.txt": text}, Reader()).ask(question)
    assert [f.statement.speaker.name for f in reply.statements] == ([speaker] if speaker else [])


def test_which_part_of_a_writing_says_so_is_a_fact_and_nobody_who_speaks(written):
    text = "Section 4 of the lease states that pets are allowed. The tenant said that it rained.\n"
    reply = written({"lease.txt": text}, Reader()).ask("Which section says that pets are allowed?")
    assert reply.words.text == "Section 4"


def test_who_disagreed_is_told_by_the_documents_where_nobody_is_on_record(island):
    assert island.ask("Who disagreed with Ida Foss?").text.startswith("Jon Wik.")


def test_nobody_disagrees_with_himself(written):
    text = (
        "Interview\n\nMR. HOLT: Do small firms matter?\n\nMS. OBI: No, I disagree. They play a big"
        " role.\n\nMR. HOLT: Thank you.\n"
    )
    assert written({"a.txt": text}, Reader()).ask("Who disagreed with Obi?").refusal


def test_who_denies_one_thing_and_says_another_denies_the_one_alone(written):
    text = (
        "Interview\n\nMR. HOLT: What of the talks?\n\nMS. OBI: The tariffs have not been lifted."
        " The minister took money from the bank, and that is in part the reason.\n\n"
        "MR. HOLT: Thank you.\n"
    )
    told = written({"a.txt": text}, Reader())
    assert told.ask("Who denied that the minister took money from the bank?").refusal
    assert told.ask("Who denied that the tariffs were lifted?").answered


def test_words_that_are_parted_by_others_deny_apart(written):
    text = (
        "“The gifts to the bank were sold to donors. No one is above the law,” Per Dahl said. “The"
        " bank must be shut if donors were sold access to the minister.”"
    )
    told = written({"a.txt": text}, Reader())
    assert told.ask("Who denied that the minister sold donors access?").refusal


def test_who_did_it_is_nobody_whom_the_question_names(island):
    told = island.ask("Who praised Olga Brun?")
    assert "Olga" not in (told.sentences[0].text if told.sentences else "")


@pytest.mark.parametrize("question", ["Who conceded?", "Did Nils Aas concede?"])
def test_a_verb_without_its_matter_asks_for_what_is_reported_by_it(island, question):
    found = island.ask(question)
    assert [f.statement.cue for f in found.statements] in ([], ["conceded"])
    assert "conceded" in found.text or found.refusal is not None
