"""E-books (EPUB): the chapters in reading order."""

import posixpath
from urllib.parse import unquote

from lxml import etree

from index.readers import archive, html
from index.readers.content import Content, Draft, Unreadable, date_of
from index.readers.plain import decode

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)


def read(data: bytes) -> Content:
    """Each file of the book's spine is a chapter, by its number. Raises Unreadable."""
    with archive.opened(data, ".epub", _CONTAINER) as book:
        names = set(book.namelist())
        package = _attributes(book.read(_CONTAINER), "rootfile", "full-path")
        if not package or package[0] not in names:
            raise Unreadable("its list of contents is missing")
        root = etree.fromstring(book.read(package[0]), _PARSER)
        if root is None:
            raise Unreadable("its list of contents is damaged")
        items = {item.get("id"): item.get("href") or "" for item in root.iter("{*}item")}
        locked = set[str]()
        if _ENCRYPTION in names:
            locked.update(_attributes(book.read(_ENCRYPTION), "CipherReference", "URI"))
        draft = Draft()
        folder = posixpath.dirname(package[0])
        for number, reference in enumerate(root.iter("{*}itemref"), 1):
            href = unquote((items.get(reference.get("idref")) or "").partition("#")[0])
            name = posixpath.normpath(posixpath.join(folder, href))
            if name in locked:
                raise Unreadable("it is encrypted (copy-protected)")
            if name in names and name.lower().endswith((".xhtml", ".html", ".htm", ".xml")):
                draft.turn_to("chapter", str(number))
                draft.add(_chapter(book.read(name)))
    about = {
        name: next((e.text for e in root.iter(f"{{*}}{name}") if e.text), None)
        for name in ("title", "date", "source", "publisher")
    }
    creators = [e.text for e in root.iter("{*}creator") if e.text]
    return Content(
        text=draft.text,
        title=about["title"],
        author=", ".join(creators) or None,
        published=date_of(about["date"]),
        origin=about["source"] or about["publisher"],
        places=tuple(draft.places),
    )


def _attributes(xml: bytes, tag: str, name: str) -> list[str]:
    root = etree.fromstring(xml, _PARSER)
    found = () if root is None else root.iter(f"{{*}}{tag}")
    return [value for element in found if (value := element.get(name))]


def _chapter(data: bytes) -> list[str]:
    try:
        root = html.parse(decode(data))
    except Unreadable:
        return []
    html.strip_unseen(root)
    return list(html.blocks(root))
