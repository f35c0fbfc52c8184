"""A follow-up and what came before it → a question that stands alone."""

from dataclasses import replace

import pytest

from index.documents import Profile, Speaker
from qa.conversation import standalone
from qa.follow_ups import speaker_of
from qa.question import Query
from qa.replies import Turn
from tests.qa.named import names

# what was asked before, the follow-up, what it is read as
READ = [
    ("what did Kirby say?", "and Austin?", "What did Austin say?"),
    ("what did Kirby say?", "What about Austin?", "What did Austin say?"),
    ("what did Kirby say?", "Austin?", "What did Austin say?"),
    ("what did Kirby say?", "Ok thanks. And Austin?", "What did Austin say?"),
    ("what did Kirby say?", "I see, thanks. What did he mean?", "What did John Kirby mean?"),
    ("when was the treaty signed?", "great. and where?", "Where was the treaty signed?"),
    (
        "when was the treaty signed?",
        "No, I meant the pact.",
        "When was the pact signed?",
    ),
    (
        "what did Kirby say about the treaty?",
        "and Austin?",
        "What did Austin say about the treaty?",
    ),
    (
        "what did Kirby say?",
        "what about the training?",
        "What did John Kirby say about the training?",
    ),
    ("what did Kirby say?", "about the treaty?", "What did John Kirby say about the treaty?"),
    ("what did Kirby say?", "the treaty?", "What did John Kirby say about the treaty?"),
    ("what did Kirby say?", "ok, and the treaty?", "What did John Kirby say about the treaty?"),
    ("what did Kirby say?", "now the treaty", "What did John Kirby say about the treaty?"),
    ("what did Kirby say?", "same for the treaty", "What did John Kirby say about the treaty?"),
    (
        "what did Kirby say?",
        "and regarding the treaty?",
        "What did John Kirby say about the treaty?",
    ),
    ("what did Kirby say?", "anything on the treaty?", "What did John Kirby say about the treaty?"),
    (
        "what did Kirby say about the treaty?",
        "and in 2022?",
        "What did Kirby say about the treaty in 2022?",
    ),
    (
        "what did Kirby say about the treaty in 2021?",
        "only from 2022",
        "What did Kirby say about the treaty in 2022?",
    ),
    (
        "what did Kirby say about the treaty?",
        "and last week?",
        "What did Kirby say about the treaty last week?",
    ),
    (
        "what did Kirby say about the treaty in 2021?",
        "and Austin in March 2022?",
        "What did Austin say about the treaty in March 2022?",
    ),
    (
        "what did Kirby say about the treaty in 2021?",
        "and Austin?",
        "What did Austin say about the treaty in 2021?",
    ),
    (
        "what did Kirby say about the treaty in 2021?",
        "what about the training?",
        "What did John Kirby say about the training in 2021?",
    ),
    (
        "what did Kirby say about the treaty?",
        "any statements from 2022?",
        "What did Kirby say about the treaty in 2022?",
    ),
    ("how many ships does Norway have?", "and Sweden?", "how many ships does Sweden have?"),
    ("what is Norway's capital?", "what about Sweden?", "what is Sweden's capital?"),
    ("when did Norway and Denmark part?", "and Sweden?", "and Sweden? (Norway Denmark)"),
    ("how many ships sank in 2021?", "and in 2022?", "How many ships sank in 2022?"),
    (
        "what is Kirby's view on the treaty?",
        "and Austin's?",
        "What is Austin's view on the treaty?",
    ),
    (
        "what did Kirby say about Austin?",
        "and vice versa?",
        "What did Austin say about John Kirby?",
    ),
    ("what did Kirby say about Austin?", "vice versa?", "What did Austin say about John Kirby?"),
    ("what did Kirby say?", "more", "What else did John Kirby say?"),
    (
        "what did Kirby say about the treaty?",
        "did he ever deny it was signed?",
        "Did John Kirby ever deny the treaty was signed?",
    ),
    (
        "what did Kirby think of it?",
        "and of the treaty?",
        "What did John Kirby say about the treaty?",
    ),
    ("when was the treaty signed?", "the embassy?", "When was the embassy signed?"),
    ("what did Kirby say?", "what else?", "What else did John Kirby say?"),
    (
        "did Kirby say that the port would open?",
        "did Austin say that?",
        "Did Austin say that the port would open?",
    ),
    (
        "did Kirby say that the port would open?",
        "did he deny that?",
        "Did John Kirby deny that the port would open?",
    ),
    (
        "did Kirby say that the port would open?",
        "when did he say that?",
        "When did John Kirby say that the port would open?",
    ),
    (
        "what did Kirby say about the treaty in 2021?",
        "what else?",
        "What else did John Kirby say about the treaty in 2021?",
    ),
    (
        "what did Kirby say about the treaty in 2021?",
        "when was that?",
        "When did John Kirby speak about the treaty in 2021?",
    ),
    (
        "what did Kirby say about the treaty in 2021?",
        "when did he say that?",
        "When did John Kirby speak about the treaty in 2021?",
    ),
    (
        "what did Kirby say in 2021?",
        "how often did he say that?",
        "How often did John Kirby say that in 2021?",
    ),
    ("what did Kirby say?", "when did he say that?", "When did John Kirby say that?"),
    (
        "what did Kirby say about the treaty?",
        "when did he say that?",
        "When did John Kirby speak about the treaty?",
    ),
    ("what did Kirby say?", "what did Austin say?", "what did Austin say?"),
    (
        "what did Kirby say?",
        "what did Austin say in his letter?",
        "what did Austin say in his letter? (Kirby)",
    ),
    (
        "what did Kirby say?",
        "what did Ines Calloway say in his defence?",
        "What did Ines Calloway say in John Kirby's defence?",
    ),
    (
        "what did Kirby say about the yard?",
        "where would he build it?",
        "Where would John Kirby build it?",
    ),
    (
        "what did Daniel Reyes say about the yard?",
        "when did he say that?",
        "When did Daniel Reyes speak about the yard?",
    ),
    ("what did Pyongyang say?", "do they deny it?", None),
    ("did North Korea send troops?", "who says so?", "did North Korea send troops?"),
    ("did North Korea send troops?", "who denied it?", "Who denied that North Korea send troops?"),
    (
        "did North Korea send troops?",
        "did anyone disagree?",
        "Did anyone disagree that North Korea send troops?",
    ),
    ("did North Korea send troops?", "what do they say about it?", "Did North Korea send troops?"),
    (
        "who said the treaty was signed?",
        "what do they say about it?",
        "What do they say about whether the treaty was signed?",
    ),
    (
        "what did Kirby say about the treaty?",
        "who disagreed?",
        "Who disagreed with John Kirby about the treaty?",
    ),
    (
        "what did Kirby say?",
        "did anyone disagree with him?",
        "Did anyone disagree with John Kirby?",
    ),
    (
        "did Kirby say that the treaty was signed?",
        "how often?",
        "How often did John Kirby say that the treaty was signed?",
    ),
    ("what did Kirby say?", "when was the treaty signed?", "when was the treaty signed?"),
    ("what did Kirby say?", "and Merkel?", "What did Merkel say?"),
    (
        "what did Kirby say about the treaty?",
        "what did Austin say about it?",
        "What did Austin say about the treaty?",
    ),
    (
        "what did Kirby say about Austin?",
        "what did Austin say about him?",
        "What did Austin say about John Kirby?",
    ),
    ("who criticized Kirby?", "and who praised him?", "Who praised John Kirby?"),
    (
        "what is Kirby's position on Austin?",
        "has he criticized him?",
        "Has John Kirby criticized Lloyd Austin?",
    ),
    (
        "what did Calloway say about Kirby?",
        "what is her position on him?",
        "What is Ines Calloway's position on John Kirby?",
    ),
    ("what did Calloway say?", "did he tell her that?", "Did he tell Ines Calloway that?"),
    (
        "did Kirby sign the treaty?",
        "and Calloway?",
        "Did Calloway sign the treaty?",
    ),
    ("did Kirby sign the treaty?", "when was that?", "When did Kirby sign the treaty?"),
    (
        "what did Kirby say about the treaty?",
        "when was that?",
        "When did John Kirby speak about the treaty?",
    ),
    (
        "did Kirby mention China?",
        "what about Japan?",
        "What did John Kirby say about Japan?",
    ),
    ("who is the landlord?", "and the tenants?", "Who are the tenants?"),
    ("who is the landlord?", "and the boss?", "Who is the boss?"),
    ("how much is the rent?", "what about the deposit?", "How much is the deposit?"),
    ("when was the treaty signed?", "and the protocol?", "When was the protocol signed?"),
    ("why was it not signed?", "who asked that?", "Who asked why was it not signed?"),
    ("when is the next meeting?", "what about the office move?", "When is the office move?"),
    ("who is the finance director?", "and the clerk?", "Who is the clerk?"),
    ("when is it open on Sundays?", "and on Saturdays?", "when is it open on Saturdays?"),
    ("when is the pool open?", "what about winter?", "when is the pool open in winter?"),
    (
        "what did Kirby say about the treaty?",
        "what will he do about it?",
        "What will John Kirby do about the treaty?",
    ),
    (
        "what did Kirby say about the treaty?",
        "what does he think of that?",
        "What does John Kirby think of the treaty?",
    ),
    ("were there any side effects?", "who led it?", "who led it? (side effects)"),
    ("did Kirby mention China?", "what about Austin?", "Did Austin mention China?"),
    ("what did Kirby say to Austin?", "and to Calloway?", "What did John Kirby say to Calloway?"),
    (
        "what did Kirby say at the Harbour Summit?",
        "what did he say about fish there?",
        "What did John Kirby say about fish at the Harbour Summit?",
    ),
    (
        "what did Kirby tell the National River Agency?",
        "and the WHO?",
        "What did Kirby tell the WHO?",
    ),
    (
        "what did Kirby say in Kelmouth in May 2022?",
        "what did he say about Austin there?",
        "What did John Kirby say about Austin in Kelmouth in May 2022?",
    ),
    (
        "what did Kirby say in Kelmouth about the treaty?",
        "what did he say about fish there?",
        "What did John Kirby say about fish in Kelmouth?",
    ),
    (
        "what did Kirby say in May about the treaty?",
        "what did he say about fish there?",
        "What did John Kirby say about fish there?",
    ),
    (
        "what did Kirby say at the Harbour Summit?",
        "when did he speak?",
        "When did John Kirby speak at the Harbour Summit?",
    ),
    (
        "what did Kirby say at the Harbour Summit?",
        "when was that?",
        "When did John Kirby speak at the Harbour Summit?",
    ),
    (
        "did Kirby say that fish are dear?",
        "when did he speak?",
        "When did John Kirby say that fish are dear?",
    ),
    (
        "what did Kirby say about the treaty?",
        "when did he speak?",
        "When did John Kirby speak about the treaty?",
    ),
    (
        "what did Kirby say about Calloway's chances?",
        "who beat her, according to him?",
        "Who beat Ines Calloway, according to John Kirby?",
    ),
    (
        "what is said about Secretary Austin?",
        "and Kirby?",
        "What did Kirby say about Secretary Austin?",
    ),
    (
        "what do they say about the secretary of defense?",
        "and John Kirby?",
        "What did John Kirby say about the secretary of defense?",
    ),
    (
        "how much does the Tarn Card cost?",
        "and for a secretary of defense?",
        "and for a secretary of defense? (Tarn Card cost)",
    ),
    ("how much is the ticket?", "what about children?", "how much is the ticket for children?"),
    ("what is the fee for adults?", "and students?", "what is the fee for students?"),
    ("when is the pool open?", "and for children?", "when is the pool open for children?"),
    ("who looks after the yard?", "and children?", "and children? (looks yard)"),
    ("what does the orange lamp mean?", "and the red one?", "What does the red lamp mean?"),
    ("when was the treaty signed?", "and the other one?", "When was the other one signed?"),
    ("is it dear?", "and Mamma Rina?", "Is Mamma Rina dear?"),
    ("is life in Corvane dear?", "and Mamma Rina?", "and Mamma Rina? (life Corvane dear)"),
    ("is Chez Nous dear?", "and Mamma Rina?", "Is Mamma Rina dear?"),
    ("who is Kirby?", "what about the mayor of Corvane?", "Who is the mayor of Corvane?"),
    ("who is Kirby?", "and Austin?", "Who is Austin?"),
    ("who is Kirby?", "what about the training?", "What did John Kirby say about the training?"),
    (
        "did Kirby deny that the port would open?",
        "who disagrees?",
        "Who said that the port would open?",
    ),
    (
        "did Kirby say that the port would open?",
        "who disagrees?",
        "Who disagreed that the port would open?",
    ),
    (
        "what did Kirby say about the treaty?",
        "no, I meant Austin",
        "What did Austin say about the treaty?",
    ),
    (
        "what did Kirby say about the treaty?",
        "Sorry, I meant the training.",
        "What did John Kirby say about the training?",
    ),
    (
        "how much is the rent?",
        "ok thanks. Where was Ines Calloway born?",
        "Where was Ines Calloway born?",
    ),
    ("how much is the rent?", "thanks, that helps", "thanks, that helps"),
    (
        "what did Kirby say?",
        "Back to the ferry: how many cars does it carry?",
        "how many cars does the ferry carry?",
    ),
    (
        "what did Kirby say?",
        "ok, let's go back to Austin: what did he say?",
        "what did Austin say?",
    ),
    (
        "what did Kirby say?",
        "Now back to the lamps. What does green mean?",
        "What does green mean? (the lamps)",
    ),
    (
        "what did Kirby say about the treaty?",
        "No, not Kirby, Austin.",
        "What did Austin say about the treaty?",
    ),
    (
        "what did Kirby say about the treaty?",
        "not the treaty but the training",
        "What did John Kirby say about the training?",
    ),
]


