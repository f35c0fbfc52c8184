"""The words that name a source → the speaker they stand for."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.attribution.findings import Finding
from index.attribution.mentions import Cast
from index.attribution.resolution import Resolver
from index.attribution.sources import Source
from index.documents import Span
from index.parsing import Parsed
from tests.index.parsed import parse, roles, said


def resolve(text: str, words: str, *, head: str | None = None) -> tuple[str | None, float]:
    """Who the last of some words in a text stand for, and how sure that is."""
    parsed = parse(text)
    start = text.rindex(words)
    source = Span(start, start + len(words))
    resolver = Resolver(parsed, Cast(parsed))
    at = text.index(head, start) if head else start + len(words) - 1
    found = resolver.resolve(*_asked(parsed, source, at))
    return (found.figure.name if found.figure else None), found.certainty


def _asked(parsed: Parsed, source: Span, at: int) -> tuple[Finding, Source]:
    paragraph = next(p for p in parsed.paragraphs if p.span.start <= at < p.span.end)
    token = next(t for t in paragraph.doc if paragraph.start + t.idx + len(t) > at)
    sentence = paragraph.span_of(token.sent[0], token.sent[-1])
    return Finding(paragraph, (), sentence, None, None, 1.0), Source(token, source)


# A text, the words in it that are asked for (their last occurrence), and whom they stand for
PRONOUNS = {
    "who holds an office, and not whom he spoke with": (
        "The Foreign Secretary spoke this morning with his counterpart, Foreign Minister Ejiofor. "
        "It was their second call. He made clear that nobody would pay.",
        "He",
        None,
    ),
    "who holds an office and is named before": (
        "Daniel Okafor, the foreign secretary, came to Vistan. The foreign secretary met Tom "
        "Ejiofor. He said that nobody would pay.",
        "He",
        "Daniel Okafor",
    ),
    "nobody whom the other pronoun has taken up so far": (
        "Aoki Haruun runs the lab. She founded it, and she loves it. Tuvok Demirel runs it with "
        "her. It was late.\n\nHaruun looked at it and then at Demirel.\n\nIt can wait, he said.",
        "he",
        "Tuvok Demirel",
    ),
    "somebody's mother, whom a clause is not about, and no other": (
        "Agnes Holt said that the clinic was shut.\n\nTom Obi took his mother there on Friday. “It "
        "was dark,” she said.",
        "she",
        None,
    ),
    "who goes to see a father": (
        "Agnes Holt went to see her father on Friday. “It was dark,” she said.",
        "she",
        "Agnes Holt",
    ),
    "not who is called to": (
        "Tom Obi came to the port. It was late. Thank you, Agnes. Agnes, the boat is here. "
        "Was it not the boat that he asked for?",
        "he",
        "Tom Obi",
    ),
    "who is told of by what is whose, and not called to": (
        "Ingrid Solheim led the study. It was late.\n\nHelena Varga of the Technical University of "
        "Brask, whose own work in 2022 concluded that opening windows pushes radon into the night "
        "hours, was not persuaded. The trial had measured too few buildings, she argued.",
        "she",
        "Helena Varga",
    ),
    "nor what the room does": (
        "Tom Obi came to the port. (Laughter.) It was late, he said.",
        "he",
        "Tom Obi",
    ),
    "no place in which something is": (
        "Eight years after the first tents went up at Qasr Tuma, 61,000 people wait. It is late, "
        "she said.",
        "she",
        None,
    ),
    "no street": (
        "Tom Obi spoke first. Hyun-ju Pemberton, 220 Orchard Street, spoke against the ban. It was "
        "too loud, she said.",
        "she",
        "Hyun-ju Pemberton",
    ),
    "the mother of somebody, who is told of": (
        "Umm Bilal laughed. Her grandson, Bilal, is ten. It was a hard year, she said.",
        "she",
        "Umm Bilal",
    ),
    "who laughs": (
        "Simon Arkwright wrote to Umm Bilal. Umm Bilal laughed. It was a good letter, she said.",
        "she",
        "Umm Bilal",
    ),
    "the subject of the sentence before": (
        "Agnes Holt met Simon Arkwright on the bridge. She said that it would hold.",
        "She",
        "Agnes Holt",
    ),
    "a first name tells a woman": (
        "Tomas Breck wrote to Ines Calloway about the strike. The letter was short, she said.",
        "she",
        "Ines Calloway",
    ),
    "a wife is a woman": (
        "Kofi Mensah and his wife, Adjoa, run the yard. It was sold in May, she said.",
        "she",
        "Adjoa",
    ),
    "not whoever is spoken of": (
        "Graham Pell spoke of the mine. “Marcus Vance has left,” he said.",
        "he",
        "Graham Pell",
    ),
    "not who does it to him": (
        "Daniel Reyes was tired. Hector Vance woke him.",
        "him",
        "Daniel Reyes",
    ),
    "a pronoun takes up where another left off": (
        "Judith Arlen kept the books. She had no help. Victor Lanz was never there. In her words, "
        "she was alone.",
        "she",
        "Judith Arlen",
    ),
    "his pledge is his": (
        "Neil Farrow spoke in Corvane. The crowd liked his pledge to keep the yard.",
        "his",
        "Neil Farrow",
    ),
    "it, the agency that spoke": (
        "The National River Agency closed the sluice on Monday. It warned that the water was high.",
        "It",
        "National River Agency",
    ),
    "they are people": (
        "The National River Agency closed the sluice. Farmers were angry. They said it was late.",
        "They",
        None,
    ),
    "who": ("Marta Oduya, who said that she was tired, left early.", "who", "Marta Oduya"),
    "a town is nobody": (
        "Luay Haddad lives in Clarkvale. Clarkvale became his home, he said.",
        "he",
        "Luay Haddad",
    ),
    "not whom she asks": (
        "Ann Lee met Agnes Holt. The bridge was closed. She asked Holt why.",
        "She",
        "Ann Lee",
    ),
    "nobody before": ("“No,” he said.", "he", None),
    "a woman without a name": (
        "Judith Arlen opened the bridge. A young woman in the crowd was angry about the toll. “It "
        "is too much,” she said.",
        "she",
        None,
    ),
    "not a judge in general": (
        "Judith Arlen is a judge. It is rare for a judge to speak of a case. She said that she had "
        "to.",
        "She",
        "Judith Arlen",
    ),
    "the first half of a name tells a woman": (
        "Ines Calloway was there. RoseAnn Demarest, who runs the union, was late. “We will march,” "
        "she said.",
        "she",
        "RoseAnn Demarest",
    ),
    "whom nothing but a pronoun tells a woman": (
        "Wren Aske runs the mill. She was born in it. She sold it twice. Cato Venn was her tutor. "
        "He wrote to her. He was kind, but she left. The mill was late, he said.",
        "he",
        "Cato Venn",
    ),
    "who was asked": (
        "Judith Arlen spoke first. I asked Wren Aske whether it was safe. It was, she said.",
        "she",
        "Wren Aske",
    ),
    "not who was asked to do something": (
        "Judith Arlen asked Marta Lund to leave. It was late, she said.",
        "she",
        "Judith Arlen",
    ),
    "a first name with an accent": (
        "Hernán Lund met Judith Arlen and Niamh Obi. It was late, he said.",
        "he",
        "Hernán Lund",
    ),
    "somebody new of whom a clause tells what was": (
        "Pilar Maris runs the yard.\nA passenger, who did not want to be named, lives across the "
        "road. She said it was dusty.",
        "She",
        None,
    ),
    "no club": (
        "Gareth Obi saw Westmere Harbour beat Aldgrove Athletic. It was late, he said.",
        "he",
        "Gareth Obi",
    ),
}
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
NAMES = {
    "a first name that the parse takes for a noun": (
        "We thank our negotiator, Hector Villanueva, who slept little. Hector likes to say, “The "
        "clock never sleeps.”",
        "Hector",
        "Hector Villanueva",
    ),
    "nobody of another first name that the parse takes for a noun": (
        "Karl Brandt came to the port. Anders Brandt asked me whether he should turn round.",
        "Anders Brandt",
        "Anders Brandt",
    ),
    "by half of two surnames": (
        "Emeka Aske-Udeh built the bridge. Nobody thanked him. Dr. Udeh said that it hummed.",
        "Dr. Udeh",
        "Emeka Aske-Udeh",
    ),
    "by half of two surnames, which is another's": (
        "Emeka Aske-Udeh built the bridge. Tom Udeh paid. Mr. Udeh said that it hummed.",
        "Mr. Udeh",
        "Tom Udeh",
    ),
    "whose first name the parse takes for a people": (
        "A Jamal Ekins penalty won it. Ekins said that it was late.",
        "Ekins",
        "Jamal Ekins",
    ),
    "by a first name that the parse takes for a place": (
        "Yusra Haddad-Lowe made a fortune. In May Yusra Haddad-Lowe left. Yusra said that it was "
        "late.",
        "Yusra",
        "Yusra Haddad-Lowe",
    ),
    "not by a first name that is a country": (
        "Jordan Pike came to the port. It was late. Jordan said that it was closed.",
        "Jordan",
        "Jordan",
    ),
    "a surname the parser takes for a verb": (
        "Marta Trump owns the yard. The yard is old. Trump quickly denied that it was for sale.",
        "Trump",
        "Marta Trump",
    ),
    "Mr. and Mrs.": (
        "Judith Arlen and Samuel Arlen run the fund. Mr. Arlen was away. Mrs. Arlen said so.",
        "Mrs. Arlen",
        "Judith Arlen",
    ),
    "father and son": (
        "Samuel Okafor founded the bank. Samuel Okafor Jr. said that he would sell it.",
        "Samuel Okafor Jr.",
        "Samuel Okafor Jr",
    ),
    "a daughter by her first name leaves the surname to her father": (
        "Samuel Okafor owns the bank. Okafor is old. His daughter, Ivana Okafor, runs it. Ivana "
        "left early on Monday and went home. It rained all day in Corvane, and the streets were "
        "empty until the evening, when the shops opened again. The bank was closed, as it is on "
        "every Monday of the year, and nobody was seen near it. The town was quiet, the river was "
        "high, and the bridge had been closed by the police since the morning of the day before, "
        "because of the ice on it and the wind. Okafor said that all was well.",
        "Okafor",
        "Samuel Okafor",
    ),
    "a surname before a first name": (
        "John Kasper met Tom John in Corvane. Nobody else came. John said that it was late.",
        "John",
        "Tom John",
    ),
    "capitals of a heading are no names": (
        "Holt Files Largest Complaint Against River Agency\n\nAgnes Holt complained on Monday.",
        "Agnes Holt",
        "Agnes Holt",
    ),
    "what ran into the name and role of a source": (
        "“It is dear,” said Marta Oduya, senior vice president for sales, Halden.",
        "Marta Oduya, senior vice president for sales, Halden",
        "Marta Oduya",
    ),
    "what stands in brackets behind it": (
        "Rep. Diana Voss (R-FL): “President Holt is RIGHT to combat Communist #China!”",
        "Rep. Diana Voss (R-FL)",
        "Diana Voss",
    ),
    "the night when somebody spoke": (
        "Marta Oduya was tired. On that point, Oduya Sunday night recounted a talk with the mayor.",
        "Oduya Sunday night",
        "Marta Oduya",
    ),
    "a name before a noun is not the speaker": (
        "Lena Fiske was in Ohio. A Fiske aide said that she was tired.",
        "A Fiske aide",
        None,
    ),
    "a president is not the granddaughter who is named later": (
        "The talks went on. President Lund was tired. Then Naomi Lund came in. She had a letter. "
        "It was late, President Lund said.",
        "President Lund",
        "Lund",
    ),
    "nor the first lady who was named before": (
        "First Lady Jill Lund came to the port. Talks went on. It was late, President Lund said.",
        "President Lund",
        "Lund",
    ),
    "a director is the doctor": (
        "Dr. Marta Lund came to the port. The talks went on. It was late, Director Lund said.",
        "Director Lund",
        "Marta Lund",
    ),
    "a president who is introduced by the whole name": (
        "Marta Lund came to the port. The talks went on. It was late, President Lund said.",
        "President Lund",
        "Marta Lund",
    ),
    "and no former one, whatever office is told": (
        "Marta Lund, the president, met Tom Lund. Vice President Lund she had been for a year. "
        "It was late, President Lund said.",
        "President Lund",
        "Marta Lund",
    ),
    "of two the one who has the office": (
        "President Marta Lund met Tom Lund. Tom Lund was tired. It was late, President Lund said.",
        "President Lund",
        "Marta Lund",
    ),
}


@pytest.mark.parametrize(("text", "words", "speaker"), PRONOUNS.values(), ids=PRONOUNS)
def test_a_pronoun_stands_for_somebody_named_before(text, words, speaker):
    assert resolve(text, words)[0] == speaker


def test_a_pronoun_stands_for_who_spoke_though_nothing_names_him():
    told = said(
        "Agnes Holt, 61, was killed in the crash. The driver of the lorry said the road was wet. "
        "“I did not see her,” she said."
    )
    assert [name for name, *_ in told] == [None, None]
    told = said(
        "Tom Obi was against it. Two divers came along. One of them said that the water was cold, "
        "and later he said that it was dark."
    )
    assert [name for name, *_ in told] == [None, None]


@pytest.mark.parametrize(("text", "words", "speaker"), DESCRIPTIONS.values(), ids=DESCRIPTIONS)
def test_a_description_stands_for_whom_the_document_describes_so(text, words, speaker):
    assert resolve(text, words)[0] == speaker


def test_a_description_does_not_stand_for_whom_it_names():
    text = "Agnes Holt wrote a play about Simon Arkwright. The Arkwright actor was there."
    assert resolve(text, "The Arkwright actor")[0] != "Simon Arkwright"


@pytest.mark.parametrize(("text", "words", "speaker"), NAMES.values(), ids=NAMES)
def test_a_name_stands_for_one_person(text, words, speaker):
    assert resolve(text, words)[0] == speaker


@pytest.mark.parametrize(
    ("titled", "name"),
    [
        ("Majority Whip Tom Emmer", "Tom Emmer"),
        ("Admiral Brett Moe", "Brett Moe"),
        ("Alderman Griet Claes", "Griet Claes"),
        ("CTO Ann Hart", "Ann Hart"),
        ("Headteacher Ann Hart", "Ann Hart"),
        ("Canon Ann Hart", "Ann Hart"),
        ("Secretary of Housing and Urban Development Scott Turner", "Scott Turner"),
        ("Secretary of Health and Human Services Robert F. Moe", "Robert F. Moe"),
    ],
)
def test_offices_are_no_part_of_a_name(titled, name):
    text = f"In May {titled} said that it would open."
    assert resolve(text, titled)[0] == name
    assert name in {f.name for f in Cast(parse(text)).figures("person")}


@pytest.mark.parametrize("titled", ["Doctors Brand", "Sens. Brand", "Senators Brand"])
def test_an_office_of_several_is_no_part_of_a_name(titled):
    text = f"It was late. {titled} and Lindqvist said that it would open."
    assert resolve(text, titled)[0] == "Brand"


def test_an_office_or_a_style_is_nobodys_name():
    text = "It was late. Senior Advisor was what it said. It was good, he said."
    assert resolve(text, "he")[0] is None
    text = "His Majesty King Abdullah of Halden came. It was late, the King said."
    assert resolve(text, "the King")[0] == "Abdullah"


def test_a_short_form_with_the_same_office_is_the_same_person():
    text = "Mayor James Obi came. It was late, Mayor Jim Obi said."
    assert resolve(text, "Mayor Jim Obi")[0] == "James Obi"
    assert resolve(text.replace("Mayor James", "James"), "Mayor Jim Obi")[0] == "Jim Obi"


def test_words_of_which_the_document_uses_one_without_a_capital_are_nobodys_name():
    text = "Hurricane Milton was the worst hurricane in years. It was late, he said."
    assert resolve(text, "he")[0] is None


@pytest.mark.parametrize("letters", ["MP", "MEP", "OBE"])
def test_the_letters_behind_a_name_are_its_bearer(letters):
    text = f"Ann Hart {letters}, who sat in the front row, said that it would open."
    assert (resolve(text, f"Ann Hart {letters}")[0] or "").startswith("Ann Hart")


def test_what_somebody_does_is_no_part_of_the_name_where_a_sentence_begins_with_it():
    text = "Haulier Dennis Aske said the detour was long. Nobody called him, Aske said."
    assert resolve(text, "Aske")[0] == "Dennis Aske"


@pytest.mark.parametrize("what", ["Mum", "Shopper", "Boatbuilder", "Visitor"])
def test_what_the_local_paper_calls_somebody_is_no_part_of_the_name(what):
    assert (
        resolve(f"{what} Kelly Marsh said it was cold.", f"{what} Kelly Marsh")[0] == "Kelly Marsh"
    )


def test_what_somebody_keeps_is_no_part_of_the_name():
    text = "Goalkeeper Piotr Zielony saved the last penalty. He always went left, Zielony said."
    assert resolve(text, "Zielony")[0] == "Piotr Zielony"


def test_a_first_name_that_ends_as_a_calling_does_is_a_name():
    text = "Usman Khan said that the bridge was safe. Khan said that he would sue."
    assert resolve(text, "Khan")[0] == "Usman Khan"


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Aske said he had dropped his threat to sue.", True),
        ("Aske said the steel had not come.", False),
        ("NORDA said he had not asked.", False),
        ("Aske said he would step down. The company said that it was sorry.", False),
    ],
)
def test_who_says_he_of_himself_is_a_person(text, person):
    """The parse takes the name for a body's."""
    names = {f.name for f in Cast(parse(text)).figures("person")}
    assert bool(names) == person


