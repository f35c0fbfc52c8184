"""The page's speakers in a real Chromium: who is listed, what is told of each, and who is who."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
from playwright.sync_api import Page, Route, expect

from tests.api.conftest import Server
from tests.api.pages import PHONE, SENTENCE, Open, go, way_back

pytestmark = [pytest.mark.e2e, pytest.mark.browser]


def names(page: Page) -> list[str]:
    return page.get_by_test_id("speaker").get_by_role("link").all_text_contents()


def test_everyone_on_record_is_listed_and_found_by_name_document_and_day(
    page: Page, chronicle: Server
) -> None:
    page.get_by_test_id("to-speakers").click()
    everyone = chronicle.get("/api/speakers", limit=50)
    expect(page.get_by_test_id("speaker")).to_have_count(everyone["total"])
    assert names(page) == [each["name"] for each in everyone["items"]]
    first = page.get_by_test_id("speaker").first
    expect(first).to_contain_text("Lena Marsh")
    expect(first).to_contain_text(f"{everyone['items'][0]['statement_count']} statements in")

    page.get_by_test_id("search").fill("falk")
    expect(page.get_by_test_id("speaker")).to_have_count(1)
    page.get_by_test_id("search").fill("")
    view = page.locator("#speakers-view")
    view.get_by_test_id("filter-documents").fill("winter ferry")
    page.get_by_test_id("option").filter(has_text="Winter ferry").click()
    expect(page.get_by_test_id("speaker")).to_have_count(2)
    assert set(names(page)) == {"Tove Lind", "Erik Sund"}
    view.get_by_test_id("filter-chip").click()
    expect(page.get_by_test_id("speaker")).to_have_count(everyone["total"])
    view.get_by_test_id("filter-from").fill("2025-06-12")
    expect(page.get_by_test_id("speaker")).to_have_count(2)

    page.reload()
    expect(page.get_by_test_id("speaker")).to_have_count(2), "the address says what is shown"
    view.get_by_test_id("filter-from").fill("2026-01-01")
    expect(page.get_by_test_id("speaker")).to_have_count(0)
    expect(view).to_contain_text("Nobody is on record there.")


def test_enter_takes_nobody_while_the_name_that_was_typed_is_looked_for(page: Page) -> None:
    go(page, "#/ask")
    page.get_by_test_id("filter-toggle").click()
    expect(page.get_by_test_id("option").first).to_contain_text("Lena Marsh")
    asked: list[Route] = []
    page.route("**/api/speakers?q=falk*", lambda route: asked.append(route))
    with page.expect_request("**/api/speakers?q=falk*"):
        page.get_by_test_id("filter-speakers").fill("falk")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("filter-chip")).to_have_count(0)
    asked.pop().continue_()
    expect(page.get_by_test_id("option")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("filter-chip")).to_contain_text("Mira Falk")


def test_a_finger_that_moves_the_list_of_names_takes_none(
    open_page: Open, chronicle: Server
) -> None:
    page = open_page(chronicle, path="/#/ask", **PHONE)
    page.get_by_test_id("filter-toggle").tap()
    box = page.get_by_test_id("option").nth(3).bounding_box()
    assert box
    session = page.context.new_cdp_session(page)

    def finger(kind: str, *ups: int) -> None:
        points = [{"x": box["x"] + 40, "y": box["y"] + 10 - up} for up in ups]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    finger("touchStart", 0)
    for up in range(15, 100, 15):
        finger("touchMove", up)
    finger("touchEnd")
    names = page.locator(".picker-list:visible")
    assert names.evaluate("list => list.scrollTop") > 0
    expect(page.get_by_test_id("filter-chip")).to_have_count(0)
    page.get_by_test_id("option").last.tap()
    expect(page.get_by_test_id("filter-chip")).to_have_count(1)
    expect(names).to_have_count(0)


def test_a_speaker_has_topics_a_timeline_documents_and_every_statement(
    page: Page, chronicle: Server
) -> None:
    go(page, "#/speakers/lena-marsh")
    summary = chronicle.get("/api/speakers/lena-marsh/summary")
    expect(page.get_by_test_id("speaker-name")).to_have_text("Lena Marsh")
    expect(page.get_by_test_id("speaker-tally")).to_have_text("12 statements in 4 documents")
    cards = page.get_by_test_id("statement")
    expect(cards).to_have_count(summary["statement_count"])
    assert page.get_by_test_id("topic").all_text_contents() == [
        each["word"] for each in summary["topics"]
    ]
    assert page.locator(".dated h3").all_text_contents() == [
        "June 3, 2025", "May 20, 2025", "May 2, 2025", "May 1, 2025"
    ]  # fmt: skip

    page.get_by_test_id("period").last.click()
    expect(page.get_by_test_id("speaker-tally")).to_have_text("5 statements in 1 document")
    expect(cards).to_have_count(5)
    cards.first.get_by_role("button").click()
    marks = page.get_by_test_id("source-text").locator("mark.statement-mark")
    expect(marks).to_have_text(cards.first.locator("blockquote").inner_text())
    page.keyboard.press("Escape")

    page.get_by_test_id("topic").filter(has_text="September").click()
    turn = page.get_by_test_id("turn")
    expect(turn.locator("h2")).to_contain_text("What did Lena Marsh say about September?")
    expect(turn.get_by_test_id("statement").first).to_contain_text("September")


def test_of_a_speaker_without_other_names_none_are_told(
    changing: Callable[..., Server], open_page: Open, tmp_path: Path
) -> None:
    (tmp_path / "documents/nato.txt").write_text("NATO said that the harbour was closed.\n")
    running = changing("--no-watch")
    running.ready()
    running.settled()
    (speaker,) = running.get("/api/speakers")["items"]
    assert speaker["aliases"] == []
    page = open_page(running, path=f"/#/speakers/{speaker['id']}")
    expect(page.get_by_test_id("speaker-name")).to_have_text("NATO")
    view = page.locator("#speakers-view")
    kinds = view.evaluate("view => [...view.childNodes].map((node) => node.nodeName)")
    assert "#text" not in kinds, "elements alone, no stray word"
    expect(view.locator(".aliases")).to_have_count(0)


def test_the_timeline_of_centuries_can_be_seen_and_pressed_on_a_phone(
    changing: Callable[..., Server], open_page: Open, tmp_path: Path
) -> None:
    for day in ("1776-07-04", "2024-05-02"):
        (tmp_path / f"documents/{day}.txt").write_text(f"In {day[:4]}: {SENTENCE}")
    running = changing("--no-watch")
    running.ready()
    running.settled()
    page = open_page(running, path="/#/speakers/tom-becker", **PHONE)
    bars = page.locator("[data-testid=period]:enabled")
    expect(bars).to_have_count(2)
    shown = page.get_by_test_id("timeline").evaluate("line => line.getBoundingClientRect().right")
    for bar in bars.all():
        box = bar.bounding_box()
        assert box
        assert box["width"] > 4
        assert box["x"] + box["width"] <= shown
    expect(bars.last).to_have_accessible_name("2020s: 1 statement")
    bars.first.tap()
    expect(page.get_by_test_id("speaker-tally")).to_have_text("1 statement in 1 document")
    days = page.locator("#speakers-view [type=date]")
    assert [day.input_value() for day in days.all()] == ["1770-01-01", "1779-12-31"]


def test_a_merge_is_made_and_taken_back(page: Page, chronicle: Server) -> None:
    lind, sund = (
        chronicle.get(f"/api/speakers/{id}")["statement_count"] for id in ("tove-lind", "erik-sund")
    )
    tally = page.get_by_test_id("speaker-tally")
    correction = page.get_by_test_id("correction")
    go(page, "#/speakers/tove-lind")
    page.get_by_test_id("identity").locator("summary").first.click()

    def merge() -> None:
        page.get_by_test_id("merge").fill("sund")
        page.get_by_test_id("option").filter(has_text="Erik Sund").click()
        way_back(page)
        expect(tally).to_have_text(re.compile(f"^{lind + sund} statements"))
        expect(correction).to_contain_text("One speaker: Tove Lind, Erik Sund")

    merge()
    expect(page.get_by_test_id("undo")).to_contain_text("Erik Sund is the same as Tove Lind")
    page.get_by_test_id("undo-button").click()
    expect(tally).to_have_text(re.compile(f"^{lind} statements"))
    expect(correction).to_have_count(0)

    merge()
    page.get_by_test_id("split").click()
    expect(page.get_by_test_id("identity")).to_contain_text("Tick the names")
    # Whoever was sent to the merged speaker's address is shown who it is now.
    go(page, "#/speakers/erik-sund")
    page.wait_for_url("**/#/speakers/tove-lind")
    expect(page.get_by_test_id("speaker-name")).to_have_text("Tove Lind")
    expect(correction).to_have_count(1)
    with page.expect_response(lambda r: r.request.method == "DELETE"):
        correction.get_by_role("button").click()
    expect(correction).to_have_count(0)
    assert chronicle.get("/api/corrections")["items"] == []


def test_a_speaker_is_split_by_document_and_shown_by_another_name(
    page: Page, chronicle: Server
) -> None:
    go(page, "#/speakers/mira-falk")
    identity = page.get_by_test_id("identity")
    correction = page.get_by_test_id("correction")
    identity.locator("summary").first.click()
    identity.get_by_text("in which documents").click()
    identity.get_by_label("Inquiry into the tunnel opens").check()
    page.get_by_test_id("split").click()
    undo = way_back(page)
    expect(page.get_by_test_id("undo")).to_contain_text("Mira Falk: somebody else from now on.")
    expect(correction).to_have_count(1)
    assert chronicle.get("/api/speakers", q="falk")["total"] == 2
    undo.click()
    expect(correction).to_have_count(0)

    shown = page.locator("#speakers-view .promise")
    page.get_by_test_id("rename-role").fill("the Authority’s voice")
    page.keyboard.press("Enter")
    expect(shown).to_have_text("the Authority’s voice")
    expect(identity.locator("summary").first).to_be_focused()
    undo = way_back(page)
    undo.click()
    expect(shown).to_contain_text("spokeswoman")
    assert chronicle.get("/api/corrections")["items"] == []
