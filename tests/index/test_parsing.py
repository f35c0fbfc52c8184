"""Paragraphs, sentences, entities and the language, all at the document's own offsets."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from index import parsing
from index.documents import Document
from index.parsing import Parser
from index.pipeline import Grammar
from tests.index.parsed import parse, parser


def sentences(text: str) -> list[str]:
    return [text[slice(*s)] for s in parse(text).sentences]


def test_a_sentence_does_not_cross_a_line():
    assert sentences("The flood\nIt rained.\n\nIt rained again. It stopped.") == [
        "The flood",
        "It rained.",
        "It rained again.",
        "It stopped.",
    ]


def test_wrapped_lines_are_one_paragraph():
    line = "The river burst its banks early on Thursday and it cut the old railway"
    text = f"{line}\n{line}\n{line}\n\n{line}\n{line}\n{line}\n"
    assert len(parse(text).paragraphs) == 2


def test_wrapped_lines_among_many_short_ones_are_paragraphs():
    """A manual: half of its lines are commands, keys and headings."""
    told = "The pump stops by itself as soon as the float has reached the\nmark, and starts again."
    text = "".join(f"{told}\n\n    pump --stop\n    pump --start\n\n" for _ in range(6))
    assert sentences(text)[:3] == [told, "pump --stop", "pump --start"]


def test_lines_that_begin_anew_are_no_wrapped_ones_for_being_long():
    line = "The river burst its banks early on Thursday and cut the railway"
    text = "".join(f"{line}\n{line}\n\nOf the day\nRain\n\n" for _ in range(6))
    assert sentences(text)[:2] == [line, line]


def test_a_line_with_room_for_what_follows_ends_a_paragraph():
    line = "The river burst its banks early on Thursday and it cut the old railway"
    text = f"{line}\n{line}\nin two.\n\n1. The bridge\n{line}\n{line}\n{line}\n"
    assert [text[slice(*p.span)][:14] for p in parse(text).paragraphs] == [
        "The river burs", "1. The bridge", "The river burs"
    ]  # fmt: skip


def test_curly_marks_and_dashes_keep_their_places():
    text = "“It’s over – really,” said Ann Lee."
    (paragraph,) = parse(text).paragraphs
    assert paragraph.doc.text == '"It\'s over - really," said Ann Lee.'
    assert "".join(sentences(text)) == text


def test_a_paragraph_longer_than_the_parser_takes_is_cut_at_a_space():
    text = "It rained all day. " * 1500
    pieces = [p.span for p in parse(text).paragraphs]
    assert len(pieces) == 2
    assert text[pieces[0].end - 1] == " "
    assert pieces[0].end == pieces[1].start


def test_entities_carry_the_parsers_label():
    text = "It lost $48 million in 1998."
    found = {(text[e.start : e.end], e.label) for e in parse(text).entities}
    assert found == {("$48 million", "MONEY"), ("1998", "DATE")}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The levee had failed before anyone was told of it.", "en"),
        ("Der Deich war gebrochen, bevor irgendjemand davon erfuhr.", None),
        ("La digue avait cédé avant que quiconque en soit averti.", None),
        ("大坝在任何人得知之前就已经决口。", None),
        ("El ministro dijo el lunes que la presa había cedido y que no habrá más.", None),
        ("De minister zei maandag dat de dijk was gebroken en dat niemand het wist.", None),
        ("Министр заявил в понедельник, что плотина прорвана.", None),
        ("قال الوزير يوم الاثنين إن السد انهار.", None),
        ("Lloyd Austin und John Kirby waren am Montag im White House in Washington.", None),
        ("Kirby: troops are targets", "en"),
        ("KIRBY SAID TROOPS ARE TARGETS.", "en"),
        ("Minister denies fraud claims", "en"),
        ("", None),
    ],
)
def test_english_is_told_by_its_words(text, language):
    assert parse(text).language == language


def test_the_documents_own_word_for_its_language_counts():
    document = Document("d", "A title", "Flood. Levee. Railway.", language="de-AT")
    assert parser().parse(document).language == "de-AT"


def test_a_run_without_white_space_is_one_word_with_its_own_offsets():
    run = "(“" * 5000
    assert sentences(f"It rained.\n{run}\nIt stopped.") == ["It rained.", run, "It stopped."]


def test_an_outline_has_the_sentences_and_makes_the_rest_when_it_is_asked_for():
    text = "It rained on the town. It stopped in 1998.\n\nAnn Lee said so."
    outline = parser().outline(Document("d", "A title", text))
    assert [text[slice(*s)] for s in outline.sentences] == sentences(text)
    assert outline.language == "en"
    assert outline.entities == ()
    assert outline.whole.entities == parse(text).entities
    assert parse(text).whole.document.text == text


@pytest.mark.parametrize("space", ["\u2028", "\u2029", "\u0085", "\u2009", "\u3000", "\u00a0"])
def test_any_white_space_parts_words(space):
    (paragraph,) = parse(f"Kirby said{space}so.").paragraphs
    assert [t.text for t in paragraph.doc] == ["Kirby", "said", "so", "."]


def test_a_parser_that_has_read_much_begins_anew_and_what_it_parsed_stays(monkeypatch):
    monkeypatch.setattr(parsing, "_REMEMBERED", 40)
    parser = Parser()
    first = parser.parse(Document("a", "", "Mayor Ana Quill said no."))
    vocabulary = first.paragraphs[0].doc.vocab
    again = parser.parse(Document("b", "", "Nobody asked her."))
    assert again.paragraphs[0].doc.vocab is not vocabulary
    assert [t.text for t in first.paragraphs[0].doc] == ["Mayor", "Ana", "Quill", "said", "no", "."]
    assert [e.label for e in first.entities] == ["PERSON"]


def test_who_asks_for_an_outline_does_not_wait_for_a_whole_parse(monkeypatch):
    begun, over = Event(), Event()
    docs = Grammar.docs

    def slow(self, texts):
        begun.set()
        assert over.wait(60)
        return docs(self, texts)

    monkeypatch.setattr(Grammar, "docs", slow)
    parser = Parser()
    document = Document("a", "", "Mayor Ana Quill said no.")
    with ThreadPoolExecutor(1) as threads:
        whole = threads.submit(parser.parse, document)
        assert begun.wait(60)
        try:
            assert parser.outline(document).entities == ()
        finally:
            over.set()
        assert [e.label for e in whole.result().entities] == ["PERSON"]


def test_authors_and_others_end_no_sentence_but_at_its_end():
    assert sentences("Holt et al. (2019) say that it rains. So do Obi et al. It is dry.") == [
        "Holt et al. (2019) say that it rains.",
        "So do Obi et al.",
        "It is dry.",
    ]


@pytest.mark.parametrize("title", ["MR.", "the REV.", "the hon.", "the right hon.", "COL."])
def test_a_title_ends_no_sentence(title):
    text = f"It was {title} HOLT who rose. He sat down."
    assert sentences(text) == [f"It was {title} HOLT who rose.", "He sat down."]


def test_the_marks_of_a_quoted_message_are_no_part_of_its_sentences():
    text = "> It is safe. It was tested.\n\n>> Not yet."
    assert [text[slice(*s)] for s in parse(text).sentences] == [
        "It is safe.", "It was tested.", "Not yet.",
    ]  # fmt: skip