@pytest.mark.parametrize(
    ("told", "female"),
    [
        ("Varga opened her practice. Varga was slow when she began. Varga left the bar.", True),
        ("Varga opened his practice. Varga was slow. Varga left after his defeat.", False),
        ("Varga opened its first shop. Varga was small. Varga praised his work.", None),
        ("Varga opened a shop in her street. Varga closed.", None),
    ],
)
def test_whom_he_or_she_goes_on_from_is_a_person(told, female):
    """The parse takes the name for a body's."""
    people = {f.name: f.female for f in Cast(parse(told)).figures("person")}
    assert people == ({"Varga": female} if female is not None else {})


def test_of_whom_somebody_speaks_tells_nothing_of_the_speaker():
    text = "Varga said she was late. Varga said that she would go. Varga told of her work."
    assert not any(figure.female for figure in Cast(parse(text)).figures("person"))


def test_nobody_speaks_of_himself_by_name_in_quotation_marks():
    text = (
        "Clara Holt's position was supported on Friday by Senator Diana Lind, who said that it was "
        "late.\n\n“Secretary Holt cannot be held responsible for it,” she said."
    )
    assert said(text)[-1][0] == "Diana Lind"


def test_who_is_named_in_the_words_of_another_alone_is_seldom_meant():
    text = (
        "“I would like to study it,” Donald Holt said. “Maybe Chuck Reyes did not ask me.”\n\n"
        "When asked whether it was late, he said: “That would be fine.”"
    )
    assert said(text)[-1][0] == "Donald Holt"