@pytest.mark.parametrize(("before", "text", "read"), READ, ids=[f"{b} {t}" for b, t, _ in READ])
def test_a_follow_up_is_read_as(known, before, text, read):
    history = [Turn("user", before), Turn("assistant", "He said it.")]
    found = standalone(text, history, known).shown
    if read is None:
        assert "North Korean government" in found
    else:
        assert found == read


def test_whom_somebody_agrees_with_is_she_who_was_named_last(known):
    history = [
        Turn("user", "who demanded that Ines Calloway resign?"),
        Turn("assistant", "Lloyd Austin demanded that Ines Calloway resign."),
        Turn("user", "what did Kirby say?"),
        Turn("assistant", "John Kirby said that it was late."),
    ]
    read = standalone("did Tom Obi agree with her?", history, known).text
    assert read == "did Tom Obi agree with Ines Calloway?"


def test_he_is_whom_an_answer_named_where_nobody_was_asked_for(known):
    history = [
        Turn("user", "When was the treaty signed?"),
        Turn("assistant", "In June, according to John Kirby. It was signed in June."),
        Turn("user", "Where was it signed?"),
        Turn("assistant", "In Oslo. It was signed in Oslo."),
    ]
    asked = {
        "What did he say?": "What did John Kirby say?",
        "Who is he?": "Who is John Kirby?",
        "What does he say about that?": "What does John Kirby say?",
        "What did she say?": "What did she say? (signed, treaty)",  # nobody who could be her
        "Where was he born?": "Where was he born? (signed, treaty)",  # who, nobody knows
    }
    assert {text: standalone(text, history, known).shown for text in asked} == asked


