"""Reported speech: what a sentence puts on record, and by whom."""

import pytest

from index.attribution import on_record
from tests.index.parsed import attributed, said

APPLAUSE = (
    "“We applaud President Lind’s nomination of Bo Holm as the 30th Secretary of Labor and as the "
    "first woman to serve in the Cabinet. As a champion of workers’ rights, we look to her.”"
)
# What a sentence puts on record: [(speaker, cue, words)]
SENTENCES = {
    "indirect": (
        "Marta Oduya said that nobody had asked her.",
        [("Marta Oduya", "said", "that nobody had asked her")],
    ),
    "direct": (
        '"Nobody has asked me," Marta Oduya said.',
        [("Marta Oduya", "said", '"Nobody has asked me,"')],
    ),
    "two who say it are both on record": (
        "Marta Oduya and Bo Lind said that the yard would close.",
        [
            ("Marta Oduya", "said", "that the yard would close"),
            ("Bo Lind", "said", "that the yard would close"),
        ],
    ),
    "evidence that is given": (
        "Dr Marta Oduya, the doctor on duty, gave evidence that she was never told of it.",
        [("Marta Oduya", "gave evidence", "that she was never told of it")],
    ),
    "what counsel submits": (
        "Counsel for the Trust, Ms Agnes Rao, submitted that the delay had made no difference.",
        [("Agnes Rao", "submitted", "that the delay had made no difference")],
    ),
    "who can be heard or was filmed": (
        "On the tape Marta Oduya can be heard saying: “It can wait.” Bo Lind was filmed telling "
        "staff that they were fired. Karl Voss was never heard to say that it was safe.",
        [
            ("Marta Oduya", "saying", "“It can wait.”"),
            ("Bo Lind", "telling", "that they were fired"),
        ],
    ),
    "a trade, and a surname like it": (
        "“It was late,” said butcher Karl Voss, whose shop is near. Terry Butcher said it was not. "
        "“It is over,” said skipper Bo Lind. The skipper would say no more, but Constable Marta "
        "Oduya said that two were held.",
        [
            ("Karl Voss", "said", "“It was late,”"),
            ("Terry Butcher", "said", "it was not"),
            ("Bo Lind", "said", "“It is over,”"),
            ("Marta Oduya", "said", "that two were held"),
        ],
    ),
    "a guard, behind a clause that names another": (
        "Led in evidence by counsel Karl Voss, the guard, Bo Lind, said he saw it.",
        [("Bo Lind", "said", "he saw it")],
    ),
    "who is quoted by another": (
        "In her speech Marta Oduya quoted Bo Lind: “It is late.”",
        [("Bo Lind", "quoted", "“It is late.”")],
    ),
    "who is known by a handle": (
        "“It smells,” wrote @marta_oduya. Another user, @bo_l1978, posted: “It always did.”",
        [
            ("@marta_oduya", "wrote", "“It smells,”"),
            ("@bo_l1978", "posted", "“It always did.”"),
        ],
    ),
    "whose handle it is": (
        "Bo Lind (@bo_l1978) said that it was late. @bo_l1978 later wrote: “It is over.”",
        [
            ("Bo Lind", "said", "that it was late"),
            ("Bo Lind", "wrote", "“It is over.”"),
        ],
    ),
    "a rank of the police": (
        "Det Con Tom Oduya, of Corvane CID, said that it was over.",
        [("Tom Oduya", "said", "that it was over")],
    ),
    "what is told behind a sentence in marks is not in them": (
        '"It was cold," Marta Oduya said. "It always is." She had not slept, she added.',
        [
            ("Marta Oduya", "said", '"It was cold," … "It always is."'),
            ("Marta Oduya", "added", "She had not slept"),
        ],
    ),
    "no man in capitals": (
        "MAN DENIES ARSON",
        [(None, "DENIES", "ARSON")],
    ),
    "what it was that was said": (
        "What Marta Oduya told the board was simple: “The yard is closed for good.”",
        [("Marta Oduya", "told", "“The yard is closed for good.”")],
    ),
    "two who say it, each with an office": (
        "Prime Minister Olga Stein and Finance Minister Karl Voss said that the euro was safe.",
        [
            ("Karl Voss", "said", "that the euro was safe"),
            ("Olga Stein", "said", "that the euro was safe"),
        ],
    ),
    "a body behind a name before a colon says nothing itself": (
        "Marta Dizon Oduya, Acting Executive Director, Southeast Asia Resource Action Center "
        f"(HAC): {APPLAUSE}",
        [("Marta Dizon Oduya", ":", APPLAUSE)],
    ),
    "what somebody likes to say, or used to": (
        "Marta Oduya likes to say, “The clock never sleeps.” Bo Lind used to argue that it did.",
        [
            ("Marta Oduya", "say", "“The clock never sleeps.”"),
            ("Bo Lind", "argue", "that it did"),
        ],
    ),
    "a colon leads to who says it": (
        "Bo Lind says the yard pays. It does not: Marta Oduya told me that it lost a million.",
        [("Bo Lind", "says", "the yard pays"), ("Marta Oduya", "told", "that it lost a million")],
    ),
    "what another reports behind a quotation is no part of it": (
        "“We were stunned by it,” says Marta Oduya. “A single lamp can close a road that they have "
        "used for years.” Lamps cut movement by more than half, Bo Lind reports.",
        [
            (
                "Marta Oduya",
                "says",
                "“We were stunned by it,” … “A single lamp can close a road that they have used "
                "for years.”",
            ),
            ("Bo Lind", "reports", "Lamps cut movement by more than half"),
        ],
    ),
    "a heading in marks is nobody's": (
        "Marta Oduya told the Echo that the yard was safe.\n\n“Nobody lost a finger”\n\n"
        "In the yard opinions differ.",
        [("Marta Oduya", "told", "that the yard was safe")],
    ),
    "a dateline is no part of what was said": (
        "SEOUL, June 3 (AP) — The army fired two missiles into the sea, Marta Oduya said.",
        [("Marta Oduya", "said", "The army fired two missiles into the sea")],
    ),
    "a dateline is no part of who said it": (
        "HARBOR CITY – Mayor Denise Alvarado said that the library was open.",
        [("Denise Alvarado", "said", "that the library was open")],
    ),
    "as ministries and tabloids tell it": (
        "Marta Oduya conveyed to him that the yard was shut. Bo Lind whined that it was late.",
        [
            ("Marta Oduya", "conveyed", "that the yard was shut"),
            ("Bo Lind", "whined", "that it was late"),
        ],
    ),
    "a dateline of two places": (
        "SEOUL/HARBOR CITY, June 3 (AP) - The army fired two missiles into the sea, Marta Oduya "
        "said.",
        [("Marta Oduya", "said", "The army fired two missiles into the sea")],
    ),
    "a dateline of two places and a day": (
        "OSLO and TURKU, 3 June 2025 – The Marsh Bank announced the closing of two branches, Marta"
        " Oduya said.",
        [("Marta Oduya", "said", "The Marsh Bank announced the closing of two branches")],
    ),
    "nor is the time at the head of what a live page tells": (
        "10:15 a.m. GMT: The yard will be shut in May, Marta Oduya said.",
        [("Marta Oduya", "said", "The yard will be shut in May")],
    ),
    "capitals between dashes are no dateline": (
        "NATO – the alliance – said that the talks were over.",
        [("NATO", "said", "that the talks were over")],
    ),
    "who was asked did not ask": (
        "Lena Ortiz, asked whether she would debate him, replied: “Any time, any place.”",
        [("Lena Ortiz", "replied", "“Any time, any place.”")],
    ),
    "inverted": (
        "“Nobody has asked me,” said Marta Oduya, who runs the yard.",
        [("Marta Oduya", "said", "“Nobody has asked me,”")],
    ),
    "a quotation in two halves is one statement": (
        "“We opened the door,” Yuri Malenko said. “They looked at the lock.”",
        [("Yuri Malenko", "said", "“We opened the door,” … “They looked at the lock.”")],
    ),
    "mixed": (
        "Marta Oduya said that the offer was “fair and final.”",
        [("Marta Oduya", "said", "that the offer was “fair and final.”")],
    ),
    "the clause before the quotation marks is kept": (
        "Dana Whitlock told the jury that Lanz “treated the fund as his own wallet.”",
        [("Dana Whitlock", "told", "that Lanz “treated the fund as his own wallet.”")],
    ),
    "two reports joined by and": (
        "Holt said the water was rising, and her deputy, Simon Arkwright, added that it was cold.",
        [
            ("Holt", "said", "the water was rising"),
            ("Simon Arkwright", "added", "that it was cold"),
        ],
    ),
    "according to a calling with a name, of which the parse makes two": (
        "The museum saw attendance levels reach 11,000 visitors when it exhibited its collection "
        "in 2010, according to curator Elaine Marsh.",
        [
            (
                "Elaine Marsh",
                "according to",
                "The museum saw attendance levels reach 11,000 visitors when it exhibited its "
                "collection in 2010",
            )
        ],
    ),
    "according to": (
        "According to Marta Oduya, chief executive of Halden Marine, the yard is not for sale.",
        [("Marta Oduya", "According to", "the yard is not for sale")],
    ),
    "the cue inside its clause": (
        "Austin, Kirby said, had misread the report.",
        [("Kirby", "said", "Austin … had misread the report")],
    ),
    "said on a day": (
        "Lloyd Austin said on Wednesday there was evidence.",
        [("Lloyd Austin", "said", "there was evidence")],
    ),
    "told somebody somewhere": (
        "Oduya told reporters outside the gates that no decision had been taken.",
        [("Oduya", "told", "that no decision had been taken")],
    ),
    "said in a statement": (
        "The National River Agency (NRA) said in a statement that the levee had failed.",
        [("National River Agency", "said", "that the levee had failed")],
    ),
    "a participle goes on": (
        "Elena Petrov disagreed with the plan, contending that delay would cost lives.",
        [("Elena Petrov", "contending", "that delay would cost lives")],
    ),
    "a denial with its verdict": (
        "The Kremlin rejected the reports, calling them “fantasies of the idle.”",
        [
            ("Kremlin", "rejected", "the reports"),
            ("Kremlin", "calling", "“fantasies of the idle.”"),
        ],
    ),
    "a figure put on something": (
        "Priya Nandakumar estimated the loss at $2.1 million.",
        [("Priya Nandakumar", "estimated", "the loss at $2.1 million")],
    ),
    "a sentence without a cue after one with a speaker": (
        "Warhol said there were three sites. “We have seen them with our own eyes.”",
        [
            ("Warhol", "said", "there were three sites"),
            ("Warhol", None, "“We have seen them with our own eyes.”"),
        ],
    ),
    "a paragraph that goes on without closing marks": (
        "“We will rebuild the levee,” Lena Fiske said.\n“And we will build it higher.",
        [
            (
                "Lena Fiske",
                "said",
                "“We will rebuild the levee,” … “And we will build it higher.",
            ),
        ],
    ),
    "a government by its capital": (
        "Beijing called for restraint on Tuesday.",
        [("Beijing", "called for", "restraint")],
    ),
    "a government by its demonym": (
        "The North Korean government denied that it had sent troops.",
        [("North Korean government", "denied", "that it had sent troops")],
    ),
    "a ministry without capitals": (
        "The Chinese foreign ministry urged both sides to settle the matter.",
        [("Chinese foreign ministry", "urged", "both sides to settle the matter")],
    ),
    "an unnamed spokesman speaks for his house": (
        '"We will not negotiate under threat," a Kremlin spokesman said.',
        [("Kremlin", "said", '"We will not negotiate under threat,"')],
    ),
    "behind what may be": (
        "The council may have to pay even more for its playground, its clerk Keith Odell warned "
        "on Wednesday.",
        [("Keith Odell", "warned", "The council may have to pay even more for its playground")],
    ),
    "behind what he did not do": (
        "Neil Farrow did not resign and told reporters that the yard was for sale.",
        [("Neil Farrow", "told", "that the yard was for sale")],
    ),
    "nobody nameable": (
        "Officials familiar with the matter said that the strike had failed.",
        [(None, "said", "that the strike had failed")],
    ),
}