def test_who_is_called_she_throughout_is_meant_before_whom_she_opposes():
    text = (
        "Varga announced that she would run against Senator Agnes Holt. Varga was slow when she "
        "began. Varga left the race after polls showed that she would be beaten by Holt. In a "
        "statement, she said that it was over."
    )
    assert resolve(text, "she")[0] == "Varga"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Norwegian Bernie Lind said it was late. Bernie Lind was right.", "Bernie Lind"),
        ("Follow Pam Lind on the radio. It was late, Lind said.", "Pam Lind"),
        ("Ngozi Grace Obi said it was late. It was true, Obi said.", "Ngozi Grace Obi"),
    ],
)
def test_what_stands_before_a_full_name_is_no_part_of_it(text, name):
    assert resolve(text, name.split()[-1])[0] == name


def test_a_title_tells_the_former_of_two_surnames():
    text = "Clara Acosta Febo, a lawyer, runs the bank. It was late, Ms. Acosta said."
    assert resolve(text, "Ms. Acosta")[0] == "Clara Acosta Febo"
    assert resolve(text.replace("Ms.", "Mr."), "Mr. Acosta")[0] == "Acosta"
    given = "William Howard Lind, a lawyer, runs the bank. It was late, Mr. Howard said."
    assert resolve(given, "Mr. Howard")[0] == "Howard"