@pytest.mark.parametrize(
    ("history", "question", "read"),
    [
        (
            ["Was Marta Lund afraid of another flood?"],
            "what did she say about the pump?",
            "What did Marta Lund say about the pump?",
        ),
        (
            ["Why was Daniel Reyes not insured?"],
            "What does Reyes say about the river?",
            "What does Daniel Reyes say about the river?",
        ),
        (
            ["What did Reyes say?", "How old is Hector Reyes?"],
            "What does Reyes say about the river?",
            "What does Hector Reyes say about the river?",
        ),
        (["What did Reyes say?"], "What does Reyes say about the river?", None),
        (["When was Daniel Reyes born?"], "Did he marry?", "Did Daniel Reyes marry?"),
    ],
)
def test_who_was_named_last_is_meant_by_a_pronoun_or_a_surname_of_several(
    known, history, question, read
):
    turns = [Turn("user", text) for text in history]
    assert standalone(question, turns, known).text == (read or question)


@pytest.mark.parametrize(
    ("answer", "read"),
    [
        (
            "Nobody was to blame. The inquiry found that nobody was to blame.",
            "Who disputes that nobody was to blame?",
        ),
        (
            "163, according to the council. Some 163 homes were flooded.",
            "Who disputes that Some 163 homes were flooded?",
        ),
        ("The documents hold nothing that answers this.", "Who disputes that? (inquiry find)"),
    ],
)
def test_who_disputes_a_fact_is_asked_of_what_was_told(known, answer, read):
    history = [Turn("user", "What did the inquiry find?"), Turn("assistant", answer)]
    assert standalone("Who disputes that?", history, known).shown.startswith(read.rstrip("?"))


