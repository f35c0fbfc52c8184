"""Rules and tagger together: what one report's words are. What the tagger read is made by hand."""

from index.attribution.agreement import Report, agree
from index.attribution.findings import find
from index.attribution.sources import link
from index.attribution.tagger import Tagged
from tests.index.parsed import parse, place, said


def agreed(text: str, *read: tuple[str, str, list[str]]) -> list[tuple[str | None, str]]:
    """[(cue, words)] of a text in which the tagger read (source, cue, contents)."""
    return [
        (
            text[slice(*r.finding.cue_span)] if r.finding.cue_span else None,
            " … ".join(text[slice(*s)] for s in r.finding.spans),
        )
        for r in reports(text, *read)
    ]


def sources(text: str, *read: tuple[str, str, list[str]]) -> list[str | None]:
    return [text[slice(*r.source.span)] if r.source else None for r in reports(text, *read)]


def reports(text: str, *read: tuple[str, str, list[str]]) -> list[Report]:
    parsed = parse(text)
    findings, quoted = find(parsed)
    tagged = [
        Tagged(
            tuple(place(text, c) for c in contents),
            place(text, cue),
            place(text, who),
            0.9,
            1,
            1,
            1,
        )
        for who, cue, contents in read
    ]
    found = [(f, None if f.continues else link(f)) for f in findings]
    return agree(parsed, found, tagged, quoted)


def test_a_cue_reports_no_plain_words_of_another_paragraph() -> None:
    text = "Quay to change its name\n\nThe council announced a vote on Monday."
    read = ("The council", "announced", ["change its name", "a vote"])
    assert agreed(text, read) == [("announced", "a vote")]


def test_a_colon_leads_to_no_quotation_of_an_earlier_paragraph() -> None:
    text = "“Taxes will fall.”\n\nReactions\n\nKarl Voss (Harbour List): “Too late.”"
    read = ("Karl Voss (Harbour List)", ":", ["“Taxes will fall.”", "“Too late.”"])
    assert agreed(text, read) == [(":", "“Too late.”")]


def test_a_quotation_behind_words_that_are_none_stands_alone() -> None:
    text = "Hart said the yard was safe. “We checked every bolt of it.”"
    read = ("Hart", "said", ["the yard was safe. “We checked every bolt of it.”"])
    assert agreed(text, read) == [
        ("said", "the yard was safe"),
        (None, "“We checked every bolt of it.”"),
    ]


def test_a_quotation_that_follows_its_speaker_is_not_the_next_ones() -> None:
    text = (
        "Hart said the yard was safe. “We checked every bolt of it.”\n\n"
        "“Nobody has ever asked me about that yard,” Brogan said."
    )
    quoted = ["“We checked every bolt of it.”", "“Nobody has ever asked me about that yard,”"]
    assert agreed(text, ("Hart", "said", ["the yard was safe"]), ("Brogan", "Brogan said", quoted))[
        1:
    ] == [(None, quoted[0]), ("said", quoted[1])]


def test_the_rules_tell_how_far_according_to_reaches() -> None:
    text = "The council expects about six million visitors, according to Hart."
    read = ("Hart", "according to", ["about six million visitors"])
    assert agreed(text, read) == [
        ("according to", "The council expects about six million visitors")
    ]


def test_a_quotation_left_open_goes_on_in_the_next_paragraph() -> None:
    text = 'Hart said, "It felt good out there.\n\nWe could have had many more of them." She left.'
    read = ("Hart", "said", ['"It felt good out there.'])
    words = '"It felt good out there. … We could have had many more of them."'
    assert agreed(text, read) == [("said", words)]


def test_a_call_on_which_something_is_said_is_no_verb_that_says_it() -> None:
    text = "I said on our results call that we would finish the terminal in May."
    assert agreed(text, ("I", "said", ["call that we would finish the terminal in May"]))[:1] == [
        ("said", "that we would finish the terminal in May")
    ]


def test_words_that_lead_to_a_quotation_go_on_in_it() -> None:
    text = "Hart was adamant, telling Brogan they would not “have to make the first move.”"
    read = ("Hart", "telling", ["they would not"])
    assert agreed(text, read) == [("telling", "they would not “have to make the first move.”")]


def test_words_that_end_with_a_quotation_do_not_lead_to_the_next() -> None:
    text = "Hart called the plan “a lie” “It is no lie,” Brogan said."
    read = ("Hart", "called", ["the plan “a lie”"])
    assert ("called", "the plan “a lie”") in agreed(text, read)


def test_a_question_before_who_reports_is_not_reported() -> None:
    text = "Did the town know of it in May? Hart says that you were warned."
    read = ("Hart", "says", ["Did the town know of it in May?", "that you were warned"])
    assert agreed(text, read) == [("says", "that you were warned")]


def test_what_somebody_was_told_is_not_what_the_next_sentence_is_about() -> None:
    text = "Hart has been told that the yard needs a permit. She does not have it."
    assert agreed(text, ("She", "been told", ["that the yard needs a permit"])) == []


def test_what_is_noted_is_not_told_by_whom_the_sentence_before_is_about() -> None:
    text = "The Clerk agreed to write to the owner. It was noted that the signs had come."
    assert sources(text, ("The Clerk", "was noted", ["that the signs had come"])) == [None]
    assert sources(text, ("The Clerk", "agreed", ["that the signs had come"])) == [None]


def test_who_is_quoted_as_saying_it_says_it_and_not_who_quotes() -> None:
    text = "The mayor, Ann Lind, was quoted by the Ledger as saying the port was safe."
    read = ("the Ledger", "quoted", ["the port was safe"])
    assert sources(text, read) == ["The mayor, Ann Lind"]


def test_words_in_no_quotation_marks_are_nobodys_of_a_later_paragraph() -> None:
    text = (
        "He noted that both piers moved and asked that his concern be recorded.\n\nDr. Lindley "
        "presented the complaints."
    )
    assert sources(
        text,
        ("He", "noted", ["that both piers moved"]),
        ("Dr. Lindley", "asked", ["that his concern be recorded"]),
    ) == ["He", "He"]


def test_who_wrote_a_letter_warns_in_it_and_not_who_shows_it() -> None:
    text = (
        "Ann Lind thinks otherwise, and she prints a letter from the engineer, Tom Obi, warning "
        "that the bank would not stand. She answered the letter from Jane Holt, saying that it "
        "was too late."
    )
    text += " Ann Lind published a letter from jail saying she was well."
    told = {words: speaker for speaker, _, words in said(text)}
    assert told["she was well"] == "Ann Lind"
    assert told["that the bank would not stand"] == "Tom Obi"
    assert told["that it was too late"] == "Ann Lind"


def test_no_cue_reaches_over_what_another_says() -> None:
    text = (
        "“He rang me,” Holt said.\n\n“I am glad.”\n\n“It is late,” said Lind.\n\n“It is good,” "
        "Obi said."
    )
    first, last = "“I am glad.”", "“It is good,”"
    found = agreed(text.replace("Obi said", "Obi added"), ("Obi", "added", [first, last]))
    assert ("added", last) in found
