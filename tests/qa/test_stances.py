"""Where a speaker stands, told from the cue and the words."""

import time
from dataclasses import replace

import pytest

from index.documents import Span, StoredStatement
from qa.positions import _more_telling, _sentence
from qa.stances import gives_up, is_negated, stance
from qa.terms import Weights, terms


def statement(cue: str, text: str, sentence: str = "") -> StoredStatement:
    sentence = sentence or text
    start = sentence.index(text)
    span, whole = Span(start, start + len(text)), Span(0, len(sentence))
    return StoredStatement(
        "s",
        "d",
        "A title",
        None,
        None,
        None,
        "",
        "indirect",
        cue,
        text,
        (span,),
        whole,
        sentence,
        0.9,
    )


@pytest.mark.parametrize(
    ("cue", "text", "expected"),
    [
        ("said", "that troops were sent", "asserts"),
        ("asked", "“Has the authority hidden a profit?”", None),
        ("", "Have they sent troops?", None),
        ("denied", "that they had “sent troops”", "denies"),
        ("said", "that there was no deal", "denies"),
        ("", "I am not going to send troops.", "denies"),
        ("", "“We’re never sending troops,”", "denies"),
        ("", "There is no deal.", "denies"),
        ("", "(2) The surcharge imposed in this order shall not apply to salt.", "denies"),
        ("said", "dogs must not be let in", "denies"),
        ("said", "that the ferry might not sail", "unsure"),
        ("", "There is no doubt that troops were sent.", "asserts"),
        ("alleged", "that personnel had been observed", "asserts"),
        ("accused", "Moscow of jamming the signals", "asserts"),
        ("denied", "that troops were sent", "denies"),
        ("rejected", "assertions that it had sent troops", "denies"),
        ("said", "it had not sent troops", "denies"),
        ("testified", "that she never signed the transfers", "denies"),
        ("called", "the report “fake”", "denies"),
        ("categorizing", "these claims as “groundless and stereotype rumors.”", "denies"),
        ("said", "the claim was completely false", "denies"),
        ("doubted", "that troops were sent", "unsure"),
        ("questioned", "whether it was deliberate", "unsure"),
        ("expressed", "doubt that the interference came from land", "unsure"),
        ("said", "it could not confirm the reports", "unsure"),
        ("", "I'm not aware that they are struggling with it.", "unsure"),
        ("", "They weren’t aware of any such thing.", "unsure"),
        ("", "We haven’t seen any of these letters.", "unsure"),
        ("", "I am well aware that they are struggling with it.", "asserts"),
        ("noted", "that the council has so far declined to publish the audit", "denies"),
        ("said", "“He would be the best of them, but he doesn't have a chance,”", "denies"),
        ("said", "it is not surprising that the doctors want to ask the pilot", "asserts"),
        ("said", "it was not only the crane that was sold", "asserts"),
        ("emphasized", "the uncertainty about it", "unsure"),
        ("highlighted", "the seriousness of the matter", None),
        ("warned", "against escalation", None),
        ("warned", "that troops were sent", "asserts"),
        ("dismissed", "claims that the tunnel had cost more", "denies"),
        ("ruled out", "a strike", "denies"),
        ("disputed", "that the levee was hollow", "denies"),
        ("denied", "that troops had not been sent", "asserts"),
        ("rejected", "reports that it had not paid", "asserts"),
        ("denied", "the charges and said it had not paid", "denies"),
        ("called", "it false", "denies"),
        ("called", "a report of a second leak “untrue.”", "denies"),
        ("described", "the story as an unverified rumour", "denies"),
        ("said", "there was no truth in it", "denies"),
        ("said", "the tube was no longer open", "denies"),
        ("said", "“Nobody has closed anything,”", "denies"),
        ("said", "not one of the boats has landed", "denies"),
        ("said", "“Not one but three boats have landed,”", "asserts"),
        ("said", "there was no evidence that any signal had failed", "unsure"),
        ("found", "no indication of a leak", "unsure"),
        ("said", "it was too early to say whether the tunnel was safe", "unsure"),
        ("said", "it was unable to verify the photographs", "unsure"),
        ("said", "it could neither confirm nor deny the reports", "unsure"),
        ("said", "that nothing had been decided", "denies"),
        ("said", "they had decided nothing", "denies"),
        ("said", "it had decided nothing but the date", "asserts"),
        ("", "No fishing boats were lost.", "denies"),
        ("said", "“No train will run before noon,”", "denies"),
        ("said", "no fewer than forty boats were lost", "asserts"),
        ("", "No doubt the boats were lost.", "asserts"),
        ("said", "No 10 has approved the plan", "asserts"),
        ("said", "that the port had no plans to close", "denies"),
    ],
)
def test_a_speaker_stands(cue, text, expected):
    assert stance(statement(cue, text)) == expected


