"""Markdown (CommonMark with tables) with YAML front matter: the words without the marks."""

import re
from collections.abc import Iterator

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from index.readers.content import Content, Unreadable, date_of, string
from index.readers.plain import decode

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
# A line that names who speaks, or a field, as the paragraph's first one does, stays a line
_NAMED = re.compile(r"(?:\*\*|__)?[^\W\d_][^:\n]{0,60}:(?:\*\*|__)?\s")
_PARSER = MarkdownIt("commonmark").enable("table")


def read(data: bytes) -> Content:
    """Paragraphs, headings and list items each as a paragraph, table rows as lines.

    The title is the front matter's, else the first heading's. Raises Unreadable.
    """
    source = decode(data)
    about: dict[str, object] = {}
    if found := _FRONT_MATTER.match(source):
        about = _front_matter(found[1])
        source = source[found.end() :]
    tokens = _PARSER.parse(source)
    headings = (tokens[n + 1] for n, t in enumerate(tokens) if t.type == "heading_open")
    heading = next(headings, None)
    return Content(
        text="\n\n".join(filter(None, (block.strip() for block in _blocks(tokens)))),
        title=string(about.get("title")) or (_inline(heading).strip() if heading else None) or None,
        published=date_of(about.get("date") or about.get("published")),
        origin=string(about.get("source") or about.get("url") or about.get("origin")),
        language=string(about.get("language") or about.get("lang")),
    )


def _front_matter(text: str) -> dict[str, object]:
    try:
        loaded = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        where = getattr(error, "problem_mark", None)
        line = f", line {where.line + 2}" if where else ""
        raise Unreadable(f"the front matter is not valid YAML{line}") from error
    return loaded if isinstance(loaded, dict) else {}


def _blocks(tokens: list[Token]) -> Iterator[str]:
    row: list[str] | None = None
    for token in tokens:
        if token.type == "tr_open":
            row = []
        elif token.type == "tr_close" and row is not None:
            yield " | ".join(row)
            row = None
        elif token.type == "inline":
            if row is None:
                yield _inline(token)
            else:
                row.append(_inline(token).strip())
        elif token.type in ("fence", "code_block"):
            yield token.content


def _inline(token: Token) -> str:
    parts: list[str] = []
    first, *lines = token.content.split("\n")
    own = iter([_NAMED.match(first) and _NAMED.match(line) for line in lines])
    for child in token.children or []:
        if child.type in ("text", "code_inline"):
            parts.append(child.content)
        elif child.type == "softbreak":
            parts.append("\n" if next(own, None) else " ")
        elif child.type == "hardbreak":
            next(own, None)
            parts.append("\n")
        elif child.type == "image":
            parts.append(_inline(child))
    return "".join(parts)
