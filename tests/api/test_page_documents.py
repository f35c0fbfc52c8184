"""The page's documents in Chromium: listed, deleted with a way back, asked about, made anew."""

from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
from playwright.sync_api import Page, expect

from tests.api.conftest import Server
from tests.api.pages import PHONE, SENTENCE, Open, ask, dropped, go, way_back

pytestmark = [pytest.mark.e2e, pytest.mark.browser]


def test_the_way_back_is_there_over_a_source_on_a_phone(open_page: Open, chronicle: Server) -> None:
    page = open_page(chronicle, path="/#/documents", **PHONE)
    rows = page.get_by_test_id("document")
    count = chronicle.get("/api/documents")["total"]
    expect(rows).to_have_count(count)
    page.get_by_test_id("delete-document").last.tap()
    way_back(page)
    page.get_by_test_id("open-document").first.tap()
    expect(page.get_by_test_id("source")).to_have_attribute("aria-modal", "true")
    page.get_by_test_id("undo-button").tap()
    page.get_by_test_id("close-source").tap()
    expect(rows).to_have_count(count)


def test_what_was_undone_stays_undone_and_what_was_dismissed_is_done_once(
    page: Page, chronicle: Server
) -> None:
    chronicle.http.post("/api/documents", json={"name": "harbour.txt", "text": SENTENCE})
    chronicle.settled()
    deletions: list[str] = []
    page.on("request", lambda r: deletions.append(r.url) if r.method == "DELETE" else None)
    page.clock.install()
    go(page, "#/documents")
    harbour = page.get_by_test_id("document").filter(has_text="harbour.txt")

    harbour.get_by_test_id("delete-document").click()
    way_back(page).click()
    page.clock.run_for(30_000)  # far more than there is to think it over
    expect(harbour).to_have_count(1)
    assert deletions == []

    harbour.get_by_test_id("delete-document").click()
    page.get_by_test_id("undo-dismiss").focus()
    with page.expect_response(lambda r: r.request.method == "DELETE"):
        page.get_by_test_id("undo-dismiss").click()
    page.clock.run_for(30_000)
    page.reload()
    expect(harbour).to_have_count(0)
    assert len(deletions) == 1
    chronicle.settled()


def test_a_document_that_was_deleted_is_listed_again_once_its_file_is_back(
    page: Page, chronicle: Server
) -> None:
    go(page, "#/documents")
    expect(page.get_by_test_id("document").first).to_be_visible()
    harbour = page.get_by_test_id("document").filter(has_text="harbour.txt")

    def delete() -> None:
        harbour.get_by_test_id("delete-document").click()
        way_back(page)
        with page.expect_response(lambda r: r.request.method == "DELETE"):
            page.get_by_test_id("undo-dismiss").click()
        expect(harbour).to_have_count(0)
        chronicle.settled()

    for _ in range(2):
        dropped(page, "harbour.txt", SENTENCE)
        expect(harbour).to_have_count(1)
        delete()


def test_as_many_documents_as_were_shown_are_shown_once_another_comes(
    changing: Callable[..., Server], open_page: Open, tmp_path: Path
) -> None:
    for number in range(60):
        (tmp_path / f"documents/{number}.txt").write_text(f"On pier {number}: {SENTENCE}")
    running = changing("--no-watch")
    running.ready()
    running.settled()
    page = open_page(running, path="/#/documents")
    rows = page.get_by_test_id("document")
    expect(rows).to_have_count(50)
    page.get_by_test_id("show-more").click()
    expect(rows).to_have_count(60)
    dropped(page, "harbour.txt", SENTENCE)
    expect(rows).to_have_count(61)


def test_one_document_can_be_asked_about(page: Page) -> None:
    go(page, "#/documents")
    row = page.get_by_test_id("document").filter(has_text="Inquiry into the tunnel opens")
    row.get_by_test_id("ask-document").click()
    expect(page.get_by_test_id("question")).to_be_focused()
    chosen = page.get_by_test_id("filter-chip")
    expect(chosen).to_contain_text("Inquiry into the tunnel opens")
    turn = ask(page, "What did Krohn say?")
    expect(turn).to_contain_text("Only: Inquiry into the tunnel opens")
    sources = turn.get_by_test_id("statement")
    expect(sources.first).to_be_visible()
    for source in sources.all():
        expect(source).to_contain_text("Inquiry into the tunnel opens")


def test_a_build_is_watched_and_cancelled(page: Page, chronicle: Server) -> None:
    minutes = chronicle.documents / "minutes.txt"  # long enough to be watched
    said = "Item {}. The harbour needs {} new cranes, Mayor Ada Krohn said."
    minutes.write_text("\n\n".join(said.format(n, n + 2) for n in range(800)))
    go(page, "#/documents")
    page.get_by_test_id("rebuild").click()
    job = page.get_by_test_id("job")
    expect(job).to_contain_text("Everything is made anew")
    expect(page.get_by_test_id("job-state")).to_contain_text(" of ")
    page.get_by_test_id("cancel-job").click()
    expect(page.get_by_test_id("rebuild")).to_be_visible()
    assert chronicle.settled()["job"]["state"] == "cancelled"
    minutes.unlink()
