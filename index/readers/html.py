"""HTML: the article of a page, without the menus, notices and lists of links around it."""

import json
import re
from collections.abc import Iterator
from datetime import date

from lxml import html
from lxml.html import HtmlElement

from index.documents import Emphasis
from index.readers.content import Content, Draft, Unreadable, date_of, line, quoted, set_off, tidy
from index.readers.plain import decode

_LONGEST = 50_000_000  # characters of source; pages can hold their pictures
_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?([\w.:-]+)"""
)

_UNSEEN = frozenset(
    "script style noscript template head svg math iframe object canvas audio video map datalist"
    " button select input textarea dialog".split()
)
_MENUS = frozenset("menu nav aside".split())
_ROLES = frozenset(
    "navigation complementary search dialog alertdialog menu menubar toolbar".split()
)
_AROUND = re.compile(
    r"(?:^|[-_\s])(?:advert\w*|ads?|banner|breadcrumbs?|comments?|cookies?|consent|disqus|menu|"
    r"docnav|nav|navbar|navfooter|navheader|navigation|newsletter|pagination|paywall|popular|promo|recommended|related|"
    r"share|sharing|sidebar|skip|social|sponsored|subscribe|toc|trending)(?:$|[-_\s])",
    re.IGNORECASE,
)
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption"
    " figure footer h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main ol option p pre section"
    " summary table tbody td tfoot th thead tr ul".split()
)
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_MARKS = {"strong": "**", "b": "**", "em": "*", "i": "*"}
_SENTENCE = re.compile(r"[.?!…][\"'”’)]*(?=\s)")
_LONGEST_SENTENCE = 400  # characters of one in bold that is looked for
_LINKS = 0.6  # share of a block's words in links, from which on it is a menu
_FEWEST = 3  # links
_MOST = 0.5  # share of the page's words that an element must have to be its article


def read(data: bytes) -> Content:
    """The words of the article as paragraphs, rows of tables as lines; what the page's own
    metadata says of it. Raises Unreadable."""
    source = _decoded(data)
    root = parse(source)
    _strip_permalinks(root)
    title, published, author, origin = _about(root)
    strip(root)
    article = _article(root)
    draft = Draft()
    draft.add(blocks(article))
    if not draft.text:
        raise Unreadable("there is no text in the page")
    quotes = {tidy(each) for block in article.iter("blockquote") for each in blocks(block)}
    emphases = sorted([*set_off(draft.text, quotes), *_emphases(article, draft.text)])
    return Content(draft.text, title, published, origin, author=author, emphases=tuple(emphases))


def parse(source: str) -> HtmlElement:
    """The root of a page or of a part of one. Raises Unreadable."""
    source = re.sub(r"\A\s*<\?xml[^>]*\?>", "", source)
    try:
        return html.document_fromstring(source)
    except (ValueError, html.etree.ParserError) as error:
        raise Unreadable("there is no text in the page") from error


def _strip_permalinks(root: HtmlElement) -> None:
    """Take out the signs behind headings and terms that lead to these themselves, "¶" or "#"."""
    for link in list(root.iter("a")):
        if link.get("href", "").startswith("#") and not re.search(r"\w", link.text_content()):
            link.drop_tree()


def strip_unseen(root: HtmlElement) -> None:
    """Take out what is not shown."""
    for element in list(root.iter()):
        if element.getparent() is not None and _is_unseen(element):
            element.drop_tree()


def strip(root: HtmlElement) -> None:
    """Take out what is not shown and what is not of the text."""
    strip_unseen(root)
    for element in list(root.iter()):
        if element.getparent() is not None and _is_around(element):
            element.drop_tree()
    for element in list(root.iter("ul", "ol", "div", "section", "p", "table", "footer", "header")):
        if element.getparent() is not None and _is_menu(element):
            element.drop_tree()


def blocks(root: HtmlElement, *, marked: bool = False) -> Iterator[str]:
    """The paragraphs under an element, in order; a row of a table is one, and so is a listing, with
    its lines. Those of quotations are ``marked`` as in an e-mail, if that is asked for.

    Without recursion: whoever wrote the page decides how deep it is.
    """
    said: list[str] = []
    depth = 0  # of quotation
    listings = 0  # within one another: programs are in <code> within <pre>
    cells: list[str] | None = None  # of the row that is being read
    for event, element in html.etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        tag = element.tag
        if tag in _BLOCKS:
            text = "".join(said).strip()
            said = []
            if cells:
                cells[-1] = f"{cells[-1]} {' '.join(text.split())}".strip()
            elif text:
                yield quoted(text, depth)
            if marked and tag == "blockquote":
                depth += 1 if event == "start" else -1
            if tag == "tr" and event == "start":
                cells = [] if _is_row(element) else None
            elif tag == "tr" and cells is not None:
                yield quoted(" | ".join(cells).rstrip("| "), depth)
                cells = None
            elif tag in ("td", "th") and event == "start" and cells is not None:
                cells.append("")
        if tag == "pre":
            listings += 1 if event == "start" else -1
        if event == "start":
            said.append("\n" if tag == "br" else _space(element.text, listed=listings > 0))
        elif element is not root:
            said.append(_space(element.tail, listed=listings > 0))
    if text := "".join(said).strip():
        yield text


def _emphases(root: HtmlElement, text: str) -> Iterator[Emphasis]:
    """The paragraphs of a text that the page has in bold, in italics or as headings, or whose first
    line or sentence in bold is."""
    marks = {
        line(each.text_content()): _MARKS.get(each.tag, "#")
        for each in root.iter(*_MARKS, *_HEADINGS)
        if each.tag in _HEADINGS or _begins(each)
    }
    at = 0
    for paragraph in text.split("\n\n") if marks else ():
        first = paragraph.partition("\n")[0]
        ends = (found.end() for found in _SENTENCE.finditer(first, 0, _LONGEST_SENTENCE))
        bold = (end for end in ends if marks.get(first[:end]) == "**")
        length = len(first) if first in marks else next(bold, 0)
        if length:
            yield Emphasis(at, at + length, marks[first[:length]])
        at += len(paragraph) + 2


def _begins(element: HtmlElement) -> bool:
    """Whether it is the first thing in a block."""
    parent = element.getparent()
    if parent is None or parent.tag not in _BLOCKS:
        return False
    return element.getprevious() is None and not (parent.text or "").strip()


def _space(text: str | None, *, listed: bool) -> str:
    return (text or "") if listed else re.sub(r"[ \t\r\n\f]+", " ", text or "")


def _is_row(row: HtmlElement) -> bool:
    """Whether it is a row of data: tables are laid out with, too."""
    inside = next(row.iter("p", "div", "table", "ul", "blockquote", "h1", "h2", "h3"), None)
    return inside is None


def _decoded(data: bytes) -> str:
    """By its mark, else as it says itself, else as it is found to be."""
    declared = _DECLARED.search(data[:4096])
    if declared and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        name = declared[1].decode("ascii").lower()
        # Browsers read these as Windows' superset of them.
        name = (
            "cp1252" if name in ("iso-8859-1", "latin-1", "latin1", "ascii", "us-ascii") else name
        )
        try:
            # In UTF-16, which .NET declares whatever it writes, the declaration had not been found.
            if "<".encode(name) == b"<":
                return data.decode(name)[:_LONGEST]
        except (LookupError, UnicodeError):  # the codec "undefined" has an error of its own
            pass
    return decode(data, longest=_LONGEST)


def _is_unseen(element: HtmlElement) -> bool:
    if not isinstance(element.tag, str):
        return True  # a comment
    hidden = element.get("hidden") is not None or element.get("aria-hidden") == "true"
    style = element.get("style", "")
    return (
        element.tag in _UNSEEN
        or hidden
        or bool(re.search(r"display:\s*none|visibility:\s*hidden", style))
    )


def _is_around(element: HtmlElement) -> bool:
    tag = element.tag
    if tag in _MENUS or element.get("role", "").lower() in _ROLES:
        return True
    if tag in ("html", "body", "main", "article", *_HEADINGS) or _is_in_heading(element):
        return False
    if tag in ("header", "footer"):
        inside = any(parent.tag in ("article", "main") for parent in element.iterancestors())
        return tag == "footer" or not inside
    names = f"{element.get('class', '')} {element.get('id', '')}"
    if not _AROUND.search(names) or any(element.iter("main", "article", "h1")):
        return False
    return not any(each.get("class") == "titlepage" for each in element.iter("div"))  # DocBook's


def _is_in_heading(element: HtmlElement) -> bool:
    """Whether it is within a heading, as a link from there back to a table of contents is."""
    return any(parent.tag in _HEADINGS for parent in element.iterancestors())


def _is_menu(element: HtmlElement) -> bool:
    links = list(element.iter("a"))
    if len(links) < _FEWEST:
        return False
    linked = sum(_length(link) for link in links)
    return linked > _LINKS * _length(element)


def _article(root: HtmlElement) -> HtmlElement:
    """The smallest element made for the text that has most of the page's words."""
    body = root.find("body") if root.find("body") is not None else root
    whole = _length(body)
    for tags in ("article", "main"):
        for element in body.iter(tags):
            if _length(element) > _MOST * whole:
                return element
    return body