@pytest.mark.parametrize(
    ("answer", "read"),
    [
        ("Daniel Reyes. It is led by Daniel Reyes.", "Is Daniel Reyes ill?"),
        ("In June, according to Daniel Reyes.", "Is he ill?"),
    ],
)
def test_he_in_a_yes_or_no_question_is_who_was_asked_about_or_answered(known, answer, read):
    history = [Turn("user", "Who leads the review?"), Turn("assistant", answer)]
    assert standalone("Is he ill?", history, known).text == read


def test_nobody_is_he_whom_a_refusal_named(known):
    refused = "“Kirby” can be more than one speaker: John Kirby, Al Kirby. Ask for one of them."
    history = [Turn("user", "When was the bridge closed?"), Turn("assistant", refused)]
    found = standalone("What did he say?", history, known)
    assert found.shown == "What did he say? (bridge closed)"


def test_a_chain_of_follow_ups_holds(known):
    history = [
        Turn("user", "what did Kirby say about the treaty?"),
        Turn("assistant", "…"),
        Turn("user", "and Austin?"),
        Turn("assistant", "…"),
    ]
    found = standalone("and Calloway?", history, known)
    assert found.shown == "What did Calloway say about the treaty?"
    assert found.wordings == (found.text,)  # it is whole: nothing else is searched for