@pytest.mark.parametrize(
    "many", ["Some Germans", "Russians", "many Latinos", "Republicans", "two House Committees"]
)
def test_people_of_whom_there_are_many_are_nobody(many):
    assert resolve(f"It was late, {many} said.", many)[0] is None


def test_a_body_whose_name_begins_with_all_is_on_record():
    name = "All Nippon Airways"
    assert resolve(f'"It was late," said {name}.', name)[0] == name


@pytest.mark.parametrize("name", ["Apple", "Target", "Shell", "Labour", "Parliament"])
def test_a_body_whose_name_is_a_word_in_use_is_on_record_though_it_begins_each_sentence(name):
    text = f"{name} said that it was late. The {name.lower()} was broken."
    assert resolve(text, name)[0] == name


def test_a_name_that_is_a_word_in_use_is_on_record_within_a_sentence():
    assert resolve("It was late, Hill said. It was on a hill.", "Hill")[0] == "Hill"
    for headline in (
        "In Harlow, Star urges viewers to go",
        "Harlow’s Star Says The Battle Will Be Unprecedented.",
    ):
        assert resolve(f"{headline}\n\nThe star was late.", "Star")[0] is None


def test_an_office_that_the_parse_takes_for_a_preposition_ends_no_reading():
    (figure,) = Cast(parse("Ann Lind, blacksmith the port, said no.")).figures("person")
    assert figure.name == "Ann Lind"


