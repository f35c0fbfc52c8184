"""What is told of the telling is not what was said: who spoke, when, where, and upon what."""

import pytest

from index.attribution.findings import find
from index.attribution.reported import Finding
from index.attribution.sources import Source
from index.attribution.trimming import trimmed
from tests.index.parsed import attributed, parse, place, said


def kept(text: str, cue: str, contents: list[str], source: str | None = None) -> list[str]:
    """What is left of contents under a cue, whose source are these words."""
    parsed = parse(text)
    _, quoted = find(parsed)
    spans = tuple(place(text, content) for content in contents)
    paragraph = parsed.paragraphs[0]
    verb = next(t for t in paragraph.doc if t.idx == place(text, cue).start)
    finding = Finding(paragraph, spans, paragraph.span, verb, place(text, cue), 1.0)
    named = None
    if source is not None:
        named = Source(paragraph.touching(place(text, source)).root, place(text, source))
    return [text[slice(*span)] for span in trimmed(finding, named, text, quoted).spans]


@pytest.mark.parametrize(
    "occasion",
    [
        "Asked whether the yard was safe",
        "At the same time",
        "In an interview",
        "On the BBC’s “Morning Call” on Tuesday",
        "Speaking at the quay",
    ],
)
def test_the_occasion_of_a_quotation_is_no_part_of_it(occasion: str) -> None:
    text = f"{occasion}, Hart said, “It is as safe as a church.”"
    contents = [occasion, "“It is as safe as a church.”"]
    assert kept(text, "said", contents) == contents[1:]


@pytest.mark.parametrize("front", ["If the bridge holds", "Of the new crane", "Instead"])
def test_words_before_the_cue_that_the_quotation_goes_on_from_are_the_speakers(front: str) -> None:
    text = f"{front}, Hart said, “we shall be glad.”"
    contents = [front, "“we shall be glad.”"]
    assert kept(text, "said", contents) == contents


def test_in_reported_clauses_the_time_may_be_what_was_said() -> None:
    text = "In an interview, Hart said, prices fell."
    assert kept(text, "said", ["In an interview", "prices fell"]) == [
        "In an interview",
        "prices fell",
    ]


@pytest.mark.parametrize(
    "behind", [" when asked about the crane", " increased by three points", " ignores the cost"]
)
def test_what_stands_behind_a_whole_quotation_in_its_sentence_is_not_said(behind: str) -> None:
    text = f"Those who said “it is more than we can pay,”{behind}."
    content = f"“it is more than we can pay,”{behind}"
    assert kept(text, "said", [content]) == ["“it is more than we can pay,”"]


def test_a_quotation_that_is_a_part_of_the_sentence_keeps_its_sentence() -> None:
    text = "Hart said “a big lorry” blocked the gate."
    assert kept(text, "said", ["“a big lorry” blocked the gate"]) == [
        "“a big lorry” blocked the gate"
    ]


def test_an_aside_between_the_cue_and_a_quotation_is_not_said() -> None:
    text = "Hart said of the ferry, a boat built in May, “Nobody will miss her.”"
    assert kept(text, "said", ["a boat built in May, “Nobody will miss her.”"]) == [
        "“Nobody will miss her.”"
    ]


def test_what_a_quotation_was_said_of_is_not_said() -> None:
    text = "“It was like an hour,” Hart said of the short talk with the mayor."
    contents = ["“It was like an hour,”", "the short talk with the mayor"]
    assert kept(text, "said", contents) == contents[:1]


@pytest.mark.parametrize("then", ["and at last he laughs", "but the gate stayed shut"])
def test_what_happens_behind_a_quotation_and_its_cue_is_not_said(then: str) -> None:
    text = f"“It was like an hour,” Hart says, {then}."
    assert kept(text, "says", ["“It was like an hour,”", then]) == ["“It was like an hour,”"]


def test_a_clause_that_goes_on_behind_a_quotation_and_its_cue_is_said() -> None:
    text = "“It was like an hour,” Hart said, and that nobody spoke."
    contents = ["“It was like an hour,”", "and that nobody spoke"]
    assert kept(text, "said", contents) == contents


def test_the_speakers_own_name_is_not_said() -> None:
    text = "“They were rivals,” Ann Hart, the old keeper, said. “They danced.”"
    contents = ["“They were rivals,” Ann Hart, the old keeper", "“They danced.”"]
    assert kept(text, "said", contents, "Ann Hart, the old keeper") == [
        "“They were rivals,”",
        "“They danced.”",
    ]


def test_two_quotations_with_a_cue_each_are_two() -> None:
    text = "“It is old,” she said, but with a smile, “I like it,” said Hart, who lives there."
    told = "“It is old,” she said, but with a smile, “I like it,”"
    assert kept(text, "said Hart", [told]) == ["“I like it,”"]


def test_nothing_is_cut_where_nothing_would_be_left() -> None:
    text = "“Ann Hart,” the sign says."
    assert kept(text, "says", ["“Ann Hart,”"], "Ann Hart") == ["“Ann Hart,”"]


@pytest.mark.parametrize("time", ["12.35", "**12:35**", "9.05 am", "12.35 BST"])
def test_a_time_at_the_head_of_a_paragraph_is_no_part_of_who_says_it(time):
    text = f"{time} A spokesman for the mayor told journalists that the yard was safe."
    (statement,) = attributed(text).statements
    assert statement.source_text == "A spokesman for the mayor"


def test_who_contests_what_was_said_is_told_and_not_said() -> None:
    text = "The union said that the crane was unsafe, a charge the port rejected."
    (complained,) = attributed(text).statements
    assert [text[slice(*span)] for span in complained.spans] == ["that the crane was unsafe"]
    own = "Tom Obi said that there was a claim that he denied."
    assert [own[slice(*span)] for span in attributed(own).statements[0].spans] == [
        "that there was a claim that he denied"
    ]


def test_what_joins_a_sentence_to_the_one_before_is_not_said():
    text = (
        "Moreover, Ann Lind said, the ferry is late. For example, according to Bo Holm, “it was an "
        "hour late on Monday.”"
    )
    assert [words for *_, words in said(text)] == [
        "the ferry is late",
        "“it was an hour late on Monday.”",
    ]
