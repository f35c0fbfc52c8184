"""A question that is hardly more than its question word → the whole question."""

import pytest

from qa.conversation import standalone
from qa.replies import Turn

# what was asked before, the follow-up, what it is read as
READ = [
    ("When did she die?", "how?", "How did she die?"),
    ("where did she study?", "and why there?", None),
    ("Where did she study?", "why not in Norway?", "Why didn't she study in Norway?"),
    ("are they coming back?", "why not?", "Why aren't they coming back?"),
    ("will the minister step in?", "why not?", "Why won't the minister step in?"),
    ("can I carry some days over?", "until when?", "Until when can I carry some days over?"),
    ("When was the abbey founded?", "by whom?", "By whom was the abbey founded?"),
    ("By whom was the abbey founded?", "and why?", "Why was the abbey founded?"),
    ("is it dangerous?", "how so?", "Why is it dangerous?"),
    ("How long was he jailed for?", "what for?", "Why was he jailed?"),
    ("what did he paint then?", "why?", "Why did he paint that then?"),
    ("what is she recording next?", "where?", "Where is she recording that next?"),
    ("what was the worst flood?", "when?", "When was the worst flood?"),
    ("who is the mayor?", "how?", None),
    ("how much is the ticket?", "why?", None),
    ("Who said the treaty was signed?", "why?", None),
    ("do I need an agent?", "how to become an agent and does it pay?", None),
    ("who was sent off?", "anyone else?", "who else was sent off?"),
    ("what happened?", "what else?", "what else happened?"),
    ("which potteries closed?", "any others?", "which other potteries closed?"),
    ("when was it closed?", "who else?", None),
    ("What was her first boat?", "what about her last one?", "What was her last boat?"),
    (
        "how many copies did the album sell?",
        "and the first one?",
        "how many copies did the first album sell?",
    ),
    ("What was decided about the hall?", "who proposed it?", "who proposed the hall?"),
    ("who proposed the hall?", "who seconded that?", "who seconded the hall?"),
    ("What was decided about the hall?", "was anyone against it?", "Who was against the hall?"),
    ("Where is the hall?", "was anyone against it?", None),
]


@pytest.mark.parametrize(("before", "text", "read"), READ, ids=[f"{b} {t}" for b, t, _ in READ])
def test_it_is_asked_of_what_was_asked_before(known, before, text, read):
    history = [Turn("user", before), Turn("assistant", "It was so.")]
    assert standalone(text, history, known).text.split(" (")[0] == (read or text)


@pytest.mark.parametrize(
    ("before", "answer", "text", "read"),
    [
        ("Who taught her?", "Agnes Simon. Her teacher, Agnes Simon.", "is she alive?",
         "is Agnes Simon alive?"),
        ("Who taught her?", "Agnes Simon. Her teacher, Agnes Simon.", "when was her debut?",
         "when was Agnes Simon's debut?"),
        ("Who taught her?", "Agnes Simon. Her teacher, Agnes Simon.", "is he alive?",
         "is he alive?"),
        ("Who taught her?", "Agnes Simon. Her teacher, Agnes Simon.", "did she know Kirby?",
         "did she know Kirby?"),
        ("What was her first light?", "Skarven. Her first light was Skarven.", "how tall is it?",
         "how tall is Skarven?"),
        ("What was her first trade?", "Joinery. Her first trade was joinery.", "did she like it?",
         "did she like it?"),
        ("What month was it?", "May. It was May.", "was it cold?", "was it cold?"),
        ("When was it lit?", "Skarven. It was lit with Skarven.", "is it tall?", "is it tall?"),
    ],
)  # fmt: skip
def test_she_and_it_are_whom_and_what_an_answer_names(known, before, answer, text, read):
    history = [Turn("user", before), Turn("assistant", answer)]
    assert standalone(text, history, known).text.split(" (")[0] == read


def test_a_question_for_others_knows_what_was_told(known):
    history = [
        Turn("user", "who was sent off?"),
        Turn("assistant", "Al Grady. The captain, Al Grady, was sent off."),
    ]
    assert standalone("anyone else?", history, known).told == ("Al Grady",)
    assert standalone("when was that?", history, known).told == ()


def test_who_else_said_that_asks_it_of_the_conversations_matter(known):
    history = [
        Turn("user", "how much is the ferry?"),
        Turn("assistant", "9 euros, according to John Kirby. It is 9 euros."),
        Turn("user", "who said that?"),
        Turn("assistant", "John Kirby: It is 9 euros."),
    ]
    assert standalone("anyone else?", history, known).text == "who else said that? (ferry)"


def test_who_did_it_is_told_and_vouches_for_nothing(known):
    signed = "President John Kirby. Today, President John Kirby signed the order."
    history = [Turn("user", "who signed the order?"), Turn("assistant", signed)]
    assert standalone("is it permanent?", history, known).of_matter
    assert standalone("was he sued?", history, known).text == "was President John Kirby sued?"
    history += [Turn("user", "is it dear?"), Turn("assistant", "It is dear.")]
    assert standalone("was he sued?", history, known).text == "Was John Kirby sued?"
