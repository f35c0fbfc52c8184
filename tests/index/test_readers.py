"""Files → documents: encodings, titles, dates, Markdown, and what cannot be read."""

import codecs
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.readers import Unreadable, read, supported

TEXT = "Ministerpräsidentin Åsa Öberg said “no” – twice. The café was closed, and she left."


def document(data: str | bytes, name: str = "a.txt"):
    return read(Path(name), data.encode() if isinstance(data, str) else data)


@pytest.mark.parametrize(
    "name", ["a.txt", "a.TXT", "b.md", "c.markdown", "d.text", "e.vtt", "f.srt"]
)
def test_supported_by_suffix(name):
    assert supported(Path(name))


@pytest.mark.parametrize("name", ["a.exe", "txt", ".md", "a.txt.gz"])
def test_other_files_are_left_alone(name):
    assert not supported(Path(name))
    with pytest.raises(Unreadable, match="no reader"):
        document("words", name)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_encodings_give_the_same_text(encoding):
    assert document(TEXT.encode(encoding)).text == TEXT


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", TEXT * 20),
        ("cp1252", "Mayor José Núñez said the café would reopen."),
        ("cp1250", "Premier powiedział, że most zostanie otwarty w piątek. Dziękuję bardzo. " * 3),
        ("cp1251", "Премьер-министр сказал, что мост откроется в пятницу. " * 3),
    ],
)
def test_an_older_encoding_is_detected(encoding, text):
    assert document(text.encode(encoding)).text == text


def test_line_ends_are_line_feeds():
    assert document("one\r\ntwo\rthree\n").text == "one\ntwo\nthree\n"


@pytest.mark.parametrize("data", [b"", b" \n\t ", codecs.BOM_UTF8])
def test_an_empty_file_is_unreadable(data):
    with pytest.raises(Unreadable, match="empty"):
        document(data)


@pytest.mark.parametrize("data", [b"\x7fELF\x02\x01\0\0\0\0 some words", b"PK\x03\x04\0\0\0\0\0"])
def test_bytes_that_are_no_text_are_unreadable(data):
    with pytest.raises(Unreadable):
        document(data)


@given(st.binary(max_size=300))
def test_whatever_the_bytes_a_file_is_read_or_unreadable(data):
    for name in ("a.txt", "a.md"):
        try:
            found = document(data, name)
        except Unreadable:
            continue
        assert found.text.strip()
        assert "\r" not in found.text


def test_the_id_follows_the_bytes_and_the_reader_and_not_the_name():
    assert document("words", "a.txt").id == document("words", "b.txt").id
    assert document("words", "a.txt").id != document("words", "a.md").id
    assert document("words").id != document("other words").id


@pytest.mark.parametrize(
    ("name", "title", "published"),
    [
        ("flood-on-the-rhine.txt", "Flood on the Rhine", None),
        ("2024-10-23-on-targets.txt", "On Targets", date(2024, 10, 23)),
        ("2024-13-45.txt", "2024 13 45", None),
    ],
)
def test_title_and_date_come_from_the_name(name, title, published):
    found = document("words", name)
    assert (found.title, found.published) == (title, published)


def test_front_matter_says_it_better():
    source = (
        "---\ntitle: The flood\ndate: 2024-05-01\nlang: en\nsource: A wire\n---\n"
        "# Water\n\nIt rained."
    )
    found = document(source, "2020-01-01-name.md")
    assert (found.title, found.published) == ("The flood", date(2024, 5, 1))
    assert (found.language, found.origin) == ("en", "A wire")
    assert found.text == "Water\n\nIt rained."


@pytest.mark.parametrize(
    ("given", "author"),
    [
        ("author: Ann Lind", "Ann Lind"),
        ("authors: [Ann Lind, Karl Voss]", "Ann Lind, Karl Voss"),
        ("authors:\n- name: Ann Lind\n  url: x", "Ann Lind"),
        ("title: x", None),
    ],
)
def test_front_matter_says_who_wrote_it(given, author):
    assert document(f"---\n{given}\n---\nIt rained.", "a.md").author == author


def test_words_between_two_rules_are_no_front_matter():
    source = "---\nIt rained in May.\n\nThen it did not.\n\n---\n\nIt was dry."
    assert document(source, "a.md").text == "It rained in May.\n\nThen it did not.\n\nIt was dry."
    assert document("---\n# nothing yet\n---\nIt rained.", "a.md").text == "It rained."


def test_broken_front_matter_says_where():
    with pytest.raises(Unreadable, match="line 3"):
        document("---\ntitle: x\nbad: [1\n---\nwords", "a.md")


def test_markdown_is_read_without_its_marks():
    source = (
        "# The *flood*\n\nIt [rained](http://x.invalid) and\nrained.\n\n- one\n- two\n\n"
        "> quoted\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n![a boat](b.png)\n\n<b>bold</b>\n"
    )
    found = document(source, "a.md")
    assert found.title == "The flood"
    assert found.text.split("\n\n") == [
        "The flood",
        "It rained and rained.",
        "one",
        "two",
        "quoted",
        "a | b",
        "1 | 2",
        "a boat",
        "bold",
    ]


