"""Organisations and governments: by which names they go, and what is meant without one."""

import pytest

from index.attribution.mentions import Cast
from tests.index.attribution.resolved import resolve
from tests.index.parsed import attributed, parse, said


def test_a_body_whose_name_begins_with_all_is_on_record():
    name = "All Nippon Airways"
    assert resolve(f'"It was late," said {name}.', name)[0] == name


@pytest.mark.parametrize("name", ["Apple", "Target", "Shell", "Labour", "Parliament"])
def test_a_body_whose_name_is_a_word_in_use_is_on_record_though_it_begins_each_sentence(name):
    text = f"{name} said that it was late. The {name.lower()} was broken."
    assert resolve(text, name)[0] == name


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
    "neither of two companies that begin with it": (
        "Shares of Halden Foods Corp. fell. Halden Steel Corp. rose. Halden said that it was glad.",
        "Halden",
        "Halden",
    ),
    "a body's name in small letters": (
        "The Ministry of Ports met on Monday. The ministry of ports said that it was shut.",
        "The ministry of ports",
        "Ministry of Ports",
    ),
    "whom a campaign's spokesman speaks for": (
        "Ann Holt runs for mayor. A spokesman for the Holt campaign said the plan was dead.",
        "A spokesman for the Holt campaign",
        "Holt campaign",
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


def test_a_country_that_nothing_else_names_goes_by_its_name_and_not_by_its_capital():
    text = "They met in Ottawa, Canada. The United States and Canada affirmed that they will sail."
    assert {profile.name for profile in attributed(text).profiles} == {
        "United States",
        "Canada",
    }


def test_a_firm_that_the_parse_takes_for_a_noun_goes_by_its_name():
    text = (
        "Corvane Marine Technologies, Inc. builds boats. The judge held that Corvane knew of it. "
        "Corvane next contends that no law asks for more."
    )
    assert said(text)[-1] == (
        "Corvane Marine Technologies",
        "contends",
        "that no law asks for more",
    )


def test_what_a_firm_makes_is_not_the_firm():
    text = (
        "The inspection covered the yard in Harlow, where the Lumera P4 infusion pump is designed "
        "and assembled.\n\nThe firm disputes Observation 1 and accepts the others."
    )
    assert "Lumera P4" not in [who for who, *_ in said(text)]