@pytest.mark.parametrize(
    ("text", "read"),
    {
        "compare them": "Compare John Kirby and Lloyd Austin about the treaty?",
        "do they agree on the training?": "Compare John Kirby and Lloyd Austin about the training?",
    }.items(),
)
def test_they_are_the_two_who_were_asked_about_last(known, text, read):
    asked = ("what did Kirby say about the treaty?", "and Austin?")
    history = [
        turn for each in asked for turn in (Turn("user", each), Turn("assistant", "He said no."))
    ]
    assert standalone(text, history, known).text == read


def test_the_first_question_stays_as_it_is(known):
    found = standalone("and Austin?", [], known)
    assert (found.shown, found.wordings) == ("and Austin?", ("and Austin?",))


def test_an_assistants_turn_alone_is_no_question(known):
    found = standalone("and Austin?", [Turn("assistant", "Hello.")], known)
    assert found.shown == "and Austin?"


def test_a_slip_in_a_name_is_set_right_and_shown(known):
    assert standalone("what did Kirbey say?", [], known).shown == "what did John Kirby say?"
    assert standalone("Who is John Kirbey?", [], known).shown == "Who is John Kirby?"
    assert standalone("who is first?", [], known).shown == "who is first?"
    history = [Turn("user", "what did Kirby say?")]
    assert standalone("and Autsin?", history, known).shown == "What did Lloyd Austin say?"


