"""What an article is about need not be told with each statement in it."""

import pytest

DOCUMENTS = {
    "auction.txt": """Auction of the mayor's cannon called off again

KELM, 3 May — The old weapon will not be sold after all. "This weapon is a piece of history," said \
Tom Obi, who owns it.

Rosa Lind, a teacher, said that the schools would close on Friday.
""",
    "boats.txt": """Boat race draws a crowd

Rosa Lind, a teacher, said that the cannon was too loud.
""",
}


@pytest.fixture(scope="module")
def news(written):
    return written(DOCUMENTS)


def said(library, question):
    return [f.statement.text for f in library.ask(question).statements]


def test_what_is_said_in_an_article_is_about_what_its_headline_names(news):
    (told,) = said(news, "What did Obi say about the cannon?")
    assert told == '"This weapon is a piece of history,"'


def test_what_is_far_from_the_headline_is_not_about_it(news):
    assert said(news, "What did Lind say about the auction?") == []


def test_who_says_it_in_so_many_words_is_not_told_by_headlines(news):
    assert said(news, "What did Lind say about the cannon?") == ["that the cannon was too loud"]


def test_what_no_headline_names_is_refused(news):
    assert news.ask("What did Obi say about the boats?").refusal.reason == "nothing_on_topic"


def test_what_is_written_in_a_message_is_about_its_subject(written):
    text = (
        "From: Tom Obi <tom@kelm.example>\nTo: Rosa Lind <rosa@kelm.example>\n"
        "Date: 3 February 2025\nSubject: {}\n\nHi Rosa,\n\nI think 310 is too much. Can we go to"
        " 250?\n\nTom\n"
    )
    mail = written({"mail.txt": text.format("Price of the boat")})
    (told,) = said(mail, "What did Obi say about the price?")
    assert "310 is too much" in told
    assert said(written({"mail.txt": text.format("Hello")}), "What did Obi say of the price?") == []


def test_who_write_of_one_subject_are_set_side_by_side(written):
    head = (
        "From: {} <a@kelm.example>\nTo: Sam Gray <s@kelm.example>\nSubject: Price of the boat\n\n"
    )
    mails = {
        "1.txt": head.format("Tom Obi") + "Hi Sam,\n\nI think 310 is too much.\n\nTom\n",
        "2.txt": head.format("Rosa Lind") + "Hi Sam,\n\nThe board decided on 310 in May.\n\nRosa\n",
    }
    reply = written(mails).ask("How do Obi and Lind differ on the price?")
    assert {f.statement.speaker.name for f in reply.statements} == {"Tom Obi", "Rosa Lind"}
