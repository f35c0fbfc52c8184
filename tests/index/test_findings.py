"""What the rules find, sentence by sentence: the words, the cue, and whose words they are."""

import pytest

from index.attribution.findings import find
from index.attribution.sources import link
from tests.index.parsed import parse, said

Told = list[tuple[str | None, str | None, str]]


def told(text: str) -> Told:
    """[(source, cue, words)] in text order; a quotation that goes on has its speaker's source."""
    sources: dict[object, str | None] = {}
    found = []
    for finding in find(parse(text))[0]:
        if finding.continues is not None:
            source = sources[finding.continues.place]
        else:
            linked = link(finding)
            source = text[slice(*linked.span)] if linked else None
        sources[finding.place] = source
        cue = text[slice(*finding.cue_span)] if finding.cue_span else None
        found.append((source, cue, " … ".join(text[slice(*s)] for s in finding.spans)))
    return found


ABOUT = (
    "\n\nTom Brogan met Maren Hart in Dublin. Hart is the spokeswoman of the board. The Harbour "
    "Board said it was busy."
)
BUSY = ("The Harbour Board", "said", "it was busy")

SINGLE_MARKS = {
    "curly": ("‘We have nothing to hide,’ said Tom Brogan.", "‘We have nothing to hide,’"),
    "straight": ("'The dockers' money is gone,' said Tom Brogan.", "'The dockers' money is gone,'"),
    "double in single": ("‘He said “no” to me,’ said Tom Brogan.", "‘He said “no” to me,’"),
    "single in double": ("“He said ‘no’ to me,” said Tom Brogan.", "“He said ‘no’ to me,”"),
    "double in double": ('"He said "no" to me," said Tom Brogan.', '"He said "no" to me,"'),
    "comma behind the mark": ("'It is over', said Tom Brogan.", "'It is over'"),
}

NO_CUE = {
    "a name, a colon": ("Tom Brogan: “We have nothing to hide.”", "Tom Brogan", None),
    "in single marks": ("Maren Hart: ‘Nobody was ever asked.’", "Maren Hart", None),
    "a description": ("The spokeswoman: “Nobody was hurt in this.”", "The spokeswoman", None),
    "an answer": ("Tom Brogan's answer: “Not on my watch.”", "Tom Brogan's", "answer"),
    "a dash behind": ("“We will never sell the yard.” — Maren Hart", "Maren Hart", None),
    "in the next line": ("“We will never sell the yard.”\n\n– Maren Hart", "Maren Hart", None),
    "a name set off in its line": (
        "Ferries sail late - Timetable Desk: “The wind was too strong until the evening.”",
        "Timetable Desk",
        None,
    ),
    "what is written, its verb taken for a noun": (
        "“Nobody was ever asked about the yard,” an email read.",
        "email",
        "read",
    ),
    "what is written, behind its words": (
        "“Nobody was ever asked about the yard,” read the statement.",
        "the statement",
        "read",
    ),
    "a rank that ends a sentence of the parse": (
        "“I was hoping for more,” said Air Force 1st Lt. Tom Brogan.",
        "Air Force 1st Lt. Tom Brogan",
        "said",
    ),
    "in whose words": (
        "In Maren Hart's words, “nobody was ever asked.”",
        "Maren Hart's",
        "In Maren Hart's words",
    ),
    "in the words of": (
        "In the words of Maren Hart, “nobody was ever asked.”",
        "Maren Hart",
        "In the words",
    ),
    "according to": ("“The yard is ours,” according to Tom Brogan.", "Tom Brogan", "according to"),
}

HEADLINES = {
    "a name before": ("Brogan: bridges are safe", ("Brogan", None, "bridges are safe")),
    "a role and a name before": (
        "Mayor Tom Brogan: the harbour must close",
        ("Mayor Tom Brogan", None, "the harbour must close"),
    ),
    "a body before": (
        "Harbour Board: ferry will not sail",
        ("Harbour Board", None, "ferry will not sail"),
    ),
    "quoted": ("Brogan: 'I never saw the letter'", ("Brogan", None, "'I never saw the letter'")),
    "a name behind": ("Bridges are safe: Brogan", ("Brogan", None, "Bridges are safe")),
    "quoted, a name behind": ("'Bridges are safe': Hart", ("Hart", None, "'Bridges are safe'")),
    "a dash": ("“We will never sell” – Maren Hart", ("Maren Hart", None, "“We will never sell”")),
    "says behind": ("Bridges are safe, Brogan says", ("Brogan", "says", "Bridges are safe")),
    "inverted": ("Bridges are safe, says Hart", ("Hart", "says", "Bridges are safe")),
}

# Lines with a name, a colon or quotation marks that put nobody on record
NO_HEADLINES = [
    "Note: the shop is closed on Monday",
    "Photo: Tom Brogan is seen at the harbour",
    "Live: Tom Brogan speaks to the press",
    "Time: 3 pm",
    "Director: Tom Brogan",
    "Dublin: bridges are falling",
    "Tom Brogan: a life in pictures",
    "Tom Brogan: what we know so far",
    "Tom Brogan: “The Long Road to the Sea”",
    "Motto: “Never give up the ship”",
    "Ingredients: butter, flour, salt",
    "Interview with Tom Brogan: “We are not done yet”",
]

