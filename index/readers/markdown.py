"""Markdown (CommonMark with tables) with YAML front matter: the words without the marks."""

import re
from collections.abc import Iterator
from itertools import pairwise

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from index.documents import Emphasis
from index.readers.content import Content, Unreadable, authors, date_of, string
from index.readers.plain import decode

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
# A line that names who speaks, or a field, as the paragraph's first one does, stays a line
_NAMED = re.compile(r"(?:\*\*|__)?[^\W\d_][^:\n]{0,60}:(?:\*\*|__)?\s")
# … and so does one that names a field in bold, whatever the first is
_FIELD = re.compile(r"(?:\*\*|__)[^\W\d_a-zß-ÿ][^:*_\n]{0,60}:(?:\*\*|__)\s")
# … and what follows a line in bold, which heads it, unless that goes on with a small letter
_HEADED = re.compile(r"(\*\*|__)[^*_\n]+\1\s*")
# … and lines that are all short and begin as such: an address, a byline, a signature
_SHORT = 50
_BEGINS = re.compile(r"\W*[^\Wa-zß-ÿ]")
_BREAKS = ("softbreak", "hardbreak")
_SENTENCE = re.compile(r"[.?!…][\"'”’)]*$")
_PARSER = MarkdownIt("commonmark").enable("table")


def read(data: bytes) -> Content:
    """Paragraphs, headings and list items each as a paragraph, table rows as lines.

    The title is the front matter's, else the first heading's. Raises Unreadable.
    """
    source = decode(data)
    found = _FRONT_MATTER.match(source)
    about = _front_matter(found[1]) if found else None
    if found and about is not None:
        source = source[found.end() :]
    about = about or {}
    tokens = _PARSER.parse(source)
    headings = (tokens[n + 1] for n, t in enumerate(tokens) if t.type == "heading_open")
    heading = next(headings, None)
    blocks: list[str] = []
    emphases: list[Emphasis] = []
    at = 0  # where the next block stands
    for block, mark, emphasised in _blocks(tokens):
        if words := block.strip():
            if mark:
                emphases.append(Emphasis(at, at + min(emphasised, len(words)), mark))
            blocks.append(words)
            at += len(words) + 2
    return Content(
        text="\n\n".join(blocks),
        title=string(about.get("title")) or (_inline(heading).strip() if heading else None) or None,
        published=date_of(about.get("date") or about.get("published")),
        author=authors(about.get("author") or about.get("authors") or about.get("byline")),
        origin=string(about.get("source") or about.get("url") or about.get("origin")),
        language=string(about.get("language") or about.get("lang")),
        emphases=tuple(emphases),
    )


def _front_matter(text: str) -> dict[str, object] | None:
    """None where it is words between two rules."""
    try:
        loaded = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        where = getattr(error, "problem_mark", None)
        line = f", line {where.line + 2}" if where else ""
        raise Unreadable(f"the front matter is not valid YAML{line}") from error
    return {} if loaded is None else loaded if isinstance(loaded, dict) else None


def _blocks(tokens: list[Token]) -> Iterator[tuple[str, str, int]]:
    """Each with the mark of the emphasis with which it begins, if any, and how long that is; of a
    block quotation all of it."""
    row: list[str] | None = None
    depth = 0  # of quotation
    for before, token in pairwise([Token("", "", 0), *tokens]):
        if token.type in ("blockquote_open", "blockquote_close"):
            depth += token.nesting
        elif token.type == "tr_open":
            row = []
        elif token.type == "tr_close" and row is not None:
            yield " | ".join(row), "", 0
            row = None
        elif token.type == "inline":
            if row is None:
                told = _inline(token)
                heads = before.type == "heading_open"
                if depth and not heads:
                    yield told, ">", len(told)
                else:
                    yield told, *(("#", len(told)) if heads else _emphasis(token))
            else:
                row.append(_inline(token).strip())
        elif token.type in ("fence", "code_block"):
            yield token.content, "", 0


def _emphasis(token: Token) -> tuple[str, int]:
    """The mark of the emphasis that is all of a paragraph or of its first line, or a sentence in
    bold at its beginning, and its length."""
    parts = [c for c in token.children or [] if c.type != "text" or c.content]
    if not parts or parts[0].type not in ("strong_open", "em_open"):
        return "", 0
    depth, length = 0, 0
    for part, following in pairwise([*parts, None]):
        assert part is not None  # noqa: S101  only the last of the pairs has nothing after it
        depth += part.nesting
        length += len(part.content) + (part.type in _BREAKS)
        if not depth:
            alone = following is None or following.type in _BREAKS
            bold = parts[0].type == "strong_open" and _SENTENCE.search(_inline(token)[:length])
            return (parts[0].markup, length) if alone or bold else ("", 0)
    return "", 0


def _inline(token: Token) -> str:
    parts: list[str] = []
    first, *lines = token.content.split("\n")
    listed = all(len(each) <= _SHORT and _BEGINS.match(each) for each in (first, *lines))
    listed = listed and (len(lines) > 1 or not first.endswith(","))
    named = _NAMED.match(first) is not None
    headed = _HEADED.fullmatch(first) is not None
    own = iter(
        listed
        or _FIELD.match(line)
        or (named and _NAMED.match(line))
        or (headed and n == 0 and _BEGINS.match(line))
        for n, line in enumerate(lines)
    )
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
