"""Reported speech: whose words a sentence has that names somebody else beside."""

import pytest

from tests.index.parsed import said

SENTENCES = {
    "authors and others": (
        "Oduya et al. (2019) report that light slows crickets.",
        [(None, "report", "that light slows crickets")],  # whoever is called so elsewhere
    ),
    "one by name beside others": (
        "Officials and Marta Oduya said that the yard would close.",
        [("Marta Oduya", "said", "that the yard would close")],
    ),
    "those of whom somebody tells say nothing": (
        "Supporters of Lena Holm and Bo Lind said that it was over.",
        [(None, "said", "that it was over")],
    ),
    "those who stand against somebody are not he": (
        "Critics of Mr. Holm said that it was over.",
        [(None, "said", "that it was over")],
    ),
    "those who stand for an office-holder are not he": (
        "Supporters of President Bo Lind said that it was over.",
        [(None, "said", "that it was over")],
    ),
    "who writes of somebody is not he": (
        "A biographer of President Bo Lind wrote that he was shy.",
        [(None, "wrote", "that he was shy")],
    ),
    "an office with an of in it is still one's own": (
        "Supervisor of Elections Bo Lind said that it was over.",
        [("Bo Lind", "said", "that it was over")],
    ),
    "somebody's lawyer is not that somebody": (
        "Marta Oduya sued the city. Her lawyer said that the police had lied.",
        [(None, "said", "that the police had lied")],
    ),
    "who takes the floor goes on": (
        "Marta Oduya met Tom Rudge and Bo Lind. Lind said it was off. Rudge disagreed. “It is on,” "
        "he said.",
        [("Bo Lind", "said", "it was off"), ("Tom Rudge", "said", "“It is on,”")],
    ),
    "who asks in passing is not who goes on": (
        "Asked by Marchetti whether he had seen it, Wierzbicki said he had not. “I was out,” he "
        "said.",
        [
            ("Marchetti", "Asked", "whether he had seen it"),
            ("Wierzbicki", "said", "he had not"),
            ("Wierzbicki", "said", "“I was out,”"),
        ],
    ),
    "who is said to do the same goes on": (
        "Tom Rudge denied it. So did Bo Lind, who left. “I was in Bergen,” he said.",
        [("Tom Rudge", "denied", "it"), ("Bo Lind", "said", "“I was in Bergen,”")],
    ),
    "whom a clause is about begins with whose he is": (
        "As for Mr. Delacroix-Mbeki, he told MPs that the payment was £40,000. Amberfold's "
        "chairman, Lieven Vandenberghe, denies it. He says the sum is “much less”.",
        [
            ("Delacroix-Mbeki", "told", "that the payment was £40,000"),
            ("Lieven Vandenberghe", "denies", "it"),
            ("Lieven Vandenberghe", "says", "the sum is “much less”"),
        ],
    ),
    "she is not whom the relative is somebody's": (
        "My colleague Marta Oduya says hers broke.\n\nMy mother, 79, set it up. “I can read it,” "
        "she said.",
        [("Marta Oduya", "says", "hers broke"), (None, "said", "“I can read it,”")],
    ),
    "a surname of two parts is one's own": (
        "Catarina Mbeki-Soares led it. Marta Oduya, a geologist, said it was small. Mbeki-Soares "
        "argues that it is hard to fake. “It is in bed or not,” she says.",
        [
            ("Marta Oduya", "said", "it was small"),
            ("Catarina Mbeki-Soares", "argues", "that it is hard to fake"),
            ("Catarina Mbeki-Soares", "says", "“It is in bed or not,”"),
        ],
    ),
    "a given name of two parts is no word by itself": (
        "President Moon Sang-woo said the talks would go on. Moon added that he was glad.",
        [
            ("Moon Sang-woo", "said", "the talks would go on"),
            ("Moon Sang-woo", "added", "that he was glad"),
        ],
    ),
    "how somebody is first is not said": (
        "Tom Rudge said that it held. Marta Oduya is less sure: rain, she notes, could have made "
        "it look worse.",
        [
            ("Tom Rudge", "said", "that it held"),
            ("Marta Oduya", "notes", "rain … could have made it look worse"),
        ],
    ),
    "whom he takes up is no body": (
        "Rudge demanded on Tuesday that Marta Oduya resign. “It is late,” he said.",
        [
            ("Rudge", "demanded", "that Marta Oduya resign"),
            ("Rudge", "said", "“It is late,”"),
        ],
    ),
    "a company is nobody's he": (
        "Robin Holt, the minister, spoke on Monday. Boeing said that the plane was safe. He said "
        "that he would never fly in it.",
        [
            ("Boeing", "said", "that the plane was safe"),
            ("Robin Holt", "said", "that he would never fly in it"),
        ],
    ),
    "whom the clause in front names is meant by its pronoun": (
        "Robin Holt and Ann Obi met on Monday. Asked whether Ann Obi had lost her seat, Holt "
        "laughed. “The seat was safe,” she said.",
        [("Ann Obi", "said", "“The seat was safe,”")],
    ),
    "what somebody never refrains from is said": (
        "Holt never refrained from saying that the plan had failed.",
        [("Holt", "saying", "that the plan had failed")],
    ),
    "a diplomat without a name is no minister": (
        "A diplomat said that the quarrel began late. Vice Minister Marta Oduya warned that it was "
        "cold. The ship had left by then, the diplomat said.",
        [
            (None, "said", "that the quarrel began late"),
            ("Marta Oduya", "warned", "that it was cold"),
            (None, "said", "The ship had left by then"),
        ],
    ),
    "what somebody stops short of is not said": (
        "Tom Rudge said the policy had failed. But he stopped short of calling for a vote.",
        [("Tom Rudge", "said", "the policy had failed")],
    ),
    "what somebody does first is not said": (
        "Tom Rudge disagreed: turnout was the highest since May, he said.",
        [("Tom Rudge", "said", "turnout was the highest since May")],
    ),
    "who quotes somebody hands it on": (
        "Reuters quoted Marta Oduya as saying that the sea was her home.",
        [("Marta Oduya", "saying", "that the sea was her home")],
    ),
    "a victim's mother is not the victim": (
        "The mother of victim Bo Lind said that she wanted justice.",
        [(None, "said", "that she wanted justice")],
    ),
}


@pytest.mark.parametrize(("text", "expected"), SENTENCES.values(), ids=SENTENCES)
def test_a_sentence_is_of_who_says_it_and_of_nobody_beside(text, expected):
    assert said(text) == expected
