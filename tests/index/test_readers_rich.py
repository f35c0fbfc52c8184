"""Office files, tables, e-books, RTF and e-mail → documents."""

import datetime
import io
import zipfile
from datetime import date
from pathlib import Path

import docx
import openpyxl
import pptx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from pptx.enum.shapes import PROG_ID

from index.readers import Unreadable, archive, read
from tests.index.made import archive as zipped
from tests.index.made import epub, lines, pdf


def saved(made) -> bytes:
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def document(data: bytes, name: str):
    return read(Path(name), data)


def blocks(data: bytes, name: str) -> list[str]:
    return document(data, name).text.split("\n\n")


def test_a_word_document_has_its_paragraphs_and_rows_in_order():
    made = docx.Document()
    made.add_heading("The flood", 1)
    paragraph = made.add_paragraph("“We will not wait,” Kir")
    paragraph.add_run("by").bold = True
    paragraph.add_run(" said.")
    table = made.add_table(2, 2)
    for n, text in enumerate(["Town", "Dams", "Tessen", "3"]):
        table.cell(n // 2, n % 2).text = text
    made.add_paragraph("After the table.", style="List Bullet")
    found = document(saved(made), "a.docx")
    assert found.text.split("\n\n") == [
        "The flood",
        "“We will not wait,” Kirby said.",
        "Town | Dams",
        "Tessen | 3",
        "After the table.",
    ]
    assert found.title == "The flood"


def test_words_inserted_are_read_and_words_deleted_are_not():
    made = docx.Document()
    tracked = parse_xml(
        f"<w:p {nsdecls('w')}><w:r><w:t>He said </w:t></w:r><w:del><w:r><w:delText>no</w:delText>"
        "</w:r></w:del><w:ins><w:r><w:t>yes</w:t></w:r></w:ins><w:r><w:t>.</w:t></w:r></w:p>"
    )
    made.element.body.insert(0, tracked)
    assert blocks(saved(made), "a.docx") == ["He said yes."]


def test_a_word_document_says_who_made_it_and_when():
    made = docx.Document()
    made.add_paragraph("It rained.")
    made.core_properties.title = "Rain"
    made.core_properties.author = "Ann Lee"
    made.core_properties.modified = datetime.datetime(2024, 10, 23)  # noqa: DTZ001
    found = document(saved(made), "a.docx")
    assert (found.title, found.author, found.published) == ("Rain", "Ann Lee", date(2024, 10, 23))


def test_slides_have_their_numbers_with_tables_and_notes():
    made = pptx.Presentation()
    first = made.slides.add_slide(made.slide_layouts[1])
    first.shapes.title.text = "The harbour"
    first.placeholders[1].text = "It is safe.\nIt is open."
    first.notes_slide.notes_text_frame.text = "Grace Obi said so."
    second = made.slides.add_slide(made.slide_layouts[5])
    second.shapes.title.text = "Cranes"
    table = second.shapes.add_table(1, 2, 0, 0, 100, 100).table
    table.cell(0, 0).text, table.cell(0, 1).text = "Quay", "12"
    found = document(saved(made), "a.pptx")
    assert found.title == "The harbour"
    told = [(p.kind, p.name, found.text[p.start : p.end].split("\n\n")) for p in found.places]
    assert told == [
        ("slide", "1", ["The harbour", "It is safe.", "It is open.", "Grace Obi said so."]),
        ("slide", "2", ["Cranes", "Quay | 12"]),
    ]


def test_sheets_have_their_names_and_cells_are_as_they_are_shown():
    made = openpyxl.Workbook()
    first = made.active
    first.append(["Country", "Share", None, "Since"])
    first.append(["Norway", 0.25, None, date(2024, 1, 2)])
    first["B2"].number_format = "0%"
    made.create_sheet("Troops").append([3000, 1.5, True])
    found = document(saved(made), "a.xlsx")
    told = [(p.kind, p.name, found.text[p.start : p.end].split("\n\n")) for p in found.places]
    assert told == [
        ("sheet", "Sheet", ["Country | Share | | Since", "Norway | 25% | | 2024-01-02"]),
        ("sheet", "Troops", ["Troops", "3000 | 1.5 | True"]),
    ]


def test_no_digit_of_a_number_is_lost():
    made = openpyxl.Workbook()
    made.active.append([9780306406157, 1_500_000_000_000, 1234567890123.45, 0.1 + 0.2])
    assert blocks(saved(made), "a.xlsx") == [
        "9780306406157 | 1500000000000 | 1234567890123.45 | 0.3"
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_table_in_text_has_a_line_a_row(delimiter):
    source = f'Town{delimiter}Said\nTessen{delimiter}"No, {delimiter} never.\nNot ever."\n'
    rows = blocks(source.encode(), "a.csv")
    assert rows == ["Town | Said", f"Tessen | No, {delimiter} never. Not ever.".replace("\t ", "")]


MESSAGE = (
    "From: Ann Lee <ann@tessen.example>\nSubject: =?utf-8?q?Caf=C3=A9_closed?=\n"
    "Date: Wed, 23 Oct 2024 23:30:00 +0200\nMIME-Version: 1.0\n"
)


SHOWN = (
    "From: Ann Lee <ann@tessen.example>\nDate: Wed, 23 Oct 2024 23:30:00 +0200\n"
    "Subject: Café closed"
)


@pytest.mark.parametrize("rows", [2, 60_000])
def test_a_quotation_mark_that_is_never_closed_holds_no_other_rows(rows):
    source = 'No\tSaid\n1\t"It rained.\n' + "2\tIt was dry then.\n" * rows
    found = blocks(source.encode(), "a.tsv")
    assert found[:3] == ["No | Said", '1 | "It rained.', "2 | It was dry then."]
    assert len(found) == rows + 2


def test_an_email_is_dated_and_its_lines_are_joined():
    body = (
        "Content-Type: text/plain; charset=iso-8859-1\n\nThe minister said on Monday that the café "
        "would be closed and\nthat nobody would object.\n\nBob wrote:\n> We will not go there.\n"
        "> Nor I.\n>> Why?\n"
    )
    found = document((MESSAGE + body).encode("latin-1"), "a.eml")
    assert (found.title, found.published) == ("Café closed", date(2024, 10, 23))
    assert found.author == "Ann Lee <ann@tessen.example>"
    assert found.text.split("\n\n") == [
        SHOWN,
        "The minister said on Monday that the café would be closed and that nobody would object.",
        "Bob wrote:",
        "> We will not go there.\n> Nor I.",
        ">> Why?",
    ]


def test_an_email_of_html_is_read_as_a_page_is():
    body = (
        "Content-Type: text/html; charset=utf-8\n\n<style>p{}</style><p>It <b>is</b></p><p>so"
        "<blockquote>Is<br>it?<blockquote>What?</blockquote><table><tr><td>A<td>B</table>"
        "</blockquote><p>Yes."
    )
    told = [SHOWN, "It is", "so", "> Is\n> it?", ">> What?", "> A | B", "Yes."]
    assert blocks((MESSAGE + body).encode(), "a.eml") == told


@pytest.mark.parametrize("sender", ["a@", '"', "<"])
def test_an_email_is_read_whatever_its_sender_is(sender):
    found = document(f"From: {sender}\nSubject: Closed\n\nThe café is.\n".encode(), "a.eml")
    assert (found.title, found.author) == ("Closed", None)
    assert found.text.endswith("The café is.")


@pytest.mark.parametrize("charset", ["undefined", "no-such", "a\0b"])
def test_an_email_is_read_whatever_its_charset_is_called(charset):
    body = f"Content-Type: text/plain; charset={charset}\n\nThe café is.\n"
    assert blocks((MESSAGE + body).encode(), "a.eml") == [SHOWN, "The café is."]


def test_a_file_that_is_no_email_says_so():
    with pytest.raises(Unreadable, match="no e-mail"):
        document(b"Just words.\n", "a.eml")


def test_a_book_is_read_in_the_order_of_its_spine():
    about = "<dc:title>The Dam</dc:title><dc:creator>Ann Lee</dc:creator><dc:date>2020</dc:date>"
    data = epub(["<h1>One</h1><p>It <i>rained</i>.</p>", "<p>It&#160;stopped.</p>"], about)
    found = document(data, "a.epub")
    assert (found.title, found.author, found.published) == ("The Dam", "Ann Lee", None)
    told = [(p.kind, p.name, found.text[p.start : p.end]) for p in found.places]
    assert told == [("chapter", "1", "One\n\nIt rained."), ("chapter", "2", "It stopped.")]


def test_a_copy_protected_book_says_so():
    locked = '<encryption><CipherReference URI="OEBPS/text/c 0.xhtml"/></encryption>'
    with pytest.raises(Unreadable, match="encrypted"):
        document(epub(["<p>x</p>"], encryption=locked), "a.epub")


def test_rtf_is_read_with_what_it_says_of_itself():
    source = (
        rb"{\rtf1\ansi\ansicpg1252{\info{\title The caf\'e9}{\author Ann Lee}"
        rb"{\creatim\yr2024\mo5\dy2}}{\fonttbl{\f0 Arial;}}\f0 \u8220?No,\u8221? said \b Kirby\b0 ."
        rb"\par Second.\par\trowd\cellx1\cellx2\intbl Town\cell 3\cell\row }"
    )
    found = document(source, "a.rtf")
    assert (found.title, found.author, found.published) == ("The café", "Ann Lee", date(2024, 5, 2))
    assert found.text.split("\n\n") == ["“No,” said Kirby.", "Second.", "Town | 3"]


def test_the_content_tells_the_format_where_the_suffix_is_wrong():
    made = pdf([lines(["It rained."])])
    assert document(made, "a.txt").text == "It rained."
    assert document(made, "a.txt").id == document(made, "a.pdf").id
    assert document(b"{\\rtf1 It rained.}", "a.docx").text == "It rained."


def test_a_file_is_not_taken_for_what_is_embedded_in_it():
    within = docx.Document()
    within.add_paragraph("It rained.")
    made = pptx.Presentation()
    slide = made.slides.add_slide(made.slide_layouts[5])
    slide.shapes.title.text = "The flood"
    slide.shapes.add_ole_object(io.BytesIO(saved(within)), PROG_ID.DOCX, 0, 0)
    with zipfile.ZipFile(io.BytesIO(saved(made))) as packed:
        stored = {name: packed.read(name) for name in packed.namelist()}
    # What cannot be packed any more, as pictures cannot, lies in the file as it is.
    assert document(zipped(stored, zipfile.ZIP_STORED), "a.pptx").text == "The flood"


@pytest.mark.parametrize("name", ["a.docx", "a.pptx", "a.xlsx", "a.epub"])
@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"some words", "is no"),
        (zipped({"other.txt": "x"}), "is no"),
        (epub(["<p>x</p>"])[:-30].replace(b"mimetype", b"mimetipe"), "is damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "encrypted"),
    ],
)
def test_what_is_no_archive_of_its_kind_says_so(name, data, reason):
    with pytest.raises(Unreadable, match=reason):
        document(data, name)


