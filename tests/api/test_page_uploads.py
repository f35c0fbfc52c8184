"""Files that are dropped on the page: sent, stopped, sent again, refused."""

from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
from playwright.sync_api import Route, expect

from tests.api.conftest import Server
from tests.api.pages import SENTENCE, Open, dropped, go, way_back

pytestmark = [pytest.mark.e2e, pytest.mark.browser]


def test_a_file_is_dropped_read_and_deleted_with_a_way_back(
    open_page: Open, chronicle: Server
) -> None:
    # A file that is there already is a refusal that the browser's console tells of.
    page = open_page(chronicle, expected="409 (Conflict)")
    page.get_by_test_id("to-documents").click()
    rows = page.get_by_test_id("document")
    expect(rows).to_have_count(chronicle.get("/api/documents")["total"])
    before = rows.count()
    dropped(page, "harbour.txt", SENTENCE)
    upload = page.get_by_test_id("upload")
    expect(upload).to_have_attribute("data-state", "sent")
    expect(upload).to_contain_text("harbour.txt is in the folder and will be read")
    harbour = rows.filter(has_text="harbour.txt")
    expect(harbour).to_contain_text("1 statement on record")
    harbour.get_by_test_id("open-document").click()
    expect(page.get_by_test_id("source-text").locator("mark.by")).to_have_text(
        "the harbour was too shallow for ferries"
    )
    page.keyboard.press("Escape")

    page.get_by_test_id("files").set_input_files(
        {"name": "harbour.txt", "mimeType": "text/plain", "buffer": SENTENCE.upper().encode()}
    )
    expect(upload.first).to_have_attribute("data-state", "failed")
    expect(upload.first).to_contain_text("There is a file of this name")
    upload.first.get_by_test_id("upload-replace").click()
    expect(upload.first).to_have_attribute("data-state", "sent")
    chronicle.settled()
    page.reload()  # the row is of the document that there is now
    expect(rows).to_have_count(before + 1)

    def delete() -> None:
        harbour.get_by_test_id("delete-document").click()
        way_back(page)
        expect(page.get_by_test_id("undo")).to_contain_text("is being deleted")
        expect(harbour).to_have_count(0)

    delete()
    page.get_by_test_id("undo-button").click()
    expect(harbour).to_have_count(1)
    assert (chronicle.documents / "harbour.txt").exists()
    delete()
    with page.expect_response(lambda r: r.request.method == "DELETE"):
        page.get_by_test_id("undo-dismiss").click()
    chronicle.settled()
    assert not (chronicle.documents / "harbour.txt").exists()
    expect(rows).to_have_count(before)


def test_an_upload_tells_how_far_it_is_and_can_be_stopped(
    open_page: Open, chronicle: Server
) -> None:
    page = open_page(chronicle)
    go(page, "#/documents")
    expect(page.get_by_test_id("document").first).to_be_visible()
    # The line is slowed down, so that there is something to see.
    session = page.context.new_cdp_session(page)
    slow = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": 200_000}
    session.send("Network.emulateNetworkConditions", slow)
    big = {"name": "big.txt", "mimeType": "text/plain", "buffer": b"x" * 4_000_000}
    page.get_by_test_id("files").set_input_files(big)
    upload = page.get_by_test_id("upload")
    page.wait_for_function(
        "() => { const bar = document.querySelector('[data-testid=upload] progress');"
        " return bar && bar.value > 0 && bar.value < 1; }"
    )
    expect(upload).to_contain_text("%")
    upload.get_by_test_id("upload-cancel").click()
    expect(upload).to_contain_text("Stopped.")
    assert not (chronicle.documents / "big.txt").exists()


def test_a_file_that_is_sent_again_is_sent_once_and_replaces_none_unasked(
    changing: Callable[..., Server], open_page: Open, tmp_path: Path
) -> None:
    documents, away = tmp_path / "documents", tmp_path / "away"
    running = changing("--no-watch")
    running.ready()
    running.settled()
    page = open_page(running, path="/#/documents", expected="409 (Conflict)")
    expect(page.get_by_test_id("drop")).to_be_visible()
    documents.rename(away)
    dropped(page, "harbour.txt", SENTENCE)
    upload = page.get_by_test_id("upload").filter(has_text="harbour.txt")
    expect(upload).to_contain_text("There is no folder")
    expect(upload.get_by_test_id("upload-replace")).to_have_count(0)
    away.rename(documents)

    held: list[Route] = []
    page.route("**/api/documents", lambda route: held.append(route), times=2)
    for name in ("pier.txt", "quay.txt"):  # as many as are sent at once
        with page.expect_request("**/api/documents"):
            dropped(page, name, f"In {name}: {SENTENCE}")
    upload.get_by_test_id("upload-retry").click()
    expect(upload).to_contain_text("waits")
    expect(upload.get_by_role("button")).to_have_count(0)
    for route in held:
        route.continue_()
    expect(upload).to_have_attribute("data-state", "sent")


def test_what_is_no_document_is_refused_with_the_reason(open_page: Open, chronicle: Server) -> None:
    page = open_page(chronicle, path="/#/documents", expected="422")
    expect(page.get_by_test_id("failed-files")).to_contain_text("broken.pdf")
    dropped(page, "<img src=x onerror=alert(1)>.exe", "MZ")
    upload = page.get_by_test_id("upload")
    expect(upload).to_have_attribute("data-state", "failed")
    expect(upload).to_contain_text("There is no reader for .exe")
    expect(upload).to_contain_text("<img src=x onerror=alert(1)>.exe")
    expect(page.locator("img")).to_have_count(0)
