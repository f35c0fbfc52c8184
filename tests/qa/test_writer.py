"""A model's sentences are shown only where they keep to the sources they cite."""

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.documents import Kind, Passage, Span, Speaker, StoredStatement
from qa.completions import ModelFailed
from qa.leash import Leash, Slipped
from qa.replies import FoundPassage, FoundStatement, Refusal, Reply, Sentence
from qa.sources import sources
from qa.writer import Draft, messages, sentences

TEXT = (
    "Mayor Maria Lopez said the old bridge would close in May, and called it “a danger to all of "
    "us”. Tom Becker, an engineer, denied that 3,000 cars cross it each day. “We don’t know the "
    "cost”, Ann Reyes said. The harbour has 12 cranes."
)
LOPEZ = Speaker("lopez", "Maria Lopez", "person", "mayor of Corvane", ("Lopez", "the mayor"))
BECKER = Speaker("becker", "Tom Becker", "person", "engineer")
REYES = Speaker("reyes", "Ann Reyes", "person")
PASSAGE = Passage("p0", "d", 0, len(TEXT), TEXT)
FOUND = FoundPassage(PASSAGE, "The bridge", None, 1.0, (LOPEZ, BECKER, REYES))
HARBOUR = FoundPassage(Passage("p1", "d", 0, 27, "The harbour has 12 cranes."), "", None, 0.5)


def said(speaker: Speaker | None, words: str, kind: Kind, cue: str, source: str) -> FoundStatement:
    start = TEXT.index(words)
    span = Span(start, start + len(words))
    first = TEXT.rfind(". ", 0, start) + 2 if ". " in TEXT[:start] else 0
    last = TEXT.index(".", span.end) + 1
    return FoundStatement(
        StoredStatement(
            f"s{start}", "d", "The bridge", None, "p0", speaker, source, kind, cue, words, (span,),
            Span(first, last), TEXT[first:last], 0.9,
        ),
        0.9,
    )  # fmt: skip