NO_SPEECH = {
    "a nickname": "Bill “the Hammer” Jones won the race.",
    "a book": "Jones wrote “The Long Road to the Sea” in 1990.",
    "a film": "She starred in “A Day in the Life of Nobody,” a film.",
    "a book called so": "There was a book called “The Long Road to the Sea.”",
    "a scare quote": "The so-called ‘deep state’ is at work.",
    "feet and inches": "He is 6'2\" tall and the board is 5' 10\" wide.",
    "possessives": "The dockers' money paid for the boys' room in the '90s.",
    "a title that opens a paragraph": (
        "Brogan was there.\n\n“Peace for all of our time” was the title of the show."
    ),
    "other words": "In other words, the plan was a disgrace.",
}

PARAGRAPHS = {
    "each opens with a mark, only the last closes": (
        "“We will go,” Maren Hart said. “We have waited.\n\n“The yard is ours.\n\n“And we know.”",
        [
            ("Maren Hart", "said", "“We will go,” … “We have waited."),
            ("Maren Hart", None, "“The yard is ours."),
            ("Maren Hart", None, "“And we know.”"),
        ],
    ),
    "the cue comes with the last": (
        'Brogan left early.\n\n"We are ready to go.\n\n"We have been ready," Hart said.',
        [("Hart", "said", '"We are ready to go. … "We have been ready,"')],
    ),
    "no mark at the front of the second": (
        'Hart said, "It felt good out there.\n\nWe could have had more." Then she left.',
        [("Hart", "said", '"It felt good out there. … We could have had more."')],
    ),
    "no mark at the front of the second, and another's words behind it": (
        'Hart said, "It felt good out there.\n\nWe could have had more." Later Brogan said, "We '
        'were the better side."',
        [
            ("Hart", "said", '"It felt good out there. … We could have had more."'),
            ("Brogan", "said", '"We were the better side."'),
        ],
    ),
    "a quotation that fills its paragraph": (
        "Maren Hart said the yard was safe.\n\n“We checked every bolt of it.”",
        [
            ("Maren Hart", "said", "the yard was safe"),
            ("Maren Hart", None, "“We checked every bolt of it.”"),
        ],
    ),
    "after a nested report the outer speaker goes on": (
        "Brogan said Hart had warned that it would fail.\n\n“I did not believe a word of it.”",
        [
            ("Brogan", "said", "Hart had warned that it would fail"),
            ("Hart", "warned", "that it would fail"),
            ("Brogan", None, "“I did not believe a word of it.”"),
        ],
    ),
    "not the answer to a question": (
        "“Where were you last night?” Anna Reed asked.\n\n“I was at home all night.”",
        [("Anna Reed", "asked", "“Where were you last night?”")],
    ),
    "not behind a paragraph in between": (
        "Maren Hart said it was safe.\n\nThe room fell silent.\n\n“We checked every bolt of it.”",
        [("Maren Hart", "said", "it was safe")],
    ),
}

NESTED = {
    "two verbs": (
        "Lundgren said Okoye had warned that the dam would fail.",
        [
            ("Lundgren", "said", "Okoye had warned that the dam would fail"),
            ("Okoye", "warned", "that the dam would fail"),
        ],
    ),
    "a denial": (
        "Lundgren told the panel that Okoye had denied the charge.",
        [
            ("Lundgren", "told", "that Okoye had denied the charge"),
            ("Okoye", "denied", "the charge"),
        ],
    ),
    "according to": (
        "According to Lundgren, Okoye said that the dam would fail.",
        [
            ("Lundgren", "According to", "Okoye said that the dam would fail"),
            ("Okoye", "said", "that the dam would fail"),
        ],
    ),
    "according to each": (
        "According to Lundgren the dam will hold, and according to Okoye it will fail.",
        [
            ("Lundgren", "According to", "the dam will hold"),
            ("Okoye", "according to", "it will fail"),
        ],
    ),
    "according to, inside": (
        "Lundgren said that, according to Okoye, the dam would fail.",
        [
            ("Lundgren", "said", "that, according to Okoye, the dam would fail"),
            ("Okoye", "according to", "the dam would fail"),
        ],
    ),
}

