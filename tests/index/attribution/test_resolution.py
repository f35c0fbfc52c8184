"""The words that name a source → the speaker they stand for."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.attribution.findings import Finding
from index.attribution.mentions import Cast
from index.attribution.resolution import Resolver
from index.attribution.sources import Source
from index.documents import Span
from tests.index.attribution.resolved import asked, resolve
from tests.index.parsed import attributed, parse, said


@pytest.mark.parametrize(
    "many", ["Some Germans", "Russians", "many Latinos", "Republicans", "two House Committees"]
)
def test_people_of_whom_there_are_many_are_nobody(many):
    assert resolve(f"It was late, {many} said.", many)[0] is None


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
    figure = Resolver(parsed, Cast(parsed)).resolve(*asked(parsed, source, start)).figure
    assert (figure.name if figure else None) == speaker


def test_i_inside_a_quotation_is_its_speaker():
    text = "“I think that it is late,” said Agnes Holt. Nobody else spoke."
    parsed = parse(text)
    resolver = Resolver(parsed, Cast(parsed))
    outer, source = asked(parsed, Span(32, 42), 40)
    said = Finding(outer.paragraph, (Span(0, 26),), outer.sentence, None, None, 1.0)
    resolver.resolve(said, source)
    found = resolver.resolve(*asked(parsed, Span(1, 2), 1)).figure
    assert found is not None
    assert found.name == "Agnes Holt"


def test_what_was_named_long_ago_is_less_certain():
    near = resolve("Agnes Holt met Ann Lee. Holt left. She said it was late.", "She")
    far = resolve("Agnes Holt met Ann Lee. It rained. They left. She said it was late.", "She")
    assert near[0] == far[0] == "Agnes Holt"
    assert near[1] > far[1]


def test_any_word_of_a_source_does_as_its_head():
    text = "Marta Oduya, chief executive of Halden Marine, said that the yard was not for sale."
    words = "Marta Oduya, chief executive of Halden Marine"
    for head in ("Marta", "Oduya", "chief", "executive", "of", "Halden", "Marine"):
        assert resolve(text, words, head=head)[0] == "Marta Oduya"


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


# The words that name the speaker in the last statement of a text, and who it is
RESOLVED = {
    "who is told of last, behind a semicolon": (
        "Ann Brown thinks that the tenants will go; Joan Meyer disagrees. “People stay where they "
        "have friends,” she says.",
        "Joan Meyer",
    ),
    "who goes on behind a semicolon": (
        "Ann Brown praised Joan Meyer; then she said that it was late.",
        "Ann Brown",
    ),
    "a team is no journal that it wrote in": (
        "The find was published today in the journal Marine Geology Notes.\n\nThe team suggests "
        "that a river carried the sand.",
        None,
    ),
    "a judge whose title tells a man, behind a woman of the court": (
        "Lady Justice Obi dismissed the appeal. She said that the letter was clear. Lord Justice "
        "Varga dissented. “Law is law,” he wrote.",
        "Varga",
    ),
    "a councillor of a county": (
        "The bins were late, County Cllr Tom Dent said. County Cllr Dent warned of more.",
        "Tom Dent",
    ),
    "who holds an office that acts before the pronoun": (
        "Present: Ann Lind (Chair), Jane Holloway (Clerk) and Tom Sable. Mr. Sable said that it "
        "was dear.\n\nThe Chair reported that the barn was let.\n\nThe Clerk presented the "
        "accounts. She advised that the reserve would fall.",
        "Jane Holloway",
    ),
    "a woman by what is told of her, who is not named": (
        "Judith Arlen said the yard was cold. “It was always cold,” she said.\n\nAnother "
        "passenger, who gave her age as 40, does not work there but lives across the road. "
        "She said it was dusty.",
        None,
    ),
    "a woman's first name may be an Italian man's": (
        "Goalkeeper Piotr Zielony saved the last penalty, from Tarrant. “I always go left,” "
        "Zielony said.\n\nNorthbridge coach Andrea Conti refused to blame his captain. “Lewis has "
        "won us more games than I can count. Tonight he missed,” he said.",
        "Andrea Conti",
    ),
    "one of several listed behind their office": (
        "The mayor praised Councilmembers Bolaji Ferreira and Ann Lund.\n\nCouncilmember Ferreira "
        "said that the yard was for sale.",
        "Bolaji Ferreira",
    ),
    "a spokesman behind his body": (
        "A spokesman for the Unity Party, Jean-Baptiste Moreau, accused the mayor of lying.",
        "Jean-Baptiste Moreau",
    ),
    "he, after the one who spoke": (
        "Holt's deputy, Simon Arkwright, said that 600 people were safe. He praised volunteers "
        "who “turned up with blankets.”",
        "Simon Arkwright",
    ),
    "she, in apposition to a description": (
        "Judge Rowan Pryce read out the charge. An accountant hired by the town, Priya "
        "Nandakumar, put the loss at $2 million. It is doubtful that it will come back, she said.",
        "Priya Nandakumar",
    ),
    "it, of whom the sentence tells": (
        "The Harlow Institute said on Monday that the dam was sound. The Lind Group has been told "
        "to leave, but it says that it will stay.",
        "Lind Group",
    ),
    "of those who were present, and with a hyphen": (
        "Present: Karin Boye (chair), Anton Falk, Siri Lund, Per-Anders Utsi.\n\nFalk reported "
        "that the stations were in place. Utsi said that he knew of only two.",
        "Per-Anders Utsi",
    ),
    "by the surname of one in a list": (
        "Present: Karin Boye (chair), Anton Falk, Siri Lund, Per-Anders Utsi.\n\nFalk reported "
        "that the stations were in place.",
        "Anton Falk",
    ),
    "no woman is a spokesman": (
        "Neil Farrow, a spokesman, met Marta Oduya on Monday. Farrow left early. The offer, she "
        "said, was final.",
        "Marta Oduya",
    ),
    "the spokesman": (
        "A spokesman for the company, Neil Farrow, declined to comment. The spokesman denied "
        "reports that the yard was for sale.",
        "Neil Farrow",
    ),
    "the prosecutor": (
        "Prosecutor Dana Whitlock opened the case against Victor Lanz. “One at a time,” said the "
        "prosecutor.",
        "Dana Whitlock",
    ),
    "the president is no vice president": (
        "President Ada Stone met Vice President Carl Munk on Monday. The president said that the "
        "talks had gone well.",
        "Ada Stone",
    ),
    "the agency": (
        "The National River Agency (NRA) closed the sluice. The agency estimated that the river "
        "would crest on Friday.",
        "National River Agency",
    ),
    "an acronym without brackets": (
        "The United Nations opened two camps. The UN said that food was short.",
        "United Nations",
    ),
    "the administration that was named, not a government": (
        "The Kremlin sent a note. The Norwegian Coastal Administration read it. The "
        "administration cautioned that it could not confirm the signals.",
        "Norwegian Coastal Administration",
    ),
    "two of one surname: the full name decides": (
        "Daniel Reyes said the levee was hollow. Hector Reyes disputed that it was hollow.",
        "Hector Reyes",
    ),
    "two of one surname: the one named last": (
        "Daniel Reyes wrote to the town. Hector Reyes kept the sluice. Reyes said it was sound.",
        "Hector Reyes",
    ),
    "a surname that was a full name before": (
        "Norwegian Foreign Minister Ingrid Solheim flew home. Solheim said that she was tired.",
        "Ingrid Solheim",
    ),
    "a company beside its description": (
        "Whether the line can be reopened is unclear, according to the operator, Northline.",
        "Northline",
    ),
    "nobody before her": ("“No,” she said.", None),
}


@pytest.mark.parametrize(("text", "speaker"), RESOLVED.values(), ids=RESOLVED)
def test_pronouns_descriptions_and_short_names_lead_to_the_speaker(text, speaker):
    assert said(text)[-1][0] == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    {
        "The secretary met Finance Minister Tom Obi. The secretary said that it was late.": None,
        "The mayor fired Commissioner Tom Obi. The mayor said that it was right.": None,
        "The mayor fired Commissioner Tom Obi. The commissioner said it was wrong.": "Tom Obi",
        "The mayor, Ann Lind, met Tom Obi. The mayor said that it was right.": "Ann Lind",
    }.items(),
)
def test_who_meets_somebody_is_not_the_one_he_meets(text, speaker):
    assert said(text)[-1][0] == speaker


@pytest.mark.parametrize("who", ["hon. Lady", "right hon. Gentleman", "noble Lord"])
def test_how_members_of_a_house_speak_of_each_other_is_no_name(who):
    text = f"Ann Lind met Tom Obi. The {who} has confirmed that the yard is shut."
    assert [speaker for speaker, *_ in said(text)] == [None]


@pytest.mark.parametrize(
    ("who", "speaker"),
    [
        ("The hon. Member for Harlow, Tom Rey,", "Tom Rey"),
        ("The noble Lord, Lord Rey,", "Rey"),
        ("My noble friend Lord Rey", "Rey"),
        ("My hon. Friend the Member for Harlow", None),
    ],
)
def test_whom_another_member_names_is_who_is_named(who, speaker):
    assert [name for name, *_ in said(f"{who} said that the bill was bad.")] == [speaker]


def test_who_is_whoever_is_somewhere_and_not_the_place():
    text = "Max von Holst in Munich, who said that the germ did not suffice, swallowed one."
    assert [who for who, *_ in said(text)] == ["Max von Holst"]


@pytest.mark.parametrize(
    ("source", "who"),
    [
        ("The warden at Harlow, Karl Voss,", "Karl Voss"),
        ("A spokesman for Halden Ferries, Tom Obi,", "Tom Obi"),
        ("A trader from Lagos, the camel dealer Rosa Brandt,", "Rosa Brandt"),
        ("The Frenchman Paul Lind", "Paul Lind"),
    ],
)
def test_a_name_behind_a_place_or_a_people_is_who_speaks(source, who):
    assert [name for name, *_ in said(f"{source} said that it was over.")] == [who]


def test_an_office_beside_another_speaks_with_it():
    text = (
        "President Ingrid Solheim and Vice President Karl Obi met. The President and Vice "
        "President called for a new port. Senator Ann Lind and the President praised it."
    )
    found = attributed(text)
    told = [(found.profiles[s.speaker].name, s.cue) for s in found.statements]
    assert {"Ingrid Solheim", "Karl Obi", "Ann Lind"} == {name for name, _ in told}
    assert [name for name, _ in told].count("Ingrid Solheim") == 2


def test_who_wrote_it_together_with_others_is_who_is_named():
    text = (
        "“It took eleven weeks,” says co-author Lin Zhao. “It was slow,” said co-founder Ann Lind."
    )
    assert [who for who, *_ in said(text)] == ["Lin Zhao", "Ann Lind"]