def test_a_word_that_begins_a_headline_is_nobodys_name():
    text = "Hacker boasts of other break-ins\n\nA hacker was tried on Monday."
    assert resolve(text, "Hacker")[0] is None
    assert resolve("Target said it was late. On Monday, Target was shut.", "Target")[0] == "Target"
    stage = "The Stage called him a comedian. He was late on the stage."
    assert resolve(stage, "Stage")[0] == "Stage"


@pytest.mark.parametrize(
    ("told", "role"),
    [
        ("a leader of the Coalition to Stop Holt", "leader of the Coalition"),
        ("the mother of Sean Holt", "mother of Sean Holt"),
        ("the mayor of Harlow Patricia Holt", "mayor of Harlow"),
        ("now director of the port", "director of the port"),
        ("two members of the council", None),
        ("veterans affairs secretary", "veterans affairs secretary"),
    ],
)
def test_a_role_is_whole_and_one_persons(told, role):
    (figure, *_) = Cast(parse(f"Patricia Holt, {told}, said it was late.")).figures("person")
    assert figure.role == role


@pytest.mark.parametrize(
    "text",
    ["It was late, the Orlando Echo reported.", "“It is late,” he told the Vermont Examiner."],
)
def test_a_paper_is_no_person_though_a_first_name_begins_its_name(text):
    assert not Cast(parse(text)).figures("person")


def test_who_goes_by_a_first_name_is_whom_a_label_names_in_full():
    cast = Cast(parse("Henrike came to the yard, and Marta Lund was late. Henrike was glad."))
    cast.billed("Henrike Osterkamp")
    assert {f.name for f in cast.figures("person")} == {"Henrike Osterkamp", "Marta Lund"}


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("Anneke de Boer", "De Boer"),
        ("Samir al-Hadi", "al-Hadi"),
        ("Layla al-Hadi", "Al-Hadi"),
        ("Omar Abdel-Rahim el-Nahas", "El-Nahas"),
        ("Paulo Tadeu dos Reis", "Dos Reis"),
        ("William Kiplagat arap Koros", "Prof. Koros"),
        ("Luis Alberto Ibáñez Rojas", "Ibáñez"),
        ("Clara María Ibáñez Toledo", "Ibáñez Toledo"),
    ],
)
def test_a_surname_with_an_article_or_of_two_words_is_its_bearers(full, short):
    text = f"The minister, {full}, said that it was late. “Nobody knew of it,” {short} said."
    assert [speaker for speaker, _, _ in said(text)] == [full, full]


def test_a_surname_that_others_go_by_is_not_the_former_of_two():
    text = (
        "The minister, Clara María Ibáñez Toledo, said that it was late. Toledo would not say why. "
        "“Nobody knew of it,” Ibáñez said."
    )
    assert [speaker for speaker, _, _ in said(text)] == ["Clara María Ibáñez Toledo", "Ibáñez"]


@pytest.mark.parametrize(
    ("titled", "name"),
    [
        ("Alhaji Musa Bello Tukur", "Musa Bello Tukur"),
        ("Comrade Ann Lind", "Ann Lind"),
        ("Frau Greta Holm", "Greta Holm"),
        ("Cpl Tom Rey", "Tom Rey"),
    ],
)
def test_titles_of_other_places_are_no_part_of_a_name(titled, name):
    assert [who for who, *_ in said(f"{titled} said that it was late.")] == [name]


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("Manager Steve “Sparky” Holt was late. It was over, Sparky said.", "Sparky", "Steve Holt"),
        ("Tom 'The Badger' Lind won. It was over, Lind said.", "Lind", "Tom Lind"),
        ("Ann (Nan) Lind was there. It was over, Nan said.", "Nan", "Ann Lind"),
        ("Ann Lind (Labour) Bo Rey (Green) ran. It was over, Lind said.", "Lind", "Ann Lind"),
    ],
)
def test_who_has_a_nickname_goes_by_it(text, words, speaker):
    text = text.replace(words + " said", f"{words} said on Monday")
    assert resolve(text, words)[0] == speaker


