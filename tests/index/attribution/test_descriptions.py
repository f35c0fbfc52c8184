"""Whom a description stands for: "the senator", "the chairman"."""

import pytest

from tests.index.attribution.resolved import resolve
from tests.index.parsed import said

DESCRIPTIONS = {
    "nobody of whom nothing tells that he is one": (
        "Cllr Tom Rey asked whether the bridge was safe. The engineer replied that it had been "
        "tested in May.",
        "The engineer",
        None,
    ),
    "the chancellor, who is no prime minister": (
        "President Biden met Prime Minister Anna Lind. The chancellor said nothing was signed.",
        "The chancellor",
        None,
    ),
    "a man, and no capital": (
        "Police stopped a car on Monday. The male said he had no licence.",
        "The male",
        None,
    ),
    "an office, and not the place that it is of": (
        "The Mayor of Harlow said the bridge was cracked.",
        "The Mayor of Harlow",
        None,
    ),
    "written as a name is, though somebody is near": (
        "Senator Marco Obi spoke for an hour. Nobody clapped.\n\nThe papers were merciless: The "
        "North Harlow Union Leader said he had been rocked.",
        "The North Harlow Union Leader",
        None,
    ),
    "behind an aside, and not who is named last in it": (
        "Ann Lind (R-Ohio) asked for an inquiry.\n\nIn the letter - addressed to the attorney "
        "for the District of Columbia, Karl D. Voss - the Republican asks for a report.",
        "the Republican",
        "Ann Lind",
    ),
    "of a country alone": (
        "Luca Ferri was late. “I am tired,” the Italian said.",
        "the Italian",
        None,
    ),
    "of a country alone, who is told more of": (
        "Luca Ferri was late. The Norwegian, who was booked, insisted that he would stay.",
        "The Norwegian",
        None,
    ),
    "of a place that is not told of him": (
        "Corvane Mayor Simon Arkwright opened the bridge. He was late. The governor of Montana "
        "said that it was his.",
        "The governor of Montana",
        None,
    ),
    "a vice president is no president": (
        "President Simon Arkwright opened the bridge. He was late. The vice president said so.",
        "The vice president",
        None,
    ),
    "a governor is no president": (
        "President Simon Arkwright opened the bridge. He was late. The governor said so.",
        "The governor",
        None,
    ),
    "who heads a house is nobody merely near": (
        "Simon Arkwright opened the bridge. He was late. The Speaker said so.",
        "The Speaker",
        None,
    ),
    "the head of a body that is not told of him": (
        "President Simon Arkwright opened the bridge. He was late. The CDC director said so.",
        "The CDC director",
        None,
    ),
    "of a place that is, in another form": (
        "Norwegian President Simon Arkwright opened the bridge. It was late. The president of "
        "Norway said that it was his.",
        "The president of Norway",
        "Simon Arkwright",
    ),
    "a minister of something else": (
        "Defence Minister Edmund Strand met the unions. It was late. The prime minister said no.",
        "The prime minister",
        None,
    ),
    "an officer of something else": (
        "Ann Lund, the chief financial officer, was asked. The chief executive officer said no.",
        "The chief executive officer",
        None,
    ),
    "who has the office in other words": (
        "Ann Lund, the defense secretary, met Tom Obi. The defence secretary said no.",
        "The defence secretary",
        "Ann Lund",
    ),
    "who is for money in other words": (
        "Ann Lund, the chief financial officer, and Tom Obi, the chief executive, met. The finance "
        "chief said no.",
        "The finance chief",
        "Ann Lund",
    ),
    "who was prime minister then, and is named later": (
        "Tom Obi was told. The prime minister said no. The then prime minister, Ann Lund, agreed.",
        "The prime minister",
        None,
    ),
    "nobody who is merely near": (
        "Graham Pike, the chairman of the board, was a guest. The auditor general said no.",
        "The auditor general",
        None,
    ),
    "an office is no name": (
        "Vice President Marta Lund came to the port. Tom Obi was late. The Vice President said so.",
        "The Vice President",
        "Marta Lund",
    ),
    "the title in front of the name": (
        "Sen. Lena Fiske flew home. The mayor, Tomas Breck, met her. The senator said it was cold.",
        "The senator",
        "Lena Fiske",
    ),
    "a state in brackets": (
        "Sen. Lena Fiske (R-Ohio) met Sen. Paul Demarest (D-Maine). The Maine senator was late, "
        "people said.",
        "The Maine senator",
        "Paul Demarest",
    ),
    "what somebody is": (
        "Agnes Holt is the front-runner. Simon Arkwright came second. The front-runner was silent.",
        "The front-runner",
        "Agnes Holt",
    ),
    "a word of the same kind": (
        "Tomas Breck, a property developer, bought the yard from Ann Lee. The businessman said he "
        "would keep it.",
        "The businessman",
        "Tomas Breck",
    ),
    "the chair, with others nearer": (
        "Present: Rosalind Achebe (chair), Piotr Wolski, Dee Hartnell.\n\n"
        "Mr Wolski reported that the pipe was mended. Ms Hartnell said the pressure was low. Mr "
        "Wolski told Ms Hartnell that it was not. The chair asked whether a tank was needed.",
        "The chair",
        "Rosalind Achebe",
    ),
    "a protester without a name": (
        "Sen. Lena Fiske spoke in Corvane until a protester stood up. The protester said she lied.",
        "The protester",
        None,
    ),
    "the judge, who is named later": (
        "The judge was silent for a while. Later, Judge Rowan Pryce read out the charge.",
        "The judge",
        "Rowan Pryce",
    ),
    "the other party": (
        "Sen. Lena Fiske (R-Ohio) debated with Gov. Paul Demarest (D-Maine). The Republican "
        "candidate said it was late.",
        "The Republican candidate",
        "Lena Fiske",
    ),
    "a party and a state": (
        "Lena Fiske, the Republican nominee, was ahead. Maine Sen. Paul Demarest was far "
        "behind her on Monday. The Maine Republican said it was late.",
        "The Maine Republican",
        "Paul Demarest",
    ),
    "nobody of whom the state is not told": (
        "Lena Fiske, the Republican nominee, was ahead. Sen. Paul Demarest, a Republican, was far "
        "behind her on Monday. The Maine Republican said it was late.",
        "The Maine Republican",
        None,
    ),
    "the company": (
        "Halden Marine, a company from Brannock, sold the yard to the town of Corvane. The company "
        "said it had no choice.",
        "The company",
        "Halden Marine",
    ),
    "a campaign is not its candidate": (
        "Lena Fiske is ahead. Fiske's campaign said that it was sure to win.",
        "Fiske's campaign",
        "Fiske campaign",
    ),
    "her campaign": (
        "Lena Fiske was in Ohio on Monday. Her campaign said that it was sure to win.",
        "Her campaign",
        "Fiske campaign",
    ),
    "the campaign": (
        "The Fiske campaign opened an office. The campaign said that it was sure to win.",
        "The campaign",
        "Fiske campaign",
    ),
    "officials": ("Officials in the town said that nobody was hurt.", "Officials", None),
    "the nation's largest group": (
        "The National River Association is against the dam. The nation's largest river group said "
        "that it would sue.",
        "The nation's largest river group",
        "National River Association",
    ),
    "a body in small letters": (
        "The Harlow Board of Schools met on Monday. The board of schools was tired, and the board "
        "said so.",
        "the board",
        "Harlow Board of Schools",
    ),
    "the administration of the president": (
        "President Lena Fiske flew to Ohio. The administration said that the dam was safe.",
        "The administration",
        "Fiske administration",
    ),
    "no administration without a president of a country": (
        "Corvane Steel President Lena Fiske flew home. The administration said that it was safe.",
        "The administration",
        None,
    ),
    "his wife": (
        "Agnes Holt was late. Samuel Okafor and Ivana Okafor own the bank. Samuel Okafor was at "
        "home, and his wife said that it was closed.",
        "his wife",
        "Ivana Okafor",
    ),
    "the coach of another team": (
        "Holm coach Luis Obi was calm. “It is late,” he said. The Vistan coach said that it was "
        "early.",
        "The Vistan coach",
        None,
    ),
    "the coach of a team, by where he is from": (
        "Holm coach Luis Obi was calm. “It is late,” he said. The Spanish coach said that it was "
        "early.",
        "The Spanish coach",
        "Luis Obi",
    ),
    "the spokesman of a firm by its name": (
        "Norline said that fares would rise. “We will follow,” said a spokeswoman for the ferry "
        "firm Ellen Skarvik.",
        "a spokeswoman for the ferry firm Ellen Skarvik",
        None,
    ),
    "the spokesman of somebody": (
        "Tomas Breck is ill. The mayor's spokesman was brief. “He rests,” the spokesman said. The "
        "spokesman said no more.",
        "The spokesman",
        None,
    ),
    "the subject of a clause is no apposition": (
        "Sen. Lena Fiske is in Ohio. In a talk with the hosts Paul Demarest and Ann Lee, the "
        "senator said that it was late.",
        "the senator",
        "Lena Fiske",
    ),
}


