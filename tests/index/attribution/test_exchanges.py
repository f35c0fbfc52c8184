"""Interviews whose questions are paragraphs of their own, without labels."""

import re
from pathlib import Path

import pytest

from index.attribution import attribute
from index.attribution.transcripts import turns
from index.documents import Document
from index.readers import read
from tests.index.parsed import attributed, parse, parser, said

INTERVIEW = """"I cried in the shower": Sue Brennan on the night Harwick won

Interview by Dan Pell, 4 November 2025

Sue Brennan has managed Harwick Town for three years.

What went through your head when Adeyemi equalised?

Nothing that you can print. I thought of my mother.

Did you think about substituting Zielony?

Never. I trust him.

Conti says Sale should have been sent off.

Andrea is a friend, and he is right. I say that it was luck.

How long will Mbeki be out?

Six weeks. He is furious with me because I kept him on.

What do you do next?

The quarter-final is on 6 December. I would rather be at home.
"""
FAQ = """Ask Sue Brennan: renewing your card

How do I renew my card?

You go to the desk with your old card.

What if I have lost it?

You pay five pounds at the desk.

Can you send it to me?

No, you have to come in.

When are you open?

At nine.
"""


def answers(text):
    parsed = parse(text)
    return {
        text[slice(*turn.asked)]: text[slice(*turn.words)] for turn in turns(parsed) if turn.asked
    }


def test_an_answer_is_whose_whom_the_title_alone_names():
    text = INTERVIEW.replace("Sue Brennan", "The manager").replace("Brennan", "the manager")
    found = attribute(parser().parse(Document("d", "Q&A: Sue Brennan, football manager", text)))
    assert [found.profiles[s.speaker].name for s in found.statements if s.kind == "turn"] == [
        "Sue Brennan"
    ] * 4


def test_an_answer_is_whose_whom_the_title_names():
    found = answers(INTERVIEW)
    assert found["Did you think about substituting Zielony?"] == "Never. I trust him."
    assert len(found) == 4
    assert ("Sue Brennan", None, "Never. I trust him.") in said(INTERVIEW)


@pytest.mark.parametrize(
    ("standfirst", "who"),
    {
        "Football manager Ebele Brennan on luck, her mother and the quarter-final": "Ebele Brennan",
        "Sue Brennan on luck": "Sue Brennan",
        "Sue Brennan and Dan Pell on luck": None,
        "Harwick Town on top": None,
    }.items(),
)
def test_an_answer_is_whose_whom_the_standfirst_has_on_what_is_asked(standfirst, who):
    asked = INTERVIEW.partition("Sue Brennan has managed")[2].replace("Sue", "Ebele")
    text = f"‘I cried’\n\n{standfirst}\n\nInterview by Dan Pell\n\nShe has managed{asked}"
    told = [speaker for speaker, _, words in said(text) if words == "Never. I trust him."]
    assert told == ([who] if who else [])


def test_who_asks_again_without_a_question_is_not_whom_the_title_names():
    told = " ".join(answers(INTERVIEW).values())
    assert "Conti says" not in told
    assert "Andrea is a friend" not in told


def test_i_is_nobody_who_asks():
    assert all(profile.name != "Dan Pell" for profile in attributed(INTERVIEW).profiles)
    unknown = INTERVIEW.replace("Sue Brennan", "the manager")
    assert all(profile.name != "Dan Pell" for profile in attributed(unknown).profiles)


@pytest.mark.parametrize(
    "head",
    [
        "The night Harwick won\n\nInterview by Dan Pell",
        "By Dan Pell, 4 November 2025",
        "The woman who beat Lewis Tarrant\n\nLewis Tarrant did not come.",
        "The manager sat down at noon. Lewis Tarrant did not come.",
    ],
)
def test_who_asks_or_is_merely_named_answers_nothing(head):
    text = INTERVIEW.split("three years.\n", 1)[1]
    assert answers(f"{head}\n\n{text}") == {}


@pytest.mark.parametrize(
    "title",
    ["{}: “I cried in the shower”", '"I cried in the shower": {} on the night', "Q&A with {}"],
)
def test_whose_first_name_tells_nothing_answers_where_the_text_knows_a_person(title):
    text = INTERVIEW.split("Interview by", 1)[1].replace("Sue Brennan", "Oyinkan Brennan")
    assert len(answers(f"{title.format('Oyinkan Brennan')}\n\nInterview by{text}")) == 4
    assert answers(f"{title.format('Low Water')}\n\nInterview by{text}") == {}


def test_questions_that_everybody_asks_are_no_interview():
    assert turns(parse(FAQ)) == ()


