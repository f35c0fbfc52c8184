"""Debates and meetings that are told in the third person: whose paragraph it is, and how far."""

from index.attribution import attribute
from index.attribution.floor import Floor
from index.documents import Document
from tests.index.attribution.transcribed import spoken
from tests.index.parsed import parser

DEBATE = """HARLOW PORT BILL.

*MR. DANIEL HOLT (Harlow, E.) said that the Bill was urgent. He trusted that the House would pass it.

He would say one word more. It was cheap.

SIR EDMUND LYLE (Marsh, N.), in moving "That the Bill be read this day six months," said that the hon. Member was in haste. Captain Ross, who had surveyed the bar, had reported that no ship would ever enter.

MR. DANIEL HOLT: One did on Friday.

THE PRESIDENT OF THE BOARD OF TRADE (Mr. PELL, Saltby) thought that the Captain was mistaken. He would go and look.

COLONEL OBI asked whether he would go in a boat.

MR. PELL said that he could not answer that without notice.

Main Question put, and agreed to.

The House then went into Committee.
"""  # noqa: E501
MEETING = """A meeting was held on Monday. The Mayor (Councillor F. W. Obi) presided, and with him were Alderman J. Holt and the Rev. T. Lind.

The MAYOR, who was received with cheers, said that all would be heard.

Alderman HOLT, in moving the resolution, said the cost was small. A voice: "How small?" Alderman Holt replied that it was a penny.

The Rev. T. LIND then rose, and was met with hisses. The vicar continued that he had heard of pennies before.

The resolution was carried by a large majority, and the band played.
"""  # noqa: E501


def test_a_paragraph_is_on_record_as_who_stands_in_capitals_at_its_head():
    assert [(who, words[:24]) for who, words in spoken(DEBATE)] == [
        ("Daniel Holt", "said that the Bill was u"),
        ("Edmund Lyle", 'in moving "That the Bill'),
        ("Daniel Holt", "One did on Friday."),
        ("Pell", "thought that the Captain"),
        ("Obi", "asked whether he would g"),
        ("Pell", "said that he could not a"),
    ]


def test_it_goes_on_in_what_follows_about_him_and_ends_with_that():
    words = [words for _, words in spoken(DEBATE)]
    assert words[0].endswith("It was cheap.")
    assert words[1].endswith("ever enter.")
    assert words[-1].endswith("without notice.")


def test_who_is_called_by_an_office_or_a_surname_is_whom_the_text_names_so():
    assert [who for who, _ in spoken(MEETING)] == ["F. W. Obi", "J. Holt", "T. Lind"]


def test_what_is_told_of_the_meeting_is_nobodys():
    assert spoken(MEETING)[-1][1].endswith("pennies before.")


def test_a_question_that_is_told_is_what_the_next_one_answers():
    floor = Floor(parser().parse(Document("d", "A title", DEBATE)))
    asked = floor.turns[-1].asked
    assert asked is not None
    assert DEBATE[slice(*asked)] == "asked whether he would go in a boat."


def test_what_he_says_in_it_is_no_other_statement_and_what_others_say_is_theirs():
    found = attribute(parser().parse(Document("d", "A title", DEBATE)))
    others = [
        (s.source_text, found.profiles[s.speaker].name)
        for s in found.statements
        if s.kind != "turn" and s.speaker is not None
    ]
    assert others == [("Captain Ross, who had surveyed the bar", "Ross")]


def test_companies_and_headlines_are_no_speakers_of_a_debate():
    text = (
        "NASA said that it was late.\n\nThe CEO said so.\n\nThe CFO thought so.\n\nMAYOR SAYS NO\n"
    )
    assert spoken(text) == []


def test_another_whose_office_begins_with_his_does_not_go_on():
    other = "His Lordship the Bishop of Velm rose and said that no ship was safe."
    text = DEBATE.replace("He would say one word more. It was cheap.", other)
    assert spoken(text)[0][1].endswith("would pass it.")
    assert spoken(text.replace(other, "His friend said it was not."))[0][1].endswith(
        "would pass it."
    )