@pytest.mark.parametrize(("text", "words", "speaker"), DESCRIPTIONS.values(), ids=DESCRIPTIONS)
def test_a_description_stands_for_whom_the_document_describes_so(text, words, speaker):
    assert resolve(text, words)[0] == speaker


def test_a_description_does_not_stand_for_whom_it_names():
    text = "Agnes Holt wrote a play about Simon Arkwright. The Arkwright actor was there."
    assert resolve(text, "The Arkwright actor")[0] != "Simon Arkwright"


def test_nearness_alone_makes_nobody_the_chairman():
    text = (
        "The committee heard Sir Josiah Lund, who stated the cost. The chairman said it was high."
    )
    assert ("Josiah Lund", "said", "it was high") not in said(text)
    assert "it was high" in [words for _, _, words in said(text)]


def test_who_heads_a_firm_is_nobody_who_was_named_before():
    text = (
        "Ingrid Solheim studied 3,400 pumps. “It was a cliff,” says Solheim.\n\nOrbita, the firm "
        "that makes it, stopped in May. At the time, its chief executive said that few failed."
    )
    assert ("Ingrid Solheim", "said", "that few failed") not in said(text)


def test_who_was_meant_by_an_office_in_the_sentence_before_is_she():
    text = (
        "Ann Dunmore, the chair, opened the meeting.\n\nMrs Ashworth asked why the club could not "
        "sue. The chair answered that it had no money. “We have a tea urn,” she said."
    )
    assert [who for who, *_ in said(text)] == ["Ashworth", "Ann Dunmore", "Ann Dunmore"]
