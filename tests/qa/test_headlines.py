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
