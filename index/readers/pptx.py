"""Slides: the texts of each, its tables as rows, then the speaker's notes."""

import io
from collections.abc import Iterable
from typing import Any

import pptx
from pptx.enum.shapes import PP_PLACEHOLDER

from index.readers import archive
from index.readers.content import Content, Draft, Unreadable, string

_NO_TEXT = {PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER}


def read(data: bytes) -> Content:
    """The title is the file's own, else the first slide's."""
    archive.opened(data, ".pptx", "ppt/presentation.xml").close()
    try:
        presentation = pptx.Presentation(io.BytesIO(data))
    except (KeyError, ValueError) as error:
        raise Unreadable(f"it is no PowerPoint presentation ({error})") from error
    draft, title = Draft(), ""
    for number, slide in enumerate(presentation.slides, 1):
        draft.turn_to("slide", str(number))
        _tell(slide.shapes, draft)
        if not title and slide.shapes.title is not None:
            title = slide.shapes.title.text_frame.text
        if slide.has_notes_slide and (notes := slide.notes_slide.notes_text_frame) is not None:
            draft.add(paragraph.text for paragraph in notes.paragraphs)
    about = presentation.core_properties
    made = about.modified or about.created
    named = string(about.title)
    return Content(
        text=draft.text,
        title=named if named and named != "PowerPoint Presentation" else title,
        author=string(about.author),
        created=made.date() if made else None,
        places=tuple(draft.places),
    )


def _tell(shapes: Iterable[Any], draft: Draft) -> None:
    for shape in shapes:
        if shape.is_placeholder and shape.placeholder_format.type in _NO_TEXT:
            continue
        if shape.has_text_frame:
            draft.add(p.text.replace("\v", "\n") for p in shape.text_frame.paragraphs)
        elif getattr(shape, "has_table", False):
            for row in shape.table.rows:
                draft.row(cell.text for cell in row.cells if not cell.is_spanned)
        elif hasattr(shape, "shapes"):
            _tell(shape.shapes, draft)
