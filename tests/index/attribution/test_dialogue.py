"""Conversations that are told, in which a paragraph is the turn of somebody whom nothing names."""

import pytest

from tests.index.parsed import said

BEGINNING = "Marta Oduya put the lamp down. Carl Lind and Tom Holm were still in the doorway.\n\n"
# A conversation and who has its turns
TOLD = {
    "two take turns": (
        "“Is the ferry gone?” Marta asked.\n\n“It went at six,” said Carl Lind.\n\n"
        "“Then we wait.”\n\n“Until when?”\n\n“Until the morning.”",
        ["Marta Oduya", "Carl Lind", "Marta Oduya", "Carl Lind", "Marta Oduya"],
    ),
    "who began is told by who goes on": (
        "“Is the ferry gone?”\n\n“It went at six,” said Carl Lind.\n\n“No.”\n\n"
        "“It did,” said Carl Lind.\n\n“Then we wait,” said Marta Oduya.",
        ["Marta Oduya", "Carl Lind", "Marta Oduya", "Carl Lind", "Marta Oduya"],
    ),
    "who does something beside what is said says it": (
        "“Is the ferry gone?” Marta asked.\n\nCarl Lind nodded. “It went at six.”\n\n“No!”",
        ["Marta Oduya", "Carl Lind", "Marta Oduya"],
    ),
    "who does something in the line above says it": (
        "“Is the ferry gone?” Marta asked.\n\n“It is.”\n\nTom Holm looked at the clock.\n\n"
        "“It went at six, and it was full.”",
        ["Marta Oduya", "Tom Holm"],
    ),
    "who does not answer has had a turn": (
        "“Is the ferry gone?” Marta asked.\n\nCarl Lind did not answer.\n\n“Is it?”\n\n"
        "“It is,” said Carl Lind.",
        ["Marta Oduya", "Marta Oduya", "Carl Lind"],
    ),
    "he is not who had the turn before": (
        "“Is the ferry gone?” Tom Holm asked.\n\n“It is,” said Carl Lind.\n\n“Then we wait,” he "
        "said.\n\n“Until when?” he asked.\n\n“Until six.”",
        ["Tom Holm", "Carl Lind", "Tom Holm", "Carl Lind", "Tom Holm"],
    ),
    "who is called to answers": (
        "“Is the ferry gone, Carl?” Marta asked.\n\n“It is.”\n\n“Then we wait.”",
        ["Marta Oduya", "Carl Lind", "Marta Oduya"],
    ),
    "a quotation that goes on in the next paragraph is one turn": (
        "“Is the ferry gone?” Marta asked.\n\n“It is,” said Carl Lind.\n\n“When did it go?” "
        "asked Marta.\n\n“It went at six. I saw it.\n\n“It was full.”\n\n“Full?”\n\n“Full.”",
        ["Marta Oduya", "Carl Lind", "Marta Oduya", "Carl Lind", "Marta Oduya", "Carl Lind"],
    ),
    "nobody where one spoke twice in a row": (
        "“Is the ferry gone?” Marta asked.\n\n“It is.”\n\n“It went at six,” said Carl Lind.\n\n“It "
        "was full,” said Carl Lind.\n\n“Then we wait.”",
        ["Marta Oduya", "Carl Lind", "Carl Lind"],
    ),
    "nobody where three spoke": (
        "“Is it late?”\n\n“No.”\n\n“Is the ferry gone?” Marta asked.\n\n“Yes,” said Carl Lind.\n\n"
        "“It is,” said Tom Holm.\n\n“Then we wait.”",
        ["Marta Oduya", "Carl Lind", "Tom Holm"],
    ),
    "who tells the story is who is called to": (
        "“Is the ferry gone, Jonas?” Marta asked.\n\n“It is,” I said.\n\n“No.”\n\n“It went at "
        "six,” I said.\n\n“Was it full, "
        "Jonas?”\n\n“It was full.”",
        ["Marta Oduya", "Jonas", "Marta Oduya", "Jonas", "Marta Oduya", "Jonas"],
    ),
}


@pytest.mark.parametrize(("text", "speakers"), TOLD.values(), ids=TOLD.keys())
def test_who_has_the_turns_of_a_conversation(text, speakers):
    assert [who for who, _, _ in said(BEGINNING + text)] == speakers


# What is no conversation: what is alone in its paragraph is whose words came before
NEWS = {
    "nobody asks": (
        "“The ferry is gone,” Marta Oduya said.\n\n“It went at six,” said Carl Lind.\n\n“It will "
        "not be back before the morning, and nobody told the passengers of it.”"
    ),
    "it is told who asks and who answers": (
        "“Is the ferry gone?” Marta Oduya asked.\n\n“It is,” said Carl Lind.\n\n“It will not be "
        "back before the morning, and nobody told the passengers of it.”"
    ),
    "somebody is introduced behind a conversation": (
        "“Is the ferry gone?” Marta Oduya asked.\n\n“It is.”\n\n“When did it go?”\n\n“At six.”"
        "\n\nCarl Lind told the passengers to go home.\n\n“It went too early,” Lind said.\n\n“It "
        "will not be back before the morning, and nobody told the passengers of it.”"
    ),
    "nobody is brief": (
        "“Who would close a ferry that so many people need?” Marta Oduya asked.\n\n“It costs the "
        "county a million every year,” said Carl Lind.\n\n“It will not be back before the morning, "
        "and nobody told the passengers of it.”"
    ),
}


@pytest.mark.parametrize("text", NEWS.values(), ids=NEWS.keys())
def test_what_stands_alone_in_the_news_is_whose_words_came_before(text):
    who, _, words = said(BEGINNING + text)[-1]
    assert who == "Carl Lind"
    assert words.endswith("nobody told the passengers of it.”")