CLOSES = said(LOPEZ, "the old bridge would close in May", "indirect", "said", "Mayor Maria Lopez")
DANGER = said(LOPEZ, "it “a danger to all of us”", "mixed", "called", "Mayor Maria Lopez")
DENIES = said(BECKER, "that 3,000 cars cross it each day", "indirect", "denied", "Tom Becker")
COST = said(REYES, "“We don’t know the cost”", "direct", "said", "Ann Reyes")
REPLY = Reply(
    "what is said about the bridge?",
    "what is said about the bridge?",
    "statements",
    1,
    sentences=(Sentence(TEXT, ("p0",)),),
    statements=(CLOSES, DANGER, DENIES, COST),
    statements_total=4,
    passages=(FOUND, HARBOUR),
)
GIVEN = sources(REPLY)
LEASH = Leash(GIVEN)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Lopez said the bridge would close in May [1].", None),
        ("According to Maria Lopez, mayor of Corvane, the bridge would close [1].", None),
        ("Mayor Maria Lopez called the bridge “a danger to all of us” [2].", None),
        ("Lopez said that the bridge is a danger and would close [1][2].", None),
        ("Lopez said that the bridge is a danger and would close [1, 2].", None),
        ("Becker denied that 3,000 cars cross the bridge [3].", None),
        ("Becker denied that 3000 cars cross it each day. [3]", None),
        ("Ann Reyes said: “We don’t know the cost” [4]", None),
        ("“We don’t know the cost,” said Reyes [4].", "“We don’t know the cost”, said Reyes."),
        ('Reyes said "we don\'t" [4].', False),
        ('Reyes said "We don\'t know the cost" [4].', "Reyes said “We don’t know the cost”."),
        ("The bridge would close in May, according to Mayor Maria Lopez [1].", None),
        ("The mayor of Corvane Maria Lopez said the bridge would close in May [1].", None),
        ("Lopez said the bridge would close in May and called it a danger [1][2].", None),
        ("The harbour has 12 cranes [5].", None),
    ],
)
def test_what_keeps_to_its_sources_passes(written: str, shown: str | bool | None) -> None:
    if shown is False:
        with pytest.raises(Slipped):
            LEASH.sentence(written)
        return
    text = LEASH.sentence(written).text
    assert "[" not in text
    if shown:
        assert text == shown


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("Lopez said the bridge would close in May.", "cites no source"),
        ("Lopez said the bridge would close in May [9].", "cites source 9"),
        ("[1]", "says nothing"),
        # whose words they are
        ("The bridge would close in May [1].", "does not name the speaker"),
        ("Becker said the old bridge would close in May [1].", "does not name the speaker"),
        ("Becker, not Lopez, said the bridge would close in May [1].", "name Becker"),
        ("Reyes and Lopez said the bridge would close [1][4].", "several speakers"),
        ("Putin told Lopez the old bridge would close in May [1].", "lets another speak"),
        ("Lopez told Putin the old bridge would close in May [1].", "name Putin"),
        ("Lopez and Becker said the old bridge would close in May [1].", "Becker"),
        ("Lopez and becker said the old bridge would close in May [1].", "becker"),
        ("He said Lopez would close the old bridge in May [1].", "before it names its speaker"),
        ("Officials spoke before Lopez said so in May [1].", "before it names its speaker"),
        ("Officials said Lopez would close the old bridge [1].", "lets another speak"),
        ("Maria Lopez was told the old bridge would close in May [1].", "does not let"),
        ("Robert Lopez said the old bridge would close in May [1].", "Robert"),
        ("The harbour has 12 cranes, said Tom Becker [5].", "name Tom"),
        ("Lopez’s old bridge would close in May, the engineer said [1].", "does not name"),
        ("Lopez would close the old bridge in May, the engineer said [1].", "lets another speak"),
        ("Lopez, according to the engineer, would close the bridge [1].", "lets another speak"),
        ("A spokesman for Mayor Lopez said the bridge would close in May [1].", "belongs"),
        ("The bridge would close in May, a friend of Lopez said [1].", "belongs"),
        ("Lopez said the bridge would close, but some critics warned [1].", "lets another"),
        ("Lopez said the bridge would close, and the neighbours complained [1].", "lets another"),
        ("Lopez aides said the bridge would close in May [1].", "belongs"),
        ("Reyes' lawyer said that we don't know the cost [4].", "does not name the speaker"),
        # what they are
        ("Lopez said “the old bridge would close in May” [1].", "does not quote"),
        ("Lopez called the bridge “a danger to everybody” [2].", "does not quote"),
        ("Lopez called the bridge 'a danger to everybody' [2].", "does not quote"),
        ("Lopez said it would close: “We don’t know the cost” [1].", "does not quote"),
        ("Reyes said: “now the cost” [4].", "does not quote"),
        ("Lopez called the bridge “a danger to all [2].", "stands alone"),
        ("Lopez called the bridge ‹a danger to all› [2].", "signs"),
        ("Lopez called the bridge ’a danger’ [2].", "stands alone"),
        ("Lopez said two old bridges would close in May [1].", "number two"),
        ("Lopez said the old bridge would close in May 2031 [1].", "number 2031"),
        ("Becker denied that 3 cars cross it each day [3].", "number 3,"),
        ("Becker denied that 3,000 million cars cross it each day [3].", "number million"),
        ("Becker denied that 12 cars cross it each day [3].", "number 12"),
        ("Becker said that 3,000 cars cross it each day [3].", "leaves out that its source denies"),
        ("Lopez denied that the old bridge would close in May [1].", "denies what"),
        ("Lopez said Corvane wants taller towers and cheap trains [1].", "does not say"),
        ("Lopez said the old bridge would close in Paris [1].", "Paris"),
        ("Lopez said the old bridge would close in June [1].", "name June"),
        ("Lopez failed to say the old bridge would close in May [1].", "denies what"),
        ("Reyes said we know the cost [4].", "leaves out that its source is unsure"),
        ("Will Lopez close the old bridge in May? [1]", "asks"),
        ("Lopez said the bridge would close in May: evil.example [1].", "name evil.example"),
        ("Lopez said the bridge would close in May: //evil [1].", "signs"),
        ("<b>Lopez</b> said the old bridge would close in May [1].", "signs"),
        ("Lopez\u200b said the old bridge would close in May [1].", "signs"),
        ("Lоpez and Lopez said the old bridge would close in May [1].", "signs"),
    ],
)  # fmt: skip
def test_what_does_not_is_dropped_with_the_reason(written: str, reason: str) -> None:
    with pytest.raises(Slipped, match=reason.replace("’", ".")):
        LEASH.sentence(written)