@pytest.mark.parametrize(
    ("cue", "sentence"),
    [
        ("denied", "Marsh neither confirmed nor denied that troops were sent."),
        ("confirm", "Marsh refused to confirm that troops were sent."),
        ("confirm", "Marsh would not confirm that troops were sent."),
        ("confirm", "Marsh declined to publicly confirm that troops were sent."),
        ("confirmed", "Marsh has not yet confirmed that troops were sent."),
        ("deny", "Marsh didn’t deny that troops were sent."),
        ("say", "Marsh would not say that troops were sent."),
        ("deny", "Marsh would neither confirm nor deny that troops were sent."),
    ],
)
def test_what_is_neither_confirmed_nor_denied_is_unsure(cue, sentence):
    assert stance(statement(cue, "that troops were sent", sentence)) == "unsure"


def test_a_negation_elsewhere_in_the_sentence_leaves_the_cue_as_it_is():
    sentence = "Marsh did not wait and denied that troops were sent."
    assert stance(statement("denied", "that troops were sent", sentence)) == "denies"


@pytest.mark.parametrize(
    ("asked", "text", "expected"),
    [
        ("Ms. Obi, did you sign it?", "No. I was in Denver.", "denies"),
        ("Some want you to go. Will you?", "Absolutely not.", "denies"),
        ("Did you stop the line?", "Not yet.", "denies"),
        ("Will you stop the line?", "Not this year.", "denies"),
        ("Will you stop the line?", "Not this line alone.", "asserts"),
        ("Would it have held?", "I don't think so, no. It was old.", "denies"),
        ("Are you afraid of it?", "Not with the pump.", "denies"),
        ("Has anyone been paid?", "Not one.", "denies"),
        ("Should she go?", "Not for me to say.", "asserts"),
        ("Is the line noisy?", "Hardly a day passes without noise.", "asserts"),
        ("Is the line noisy?", "Hardly.", "denies"),
        ("Was the line stopped?", "Not for long.", "asserts"),
        ("Did you stop the line?", "Yes.", "asserts"),
        ("Did you stop the line?", "No doubt about it.", "asserts"),
        ("Who stopped the line?", "No. 4 was stopped by the driver.", "asserts"),
        ("", "No. 4 was stopped by the driver.", "asserts"),
    ],
)
def test_no_is_said_to_what_was_asked(asked: str, text: str, expected: str) -> None:
    assert stance(replace(statement("", text), asked_text=asked)) == expected


@pytest.mark.parametrize(
    ("text", "claim", "given_up"),
    [
        ("he had dropped his threat to sue", "Aske sue", True),
        ("the county gave up its plan for a toll", "there be a toll", True),
        ("he had dropped his threat to sue", "Aske drop his threat to sue", False),
        ("she withdrew her bid for the yard", "she withdraw her bid", False),
        ("he dropped the cup", "he break the cup", False),
        ("the council should drop its plans to close the pool", "the pool close", False),
    ],
)
def test_what_was_given_up_is_not_so(text, claim, given_up):
    assert gives_up(text, claim) == given_up


def test_of_a_sentence_the_clause_with_the_claim_tells_the_stance():
    told = "We oppose any change, and we do not support the tunnel, and we expect calm."
    covers = Weights(lambda _: 1, 10).coverage(terms("the port support the tunnel"))
    telling = _more_telling(told, told, "the port support the tunnel", covers)
    assert telling == "we do not support the tunnel"
    assert is_negated(telling)


def test_no_sentence_ends_within_a_name():
    told = "As the judge of the old court says, “I do not think the U.S. port is shut.” It is late."
    assert _sentence(told, told.index("port")) == told.removesuffix(" It is late.")
    assert _sentence(told, told.index("late")) == "It is late."


def test_a_line_of_dots_costs_no_time():
    began = time.perf_counter()
    assert _sentence(f"Kelm{'.' * 20_000}b", 3) == f"Kelm{'.' * 20_000}b"
    assert time.perf_counter() - began < 1


def test_what_is_quoted_is_negated_by_its_own_words():
    assert is_negated("As the judge of the old court says, “I do not think the port is shut.”")
    assert not is_negated('The clerk, whom they call "the man who cannot count", shut the port.')
    assert not is_negated('The port of Kelm will be shut, he said, "and it will not reopen."')
    assert not is_negated('The mayor of Kelm still backs the tunnel, arguing, "We cannot wait."')
