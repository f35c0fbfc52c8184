"""What it, that and there stand for, and whom the question before names."""

import pytest

from qa.conversation import standalone
from qa.replies import Turn

# what was asked before, the follow-up, what it is read as
READ = [
    ("what did Kirby say?", "I see, thanks. What did he mean?", "What did John Kirby mean?"),
    (
        "what did Kirby say about the treaty?",
        "did he ever deny it was signed?",
        "Did John Kirby ever deny the treaty was signed?",
    ),
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
    ("did North Korea send troops?", "what do they say about it?", "Did North Korea send troops?"),
    (
        "who said the treaty was signed?",
        "what do they say about it?",
        "What do they say about whether the treaty was signed?",
    ),
    (
        "what did Kirby say?",
        "did anyone disagree with him?",
        "Did anyone disagree with John Kirby?",
    ),
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
    ("did Kirby sign the treaty?", "when was that?", "When did Kirby sign the treaty?"),
    (
        "what did Kirby say about the treaty?",
        "when was that?",
        "When did John Kirby speak about the treaty?",
    ),
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
    (
        "what did Kirby say at the Harbour Summit?",
        "what did he say about fish there?",
        "What did John Kirby say about fish at the Harbour Summit?",
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
        "what did Kirby say?",
        "Back to the ferry: how many cars does it carry?",
        "how many cars does the ferry carry?",
    ),
    (
        "what did Kirby say?",
        "ok, let's go back to Austin: what did he say?",
        "what did Austin say?",
    ),
]


@pytest.mark.parametrize(("before", "text", "read"), READ, ids=[f"{b} {t}" for b, t, _ in READ])
def test_a_question_that_points_back_is_read_as(known, before, text, read):
    history = [Turn("user", before), Turn("assistant", "He said it.")]
    found = standalone(text, history, known).shown
    if read is None:
        assert "North Korean government" in found
    else:
        assert found == read


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


def test_whatever_an_occasion_is_called_it_can_stand_for_there(known):
    history = [Turn("user", r"What did Kirby say at Camp \Delta?")]
    read = standalone("What did he say about prices there?", history, known).text
    assert read == r"What did John Kirby say about prices at Camp \Delta?"