PROMPTED = """# Five minutes with Sue Brennan

*Sue Brennan has managed Harwick Town for three years. We met her at home.*

**What went through your head when Adeyemi equalised?**

Nothing that you can print. I thought of my mother.

My sister called. "Sorry is fine," the doctor said.

What else? Nobody knows.

**And it wasn't enough.**

No. It never is.

I went home.

**Did you sleep?**
Never.

I read to the end.

**Then came spring.** I bought a dog.

**What do you do next?**

I would rather be at home.

But I have a game to win.

{after}
"""


def prompted(after="", marks="**", name="Sue Brennan"):
    return PROMPTED.replace("**", marks).replace("Sue Brennan", name).format(after=after)


def test_an_answer_between_emphasised_prompts_is_all_that_stands_there():
    found = answers(prompted())
    first = "What went through your head when Adeyemi equalised?"
    assert found[first].endswith("What else? Nobody knows.")
    assert found["Did you sleep?"] == "Never.\n\nI read to the end."
    assert found["What do you do next?"].endswith("I have a game to win.")


def test_an_emphasised_prompt_need_not_ask():
    found = answers(prompted())
    assert found["And it wasn't enough."] == "No. It never is.\n\nI went home."
    assert found["Then came spring."] == "I bought a dog."


@pytest.mark.parametrize("suffix", ["md", "html"])
def test_a_files_emphasis_tells_prompts_where_its_marks_are_gone(suffix):
    written = prompted()
    if suffix == "html":
        written = re.sub(r"# (.+)", r"<h1>\1</h1>", re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", written))
        written = "".join(f"<p>{each}</p>" for each in written.split("\n\n"))
        written = written.replace("</b>\n", "</b><br>")
    document = read(Path(f"a.{suffix}"), written.encode())
    assert "**" not in document.text
    asked = [document.text[slice(*t.asked)] for t in turns(parser().parse(document)) if t.asked]
    assert asked == [*answers(prompted())]
    assert "Then came spring." in asked


def test_what_is_quoted_in_an_answer_is_a_statement_of_its_own():
    assert (None, "said", "Sorry is fine") in [
        (who, cue, words.strip('",')) for who, cue, words in said(prompted())
    ]


@pytest.mark.parametrize(
    "after",
    [
        "*This interview has been edited by me.*",
        "## About the author\n\nI write about sport.",
        "***\n\nI write about sport.",
        "Dan Pell writes about sport.",
        "I met Brennan in May.",
    ],
)
def test_what_follows_an_interview_is_no_answer(after):
    assert answers(prompted(after)) == answers(prompted())


def test_a_bold_heading_is_no_prompt_and_ends_an_answer():
    text = prompted().replace("**And it wasn't enough.**", "**The summer**")
    assert [*answers(text)][:2] == [*answers(prompted())][::2][:2]
    assert "It never is" not in " ".join(answers(text).values())


def test_prompts_of_which_hardly_any_asks_are_none():
    text = prompted().replace("**Did you sleep?**", "**You slept.**")
    assert turns(parse(text.replace("do next?**", "do next.**"))) == ()


@pytest.mark.parametrize(
    "head",
    [
        "Sue Brennan's third novel, Low Tide, is set at sea. She talks to Jo Obi about ghosts",
        "Sue Brennan, the novelist, talks to Jo Obi about ghosts",
        "Sue Brennan spoke to us in Harlow",
        "**Sue Brennan ran the port for a year. She talks about guilt, and what nobody said**",
    ],
)
def test_who_is_asked_is_of_whom_the_head_says_that_they_talk(head):
    asked = "**Were you afraid?**\n\nI was.\n\n**Are you now?**\n\nMy cat is, and I am.\n\n"
    text = f"'I wanted a committee'\n\n{head}\n\n{asked}{asked}"
    parsed = parse(text)
    assert {text[slice(*turn.label.span)] for turn in turns(parsed)} == {"Sue Brennan"}


@pytest.mark.parametrize(
    "head", ["“I still look back”: novelist Sue Brennan on ghosts", "Sue Brennan on ghosts"]
)
def test_who_is_asked_is_told_behind_what_they_said(head):
    asked = "Were you afraid?\n\nI was.\n\nAre you now?\n\nMy cat is, and I am.\n\n"
    text = f"The Saturday page\n\n{head}\n\nHarlow, in May\n\n{asked}{asked}"
    assert {text[slice(*turn.label.span)] for turn in turns(parse(text))} == {"Sue Brennan"}


def test_he_is_nobody_of_the_answer_before_the_question():
    text = (
        "Sue Brennan talks to Jo Obi about a book\n\n**Were you afraid?**\n\nI was. Daniel Obi says"
        " there were forty. I asked him.\n\n**Has it been criticised where you live?**\n\nBy one"
        " councillor! He said it was an insult to me.\n\n**Are you well?**\n\nI am.\n\n**Will you"
        " stay?**\n\nI think so."
    )
    assert ("Daniel Obi", "says", "there were forty") in said(text)
    assert not any(who == "Daniel Obi" and "insult" in words for who, _, words in said(text))
