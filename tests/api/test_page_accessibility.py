"""The page for everybody: by keyboard, by touch, read aloud, by day and in the dark."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.api.conftest import Server
from tests.api.pages import KIRBY, MARSH, PHONE, Open, ask, dropped, fits, go, way_back

pytestmark = [pytest.mark.e2e, pytest.mark.browser]


def test_everything_is_reached_by_single_keys_unless_they_are_turned_off(page: Page) -> None:
    expect(page.get_by_test_id("suggestion").first).to_be_visible()
    page.keyboard.press("?")
    sheet = page.get_by_test_id("help")
    expect(sheet).to_contain_text("new conversation")
    page.keyboard.press("Escape")
    expect(sheet).to_have_count(0)
    page.keyboard.press("s")
    expect(page.get_by_test_id("speaker").first).to_be_visible()
    page.keyboard.press("/")
    expect(page.get_by_test_id("search")).to_be_focused()
    page.keyboard.type("kro?")
    expect(sheet).to_have_count(0), "in a field, keys are letters"
    page.locator("#speakers-view h1").focus()
    page.keyboard.press("d")
    expect(page.get_by_test_id("document").first).to_be_visible()
    page.keyboard.press("j")
    expect(page.get_by_test_id("open-document").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("source-text")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("h")
    expect(page.get_by_test_id("history")).to_contain_text("Nothing yet")
    page.keyboard.press("?")
    page.get_by_test_id("keys-on").uncheck()
    page.get_by_test_id("help-close").click()
    page.keyboard.press("s")
    expect(page.get_by_test_id("history")).to_be_visible()


def views(page: Page) -> Iterator[str]:
    """Every view in turn, with all that can be opened in it."""
    expect(page.get_by_test_id("suggestion").first).to_be_visible()
    yield "first screen"
    page.get_by_test_id("filter-toggle").click()
    page.get_by_test_id("filter-speakers").fill("mar")
    expect(page.get_by_test_id("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    yield "filters"
    page.keyboard.press("Enter")
    ask(page, MARSH)
    yield "answer"
    page.get_by_test_id("citation").first.hover()
    expect(page.get_by_test_id("preview")).to_be_visible()
    yield "preview"
    page.get_by_test_id("statement").first.get_by_role("button").click()
    expect(page.get_by_test_id("source-text")).to_be_visible()
    yield "source"
    page.keyboard.press("Escape")
    page.locator("#composer").get_by_test_id("filter-chip").click()
    ask(page, "Will the tunnel open in September?")
    yield "positions"
    ask(page, "What did Merkel say?")
    page.get_by_test_id("edit").last.click()
    yield "refusal, edited"
    page.keyboard.press("Escape")
    page.get_by_test_id("help-open").click()
    yield "help"
    page.keyboard.press("Escape")
    go(page, "#/speakers")
    expect(page.get_by_test_id("speaker").first).to_be_visible()
    yield "speakers"
    go(page, "#/speakers/lena-marsh")
    page.get_by_test_id("identity").locator("summary").first.click()
    expect(page.locator("#speakers-view").get_by_test_id("statement").first).to_be_visible()
    yield "speaker"
    go(page, "#/documents")
    expect(page.get_by_test_id("document").first).to_be_visible()
    dropped(page, "no.exe", "MZ")
    expect(page.get_by_test_id("upload")).to_have_attribute("data-state", "failed")
    page.get_by_test_id("delete-document").first.click()
    undo = way_back(page)
    yield "documents"
    undo.click()
    go(page, "#/history")
    expect(page.get_by_test_id("kept-conversation")).to_have_count(1)
    page.get_by_test_id("forget").click()
    yield "history"


def violations(page: Page, view: str) -> list[str]:
    """What axe-core finds, of any impact."""
    return [
        f"{view}: {each['impact']} {each['id']}: {node['html']} {node['failureSummary']}"
        for each in Axe().run(page).response["violations"]
        for node in each["nodes"]
    ]


@pytest.mark.parametrize("device", [{}, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing_in_any_view_by_day_or_in_the_dark(
    open_page: Open, chronicle: Server, device: dict[str, Any]
) -> None:
    page = open_page(chronicle, reduced_motion="reduce", expected="422", **device)
    for view in views(page):
        page.emulate_media(color_scheme="light")
        found = violations(page, f"{view} (light)")
        page.emulate_media(color_scheme="dark")
        assert found + violations(page, f"{view} (dark)") == []
        assert fits(page), view


def test_it_works_by_keyboard_alone(open_page: Open) -> None:
    page = open_page()
    expect(page.get_by_test_id("suggestion").first).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.locator("#skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("question")).to_be_focused()
    page.keyboard.type(KIRBY)
    page.keyboard.press("Enter")
    card = page.get_by_test_id("statement").first
    expect(card).to_be_visible()
    expect(page.get_by_test_id("send")).to_be_visible()
    opener = card.get_by_role("button")
    for _ in range(30):
        page.keyboard.press("Shift+Tab")
        if opener.evaluate("node => node === document.activeElement"):
            break
    expect(opener).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("source-text")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("source")).to_be_hidden()
    expect(opener).to_be_focused()


def test_nothing_scrolls_sideways_on_a_phone(open_page: Open) -> None:
    page = open_page(**PHONE)
    expect(page.get_by_test_id("suggestion").first).to_be_visible()

    assert fits(page)
    turn = ask(page, "Did North Korea send troops to Russia?")
    assert fits(page)
    turn.get_by_test_id("statement").first.get_by_role("button").tap()
    expect(page.get_by_test_id("source-text")).to_be_visible()
    assert fits(page)
    expect(page.get_by_test_id("source")).to_have_attribute("aria-modal", "true")
    page.get_by_test_id("close-source").tap()
    ask(page, "What did Putin say?")
    assert fits(page)
    page.get_by_test_id("new-conversation").tap()
    ask(page, "What did anybody at all have to say about a treaty between Russia and North Korea?")
    page.get_by_test_id("new-conversation").tap()
    expect(page.get_by_test_id("continue")).to_have_count(2)
    assert fits(page)


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2) of "rgb(r, g, b)"."""
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_can_be_read_by_day_and_in_the_dark(open_page: Open, scheme: str) -> None:
    page = open_page(color_scheme=scheme)
    turn = ask(page, KIRBY)
    turn.get_by_test_id("statement").first.get_by_role("button").click()
    mark = page.get_by_test_id("source-text").locator("mark.statement-mark").first
    expect(mark).to_be_visible()
    paper = luminance(page.evaluate("getComputedStyle(document.body).backgroundColor"))
    ink = luminance(page.evaluate("getComputedStyle(document.body).color"))
    assert (paper < ink) is (scheme == "dark")
    high, low = max(paper, ink), min(paper, ink)
    assert (high + 0.05) / (low + 0.05) > 7
    colours = mark.evaluate("node => [getComputedStyle(node).color, "
                            "getComputedStyle(node).backgroundColor]")  # fmt: skip
    low, high = sorted(map(luminance, colours))
    assert (high + 0.05) / (low + 0.05) > 4.5