@pytest.mark.parametrize(("text", "expected"), SENTENCES.values(), ids=SENTENCES)
def test_a_sentence_puts_its_speaker_on_record(text, expected):
    assert said(text) == expected


def test_each_of_several_signed_quotations_is_whose_name_stands_below():
    text = (
        "What others are saying\n\n“This is the most important day in thirty years. We have "
        "waited, and we have buried friends while we waited.”\n\n— Solveig Adeyemi-Thorne, "
        "President, Esterland Diabetes Union\n\n“Our members stand ready. We do, however, "
        "ask the Minister to say who pays for the fourteen-day stock.”\n\n— Bartholomew Lund, "
        "Chief Executive, Pharmacists' Chamber of Esterland and its Islands\n\nThe Ministry "
        "said that it was late."
    )
    told = [(who, words.split()[0]) for who, _, words in said(text)][:2]
    assert told == [("Solveig Adeyemi-Thorne", "“This"), ("Bartholomew Lund", "“Our")]


def test_who_signs_a_quotation_with_a_first_name_may_tell_a_place_or_an_age_behind_it():
    text = (
        "What our guests say\n\n“I came for beans.” – Dave, 54\n\n“Nobody asked.” – Mandy, Harlow"
    )
    assert said(text) == [("Dave", None, "“I came for beans.”"), ("Mandy", None, "“Nobody asked.”")]