def _length(element: HtmlElement) -> int:
    return sum(len(text.strip()) for text in element.itertext())


def _about(root: HtmlElement) -> tuple[str | None, date | None, str | None, str | None]:
    """Title, date, author and origin, as the page's metadata has them."""
    said: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        if content := (meta.get("content") or "").strip():
            said.setdefault(name.lower(), content)
    linked = _linked(root)
    heading = [element.text_content() for element in root.iter("h1")]
    named = [element.text_content() for element in root.iter("title")]
    link = next((e.get("href") for e in root.iter("link") if e.get("rel") == "canonical"), None)
    times = (e.get("datetime") for e in root.iter("time") if e.get("pubdate") is not None
             or e.get("itemprop") == "datePublished")  # fmt: skip
    author = said.get("author") or said.get("article:author") or linked.get("author")
    if author and author.startswith(("http://", "https://")):
        author = linked.get("author")
    dates = (said.get("article:published_time"), said.get("datepublished"), said.get("date"),
             said.get("dc.date"), said.get("dcterms.created"), said.get("citation_date"),
             said.get("parsely-pub-date"), linked.get("datePublished"), *times)  # fmt: skip
    title = said.get("og:title") or linked.get("headline")
    if not title and len(heading) == 1:
        title = _of_page(next(iter(named), ""), heading[0])
    published = next(filter(None, map(date_of, dates)), None)
    origin = link or said.get("og:url") or said.get("og:site_name")
    return title or next(iter(named), None), published, author, origin


def _of_page(named: str, heading: str) -> str:
    """What a page is called, by its name and its only heading: not by that of the whole book, with
    which the name ends ("Ownership - The Rust Book")."""
    own, whole = line(named)[: -len(line(heading))], line(named)[-len(line(heading)) :]
    of_whole = own.endswith(" ") and whole.casefold() == line(heading).casefold()
    return own.rstrip(" -–—|·:»") if of_whole else heading


def _linked(root: HtmlElement) -> dict[str, str]:
    """Headline, date and author of the article in the page's JSON-LD (schema.org)."""
    for script in root.iter("script"):
        if script.get("type") == "application/ld+json":
            try:
                data = json.loads(script.text or "")
            except (ValueError, RecursionError):
                continue
            data = data.get("@graph", data) if isinstance(data, dict) else data
            for item in data if isinstance(data, list) else [data]:
                if isinstance(item, dict) and "datePublished" in item:
                    author = item.get("author")
                    author = author[0] if isinstance(author, list) and author else author
                    name = author.get("name") if isinstance(author, dict) else author
                    told = {
                        "author": name,
                        **{k: item.get(k) for k in ("headline", "datePublished")},
                    }
                    return {k: v for k, v in told.items() if isinstance(v, str)}
    return {}