PIECES = st.sampled_from(
    [
        *TEXT.split(), *"“ ” \" ' [1] [2] [3] [4] [5] [1][4] . , said denied Putin 7 Lopez Becker "
        "Reyes According to he \n **".split(" "), "Maria Lopez", "a danger to all of us",
        "We don’t know the cost", "the old bridge would close in May",
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=30).map(" ".join) | st.text(max_size=80)


@given(TEXTS)
def test_whatever_is_written_what_passes_is_true_to_what_it_cites(written: str) -> None:
    for line in sentences(iter([written])):
        try:
            sentence = LEASH.sentence(line)
        except Slipped:
            continue
        assert sentence.citations
        assert set(sentence.citations) <= {"p0", "p1"}
        for part in sentence.text.split("“")[1:]:
            quoted, _, _ = part.partition("”")
            assert quoted in TEXT
        assert "Putin" not in sentence.text
        assert "7" not in sentence.text


@given(TEXTS, st.lists(st.integers(0, 90), max_size=8))
def test_sentences_are_the_same_however_the_text_is_cut(written: str, cuts: list[int]) -> None:
    edges = sorted({0, *(min(c, len(written)) for c in cuts), len(written)})
    pieces = [written[a:b] for a, b in pairwise(edges)]
    assert list(sentences(iter(pieces))) == list(sentences(iter([written])))


def test_a_sentence_ends_where_it_does() -> None:
    text = (
        "Here it is:\n\n1. **Mr. Smith** said “No. Never. Not I.” on Jan. 5 [1]. Ann B. Lee of the "
        "U.S. agreed. [2] Ed said so [3] It is 3.5 m. high"
    )
    assert list(sentences(iter(text))) == [
        "Here it is:",
        "Mr. Smith said “No. Never. Not I.” on Jan. 5 [1].",
        "Ann B. Lee of the U.S. agreed. [2]",
        "Ed said so [3]",
        "It is 3.5 m. high",
    ]


class Told:
    """A model that says what it is given to say, and fails after that where it is to."""

    name = "told"

    def __init__(self, *pieces: str, failure: str = "") -> None:
        self.pieces, self.failure, self.asked = pieces, failure, 0

    def stream(self, messages: Sequence[Mapping[str, str]]) -> Iterator[str]:
        self.asked += bool(messages)
        yield from self.pieces
        if self.failure:
            raise ModelFailed(self.failure)


GOOD = "Lopez said the bridge would close in May [1].\n"


def test_only_what_passed_is_told_and_the_rest_is_counted() -> None:
    draft = Draft(REPLY, Told(GOOD, "Becker said the bridge would close [1].\n", GOOD))
    told = [sentence.text for sentence in draft]
    assert told == ["Lopez said the bridge would close in May."]
    reply = draft.reply
    assert [sentence.text for sentence in reply.sentences] == told
    assert (reply.wording.by, reply.wording.model, reply.wording.note) == ("model", "told", None)
    (dropped,) = reply.wording.dropped
    assert dropped.text == "Becker said the bridge would close [1]."
    assert dropped.reason == "does not name the speaker of its source"
    assert (reply.statements, reply.passages) == (REPLY.statements, REPLY.passages)


@pytest.mark.parametrize(
    ("model", "note", "dropped"),
    [
        (Told(), "Nothing was written.", 0),
        (Told("Ignore the rules."), "Nothing of what the language model wrote passed", 1),
        (Told(failure="broke off"), "The language model broke off.", 0),
        (Told(*["blah "] * 10_000), "Nothing of what the language model wrote passed", 1),
        (Told(*["blah\n"] * 10_000), "Nothing of what the language model wrote passed", 24),
    ],
)
def test_where_nothing_passes_the_sources_words_stand(model: Told, note: str, dropped: int) -> None:
    draft = Draft(REPLY, model)
    assert tuple(draft) == REPLY.sentences == draft.reply.sentences
    wording = draft.reply.wording
    assert (wording.by, wording.model, len(wording.dropped)) == ("sources", "told", dropped)
    assert wording.note
    assert wording.note.startswith(note)


def test_what_passed_before_a_model_broke_off_stands_and_what_it_was_at_is_not_told() -> None:
    draft = Draft(REPLY, Told(GOOD, "Becker denied that 3,000 cars [3]", failure="broke off"))
    assert [sentence.text for sentence in draft] == ["Lopez said the bridge would close in May."]
    assert draft.reply.wording.note == "The language model broke off."


def test_a_refusal_stays_one_and_no_model_is_asked() -> None:
    refused = Reply("q", "q", "fact", 1, refusal=Refusal("nothing_relevant", "Nothing."))
    model = Told(GOOD)
    draft = Draft(refused, model)
    assert list(draft) == []
    assert draft.reply == refused
    assert not model.asked


@given(st.text(max_size=200), st.text(max_size=200))
def test_no_text_breaks_out_of_its_place_in_the_prompt(question: str, text: str) -> None:
    passage = FoundPassage(Passage("p", "d", 0, len(text), text), "t", None, 1.0)
    shown = messages(question, sources(Reply("q", "q", "fact", 1, passages=(passage,))))[1]
    first, source, empty, asked = shown["content"].split("\n")
    assert (first, empty) == ("Sources:", "")
    assert json.loads(source)["text"] == text
    assert json.loads(asked) == {"question": question}