GENERAL = [Turn("user", "How do I lay a gravel path?"), Turn("assistant", "Dig first. Then rake.")]


def test_a_question_that_points_back_is_searched_for_with_what_came_before(known):
    found = standalone("Is it expensive?", GENERAL, known)
    assert found.text == "Is it expensive?"
    assert found.shown == "Is it expensive? (lay gravel path)"
    assert found.wordings == (
        "Is it expensive?",
        "How do I lay a gravel path? Is it expensive?",
        "Dig first. Then rake. Is it expensive?",
    )


def test_small_talk_is_nothing_that_a_conversation_goes_on_from(known):
    talk = [Turn("user", "Great, thanks, that helps!"), Turn("assistant", "Ask for a fact.")]
    for question in ("Is it expensive?", "why?"):
        expected = standalone(question, GENERAL, known)
        assert standalone(question, [*GENERAL, *talk], known) == expected


SUBJECTS = [
    *GENERAL,
    Turn("user", "Where was Ines Calloway born?"),
    Turn("assistant", "In Corvane. She was born in Corvane."),
]


def test_what_goes_on_from_another_subject_has_nothing_of_the_first(known):
    found = standalone("When was that?", SUBJECTS, known)
    assert found.text == "When was that? (Ines Calloway born)"
    assert not any("gravel" in wording for wording in found.wordings)


@pytest.mark.parametrize("question", ["Back to the gravel: is it dear?", "Is it dear?"])
def test_a_conversation_returns_to_what_it_was_about(known, question):
    back = [
        Turn("user", "Let's go back to the gravel: how deep is it?"),
        Turn("assistant", "Deep."),
    ]
    history = SUBJECTS if question.startswith("Back") else [*SUBJECTS, *back]
    found = standalone(question, history, known)
    assert "gravel" in found.shown
    assert "Calloway" not in " ".join((found.shown, *found.wordings))


def test_what_a_follow_up_was_read_as_is_gone_on_from(known):
    history = [
        Turn("user", "How much is the ferry?"),
        Turn("assistant", "9 euros. It is 9 euros."),
        Turn("user", "and for children?"),
        Turn("assistant", "5 euros. It is 5 euros for children."),
    ]
    assert standalone("why?", history, known).text == "why? (ferry children)"
    assert standalone("and students?", history, known).text == "How much is the ferry for students?"


def test_it_is_what_was_asked_about_in_what_others_are_asked_about(known):
    history = [
        Turn("user", "When is the lighthouse open in May?"),
        Turn("assistant", "At ten. It is open at ten."),
        Turn("user", "How much is it?"),
        Turn("assistant", "8 euros. It is 8 euros for adults."),
    ]
    read = standalone("what about children?", history, known).text
    assert read == "How much is the lighthouse for children?"


def test_a_fact_asked_of_another_is_looked_for_with_what_came_before(known):
    history = [Turn("user", "How much is the rent?"), Turn("assistant", "40 euros in Corvane.")]
    found = standalone("and the deposit?", history, known)
    assert found.shown == "How much is the deposit?"
    assert found.wordings[1:] == (
        "How much is the rent? How much is the deposit?",
        "40 euros in Corvane. How much is the deposit?",
    )


def test_who_answers_what_was_asked_answers_that(known):
    history = [
        Turn("user", "What did Kirby say?"),
        Turn("assistant", "John Kirby: It is late."),
        Turn("user", "who asked about the cost?"),
        Turn("assistant", "Ines Calloway: How much is it?"),
    ]
    read = standalone("what did he answer?", history, known).text
    assert read == "What did John Kirby answer about the cost?"


