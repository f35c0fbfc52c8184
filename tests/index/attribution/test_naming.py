"""Where names begin and end, and what is none."""

from dataclasses import replace

import pytest

from index.attribution import gender
from index.attribution.mentions import Cast
from index.attribution.resolution import Resolver
from index.documents import Span
from tests.index.attribution.resolved import asked, resolve
from tests.index.parsed import attributed, parse, said


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
    ("text", "name"),
    [
        ("Norwegian Bernie Lind said it was late. Bernie Lind was right.", "Bernie Lind"),
        ("Follow Pam Lind on the radio. It was late, Lind said.", "Pam Lind"),
        ("Ngozi Grace Obi said it was late. It was true, Obi said.", "Ngozi Grace Obi"),
    ],
)
def test_what_stands_before_a_full_name_is_no_part_of_it(text, name):
    assert resolve(text, name.split()[-1])[0] == name


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
    "text",
    ["It was late, the Orlando Echo reported.", "“It is late,” he told the Vermont Examiner."],
)
def test_a_paper_is_no_person_though_a_first_name_begins_its_name(text):
    assert not Cast(parse(text)).figures("person")


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
    first = "Port Office Deputy Press Secretary Kush Desai said it was late."
    again = "White House Deputy Press Secretary Kush Desai told them: “No.”"
    assert [who for who, *_ in said(f"{first} {again}")] == ["Kush Desai", "Kush Desai"]


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
    finding, source = asked(parsed, Span(end - len(words), end), end - 1)
    at = text.index(cue)
    finding = replace(finding, cue_span=Span(at, at + len(cue)))
    figure = Resolver(parsed, Cast(parsed)).resolve(finding, source).figure
    assert figure is not None
    assert figure.name == words


@pytest.mark.parametrize("where", ["Tom Gill, from Moss Lane,", "A fire in Moss Lane"])
def test_a_street_is_nobody(where):
    text = f"{where} was late. Nobody was hurt. She said it was awful."
    assert resolve(text, "She")[0] is None


def test_who_is_named_as_streets_are_is_somebody():
    text = "Tom Gill, from Harlow, relied on Diane Lane. She said it was late."
    assert resolve(text, "She")[0] == "Diane Lane"


def test_a_first_name_behind_an_office_is_no_other_office():
    told = said("“Nobody will hear it,” site manager Dean Holt said. “It is safe,” Dean Obi said.")
    assert [who for who, *_ in told] == ["Dean Holt", "Obi"]


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


def test_whom_somebody_works_for_is_no_person():
    text = (
        "Witnesses: Crispin Delacroix-Mbeki, managing director, Amberfold Homes; Dr Ada "
        "Okonjo, chief executive, Water Authority.\n\nAmberfold Homes said that it was sorry."
    )
    assert [(p.name, p.kind) for p in attributed(text).profiles] == [
        ("Amberfold Homes", "organisation")
    ]


def test_a_case_is_no_person():
    text = "# Board v Thorvaldsen\n\nMr Thorvaldsen said that he had not seen the notice."
    assert [speaker for speaker, _, _ in said(text)] == ["Thorvaldsen"]


@pytest.mark.parametrize("when", ["In 2014", "On June 14"])
def test_who_is_named_behind_a_date_does_not_live_there(when):
    text = f"{when} Diane Lane left the bank. She said that the port would close."
    assert [speaker for speaker, *_ in said(text)] == ["Diane Lane"]


@pytest.mark.parametrize(
    ("man", "woman"),
    [
        ("Declan Hart", "Sorcha Hart"),
        ("Kwaku Boa", "Akosua Boa"),
        ("Rohit Nand", "Deepika Nand"),
        ("Aldo Loos", "Beatrix Loos"),
    ],
)
def test_first_names_of_many_peoples_tell_he_from_she(man, woman):
    text = f"{woman} met {man} on Monday. He was late, she said. It was dark, he said."
    assert [speaker for speaker, *_ in said(text)] == [woman, man]


def test_who_is_called_after_a_child_is_a_parent_and_a_place_is_not():
    assert gender.of_name(["Abu", "Bakr"]) is False
    assert gender.of_name(["Abu", "Dhabi"]) is None


def test_an_officer_is_an_office_and_nobodys_name():
    text = (
        "“We are proud,” said Diane Harrow, President and Chief Executive Officer of Orbita. “It "
        "works,” said Dr. Owen Lind, Chief Medical Officer."
    )
    assert [who for who, *_ in said(text)] == ["Diane Harrow", "Owen Lind"]


def test_nobody_is_called_as_what_a_transcript_tells_of_the_room():
    text = "MR. VOSS: (Laughs.) I tell you what. She said, “I know you.”\n\nMS. OBI: In Harlow.\n\n"
    text += "MR. VOSS: Oh, in Harlow.\n\nMS. OBI: Every year."
    assert "Laughs" not in [name for name, *_ in said(text)]


def test_a_tables_bar_is_no_part_of_a_name():
    text = "Units\n\nLumera P3 | 2016 | 14,000\n\nLumera P4 | 2019 | 38,000\n\nThe pump is slow."
    named = [name for figure in Cast(parse(text)).figures("organisation") for name in figure.names]
    assert not any("|" in name for name in named)


def test_somebodys_name_ends_in_front_of_where_he_works():
    text = (
        "The authors, led by Emil Sandoval of Corrie University, tested 212 valves. Sandoval says "
        "that half of them stuck."
    )
    assert [who for who, *_ in said(text)] == ["Emil Sandoval"]


def test_a_dash_ends_a_name_in_a_list_of_who_is_there():
    text = "Participants\n\nNgozi Ade - Finance Director\n\nNgozi Ade said that sales fell."
    named = [name for figure in Cast(parse(text)).figures("person") for name in figure.names]
    assert named == ["Ngozi Ade"]


def test_a_suffix_behind_a_comma_is_its_bearer():
    text = "Today, President Joseph R. Moe, Jr. declared that a disaster exists in the south."
    assert said(text) == [("Joseph R. Moe", "declared", "that a disaster exists in the south")]


def test_what_somebody_holds_with_is_no_part_of_the_name_nor_a_persons():
    text = "Even the Individual Loyalist Lysander Oduya admitted that it was late."
    assert [who for who, *_ in said(text)] == ["Lysander Oduya"]
    text = "Christian Socialism grew in May, and he said that it was late."
    assert Cast(parse(text)).figures("person") == []


def test_how_somebody_says_it_is_no_part_of_the_name():
    text = "It was late. “I am not expecting it,” said Matthew blankly. “It can wait.”"
    assert [f.name for f in Cast(parse(text)).figures("person")] == ["Matthew"]