def test_the_man_of_a_people_is_nobodys_name():
    text = "Coach Bo Rey laughed. The crowd did too. “My mother is old,” the Dutchman said."
    assert [who for who, *_ in said(text)] == [None]


def test_a_justice_is_the_judge():
    text = "Justice Grace Obi ruled that it was late. “We have all day,” the judge said."
    assert [who for who, *_ in said(text)] == ["Grace Obi"]


def test_a_surname_keeps_its_particles():
    text = (
        "European Commission President Ursula von der Leyen described the plan on Monday. It was "
        "late. President von der Leyen said that she was glad."
    )
    assert resolve(text, "President von der Leyen")[0] == "Ursula von der Leyen"


def test_a_name_that_the_parse_left_out_stands_behind_its_office():
    text = "“It is a good day for everybody in it.”\n— Port House Press Secretary Kush Desai"
    assert resolve(text, "Port House Press Secretary Kush Desai")[0] == "Kush Desai"


# Bodies that share the end of their names
BODIES = {
    "a capital's, and not somebody's of that name": (
        "Prime Minister Joseph Muscat opened the bridge. Muscat said the bridge was safe.",
        "Muscat",
        "Joseph Muscat",
    ),
    "which a surname is not": (
        "Jude Law, the actor, toured the plant on Monday. Law said it would open in May.",
        "Law",
        "Jude Law",
    ),
    "whose letterhead it is": (
        "MINISTRY OF FOREIGN AFFAIRS OF THE REPUBLIC OF OLAND\n\nPress release No. 4\n\nOn 9 March "
        "the ship was stopped.\n\nThe Ministry states that it had no permit.",
        "The Ministry",
        "Ministry of Foreign Affairs of the Republic of Oland",
    ),
    "a sentence of names is no heading": (
        "The Ministry of Foreign Affairs met on Monday.\n\nThe Ministry said that it was shut.",
        "The Ministry",
        "Ministry of Foreign Affairs",
    ),
    "a headline is no letterhead": (
        "Council of Elders Votes to Close the Pool\n\nOn 9 March the pool was shut.\n\nThe "
        "Ministry states that it had no permit.",
        "The Ministry",
        None,
    ),
    "a company is no paper that somebody told": (
        "Mayor Ann Lind told the Courier that she was glad. Three were hurt on Lift 7. The company "
        "said that the lift was safe.",
        "The company",
        None,
    ),
    "but one may be, of which more is told": (
        "The Halden Group runs the lift. Mayor Ann Lind told the Halden Group that she was glad. "
        "The company said that the lift was safe.",
        "The company",
        "Halden Group",
    ),
    "a company without the word that says so": (
        "Halden Foods, Inc., has closed a plant. Halden said on Monday that it was sorry.",
        "Halden",
        "Halden Foods",
    ),
    "a body is not called this one": (
        "Mr. Obi works there. This White House said on Monday that it would listen.",
        "This White House",
        "White House",
    ),
    "what is called for short by one word is nobody else": (
        "The Administration published a plan on Monday. The Maritime Administration pays for it. "
        "The Small Business Administration said that ports would gain.",
        "The Small Business Administration",
        "Small Business Administration",
    ),
    "two that begin differently": (
        "The Department of Education of the state was silent. The Ohio Department of Education "
        "wrote a letter. The Iowa Department of Education said that it had come too late.",
        "The Iowa Department of Education",
        "Iowa Department of Education",
    ),
    "a company and those who name themselves after it": (
        "Fighters call their channel Wilayat Twitter. On Monday Twitter said it had closed it.",
        "Twitter",
        "Twitter",
    ),
    "a name of three words is nobody's following": (
        "Rain fell. The Federal Highway Administration said that the bridge was safe.",
        "The Federal Highway Administration",
        "Federal Highway Administration",
    ),
    "the administration of two": (
        "The Holt-Obi Administration opened the port. The Holt-Obi Administration said that it "
        "was deep enough.",
        "The Holt-Obi Administration",
        "Holt-Obi Administration",
    ),
    "by its noun alone, with a capital": (
        "The Norwegian Coastal Administration runs the port. The Department of Fisheries was "
        "asked. On Monday the Department said that it was late.",
        "the Department",
        "Department of Fisheries",
    ),
    "a noun alone, of which nobody is named": (
        "On Monday the Committee said so.",
        "the Committee",
        None,
    ),
    "what stands behind a company's name": (
        "Halden Foods, Inc., a baker of bread, said on Monday that it would close.",
        "Halden Foods, Inc.,",
        "Halden Foods",
    ),
    "my administration, of nobody who is named": (
        "The Food and Fish Administration was asked. My Administration said that it would pay.",
        "My Administration",
        None,
    ),
    "a paper's board and who is told of in what it writes": (
        "Holt spoke. The Corvane Journal Editorial Board: “Holt Wins the Battle of the Bridge”",
        "The Corvane Journal Editorial Board",
        "Corvane Journal Editorial Board",
    ),
    "a ministry of what is no country": (
        "Bavaria's interior ministry said on Monday that the bridge was safe.",
        "Bavaria's interior ministry",
        "Bavaria's interior ministry",
    ),
    "a person's ministry": (
        "Tom Holt's ministry said on Monday that the bridge was safe.",
        "Tom Holt's ministry",
        None,
    ),
    "an operator, whose lawyers are asked": (
        "The engineer was told before the Saint Corvan left port. Lawyers for the operator, Holt "
        "Lines, were asked. The company said that it was safe.",
        "The company",
        "Holt Lines",
    ),
    "an order": (
        "On Monday the Executive Order calls for a plan that is new.",
        "the Executive Order",
        None,
    ),
    "a shorter form of the only one": (
        "South Korea's National Intelligence Service sent a note. "
        "The Intelligence Service said so.",
        "The Intelligence Service",
        "South Korea's National Intelligence Service",
    ),
}