def test_that_is_a_matter_of_one_word_where_the_question_before_calls_it_a_thing(known):
    history = [
        Turn("user", "Who closed the port?"),
        Turn("assistant", "In May, according to John Kirby. The port was closed in May."),
    ]
    read = standalone("What did he say about that?", history, known).text
    assert read == "What did John Kirby say about closed port?"
    history[0] = Turn("user", "Who is for the port?")
    read = standalone("What did he say about that?", history, known).text
    assert read == "What did John Kirby say about the port?"


def test_a_question_without_matter_of_its_own_has_that_of_the_one_before(known):
    assert standalone("how many?", GENERAL, known).text == "how many? (lay gravel path)"


@pytest.mark.parametrize(
    ("before", "answer", "of_matter"),
    [
        ("How much is the berth fee?", "40 euros. It is 40 euros a week.", True),
        ("Can a berth be let?", "Nobody is on record on this.", True),
        ("Can a berth be let?", "Asserted by John Kirby.", False),
        ("Who said that the fee is dear?", "They said so.", False),
        ("What did Austin say?", "It is dear.", False),
    ],
)
def test_what_about_another_asks_for_statements_only_where_speakers_were_asked_for(
    known, before, answer, of_matter
):
    history = [Turn("user", before), Turn("assistant", answer)]
    found = standalone("And what about the people who moor it?", history, known)
    assert found.of_matter == of_matter


def test_a_new_topic_is_not_mixed_with_the_old(known):
    text = "Who painted the ceiling of the chapel?"
    found = standalone(text, GENERAL, known)
    assert (found.shown, found.wordings) == (text, (text,))


def test_the_words_shown_are_no_part_of_the_next_question(known):
    history = [*GENERAL, Turn("user", "what did Kirby say? (gravel path)")]
    assert standalone("and Austin?", history, known).shown == "What did Austin say?"


def test_who_is_surely_meant_by_a_surname_may_be_named_otherwise_in_the_question(tmp_path):
    austin = [Profile("Lloyd Austin", "person")] * 40
    profiles = (*austin, Profile("Will Austin", "person"), Profile("John Kirby", "person"))
    with names(tmp_path, profiles) as several:
        history = [Turn("user", "Will Austin sign the treaty?")]
        read = standalone("and Kirby?", history, several).text
    assert read == "What did Kirby say about Austin sign the treaty?"


def test_whatever_an_occasion_is_called_it_can_stand_for_there(known):
    history = [Turn("user", r"What did Kirby say at Camp \Delta?")]
    read = standalone("What did he say about prices there?", history, known).text
    assert read == r"What did John Kirby say about prices at Camp \Delta?"


@pytest.mark.parametrize("long", ["a" + " " * 900_000 + "b", "Kirby said no. " * 60_000])
def test_a_conversation_of_any_length_is_read_as_far_as_it_can_matter(known, long):
    history = [Turn("user", long)] * 500 + [Turn("user", "what did Kirby say?")]
    assert standalone("and Austin?", history, known).text == "What did Austin say?"


def test_a_question_of_before_is_read_as_far_as_one_can_be_asked(known):
    history = [Turn("user", f"Is it {'so ' * 700} Kirby?"), Turn("assistant", "Yes.")]
    assert standalone("did he sign it?", history, known).text == "did he sign it?"
    history = [Turn("user", f"Is it {'so ' * 600} Kirby?"), Turn("assistant", "Yes.")]
    assert standalone("did he sign it?", history, known).text == "Did John Kirby sign?"


def test_he_is_who_goes_by_two_names_and_not_one_of_two():
    both = Speaker("1", "Obi", "person"), Speaker("2", "J. Obi", "person")
    asked = Query("what did Alderman Obi say", "statements", "", "Alderman Obi", both, several=True)
    assert speaker_of(asked, ()) == both[0]
    assert speaker_of(replace(asked, who="Alderman Obi and J. Obi"), ()) is None
    assert speaker_of(replace(asked, several=False), ()) is None