def test_a_no_in_quotation_marks_is_said():
    text = "Tom Obi denied that it was late.\n\n“Never, never,” he said. “It is early in the day.”"
    assert [speaker for speaker, *_ in said(text)] == ["Tom Obi", "Tom Obi"]


def test_what_somebody_thinks_is_said_where_a_quotation_behind_a_colon_tells_it():
    text = "Marta Oduya thinks that it will be small: “A million at most. No more.” She left."
    assert [who for who, _, words in said(text) if "A million" in words] == ["Marta Oduya"]


def test_a_quotation_that_words_lead_to_is_part_of_them():
    told = said("Marta Oduya dismissed the suit as a quarrel “in a safety vest.”")
    assert told == [("Marta Oduya", "dismissed", "the suit as a quarrel “in a safety vest.”")]


def test_a_will_in_quotation_marks_is_not_the_cues():
    text = "“Has anyone compiled the list? I will if it doesn’t exist,” Ann Lind tweeted."
    assert [speaker for speaker, *_ in said(text)] == ["Ann Lind"]


def test_two_according_to_whom_one_sentence_tells_are_both_on_record():
    text = (
        "What I object to is the word dream. A dream costs nothing. According to Nakagawa, every "
        "month of delay costs 3.1 million, and according to Osgood it costs “about half that”."
    )
    assert [who for who, *_ in said(text)] == ["Nakagawa", "Osgood"]


