"""Word documents: paragraphs, tables as rows, then footnotes. Deleted text is left out."""

import io
from collections.abc import Iterator

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from lxml.etree import _Element

from index.readers import archive
from index.readers.content import Content, Draft, Unreadable, set_off, string, tidy

_PARAGRAPH, _TABLE, _ROW, _CELL = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
_TEXT, _BREAKS, _TABS = qn("w:t"), {qn("w:br"), qn("w:cr")}, {qn("w:tab"), qn("w:ptab")}
_HYPHEN = qn("w:noBreakHyphen")
# Text that was moved away or deleted, and a second form of a text box for older programs.
_LEFT_OUT = {qn("w:del"), qn("w:moveFrom"), qn("w:pPr"), qn("w:rPr"),
             "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}  # fmt: skip
_TITLES = ("Title", "Heading 1")
_QUOTES = ("Quote", "Intense Quote", "Block Text")
_MADE_UP = "Microsoft Word - "  # what printing puts before a file's name


def read(data: bytes) -> Content:
    """The title is the file's own, else the first paragraph in a style of titles."""
    archive.opened(data, ".docx", "word/document.xml").close()
    try:
        document = docx.Document(io.BytesIO(data))
    except (KeyError, ValueError) as error:
        raise Unreadable(f"it is no Word document ({error})") from error
    draft = Draft()
    _tell(document.element.body, draft)
    for kind in (RELATIONSHIP_TYPE.FOOTNOTES, RELATIONSHIP_TYPE.ENDNOTES):
        for relation in document.part.rels.values():
            if relation.reltype == kind and not relation.is_external:
                _tell(parse_xml(relation.target_part.blob), draft)
    about = document.core_properties
    title = (string(about.title) or "").removeprefix(_MADE_UP)
    made = about.modified or about.created
    styled = (p.text.strip() for p in document.paragraphs if p.style and p.style.name in _TITLES)
    quoted = {tidy(p.text) for p in document.paragraphs if p.style and p.style.name in _QUOTES}
    return Content(
        text=draft.text,
        title=title or next(filter(None, styled), None),
        author=string(about.author) or string(about.last_modified_by),
        created=made.date() if made else None,
        emphases=tuple(set_off(draft.text, quoted)),
    )


def _tell(container: _Element, draft: Draft) -> None:
    """All paragraphs and tables under it, whatever they are wrapped in."""
    for child in container.iterchildren():
        if child.tag == _PARAGRAPH:
            draft.add([_text(child)])
            for box in _boxes(child):
                _tell(box, draft)
        elif child.tag == _TABLE:
            for row in child.iter(_ROW):
                draft.row(_cell(cell) for cell in row.iterdescendants(_CELL) if _of(cell, row))
        elif child.tag not in _LEFT_OUT:
            _tell(child, draft)


def _cell(cell: _Element) -> str:
    inside = (p for p in cell.iter(_PARAGRAPH) if next(p.iterancestors(_CELL)) is cell)
    return " ".join(_text(paragraph) for paragraph in inside)


def _of(cell: _Element, row: _Element) -> bool:
    return next(cell.iterancestors(_ROW)) is row


def _boxes(paragraph: _Element) -> Iterator[_Element]:
    for box in paragraph.iterdescendants(qn("w:txbxContent")):
        if not any(parent.tag in _LEFT_OUT for parent in box.iterancestors()):
            yield box


def _text(paragraph: _Element) -> str:
    """The words of a paragraph, without those of text boxes that hang on it."""
    said: list[str] = []
    waiting = [paragraph]
    while waiting:
        element = waiting.pop()
        tag = element.tag
        if tag == _TEXT:
            said.append(element.text or "")
        elif tag in _BREAKS:
            said.append("\n")
        elif tag in _TABS:
            said.append("\t")
        elif tag == _HYPHEN:
            said.append("-")
        elif tag not in _LEFT_OUT and tag != qn("w:txbxContent"):
            waiting.extend(reversed(element))
    return "".join(said)