CLAUSES = {
    "a second cue goes on with the first one's subject": (
        "Hart said the wall was made by Brogan and added that it would fall.",
        [
            ("Hart", "said", "the wall was made by Brogan"),
            ("Hart", "added", "that it would fall"),
        ],
    ),
    "halves of a quotation": (
        "“The yard is ours,” Hart said. “We will not sell it.”",
        [("Hart", "said", "“The yard is ours,” … “We will not sell it.”")],
    ),
    "a quotation behind a report without one": (
        "Hart said the yard was safe. “We checked every bolt of it.”",
        [
            ("Hart", "said", "the yard was safe"),
            ("Hart", None, "“We checked every bolt of it.”"),
        ],
    ),
    "as somebody told": (
        "As Hart told the council, the wall has moved since May.",
        [("Hart", "told", "the wall has moved since May")],
    ),
    "as reported by": (
        "As reported by Hart, the wall has moved since May.",
        [("Hart", "reported", "the wall has moved since May")],
    ),
    "as somebody did while he spoke": (
        "As Hart announced the sale, the crowd left.",
        [("Hart", "announced", "the sale")],
    ),
    "inverted, within the words": (
        "The old bridges, said Hart, are required to carry trams.",
        [("Hart", "said", "The old bridges … are required to carry trams")],
    ),
    "according to, said of a whole sentence": (
        "The museum saw the number of visitors double when it opened, according to Hart.",
        [("Hart", "according to", "The museum saw the number of visitors double when it opened")],
    ),
    "a verb taken for an attribute of the name behind it": (
        "“The fish are gone”, added Hart.",
        [("Hart", "added", "“The fish are gone”")],
    ),
    "a sign says so, whoever holds it": (
        "Maren Hart held up a sign saying “No more boats in the bay.”",
        [("a sign", "saying", "“No more boats in the bay.”")],
    ),
    "what he spoke before is no clause of his": (
        "“It was not cut well for him,” he said, just prior to Brogan's announcement Friday that "
        "he would resign.",
        [
            ("he", "said", "“It was not cut well for him,”"),
            ("Brogan's", "announcement", "that he would resign"),
        ],
    ),
    "a preposition before the verb": (
        "Of the dockers, Hart spoke with the oldest.",
        [],
    ),
    "halves of a question": (
        "“If nobody wants to sail,” Hart said, “why would anybody else want to?”",
        [("Hart", "said", "“If nobody wants to sail,” … “why would anybody else want to?”")],
    ),
    "what one called": (
        "He was moved by what he called “an old wound.”",
        [("he", "called", "“an old wound.”")],
    ),
    "a narrator before the colon": (
        "Comparing himself with others, Hart went through the rules: “We were kind,” he said.",
        [("he", "said", "“We were kind,”")],
    ),
}


@pytest.mark.parametrize(("text", "words"), SINGLE_MARKS.values(), ids=SINGLE_MARKS)
def test_quotation_marks_of_every_make_hold_speech(text, words):
    assert told(text) == [("Tom Brogan", "said", words)]


@pytest.mark.parametrize(("text", "source", "cue"), NO_CUE.values(), ids=NO_CUE)
def test_a_name_beside_a_quotation_tells_whose_it_is(text, source, cue):
    assert [(s, c) for s, c, _ in told(text)] == [(source, cue)]


@pytest.mark.parametrize(("line", "expected"), HEADLINES.values(), ids=HEADLINES)
def test_a_headline_puts_somebody_on_record_whom_the_document_names(line, expected):
    assert told(line + ABOUT) == [expected, BUSY]


def test_a_cue_before_the_name_makes_no_topic_of_it():
    text = "On Friday, said Neil Farrow: “We will leave the port to them.”"
    assert said(text) == [("Neil Farrow", "said", "“We will leave the port to them.”")]


def test_a_paragraph_may_end_with_a_prefix():
    assert [s for s, _, _ in told("“He never paid me a penny,” says my ex")] == ["my ex"]


@pytest.mark.parametrize("line", NO_HEADLINES)
def test_a_colon_alone_puts_nobody_on_record(line):
    assert told(line + ABOUT) == [BUSY]


@pytest.mark.parametrize("text", NO_SPEECH.values(), ids=NO_SPEECH)
def test_not_everything_in_marks_is_speech(text):
    assert told(text) == []


@pytest.mark.parametrize(("text", "expected"), PARAGRAPHS.values(), ids=PARAGRAPHS)
def test_a_quotation_over_paragraphs_has_one_speaker(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(("text", "expected"), NESTED.values(), ids=NESTED)
def test_a_report_in_a_report_is_told_of_both(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(("text", "expected"), CLAUSES.values(), ids=CLAUSES)
def test_a_clause_ends_where_the_speaker_does(text, expected):
    assert told(text) == expected


def test_a_paragraph_in_another_language_reports_nothing():
    text = (
        "Hart said it was over.\n\nDer Minister sagte am Montag, dass es vorbei sei. “Wir sind "
        "alle nicht mehr bereit,” sagte Brogan: “Es ist genug.”\n\nBrogan denied that it was."
    )
    assert told(text) == [("Hart", "said", "it was over"), ("Brogan", "denied", "that it was")]


def test_foreign_words_in_an_english_report_are_kept():
    assert told("“Es ist genug und wir gehen,” Hart said.") == [
        ("Hart", "said", "“Es ist genug und wir gehen,”")
    ]


def test_per_is_a_first_name_behind_a_comma():
    assert told("Its chairman, Per Wallin, has seven boats.") == []


def test_a_verb_taken_for_an_attribute_of_the_name_behind_it_reports() -> None:
    words = (
        '"Commanders of the army were hastily dispatched to the front if the enemy does not stop '
        'within 48 hours"'
    )
    assert told(f"{words} added Reuters.") == [("Reuters", "added", words)]
