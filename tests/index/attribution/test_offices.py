"""Whom "the President" stands for, where a document means one by it all along."""

import pytest

from index.attribution import attribute, on_record
from index.documents import Document
from tests.index.parsed import parser, said

BRIEFING = """MS. HOLT: President Obi is well. President Obi leaves for Norland at noon. President Varga of Norland will meet her there, and President Varga has written to us. President Varga has long asked for it.

Q Thank you. Where does she sleep?

MS. HOLT: The President said yesterday that the ports had to be opened. President Varga was glad of it.

Q And does she want a treaty?

MS. HOLT: The President talks with President Varga about that tomorrow. She said this morning that it would be signed.
"""  # noqa: E501


def told(text: str, title: str = "Press Briefing") -> list[tuple[str | None, str]]:
    """Who said what by the words of others."""
    found = on_record(attribute(parser().parse(Document("d", title, text))))
    return [
        (None if s.speaker is None else found.profiles[s.speaker].name, text[slice(*s.spans[0])])
        for s in found.statements
        if s.kind != "turn"
    ]


def test_the_president_of_a_briefing_is_its_own_and_no_other_who_is_named_more():
    assert told(BRIEFING) == [
        ("Obi", "that the ports had to be opened"),
        ("Obi", "that it would be signed"),
    ]


def test_who_it_is_need_not_be_named_near():
    far = BRIEFING.replace(
        "Q And", "MS. HOLT: Senator Tom Lind was here as well. Senator Lind had fish.\n\nQ And"
    )
    assert {who for who, _ in told(far)} == {"Obi"}


def test_nobody_is_the_president_where_nothing_tells_who_of_several_it_is():
    text = BRIEFING.replace("President Obi", "The President")
    assert {who for who, _ in told(text)} == {None}
    equal = "Q Last week President Obi wrote to President Lind. Why?\n\nMS. HOLT: It was.\n\n"
    said = "Q The President says it was. The President says that the post was slow.\n\n"
    assert {who for who, _ in told(equal + said + "MS. HOLT: The President was kind.")} == {None}


def test_neither_a_former_president_nor_one_to_come_is_the_president():
    text = (
        "MS. HOLT: Hello. Former President Tom Lind has met President Ana Obi in the old port. It "
        "was rather late, as it often is with President Lind, who never was known to be early. "
        "President Lind has been slow since he was born, which nobody holds against him. Much as "
        "one may wait for it, President Obi was glad that he came.\n\n"
        "Q What did the President say?\n\n"
        "MS. HOLT: The President said that the talks were good.\n"
    )
    assert told(text) == [("Ana Obi", "that the talks were good")]
    assert told(text.replace("Former President", "President-elect")) == told(text)


def test_after_whom_an_administration_is_called_is_the_president():
    text = (
        "MS. HOLT: Hello.\n\nQ President Lind wrote to President Obi. What does the Obi "
        "administration do?\n\nMS. HOLT: The President said that the talks were good.\n"
    )
    assert told(text) == [("Obi", "that the talks were good")]


def test_a_release_means_whom_its_title_names():
    text = (
        "President Obi and President Varga met today. The President stressed that the ports had "
        "to be opened. The President thanked President Varga."
    )
    assert ("Obi", "that the ports had to be opened") in told(text, "President Obi in Norland")


def test_a_newspapers_president_is_the_one_told_of():
    text = (
        "President Tom Obi met Ann Lind. Later President Karl Varga of Norland came. The "
        "president said that the ports had to be opened."
    )
    assert told(text, "Ports")[0][0] == "Karl Varga"


def test_a_label_that_is_the_office_alone_tells_nobody():
    text = f"{BRIEFING}\nQ Is he there?\n\nTHE PRESIDENT: I am.\n"
    assert ("Obi", "that it would be signed") in told(text)


RELEASE = (
    "Ann Lind, the Prime Minister of Oland, came to the port. The Prime Minister said that the "
    "ships were late. The Prime Minister met Karl Varga. The Prime Minister left."
)


def test_a_release_means_whom_it_tells_to_hold_the_office_of_its_one_place():
    assert told(RELEASE, "Ports") == [("Ann Lind", "that the ships were late")]
    beside = RELEASE.replace("Karl Varga", "Ann Lind")
    assert told(beside, "Ports") == [(None, "that the ships were late")]
    other = RELEASE.replace("Karl Varga", "the Prime Minister of Norland")
    assert told(other, "Ports") == [(None, "that the ships were late")]


def test_who_alone_is_named_but_held_the_office_then_is_not_meant():
    then = RELEASE.replace("Ann Lind, the Prime Minister of Oland,", "Then Prime Minister Ann Lind")
    assert told(then, "Ports") == [(None, "that the ships were late")]


OF_THEIR_HOLDER = {
    "told beside it": "The National Port Advisor, Jake Obi, said that it went well. The National "
    "Port Advisor said that it would go on.",
    "told before": "Special Counsel Jake Obi said on Monday that no charges would be filed. The "
    "Special Counsel said the report was final.",
}


@pytest.mark.parametrize("text", OF_THEIR_HOLDER.values(), ids=OF_THEIR_HOLDER)
def test_an_office_with_capitals_is_its_holder_and_no_body(text):
    assert [who for who, *_ in said(text)] == ["Jake Obi", "Jake Obi"]


def test_an_office_whose_holder_nothing_tells_is_nobody_by_name():
    text = "The Supreme Leader said that the deal was dead. The FEMA Administrator said it was not."
    assert [who for who, *_ in said(text)] == [None, None]


def test_the_leader_of_a_thing_is_nobody_who_is_merely_named_near():
    ended = "The leader of the Front said that it was over."
    assert [who for who, *_ in said(f"Steve Holt was there. {ended}")] == [None]
    told = f"Steve Holt, the leader of the Front, was there. {ended}"
    assert [who for who, *_ in said(told)] == ["Steve Holt"]


@pytest.mark.parametrize(
    "label",
    [
        "Senate Majority Leader, New York Senator Chuck Obi",
        "Chair, Port Committee, Mayor Chuck Obi",
    ],
)
def test_whoever_is_told_with_several_offices_says_what_stands_behind_the_colon(label):
    text = f"**{label}**: “We are glad of the port.”\n\n**Governor Tom Holt**: “So are we.”"
    assert [who for who, *_ in said(text)] == ["Chuck Obi", "Tom Holt"]


def test_a_name_behind_what_somebody_advises_on_is_a_persons():
    text = (
        "Deputy National Security Advisor for Cyber and Emerging Technology Anne Reuter met the "
        "mayors on Monday. She said the sector was at risk."
    )
    assert [who for who, *_ in said(text)] == ["Anne Reuter"]


def test_peoples_and_plurals_are_nobody():
    text = (
        "The Governors said that fires are bad. Americans said they were tired. Every governor "
        "said that it rained."
    )
    assert {who for who, *_ in said(text)} == {None}


def test_who_proclaims_is_not_called_therefore():
    text = "NOW, THEREFORE, I, ANN T. LIND, do hereby proclaim that May 1 is the Day of the Port."
    assert "THEREFORE" not in [who for who, *_ in said(text)]
