"""Text of the worst kind: attribution gives no error, and every offset it gives is right."""

import re
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from index.attribution.findings import find
from index.attribution.quotations import quotations
from index.attribution.sources import link
from index.documents import Span
from tests.index.parsed import attributed, parse

WORDS = [
    "said", "Kirby said", "according to", "in Austin's words", "she", "that", "denied", "warned",
    "John Kirby", "the agency", "The Kremlin", "who", "of", "troops", "are", "calling", "adding",
    "NOBODY SAID", "KIRBY:", "Kirby:", ":", ",", ".", "?", "—", "–", "--", ";", "…", "'s", "’s",
]  # fmt: skip
MARKS = ["“", "”", '"', "'", "‘", "’", "«", "»", "„", "``", "''", "(", ")", "[", "]"]
STRANGE = [
    "\u200b", "\u200e", "\u200f", "\u202e", "\ufeff", "e\u0301", "\u0301", "😀", "𝔸𝔹", "\U0010ffff",
    "\U0001f469\u200d\U0001f467", "שלום", "قال", "大坝", "\x00", "\x1f", "\ufffd",
    "a" * 300, "(" * 300, "3,000", "6'2\"",
]  # fmt: skip
SPACES = [" ", " ", " ", "", "\n", "\n\n", "\r\n", "\t", "\u00a0", "\u2028", "\x85", "  ", "\x0b"]

pieces = st.tuples(
    st.one_of(st.sampled_from(WORDS), st.sampled_from(MARKS), st.sampled_from(STRANGE)),
    st.sampled_from(SPACES),
).map("".join)
texts = st.lists(pieces, max_size=50).map("".join)
CALM = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])


def check(text: str) -> None:
    parsed = parse(text)
    ends = 0
    for paragraph in parsed.paragraphs:
        assert ends <= paragraph.span.start < paragraph.span.end <= len(text)
        ends = paragraph.span.end
        assert len(paragraph.doc.text) == paragraph.span.end - paragraph.span.start
    assert all(0 <= start < end <= len(text) for start, end in parsed.sentences)
    findings, quoted = find(parsed)
    assert list(quoted) == sorted(quoted)
    assert all(a.end <= b.start for a, b in pairwise(quoted))
    for finding in findings:
        assert finding.spans
        assert all(a.end <= b.start for a, b in pairwise(finding.spans))
        source = link(finding)
        for span in filter(None, (*finding.spans, finding.cue_span, source and source.span)):
            assert 0 <= span.start < span.end <= len(text)
            assert text[slice(*span)] == text[slice(*span)].strip()
        assert all(re.search(r"\w", text[slice(*span)]) for span in finding.spans)


@CALM
@given(texts)
@example("Kirby:  Kirby said said\nKirby said ")
@example("KIRBY:\u2028Kirby said said said\nKirby said ")
def test_offsets_are_exact_over_anything(text):
    check(text)


@CALM
@given(texts.map(lambda t: f"The agency said it was all over and that he had been there. {t}"))
def test_offsets_are_exact_in_what_begins_as_english(text):
    check(text)


@settings(max_examples=200)
@given(st.text(st.sampled_from([*"ab .,\n", *"“”\"'‘’«»„`"]), max_size=80))
def test_quotations_are_disjoint_whatever_the_marks(text):
    lines = [Span(m.start(), m.end()) for m in re.finditer(r"\S.*", text)]
    found = quotations(text, lines)
    assert all(any(line.holds(q) for line in lines) for q in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


CAPITALS = {
    "KIRBY SAID TROOPS ARE TARGETS.": [("KIRBY", "TROOPS ARE TARGETS")],
    "ACCORDING TO KIRBY THE TROOPS ARE TARGETS.": [("KIRBY", "THE TROOPS ARE TARGETS")],
    "“WE WILL NOT GO THERE,” KIRBY SAID.": [("KIRBY", "“WE WILL NOT GO THERE,”")],
    "STOP. DO NOT ENTER THE YARD. THIS IS A PRIVATE ROAD.": [],
}


@pytest.mark.parametrize(("text", "expected"), CAPITALS.items())
def test_capitals_give_what_is_right_or_nothing(text, expected):
    linked = [(link(f), f) for f in find(parse(text))[0]]
    found = [(text[slice(*s.span)], text[slice(*f.spans[0])]) for s, f in linked if s is not None]
    assert found == expected


FOREIGN = [
    "Der Sprecher John Kirby sagte am Montag, die Truppen seien legitime Ziele. „Das ist ein "
    "wichtiger Schritt“, sagte er. Lloyd Austin: „Wir sind bereit.“",
    "Le porte-parole John Kirby a déclaré lundi que les troupes étaient des cibles. « C'est une "
    "étape », a-t-il dit. Lloyd Austin : « Nous sommes prêts. »",
    "El portavoz John Kirby dijo el lunes que las tropas son objetivos. “Es un paso importante "
    "para todos”, dijo. Lloyd Austin: “Estamos listos para todo.”",
    "Woordvoerder John Kirby zei maandag dat de troepen een doelwit zijn. “Dat is een belangrijke "
    "stap,” zei hij. Lloyd Austin: “Wij zijn er klaar voor.”",
    "Представитель Джон Кирби заявил, что войска являются целью. «Это важный шаг», – сказал он.",
    "发言人约翰·柯比说，部队是合法目标。“这是重要的一步，”他说。",
    "قال المتحدث جون كيربي إن القوات أهداف مشروعة. “هذه خطوة مهمة” كما قال.",
    "Kirby: Truppen sind Ziele",
    "Lloyd Austin nega: “Non è vero.”",
]


@pytest.mark.parametrize("text", FOREIGN)
def test_another_language_gives_no_statements(text):
    assert attributed(text).statements == ()
    assert [f for f in find(parse(text))[0] if link(f)] == []
