"""What stands between quotation marks, of whatever make."""

import pytest

from index.attribution.quotations import kind, quotations
from index.documents import Span

CASES = {
    "curly": ("He said “no” twice.", ["“no”"]),
    "straight": ('"No," he said. "Never."', ['"No,"', '"Never."']),
    "guillemets and German marks": ("«no» and „never”", ["«no»", "„never”"]),
    "typewriter marks": ("``no'' he said", ["``no''"]),
    "an inch is none": ('a 3" pipe and nothing else', []),
    "a slip in the middle is left alone": ("He said “no and left.", []),
    "closed by a mark that opens": ("“No.“[Gazette] It was “late.”", ["“No.“", "“late.”"]),
    "unclosed at the front runs to the end": ("“No, he said.", ["“No, he said."]),
    "no marks": ("nothing here", []),
    "nested, of one make": ("“He told me “no” twice,” she said.", ["“He told me “no” twice,”"]),
    "nested, straight": ('"He told me "no" twice," she said.', ['"He told me "no" twice,"']),
    "nested, of two makes": ("«Nobody “asked” me,» she said.", ["«Nobody “asked” me,»"]),
    "opened twice, closed once": ("“A, he said. “It is B,” he said.", ["“It is B,”"]),
    "single": ("‘No,’ he said. ‘It’s over.’", ["‘No,’", "‘It’s over.’"]),
    "single and straight": ("'No,' he said. 'It's over.'", ["'No,'", "'It's over.'"]),
    "single, with a possessive": ("'The dockers' money,' he said.", ["'The dockers' money,'"]),
    "single inside double": ("“It is ‘mad’,” she said.", ["“It is ‘mad’,”"]),
    "double inside single": ("'He said \"no\" to me,' she said.", ["'He said \"no\" to me,'"]),
    "apostrophes": ("The dockers' money, James' and the boys' room.", []),
    "what is left out": ("Rock 'n' roll in the '90s, ’tis said, got 'em.", []),
    "feet and inches": ("He's 6'2\" and 5' 10\" tall.", []),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_marks_hold_their_words(text, expected):
    assert [text[slice(*q)] for q in quotations(text, [Span(0, len(text))])] == expected


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Fiske said: “We will rebuild.", "“And we will build higher.”"),
        ("‘We will rebuild.", "‘And we will build higher.’"),
    ],
)
def test_a_quotation_of_several_paragraphs_closes_at_each_ones_end(first, second):
    text = f"{first}\n{second}"
    spans = [Span(0, len(first)), Span(len(first) + 1, len(text))]
    found = [text[slice(*q)] for q in quotations(text, spans)]
    assert found == [first.removeprefix("Fiske said: "), second]


def test_a_quotation_may_close_in_a_paragraph_that_no_mark_opens():
    first, second = 'He said, "It felt good.', 'We could have won." Then he left.'
    spans = [Span(0, len(first)), Span(len(first) + 1, len(first) + 1 + len(second))]
    text = f"{first}\n{second}"
    found = [text[slice(*q)] for q in quotations(text, spans)]
    assert found == ['"It felt good.', 'We could have won."']


@pytest.mark.parametrize(
    ("span", "expected"),
    [(Span(0, 8), "direct"), (Span(0, 18), "mixed"), (Span(9, 18), "indirect")],
)
def test_the_kind_is_how_many_of_the_words_are_quoted(span, expected):
    text = "“so be it” he wrote it"
    assert kind(text, [span], [Span(0, 10)]) == expected
