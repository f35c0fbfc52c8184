"""Web pages → documents: the article, and nothing around it."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.readers import html, read
from index.readers.content import Unreadable

PAGE = """<!doctype html><html><head><title>Troops in Russia | The Daily Wire</title>
<meta property="og:title" content="Troops in Russia"><meta name="author" content="Ann Lee">
<meta property="article:published_time" content="2024-10-23T10:00:00Z">
<link rel="canonical" href="https://wire.example/troops"><script>var x = "said Kirby";</script>
<style>p { color: red }</style></head><body>
<header><a href="/">The Daily Wire</a><nav><ul><li><a href="/w">World</a></li></ul></nav></header>
<div class="cookie-banner">We use cookies, Kirby said. <button>Yes</button></div>
<main><article><header><h1>Troops in Russia</h1></header>
<p>Washington has <b>concern</b>s&nbsp;about the <a href="x">troops</a>.</p>
<blockquote>“They would be targets,” <span>Kirby</span> said.<br>He left.</blockquote>
<div class="related-stories"><h3>Related</h3><p><a href="1">Another story</a></p></div>
<table><tr><th>Country</th><th>Troops</th></tr><tr><td>Norway</td><td>12<br>14</td></tr></table>
<ul><li>The first point of <a href="y">his</a>.</li><li>The second.</li></ul>
<figure><img src="a.png" alt="unseen"><figcaption>Kirby in May</figcaption></figure>
<div>Words of a block<p>a paragraph</p>and after it</div>
<p hidden>unseen</p><p style="display: none">unseen</p><!-- unseen -->
<footer>Tags: Korea</footer></article>
<div id="comments"><p>User: Kirby said otherwise.</p></div></main>
<aside>Most read</aside><footer>© The Daily Wire</footer></body></html>"""
ARTICLE = [
    "Troops in Russia",
    "Washington has concerns about the troops.",
    "“They would be targets,” Kirby said.\nHe left.",
    "Country | Troops",
    "Norway | 12 14",
    "The first point of his.",
    "The second.",
    "Kirby in May",
    "Words of a block",
    "a paragraph",
    "and after it",
]


def content(source: str | bytes):
    return html.read(source.encode() if isinstance(source, str) else source)


def blocks(source: str | bytes) -> list[str]:
    return content(source).text.split("\n\n")


def test_the_article_is_read_without_what_is_around_it():
    found = read(Path("a.html"), PAGE.encode())
    assert found.text.split("\n\n") == ARTICLE
    assert (found.title, found.published) == ("Troops in Russia", date(2024, 10, 23))
    assert (found.author, found.origin) == ("Ann Lee", "https://wire.example/troops")


def test_a_page_says_what_it_is_in_linked_data_too():
    about = '"headline": "Rain", "datePublished": "2024-05-01", "author": [{"name": "Al"}]'
    data = f'<script type="application/ld+json">{{"@graph": [{{{about}}}]}}</script>'
    found = content(f"{data}<p>It rained.</p>")
    assert (found.title, found.published, found.author) == ("Rain", date(2024, 5, 1), "Al")


def test_the_only_heading_is_the_title_where_nothing_says_it():
    assert content("<title>Rain - Wire</title><h1>Rain</h1><p>It rained.</p>").title == "Rain"
    assert content("<title>Rain - Wire</title><p>It rained.</p>").title == "Rain - Wire"


def test_a_heading_that_the_pages_name_ends_with_is_the_whole_books():
    page = "<title>Rain - The Weather Book</title><h1>The Weather Book</h1><p>It rained.</p>"
    assert content(page).title == "Rain"
    page = "<title>Rain | Weather 2.1 Documentation</title><h1>Weather 2.1 documentation</h1><p>It"
    assert content(page).title == "Rain"


def test_lists_of_links_are_menus_and_lists_of_words_are_not():
    menu = "<ul><li><a>World</a></li><li><a>Politics</a></li><li><a>Sport</a></li></ul>"
    words = "<ul><li><a>Kirby</a> said no to it.</li><li><a>Lee</a> said yes to it.</li></ul>"
    assert blocks(f"{menu}<p>It rained.</p>{words}") == [
        "It rained.",
        "Kirby said no to it.",
        "Lee said yes to it.",
    ]


def test_links_of_headings_are_their_words_and_signs_that_lead_to_them_are_none():
    page = """<h1>Bells<a class="headerlink" href="#bells">¶</a></h1>
    <p>A bell is rung. See <a href="#note">the note</a>.</p>
    <h2><a class="toc-backref" href="#id1">Ropes</a> <a href="#ropes">#</a></h2>
    <p>A rope is pulled.</p>"""
    content = html.read(page.encode())
    assert content.title == "Bells"
    told = ["Bells", "A bell is rung. See the note.", "Ropes", "A rope is pulled."]
    assert content.text.split("\n\n") == told


def test_a_box_of_a_book_is_of_the_text_and_a_bar_beside_it_is_not():
    page = """<div class="sidebar"><p>Most read</p></div><h1>Bells</h1><p>A bell is rung.</p>
    <div class="sidebar"><div class="titlepage"><p class="title">Ropes</p></div>
    <p>A rope is pulled.</p></div>"""
    told = ["Bells", "A bell is rung.", "Ropes", "A rope is pulled."]
    assert html.read(page.encode()).text.split("\n\n") == told


def test_a_table_that_only_lays_out_the_page_is_read_as_paragraphs():
    assert blocks("<table><tr><td><p>One.</p><p>Two.</p></td></tr></table>") == ["One.", "Two."]


def test_what_shows_nothing_is_left_out():
    assert blocks("<p>co\u00adop\u200bera\ufefftive &nbsp; x</p>") == ["cooperative x"]


def test_a_listing_keeps_its_lines_whatever_marks_its_words():
    told = "<p>Then\nrun:</p><pre><code>$ <b>cd</b> mill\n<i>$</i> make\n</code></pre>and\nwait."
    assert blocks(told) == ["Then run:", "$ cd mill\n$ make", "and wait."]


@pytest.mark.parametrize("declared", ["iso-8859-1", "windows-1252", "utf-8"])
def test_the_encoding_is_the_declared_one(declared):
    encoding = "utf-8" if declared == "utf-8" else "cp1252"
    source = f'<meta charset="{declared}"><p>The café – “closed”</p>'
    assert blocks(source.encode(encoding)) == ["The café – “closed”"]


@pytest.mark.parametrize("declared", ["undefined", "idna", "no-such"])
def test_a_declaration_of_no_encoding_is_left(declared):
    assert blocks(f'<meta charset="{declared}"><p>The café is.</p>') == ["The café is."]


@pytest.mark.parametrize("declared", ["utf-16", "UTF-32", "utf-8-sig"])
def test_a_declaration_that_could_not_have_been_found_in_its_encoding_is_left(declared):
    source = f'<?xml version="1.0" encoding="{declared}"?><p>The café was closed then.</p>'
    for padded in (source, f"{source}\n", f"{source}\n\n", f"{source}\n\n\n"):
        assert blocks(padded) == ["The café was closed then."]


def test_a_wrong_declaration_is_seen_through():
    assert blocks('<meta charset="utf-8"><p>The café was closed.</p>'.encode("cp1252")) == [
        "The café was closed."
    ]


@pytest.mark.parametrize("source", ["", "<p></p>", "<script>x</script>", "<!-- x -->"])
def test_a_page_without_words_is_unreadable(source):
    with pytest.raises(Unreadable, match="no text"):
        content(source)


TAGS = ["p", "div", "b", "ul", "li", "table", "tr", "td", "br", "span", "h1", "pre"]
pieces = st.lists(
    st.one_of(
        st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS]),
        st.text(st.sampled_from("abc ."), max_size=5),
    ),
    max_size=40,
)


@given(pieces)
def test_every_word_of_a_page_without_menus_is_read_once_and_in_order(parts):
    source = f"<body><p>Words.</p>{''.join(parts)}"
    whole = html.parse(source)
    told = "".join(content(source).text.replace("|", "").split())
    assert told == "".join(whole.text_content().split())
