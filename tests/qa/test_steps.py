"""How a thing is done is told by the sentence that instructs to do it, with the command that it
leads in, and what it is done with by that command's own name."""

import pytest

from index.documents import Span
from qa.intents.telling import _begun

DOCUMENTS = {
    "tide.html": """<h1>Tide, the package manager</h1>
<h2>Starting a project</h2>
<p>Let’s make a new project and look at how it differs from the one of the chapter before. Navigate
back to your projects directory. Then, on any system, run the following:</p>
<pre><code>$ tide <b>new</b> harbour
$ cd harbour</code></pre>
<p>The first command makes a directory and a project called harbour. Tide keeps its exact versions
in a file of the same directory, called Tide.lock, which nobody has to write.</p>
<h2>Summary</h2>
<p>We can make a project using tide new.</p>
<p>We can build a project using tide build.</p>
<h2>Farewell</h2>
<p>Whoever has tide may remove it at any time, and nothing of it is left. To remove tide and all of
its tools, run the following script from your shell:</p>
<pre><code>$ tide self remove
Are you sure?</code></pre>
<p>The projects stay where they are.</p>
<h2>Checking</h2>
<p>The check command looks whether a project can be built, but builds nothing.</p>
<h2>The example of this chapter</h2>
<p>Listings of this chapter have an example of a signal, and of what is done with the next one.</p>
<pre><code>signal Lamp {
Red,
Blink { times: i32, pause: i32 },
Word(String),
}</code></pre>
<p>Signals let a harbour say which of several things a ship may do.</p>
<p>The tide.join() method joins all given parts of a pier together, using a dash.</p>
<pre><code>tide.join('pier', {}, 'boat');
let berth = Berth { place, boat: None };</code></pre>
<h2>Drafts</h2>
<p>A draft that was published by mistake can be recalled within a day. Not to worry: tide has a
throw-it-all-away command for drafts that you do not want to keep. It is:</p>
<pre><code>$ tide drop</code></pre>
""",
    "keys.txt": """The keys of the Tide editor

Lines and words

To join two lines, put the cursor on the first of them. The "jj" command does it.
To delete a whole line use the "kk" command. The lines below it move up.
To bring back a line that you deleted, press "b" as often as it takes.
""",
}


@pytest.mark.e2e
@pytest.mark.parametrize(
    ("question", "sentences"),
    {
        "How do I make a new project with tide?": ["We can make a project using tide new."],
        "How do I remove tide?": [
            "To remove tide and all of\nits tools, run the following script from your shell:",
            "$ tide self remove",
            "Are you sure?",
        ],
    }.items(),
)
def test_how_a_thing_is_done_is_told_by_what_instructs_to(told, question, sentences):
    reply = told.ask(question)
    assert [sentence.text.split() for sentence in reply.sentences] == [s.split() for s in sentences]


@pytest.mark.e2e
def test_a_sentence_that_points_ahead_behind_the_one_that_answers_is_told_with_its_command(told):
    reply = told.ask("How do I throw a draft away?")
    assert [s.text for s in reply.sentences][1:3] == ["It is:", "$ tide drop"]


@pytest.mark.e2e
def test_the_command_is_told_by_its_own_name(told):
    reply = told.ask("Which command deletes a line?")
    assert reply.words.text == '"kk" command'


@pytest.mark.e2e
def test_what_a_thing_does_is_told_by_a_sentence_and_no_words_of_it(told):
    reply = told.ask("What does tide check do?")
    assert [s.text for s in reply.sentences][:1] == [
        "The check command looks whether a project can be built, but builds nothing."
    ]


@pytest.mark.e2e
@pytest.mark.parametrize("question", ["How do I tie a berth?", "How do I join parts of a pier?"])
def test_no_line_of_a_program_is_told_where_prose_explains(told, question):
    assert all("{" not in s.text for s in told.ask(question).sentences)


@pytest.mark.e2e
@pytest.mark.parametrize(
    "question", ["How do I throw away a draft with qpm?", "How do I recall a draft in Oxenfold?"]
)
def test_how_it_is_done_with_something_else_does_not_answer(told, question):
    assert told.ask(question).refusal.reason == "nothing_relevant"


@pytest.mark.e2e
def test_a_common_word_that_no_document_has_may_be_another_for_what_one_has(told):
    assert told.ask("How do I make a new project in advance?").answered


@pytest.mark.parametrize(
    ("found", "told"), [("kk", "kk"), ("use", "Use"), ('press "kk"', 'Press "kk"')]
)
def test_a_key_in_quotation_marks_keeps_its_small_letter(found, told):
    text = 'use "kk" or press "kk" twice'
    at = text.index(found)
    assert _begun(text, Span(at, at + len(found))) == told
