"""What a thing is or does, what happens then and how two differ is told by whole sentences."""

import pytest

from qa.lines import heading_of
from qa.plain import plainest
from qa.reading.reader import Reader
from qa.wanted import asks_what, defined, differing

DOCUMENTS = {
    "tern.md": """# Tern 200 coffee machine

## Descaling

Descale the machine every two months. Press the Clean button for five seconds.

Weight: 4.1 kg (Tern 200), 3.6 kg (Tern 100).

## Lights

If the red light flashes, the tank is empty. A steady amber light means that the machine heats up.
""",
    "lode.html": """<h1>Lode, the store of records</h1>
<h2>Words</h2>
<dl>
<dt>mooring</dt>
<dd><p>A set of records that is kept apart from all others and that nobody changes but the one who
made it. Tools read it.</p></dd>
<dt>berth</dt>
<dd><p>The place of a mooring on a disk.</p></dd>
</dl>
<h2>Setting up</h2>
<p>A mooring is made on top of a store, which has to be there, and takes some space of its own, so
that it is wise to look how much is left before a mooring is made.</p>
<pre><code>$ lode list
store main
mooring north
mooring east 0x5f3a</code></pre>
<h2>Hauling and lifting</h2>
<pre><code>haul({north: 'lift', east: 'north', west: 'haul'})</code></pre>
<p>A haul copies the latest records of another store and leaves your own as they are. You can look
at them at leisure. A lift is a haul that is followed by a merge, so that your own records change.
For more, see a lift. There is no other way to bring records home.</p>
<h2>Merging</h2>
<p>If two records differ, a merge stops and waits for you. A record that only one of them has is
taken over, whatever its age, and the store is written once all of them are there. When a merge is
interrupted by a signal, all records are as they were before it began. The next one starts
anew.</p>
<h2>Options</h2>
<dl>
<dt>-q</dt>
<dd><p>Say nothing but what went wrong.</p></dd>
<dt>-d</dt>
<dt>--with-drafts</dt>
<dd><p>Haul the drafts of other people as well as their finished records.</p></dd>
</dl>
<h2>Lists</h2>
<p>The lists of the harbour that whoever keeps a mooring should read every day are:</p>
<ul><li><p>harbour-news, for what is new, which all keepers are expected to read.</p></li>
<li><p>harbour-talk, for whatever else there is to tell.</p></li></ul>
<h2>Coming back</h2>
<p>Whoever has left the harbour for more than a year and comes back may use a mooring again after
the following has been done:</p>
<ol><li><p>The old mooring is opened by the harbour master, who looks at it.</p></li></ol>
""",
}


@pytest.mark.e2e
@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (
            "What is a mooring?",
            "A set of records that is kept apart from all others and that nobody changes but the "
            "one who made it.",
        ),
        (
            "What happens if a merge is interrupted?",
            "When a merge is interrupted by a signal, all records are as they were before it "
            "began.",
        ),
        (
            "What is the difference between a haul and a lift?",
            "A haul copies the latest records of another store and leaves your own as they are. "
            "A lift is a haul that is followed by a merge, so that your own records change.",
        ),
        (
            "Which option hauls the drafts of other people?",
            "-d --with-drafts Haul the drafts of other people as well as their finished records.",
        ),
    ],
)
def test_whole_sentences_tell_it(told, question, answer):
    assert " ".join(told.ask(question).text.split()) == answer


@pytest.mark.e2e
def test_what_a_sentence_leads_in_is_told_with_it_whatever_is_asked(told):
    sentences = told.ask("May a mooring be used again by someone who comes back?").sentences
    assert [s.text for s in sentences][-1] == (
        "The old mooring is opened by the harbour master, who looks at it."
    )


@pytest.mark.e2e
def test_no_words_are_told_of_a_sentence_that_leads_a_list_in(told):
    text = told.ask("Which lists should whoever keeps a mooring read every day?").text
    assert text.startswith("The lists of the harbour that whoever keeps a mooring should read")
    assert "harbour-news, for what is new" in text


@pytest.mark.e2e
@pytest.mark.parametrize(
    "question", ["How do I haul records from Oxbase to Lode?", "Can I haul records to Oxbase?"]
)
def test_a_name_that_no_document_has_is_of_something_else(told, question):
    assert told.ask(question).refusal.reason == "nothing_relevant"


@pytest.mark.e2e
def test_a_day_and_an_acronym_are_no_such_names(told):
    assert told.ask("How do I haul the latest records with the CLI on Sunday?").answered


@pytest.mark.parametrize(
    ("question", "thing"),
    [
        ("What is a lock?", "a lock"),
        ("what are release-critical bugs?", "release-critical bugs"),
        ("What's the WHO?", "the WHO"),
        ("What is the price of a lock?", ""),
        ("What is Lind's job?", ""),
        ("What are the fees?", ""),
        ("What is in the box?", ""),
        pytest.param("What is " + "a" * 2000 + ", in short?", "", id="long"),  # told at once
    ],
)
def test_what_a_thing_is_is_asked_of_a_bare_thing(question, thing):
    assert defined(plainest(question)) == thing


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("What happens if it breaks?", True),
        ("What does the ring do?", True),
        ("How does a lock differ from a latch?", True),
        ("What happened in May?", False),
        ("What did the ring do?", False),
    ],
)
def test_what_happened_once_is_no_such_question(question, asks):
    assert asks_what(plainest(question)) is asks


def test_the_two_things_are_what_stands_between_and_behind():
    asked = plainest("what's the difference between a lock and a dead lock?")
    assert differing(asked) == ("a lock", "a dead lock")


def test_a_line_within_a_listing_heads_nothing():
    text = "Moorings\n\nThey are listed:\n\n$ lode list\nmooring north\n\nThe first is the oldest."
    assert heading_of(text, text.index("The first")) == "Moorings"


def test_a_line_that_asks_heads_what_answers_it():
    text = "Care\n\nI lost the key. How do I get another?\n\nAsk at the desk, which is open."
    assert heading_of(text, text.index("Ask")) == "I lost the key. How do I get another?"


@pytest.mark.e2e
def test_what_a_thing_is_is_told_by_no_sentence_of_something_else_of_its_document(told):
    text = told.ask("What is a Tern 200?").text
    assert "amber" not in text
    assert "Weight" not in text


@pytest.mark.e2e
def test_how_two_differ_is_told_where_one_goes_by_a_speakers_name(written):
    text = """Box said that prices would rise. A crate is a folder of the desktop program, which \
syncs by itself. Box keeps files on its own servers, and a crate keeps them on yours.
"""
    reply = written({"a.txt": text}, Reader()).ask("What is the difference between Box and Crate?")
    assert "Box keeps files on its own servers, and a crate keeps them on yours." in reply.text
