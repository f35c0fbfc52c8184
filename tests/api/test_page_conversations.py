"""Conversations in the browser: kept, gone back to, exported, linked to, edited."""

import json
import re
from pathlib import Path

import pytest

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
from playwright.sync_api import Page, expect

from tests.api.conftest import Server
from tests.api.pages import MARSH, Open, ask, go, way_back

pytestmark = [pytest.mark.e2e, pytest.mark.browser]


def test_conversations_are_kept_in_the_browser_and_go_on(page: Page) -> None:
    ask(page, MARSH)
    ask(page, "and Falk?")
    first = page.url
    page.reload()
    expect(page.get_by_test_id("turn")).to_have_count(2)
    expect(page.get_by_test_id("turn").first.get_by_test_id("statement").first).to_be_visible()
    turn = ask(page, "and Orlik?")
    expect(turn.get_by_test_id("standalone")).to_contain_text("What did Orlik say?")

    page.get_by_test_id("new-conversation").click()
    expect(page.get_by_test_id("continue")).to_have_count(1)
    ask(page, "What did Krohn say?")
    page.get_by_test_id("to-history").click()
    kept = page.get_by_test_id("kept-conversation")
    expect(kept).to_have_count(2)
    kept.filter(has_text=MARSH).get_by_test_id("forget").click()
    undo = way_back(page)
    expect(kept).to_have_count(1)
    undo.click()
    expect(kept).to_have_count(2)
    expect(kept.filter(has_text=MARSH)).to_contain_text("3 questions")
    kept.filter(has_text=MARSH).get_by_role("link").click()
    expect(page).to_have_url(first)
    expect(page.get_by_test_id("turn")).to_have_count(3)


def test_a_conversation_is_exported_to_read_and_as_data(page: Page, chronicle: Server) -> None:
    ask(page, MARSH)
    reply = chronicle.ask(MARSH)

    def saved(how: str) -> str:
        with page.expect_download() as download:
            page.get_by_test_id(f"export-{how}").click()
        assert download.value.suggested_filename.startswith("What-did-Marsh-say.")
        return Path(download.value.path()).read_text("utf-8")

    (turn,) = json.loads(saved("json"))["turns"]
    assert turn["question"] == MARSH
    assert turn["reply"]["statements"] == reply["statements"]
    text = saved("markdown")
    assert text.startswith("# What did Marsh say?\n")
    for statement in reply["statements"]:
        assert f"> {escaped(statement['text'])}\n" in text
    assert "**Lena Marsh**, Transport Minister" in text


def escaped(text: str) -> str:
    return re.sub(r"([\\`*_{}\[\]<>()#+!|~&-])", r"\\\1", text)


def test_a_conversation_that_is_gone_says_so_where_it_is_exported(page: Page) -> None:
    ask(page, MARSH)
    go(page, "#/history")
    row = page.get_by_test_id("kept-conversation")
    expect(row).to_have_count(1)
    id = page.evaluate("JSON.parse(localStorage['onrecord.conversations'])[0].id")
    page.evaluate("id => localStorage.removeItem('onrecord.conversation.' + id)", id)
    row.get_by_test_id("export-markdown").click()
    expect(page.get_by_test_id("notice")).to_contain_text("not kept in this browser")


def test_a_link_reproduces_question_and_filters(
    open_page: Open, page: Page, chronicle: Server
) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_test_id("filter-toggle").click()
    page.get_by_test_id("filter-documents").fill("minister")
    page.get_by_test_id("option").filter(has_text="Minister backs away").click()
    page.get_by_test_id("filter-to").fill("2025-06-30")
    turn = ask(page, MARSH)
    expect(turn.get_by_test_id("kept-to")).to_have_text(
        "Only: Minister backs away from September · to June 30, 2025"
    )
    expect(turn.get_by_test_id("statement")).to_have_count(5)
    turn.get_by_test_id("link").click()
    expect(page.get_by_test_id("notice")).to_contain_text("on the clipboard")
    link = page.evaluate("navigator.clipboard.readText()")
    assert link.startswith(chronicle.url)
    other = open_page(chronicle, path=link.removeprefix(chronicle.url))
    turn = other.get_by_test_id("turn")
    expect(turn.locator("h2")).to_contain_text(MARSH)
    expect(turn.get_by_test_id("statement")).to_have_count(5)
    expect(other.locator("#composer").get_by_test_id("filter-chip")).to_have_count(2)


def test_a_question_is_edited_and_what_followed_it_is_kept(page: Page) -> None:
    ask(page, MARSH)
    page.keyboard.press("ArrowUp")
    box = page.get_by_test_id("edit-box")
    expect(box).to_be_focused()
    box.fill("What did Falk say?")
    page.keyboard.press("Enter")
    turn = page.get_by_test_id("turn")
    expect(turn).to_have_count(1)
    expect(turn.get_by_test_id("statement").first).to_contain_text("Mira Falk")
    ask(page, "and Orlik?")
    former = page.url
    turn.first.get_by_test_id("edit").click()
    box.fill("What did Krohn say?")
    page.keyboard.press("Enter")
    expect(turn).to_have_count(1)
    expect(turn.get_by_test_id("statement").first).to_contain_text("Ida Krohn")
    expect(page).not_to_have_url(former)
    page.go_back()
    expect(turn).to_have_count(2)
    expect(turn.first.get_by_test_id("statement").first).to_contain_text("Mira Falk")


def test_two_tabs_that_go_on_with_one_conversation_both_keep_theirs(page: Page) -> None:
    ask(page, MARSH)
    other = page.context.new_page()
    other.goto(page.url)
    expect(other.get_by_test_id("turn")).to_have_count(1)
    ask(other, "and Falk?")
    ask(page, "and Orlik?")
    expect(page).not_to_have_url(other.url)
    for tab, question in ((page, "and Orlik?"), (other, "and Falk?")):
        tab.reload()
        expect(tab.get_by_test_id("turn")).to_have_count(2)
        expect(tab.get_by_test_id("turn").last.locator("h2")).to_contain_text(question)


def test_where_the_browser_keeps_no_more_it_is_said(page: Page) -> None:
    page.evaluate(
        "() => { try { for (let n = 0; ; n += 1) localStorage.setItem(`other-${n}`,"
        " 'x'.repeat(100000)); } catch { for (let n = 0; ; n += 1)"
        " try { localStorage.setItem(`rest-${n}`, 'x'.repeat(1000)); } catch { break; } } }"
    )
    turn = ask(page, MARSH)
    expect(turn.get_by_test_id("statement").first).to_be_visible()
    expect(page.get_by_test_id("notice").first).to_contain_text("This browser keeps no more")


def test_a_conversation_that_is_too_long_to_be_kept_costs_no_other_one(page: Page) -> None:
    ask(page, MARSH)
    kept = page.evaluate("() => ({ ...localStorage })")
    assert not page.evaluate(
        "async () => (await import('/web/conversations.js')).save({ id: 'long',"
        " changed: Date.now(), turns: [{ question: 'x'.repeat(20000000) }] })"
    )
    assert page.evaluate("() => ({ ...localStorage })") == kept