@pytest.mark.parametrize(("text", "words", "speaker"), BODIES.values(), ids=BODIES)
def test_bodies_are_one_only_where_their_names_say_so(text, words, speaker):
    assert resolve(text, words)[0] == speaker


def test_a_label_is_nobody_of_its_surname_with_another_first_name():
    text = "We go now to Bryan Lind, who was late. It was late, Mr. Lind. Thank you, Ms. Lind."
    speaker = Cast(parse(text)).billed("Elizabeth Lind")
    assert "Bryan Lind" not in speaker.names


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        (
            "Ann Lind, campaign manager for Karl Voss, was there.",
            "Ann Lind",
            "campaign manager for Karl Voss",
        ),
        (
            "In the evening all of them met Minister Ann Lind, Ambassador to the United Nations "
            "Karl Voss, and some others who were there.",
            "Ann Lind",
            "Minister",
        ),
        (
            "In the evening all of them met Secretary of Education Miguel Lind, who was tired.",
            "Miguel Lind",
            "Secretary of Education",
        ),
    ],
    ids=["whom it is for", "another's name begins", "the first name is no role"],
)
def test_a_role_ends_where_another_name_begins(text, name, role):
    (figure,) = [f for f in Cast(parse(text)).figures("person") if f.name == name]
    assert figure.role == role


def test_a_word_that_the_document_uses_otherwise_is_nobody():
    text = "Yeah. Ann Lind said yeah to it. Yeah was all that Lind said. Executive Order is out."
    people = {n for f in Cast(parse(text)).figures("person") for n in f.names}
    assert "Ann Lind" in people
    assert people.isdisjoint({"Yeah", "Order"})


@pytest.mark.parametrize(
    ("text", "words", "cue"),
    [
        ("See How Zelda Questioned The Mayor Of Corvane", "Zelda", "Questioned"),
        ("Harbour Reports Reveal Cause Behind Holt's Fall", "Harbour Reports", "Reveal"),
    ],
)
def test_a_name_ends_where_the_cue_starts(text, words, cue):
    """Where Every Word Has A Capital, the parse takes the cue for a part of the name."""
    parsed = parse(text)
    end = text.index(words) + len(words)
    finding, source = _asked(parsed, Span(end - len(words), end), end - 1)
    at = text.index(cue)
    finding = replace(finding, cue_span=Span(at, at + len(cue)))
    figure = Resolver(parsed, Cast(parsed)).resolve(finding, source).figure
    assert figure is not None
    assert figure.name == words


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("It was tried before. Holt and Obi (2019) reported that it failed.", "Holt", None),
        ("It was tried before. Holt et al. (2019) argued that it failed.", "Holt et al.", None),
        ("Agnes Holt led both. At first, Holt (2019) found that it failed.", "Holt", "Agnes Holt"),
    ],
)
def test_a_surname_that_a_work_is_cited_by_is_nobody_without_a_full_name(text, words, speaker):
    end = text.index(")") + 1
    start = text.rindex(words, 0, end)
    parsed = parse(text)
    source = Span(start, end)
    figure = Resolver(parsed, Cast(parsed)).resolve(*_asked(parsed, source, start)).figure
    assert (figure.name if figure else None) == speaker


@pytest.mark.parametrize("where", ["Tom Gill, from Moss Lane,", "A fire in Moss Lane"])
def test_a_street_is_nobody(where):
    text = f"{where} was late. Nobody was hurt. She said it was awful."
    assert resolve(text, "She")[0] is None


def test_who_is_named_as_streets_are_is_somebody():
    text = "Tom Gill, from Harlow, relied on Diane Lane. She said it was late."
    assert resolve(text, "She")[0] == "Diane Lane"


@pytest.mark.parametrize("told", ["had some sympathy", "has his doubts", "takes another view"])
def test_who_is_told_to_hold_a_view_takes_the_floor(told):
    text = (
        "Captain Daniel Holt, who scored twice, said the mood was bad. Tom Obi {told}. “I would be "
        "the same,” he said."
    )
    assert [who for who, *_ in said(text.format(told=told))] == ["Daniel Holt", "Tom Obi"]