WEBVTT = """WEBVTT - The harbour call

STYLE
::cue { color: red }

NOTE made by hand

1
00:00:01.000 --> 00:00:03.000 align:start
<v Grace Obi>Good afternoon &amp; welcome.</v>

2
00:00:03.100 --> 00:00:05.000
<v.loud Grace Obi><i>Please</i> sit.</v> <v Daniel Holt>Thanks.

01:00:03.100 --> 01:00:05.000
<v Daniel Holt>It was <01:00:04.000><c.red>fine</c>.
"""


def test_webvtt_has_a_paragraph_a_voice():
    found = document(WEBVTT, "call.vtt")
    assert found.title == "The harbour call"
    assert found.text.split("\n\n") == [
        "Grace Obi: Good afternoon & welcome. Please sit.",
        "Daniel Holt: Thanks. It was fine.",
    ]


def test_names_in_captions_are_voices():
    cue = "WEBVTT\n\n00:01.000 --> 00:02.000\nGrace Obi: Is it\n\n00:02.000 --> 00:03.000\n"
    assert document(f"{cue}safe?\n", "a.vtt").text == "Grace Obi: Is it safe?"
    assert document(f"{cue}Grace Obi: safe?\n", "a.vtt").text == "Grace Obi: Is it safe?"
    assert document(f"{cue}- It is.\n", "a.vtt").text == "Grace Obi: Is it\n\nIt is."


def test_subrip_without_voices_has_a_paragraph_between_pauses():
    source = (
        "1\n00:00:01,000 --> 00:00:03,000\n{\\an8}It goes\non.\n\n"
        "2\n00:00:03,100 --> 00:00:05,000\non.\n\n3\n00:00:05,100 --> 00:00:06,000\nAnd on.\n\n"
        "4\n00:00:15,100 --> 00:00:16,000\nAfter a pause.\n"
    )
    assert document(source, "a.srt").text == "It goes on. And on.\n\nAfter a pause."


@pytest.mark.parametrize("data", ["WEBVTT\n\nNOTE nothing\n", "some words"])
def test_captions_without_a_cue_are_unreadable(data):
    with pytest.raises(Unreadable, match="no captions"):
        document(data, "a.vtt")


CUE = "WEBVTT\n\n00:01.000 --> 00:02.000\n"


@pytest.mark.parametrize(
    ("before", "line", "text"),
    [
        ("1" * 1_000_000 + "\n\n", "Yes.", "Yes."),
        ("", "Yes. <v" + " " * 1_000_000, "Yes. <v"),
        ("", "<v.loud" + "\t" * 1_000_000 + "Grace Obi>Yes.", "Grace Obi: Yes."),
        ("", "<v  >Yes.", "Yes."),
    ],
    ids=["digits", "no voice", "a voice", "an empty voice"],
)
def test_captions_are_read_however_long_their_digits_and_spaces_are(before, line, text):
    assert document(f"{before}{CUE}{line}\n", "a.vtt").text == text


def test_bold_names_of_markdown_survive_as_text():
    source = "**MS. OBI:** Is it\nsafe?\n\n**Daniel Holt**: Yes.\n\n__Q__ When?\n"
    assert document(source, "a.md").text == "MS. OBI: Is it safe?\n\nDaniel Holt: Yes.\n\nQ When?"


def test_short_lines_stay_lines_and_wrapped_ones_are_joined():
    signed = "Sincerely,\n\nXoran Obi\nManaging Partner\nHarlow Capital LP"
    assert document(signed, "a.md").text == signed
    wrapped = "The bridge fell on Monday, and Harlow had no other way to\nMarsh"
    assert document(wrapped, "a.md").text == wrapped.replace("\n", " ")
    assert (
        document("It fell,\nand was gone\nby noon.", "a.md").text
        == "It fell, and was gone by noon."
    )


def test_a_line_that_names_a_field_in_bold_stays_a_line_whatever_the_first_is():
    source = (
        "**Harbour Safety Agency, Division of Inspections and Enforcement**\n**Report no.:** 17\n"
        "**Lead investigator:** Ruth Calloway\n"
    )
    assert document(source, "a.md").text.splitlines()[1:] == [
        "Report no.: 17",
        "Lead investigator: Ruth Calloway",
    ]


def test_what_follows_a_line_in_bold_is_a_line_of_its_own():
    source = "**00:12 – Lind offers talks to the Harbour List again**\nKarl Voss\nsays so.\n"
    assert document(source, "a.md").text.splitlines()[1:] == ["Karl Voss says so."]


def test_a_line_in_bold_goes_on_where_it_begins_without_a_capital():
    source = "- **Secretary Ann Lind**\n  **praised the new plan:** “It is late.”\n"
    assert document(source, "a.md").text == "Secretary Ann Lind praised the new plan: “It is late.”"


def test_lines_that_name_who_speaks_stay_lines():
    source = "**MS. OBI:** Is it\nsafe?\n**Daniel Holt**: Yes.\nQ: When?\n\nIt fell,\nHolt: said.\n"
    told = "MS. OBI: Is it safe?\nDaniel Holt: Yes.\nQ: When?\n\nIt fell, Holt: said."
    assert document(source, "a.md").text == told