def test_what_another_says_behind_what_is_according_to_one_is_not_the_ones():
    text = "According to Ann Lind it is safe, and Tom Obi said it was not."
    assert [(who, words) for who, _, words in said(text)] == [
        ("Ann Lind", "it is safe"),
        ("Tom Obi", "it was not"),
    ]


def test_what_another_is_told_to_say_in_a_report_is_according_to_it():
    text = "According to a report the ferry was late, and Tom Obi said it was old."
    assert said(text)[0][2] == "the ferry was late, and Tom Obi said it was old"


def test_witnesses_and_members_of_old_depose_inquire_and_rejoin():
    text = (
        "Patrick Kearney, foreman, deposed that he had told the engineer. Ann Lind inquired whether"
        " he had seen it. “I did not,” rejoined Kearney."
    )
    found = on_record(attributed(text))
    assert [found.profiles[s.speaker].name for s in found.statements if s.speaker is not None] == [
        "Patrick Kearney",
        "Ann Lind",
        "Patrick Kearney",
    ]


def test_a_clause_that_goes_on_around_its_cue_has_no_other_before_it():
    text = (
        "Deputy Karl Voss called the plan a luxury: in Harlow, he said, only 4 per cent would use "
        "it. Minister Ann Lind denied any wrong: the bill, she said, had been paid by her deputy."
    )
    heard = [(who, words) for who, _, words in said(text)]
    assert ("Karl Voss", "in Harlow … only 4 per cent would use it") in heard
    assert ("Ann Lind", "the bill … had been paid by her deputy") in heard


def test_to_what_somebody_attributes_a_thing_is_said():
    text = "Sunil Mehta, a technician, attributed the drift to drying of the gel."
    assert said(text) == [("Sunil Mehta", "attributed", "the drift to drying of the gel")]


def test_whose_own_verb_has_somebody_is_nobody_of_the_paragraph_before():
    text = (
        "I remember the figure because Teresa Quill said, “Twelve, like the apostles.”\n\nAt half "
        "past midnight Dr Farouk shouted for help. He said that the bag was nearly empty."
    )
    assert ("Teresa Quill", "shouted for", "help") not in said(text)
    assert [who for who, *_ in said(text)][::2] == ["Teresa Quill", "Farouk"]