def test_it_is_the_body_that_the_sentence_before_is_about():
    text = (
        "Corvane Bank said that the deal was sound. Harwick Council disagreed with Corvane Bank. "
        "It said that the deal was late. Corvane Bank said that it was not. Ann Lind laughed. It "
        "said that the deal was done."
    )
    assert [who for who, *_ in said(text)] == [
        "Corvane Bank",
        "Harwick Council",
        "Corvane Bank",
        "Corvane Bank",
    ]


def test_who_is_told_to_be_in_a_mood_takes_the_floor():
    text = (
        "Manager Steve Garrity was close to tears.\n\n“I have had some nights,” he said. “Half of "
        "them sat up.”\n\nVisiting boss Andrea Conti was furious.\n\n“It is no foul,” he said."
    )
    assert [name for name, *_ in said(text)] == ["Steve Garrity", "Andrea Conti"]


def test_who_is_told_to_be_somebodys_kin_is_no_other_whatever_the_parse_says():
    text = (
        "Dan Obi laughed. It was late.\n\nThe daughter, Molly, misses her bed. Jago, her twin, "
        "says that he does not. He has told a teacher he wants to live there."
    )
    assert resolve(text, "her twin")[0] == "Jago"
    assert said(text)[1:] == [("Jago", "has told", "he wants to live there")]


def test_who_is_called_to_is_not_what_the_clause_behind_is_about():
    text = "Owen Bright came. Owen, the chief executive says she knew nothing."
    assert resolve(text, "Owen, the chief executive", head="Owen")[0] is None
    beside = text.replace("executive", "executive,")
    assert resolve(beside, "Owen, the chief executive", head="Owen")[0] == "Owen Bright"
    assert roles(f"{text} “It rains,” Bright said.")["Owen Bright"] is None


def test_i_inside_a_quotation_is_its_speaker():
    text = "“I think that it is late,” said Agnes Holt. Nobody else spoke."
    parsed = parse(text)
    resolver = Resolver(parsed, Cast(parsed))
    outer, source = _asked(parsed, Span(32, 42), 40)
    said = Finding(outer.paragraph, (Span(0, 26),), outer.sentence, None, None, 1.0)
    resolver.resolve(said, source)
    found = resolver.resolve(*_asked(parsed, Span(1, 2), 1)).figure
    assert found is not None
    assert found.name == "Agnes Holt"


def test_what_was_named_long_ago_is_less_certain():
    near = resolve("Agnes Holt met Ann Lee. Holt left. She said it was late.", "She")
    far = resolve("Agnes Holt met Ann Lee. It rained. They left. She said it was late.", "She")
    assert near[0] == far[0] == "Agnes Holt"
    assert near[1] > far[1]


def test_a_body_that_somebody_leads_keeps_the_whole_of_its_name():
    text = (
        "The leader of Vistan Borough Council and the leader of Holm Borough Council met. "
        "Vistan Borough Council said that it was late."
    )
    cast = Cast(parse(text))
    assert [figure.name for figure in cast.figures("organisation")] == [
        "Vistan Borough Council",
        "Holm Borough Council",
    ]


def test_a_first_name_behind_an_office_is_no_other_office():
    told = said("“Nobody will hear it,” site manager Dean Holt said. “It is safe,” Dean Obi said.")
    assert [who for who, *_ in told] == ["Dean Holt", "Obi"]


def test_any_word_of_a_source_does_as_its_head():
    text = "Marta Oduya, chief executive of Halden Marine, said that the yard was not for sale."
    words = "Marta Oduya, chief executive of Halden Marine"
    for head in ("Marta", "Oduya", "chief", "executive", "of", "Halden", "Marine"):
        assert resolve(text, words, head=head)[0] == "Marta Oduya"


@pytest.mark.parametrize(
    ("text", "name"),
    {
        "Tom Obi read of COVID. He left. It was late, he said.": "Tom Obi",
        "Tom Obi met Americans. It was late, he said.": "Tom Obi",
    }.items(),
)
def test_initials_and_peoples_are_nobody_who_is_he(text, name):
    assert resolve(text, "he")[0] == name


def test_a_mark_that_no_space_parts_from_a_name_is_no_part_of_it():
    text = "“It is over.”The Harbour Office said it was late."
    assert resolve(text, "The Harbour Office")[0] == "Harbour Office"


PIECES = [
    "Agnes Holt", "Holt", "the senator", "his campaign", "Sen.", "who", "she", "it", "they", ",",
    "the agency", "The Kremlin", "a spokesman for", "said", "of", "(NIS)", ".", "“", "”", "\n",
    "“I", "HOLT", "(R-Ohio)", "’s", "the two", "is", "front-runner", "Jr.", "😀", "\u2028", "'",
    "-", "in", "Clarkvale",
]  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=30).map(" ".join), st.data())
def test_whatever_is_asked_there_is_an_answer(text, data):
    parsed = parse(text)
    resolver = Resolver(parsed, Cast(parsed))
    for paragraph in parsed.paragraphs:
        for token in paragraph.doc:
            first = data.draw(st.integers(0, token.i))
            span = paragraph.span_of(paragraph.doc[first], token)
            finding = Finding(paragraph, (span,), span, None, None, 1.0)
            found = resolver.resolve(finding, Source(token, span))
            assert 0 <= found.certainty <= 1