@pytest.mark.parametrize(
    ("name", "part"),
    [("a.docx", "word/document.xml"), ("a.pptx", "ppt/presentation.xml"),
     ("a.xlsx", "xl/workbook.xml"), ("a.epub", "META-INF/container.xml")],
)  # fmt: skip
def test_a_zip_bomb_is_not_unpacked(name, part):
    bomb = zipped({part: bytes(archive.EXPANDED + 1)})
    assert len(bomb) < 1_000_000
    with pytest.raises(Unreadable, match="unpacks to 381 MiB"):
        document(bomb, name)


def test_an_archive_of_too_many_files_is_not_read():
    files = {f"{n}": "" for n in range(archive.ENTRIES)} | {"word/document.xml": ""}
    with pytest.raises(Unreadable, match="files within"):
        document(zipped(files), "a.docx")


def test_entities_are_not_expanded():
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    made = saved(docx.Document())
    text = f'<!DOCTYPE w [<!ENTITY a0 "ha">{laughs}]><w:document {nsdecls("w")}>&a11;</w:document>'
    with pytest.raises(Unreadable):
        document(_with(made, "word/document.xml", text), "a.docx")


def _with(data: bytes, part: str, content: str) -> bytes:
    import zipfile

    with zipfile.ZipFile(io.BytesIO(data)) as old:
        files: dict[str, str | bytes] = {name: old.read(name) for name in old.namelist()}
    return zipped(files | {part: content})
