"""A court's papers: opinions asked for by their kind, what a judge held, what is told to "me" and
denied to have been said, and parties and bodies by the words that documents call them by."""

import pytest

DOCUMENTS = {
    "2026-09-09-opinion.txt": """Obi v. Halden Foods Corp.

JUDGE LUND delivered the opinion of the court:

Halden Foods Corp. runs nine mills. Judge Karl Holt denied the motion, reasoning that “no clause \
can bind a court.” We hold that the clause is void.

JUDGE VALE, concurring:

We do not decide whether the flour was safe. I write separately to say so.

JUDGE MOSS, dissenting:

The clause binds both of them. The court rewrites a contract, and I would reverse.
""",
    "2026-06-17-deposition.txt": """DEPOSITION OF DANIEL T. RUE

APPEARANCES:

For the Plaintiff:
GRACE LIND, ESQ.

DANIEL T. RUE,
having been first duly sworn, was examined and testified as follows:

EXAMINATION
BY MS. LIND:

Q. What did Mr. Tarn tell you?
MR. BRANDT: Objection. You can answer.
A. He told me that the sieve had been cleaned.
Q. Did you tell Ms. Obi to keep quiet about the sieve?
A. I did not.
""",
    "2026-03-14-complaint.txt": """Plaintiff Edda Obi, by her attorneys, alleges as follows:

1. Daniel Rue told Plaintiff to keep quiet about the sieve.

2. Plaintiff alleges that she was dismissed because she reported the sieve.

3. Siv Dahl, a clerk, told Plaintiff that nobody would ever know.
""",
    "2026-04-11-answer.txt": """Defendant Halden Foods Corp. ("Halden"), by its attorneys, answers \
as follows:

1. Halden denies that Mr. Rue told Plaintiff to keep quiet about the sieve.

2. Halden denies that Ms. Dahl made the statement attributed to her.
""",
    "2026-06-24-declaration.txt": """I, Nora Fell, declare as follows:

1. I tested the flour. Mr. Tarn told me to throw the sieve away.

I declare under penalty of perjury that the foregoing is true and correct.
""",
    "2026-06-02-merger.txt": """Bo Aker, chief executive officer of Halden, said that the merger \
would pay for new mills. Mia Rask, chief executive officer of Tolland Grain, said that the \
merger would cost no jobs.

Ada Fenn, a spokeswoman, said that the mill could not be sold. Fenn denied that it had closed.

The Millers Federation said that it opposed the merger. The guild said that wages had fallen. The \
guild said that Halden had two millers left.
""",
}


def speakers(reply):
    return [found.statement.speaker.name for found in reply.statements if found.statement.speaker]


@pytest.mark.e2e
@pytest.mark.parametrize(
    ("question", "who"),
    [
        ("What did the dissent argue?", "Moss"),
        ("what does the dissenting opinion say about the clause", "Moss"),
        ("What does the concurrence say?", "Vale"),
        ("What did the majority say about the clause?", "Lund"),
        ("What does the court say?", "Lund"),
        ("What did Judge Lund hold?", "Lund"),
        ("Did the court hold that the clause is void?", "Lund"),
    ],
)
def test_an_opinion_is_asked_for_by_its_kind(told, question, who):
    assert set(speakers(told.ask(question))) == {who}


@pytest.mark.e2e
def test_what_a_judge_held_is_said_and_what_others_held_is_a_deed(told):
    assert "no clause can bind a court" in told.ask("What did Judge Holt reason?").text
    assert told.ask("What did Edda Obi hold?").intent == "fact"


@pytest.mark.e2e
def test_a_name_on_a_matter_asks_for_what_the_named_one_says_of_it(told):
    reply = told.ask("Moss on the clause")
    assert reply.intent == "statements"
    assert set(speakers(reply)) == {"Moss"}


@pytest.mark.e2e
@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("What did Tarn tell Rue?", "that the sieve had been cleaned"),
        ("What did Tarn tell Nora Fell?", "to throw the sieve away"),
    ],
)
def test_what_is_told_to_me_is_told_to_who_tells_it(told, question, words):
    (found,) = told.ask(question).statements
    assert words in found.statement.text


@pytest.mark.e2e
def test_who_denies_that_somebody_said_it_is_told_with_it(told):
    reply = told.ask("Did Rue tell Obi to keep quiet about the sieve?")
    assert ("Halden Foods Corp.", "denies") in [
        (found.statement.speaker.name, found.stance) for found in reply.statements
    ]
    again = told.ask("Did she really say that?", "What did Siv Dahl say?")
    assert [found.stance for found in again.statements][-1] == "denies"


@pytest.mark.e2e
def test_who_denies_that_somebody_said_it_does_not_contradict_him(told):
    assert "Halden Foods Corp." not in speakers(told.ask("Who contradicts Daniel Rue?"))


@pytest.mark.e2e
def test_a_question_claims_nothing(told):
    reply = told.ask("Who told Obi to keep quiet about the sieve?")
    assert "Grace Lind" not in speakers(reply)


@pytest.mark.e2e
def test_a_party_is_asked_for_by_what_documents_call_it(told):
    assert set(speakers(told.ask("What does the plaintiff allege?"))) == {"Edda Obi"}
    assert set(speakers(told.ask("What does the defendant deny?"))) == {"Halden Foods Corp."}


@pytest.mark.e2e
def test_each_who_holds_an_office_is_asked_for_at_once(told):
    reply = told.ask("What did the two CEOs say about the merger?")
    assert set(speakers(reply)) == {"Bo Aker", "Mia Rask"}
    assert not told.ask("What did both spokeswomen say about the merger?").answered
    assert not told.ask("What did the two clerks say about the sieve?").answered


@pytest.mark.e2e
def test_of_an_unnamed_source_what_is_on_the_topic_is_told(told):
    assert "two millers" not in told.ask("What did the guild say about wages?").text
    refusal = told.ask("What did the guild say about the lawsuit?").refusal
    assert refusal is not None
    assert refusal.reason == "nothing_on_topic"
    assert refusal.message.startswith("“the guild” is on record, but not about the lawsuit")


@pytest.mark.e2e
def test_the_very_words_in_quotation_marks_are_whose_they_are(told):
    (found,) = told.ask("Who said “cost no jobs”?").statements
    assert found.statement.speaker.name == "Mia Rask"


@pytest.mark.e2e
def test_what_somebody_denied_is_reported_so_where_it_is(told):
    (found,) = told.ask("What did Ada Fenn deny?").statements
    assert found.statement.text == "that it had closed"


@pytest.mark.e2e
def test_what_somebodys_job_is_asks_for_the_role(told):
    assert told.ask("What was Ada Fenn's job?").text.startswith("Ada Fenn, spokeswoman.")


@pytest.mark.e2e
def test_her_before_an_adverb_is_no_owner(told):
    reply = told.ask("What did Rue tell her instead?", "What did Edda Obi allege?")
    assert reply.standalone == "What did Rue tell Edda Obi instead?"
