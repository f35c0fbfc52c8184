"""PDF: paragraphs put together from the lines that the pages show, with the pages they are on."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

import pypdfium2
from pypdfium2 import raw

from index.documents import Place
from index.readers.content import Content, Unreadable, check_length, line, string
from index.readers.layout import Line, paragraphs, without_margins

PAGES = 5_000
"""Pages a file may have."""

_HYPHENS = (0x02, 0xFFFE)  # what PDFium makes of a hyphen and the line break after it
_MARGIN = 0.12  # share of a page's height at either end in which running heads stand
_TAIL = 4096  # bytes at the end, of which the mark of the end is one
_DATE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?")
_MADE_UP = re.compile(
    r"Microsoft \w+ - |about:|untitled$|.*\.(?:docx?|indd|qxd|rtf|tex|pdf)$", re.IGNORECASE
)  # what programs write where nobody gave a title


def read(data: bytes) -> Content:
    """Running heads and page numbers are left out. Raises Unreadable, for mere pictures too."""
    if b"%PDF-" not in data[:1024]:
        raise Unreadable("it is no PDF")
    if b"%%EOF" not in data[-_TAIL:]:
        raise Unreadable("it is cut off: the end of the PDF is missing")
    try:
        with pypdfium2.PdfDocument(data) as document:
            if len(document) > PAGES:
                raise Unreadable(f"it has {len(document):,} pages; up to {PAGES:,} are read")
            pages = list(_pages(document))
            about = document.get_metadata_dict()
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD:
            raise Unreadable("it is encrypted with a password") from error
        raise Unreadable(f"the PDF is damaged ({error})") from error
    if not any(pages):
        raise Unreadable("its pages hold no text, only pictures: it has to be recognised (OCR)")
    text, places = _told(pages)
    title = string(about.get("Title", ""))
    return Content(
        text=text,
        title=None if title is None or _MADE_UP.match(title) else title,
        author=string(about.get("Author", "")),
        created=_day(about.get("CreationDate", "")),
        places=places,
    )


def _told(pages: Sequence[Sequence[Line]]) -> tuple[str, tuple[Place, ...]]:
    """The text, and where in it each page begins and ends; a paragraph can run over pages."""
    said: list[str] = []
    places: list[Place] = []
    at = 0
    for paragraph in paragraphs(without_margins(pages)):
        if said:
            said.append("\n\n")
            at += 2
        for page, words in paragraph:
            said.append(words)
            start, at = at, at + len(words)
            if places and places[-1].name == str(page):
                places[-1] = places[-1]._replace(end=at)
            else:
                places.append(Place(start, at, "page", str(page)))
    return "".join(said), tuple(places)


def _pages(document: pypdfium2.PdfDocument) -> Iterator[list[Line]]:
    length = 0
    for number in range(len(document)):
        page = document[number]
        text = page.get_textpage()
        _, low, _, high = page.get_bbox()
        margin = _MARGIN * (high - low)
        lines = [
            replace(each, outer=not low + margin < each.bottom < high - margin)
            for each in _lines(text, number + 1)
        ]
        length += sum(len(each.text) for each in lines)
        check_length(length)
        yield lines
        text.close()
        page.close()


def _lines(text: pypdfium2.PdfTextPage, page: int) -> Iterator[Line]:
    """In the order in which the file has them, which is nearly always that of reading."""
    said: list[str] = []
    shown: list[int] = []  # indexes of what is more than a space
    for index in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, index)
        hyphen = code in _HYPHENS
        if code not in (0x0A, 0x0D) and not hyphen:
            said.append(chr(code))
            if not chr(code).isspace():
                shown.append(index)
            continue
        if words := _line(text, page, said, shown, hyphenated=hyphen):
            yield words
        said, shown = [], []
    if words := _line(text, page, said, shown, hyphenated=False):
        yield words


def _line(
    text: pypdfium2.PdfTextPage, page: int, said: list[str], shown: list[int], *, hyphenated: bool
) -> Line | None:
    # PDFium gives what lies past the first plane as pairs of surrogates.
    words = line("".join(said).encode("utf-16", "surrogatepass").decode("utf-16", "replace"))
    if not words or not shown:
        return None
    left, bottom, _, top = text.get_charbox(shown[0], loose=True)
    _, _, right, _ = text.get_charbox(shown[-1], loose=True)
    return Line(page, words, left, right, bottom, max(top - bottom, 1.0), hyphenated)


def _day(stamp: str) -> date | None:
    if not (found := _DATE.match(stamp)):
        return None
    try:
        return date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        return None
