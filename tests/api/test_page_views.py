"""The page's other views in a real Chromium: speakers, documents, history, and the keyboard."""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, Route, expect

from tests.api.conftest import ROOT, Server
from tests.api.pages import PHONE, Open, ask, fits

pytestmark = [pytest.mark.e2e, pytest.mark.browser]

CHRONICLE = ROOT / "tests/qa/chronicle"
MARSH = "What did Marsh say?"
# Scrolls by two pixels; gives how far it got once the page has heard of it.
MOVED = """() => new Promise((resolve) => {
  const before = scrollY;
  const heard = () => requestAnimationFrame(() => resolve(Math.abs(scrollY - before)));
  addEventListener("scroll", heard, { once: true });
  scrollBy({ top: before > 1 ? -2 : 2, behavior: "instant" });
})"""
SENTENCE = "The engineer Tom Becker said the harbour was too shallow for ferries.\n"


@pytest.fixture(scope="module")
def chronicle(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """On documents of several days. A test that changes them changes them back."""
    folder = tmp_path_factory.mktemp("chronicle")
    shutil.copytree(CHRONICLE, folder / "documents")
    (folder / "documents/broken.pdf").write_bytes(b"%PDF-1.4 nothing of the kind")
    with Server(folder / "documents", folder / "data", "--no-watch") as running:
        running.ready()
        running.settled()
        yield running


@pytest.fixture
def page(open_page: Open, chronicle: Server) -> Page:
    return open_page(chronicle)


def go(page: Page, hash: str) -> None:
    page.evaluate("hash => { location.hash = hash; }", hash)


def way_back(page: Page) -> Locator:
    """The button that undoes what was just done. While it has the keyboard its time stands still,
    however long the test takes."""
    button = page.get_by_test_id("undo-button")
    button.focus()
    return button


def names(page: Page) -> list[str]:
    return page.get_by_test_id("speaker").get_by_role("link").all_text_contents()


# Speakers


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


# Documents


def dropped(page: Page, name: str, text: str) -> None:
    """Drops a file on the page, as a hand would."""
    transfer = page.evaluate_handle(
        """([name, text]) => {
          const transfer = new DataTransfer();
          transfer.items.add(new File([text], name));
          return transfer;
        }""",
        [name, text],
    )
    zone = page.get_by_test_id("drop")
    for kind in ("dragover", "drop"):
        zone.dispatch_event(kind, {"dataTransfer": transfer})


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


# Conversations


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


# Answers and their sources


def test_a_citation_shows_its_words_when_it_is_pointed_at(page: Page, chronicle: Server) -> None:
    turn = ask(page, MARSH)
    chip = turn.get_by_test_id("citation").first
    preview = page.get_by_test_id("preview")
    chip.hover()
    expect(preview).to_be_visible()
    words = preview.locator(".preview-text").inner_text().lstrip("… ")
    assert words[:60] in chronicle.ask(MARSH)["passages"][0]["text"]

    def apart() -> float:
        box, of = preview.bounding_box(), chip.bounding_box()
        assert box is not None
        assert of is not None
        return min(abs(box["y"] + box["height"] - of["y"]), abs(of["y"] + of["height"] - box["y"]))

    # It stays while the page moves a little beneath it, and moves with it.
    assert page.evaluate(MOVED) == 2
    expect(preview).to_be_visible()
    assert apart() < 1
    page.keyboard.press("Escape")
    expect(preview).to_be_hidden()
    page.mouse.move(0, 0)
    chip.hover()
    expect(preview).to_be_visible()
    preview.hover()
    expect(preview).to_be_visible()
    page.mouse.move(0, 0)
    expect(preview).to_be_hidden()


def test_words_that_run_from_right_to_left_do_so_wherever_they_are_shown(
    changing: Callable[..., Server], open_page: Open, tmp_path: Path
) -> None:
    (tmp_path / "documents/bridge.txt").write_text("بلغت تكلفة الجسر الجديد 40 مليون دولار!\n")
    running = changing("--no-watch")
    running.ready()
    running.settled()
    page = open_page(running)
    ask(page, "كم بلغت تكلفة الجسر الجديد؟")
    passage = page.get_by_test_id("passage").locator("p").first
    expect(passage).to_contain_text("40")
    expect(passage).to_have_css("direction", "rtl")
    passage.click()
    expect(page.get_by_test_id("source-text").locator("p")).to_have_css("direction", "rtl")


def test_the_source_shows_all_statements_by_speaker(page: Page, chronicle: Server) -> None:
    turn = ask(page, MARSH)
    card = turn.get_by_test_id("statement").first
    expect(card).to_contain_text("% sure")
    card.get_by_role("button").click()
    source = page.get_by_test_id("source-text")
    id = chronicle.ask(MARSH)["statements"][0]["document"]["id"]
    statements = chronicle.get(f"/api/documents/{id}/statements")["items"]
    text = chronicle.get(f"/api/documents/{id}")["text"]
    for name in {each["speaker"]["name"] for each in statements}:
        expect(page.get_by_test_id("voice").filter(has_text=name)).to_be_visible()
        spans = [s for e in statements if e["speaker"]["name"] == name for s in e["spans"]]
        marked = source.locator(f"mark.by[title='{name}']").all_text_contents()
        assert "".join(marked) == "".join(text[start:end] for start, end in sorted(spans))
    voice = page.get_by_test_id("voice").last
    voice.click()
    pointed = source.locator("mark.pointed")
    expect(pointed).to_have_attribute("title", voice.inner_text())
    expect(pointed).to_be_in_viewport()


def test_of_a_book_with_many_voices_a_paragraph_is_marked_by_its_own_alone(page: Page) -> None:
    most, marks = page.evaluate(
        """async () => {
          const { layersOf, paragraphs, voices } = await import("/web/document.js");
          const said = (n) => `Voice ${n} 😀 said it.`;
          const text = Array.from({ length: 2000 }, (_, n) => said(n % 500)).join("\\n\\n");
          let at = 0;
          const spoken = voices(text, text.split("\\n\\n").map((words, n) => {
            const span = [at, at + [...words].length];
            at = span[1] + 2;
            return { speaker: { id: `${n % 500}`, name: `${n % 500}` }, spans: [span] };
          }));
          const all = [0, text.length];
          const layers = [{ className: "passage-mark", ranges: [all] }, ...spoken];
          const runs = paragraphs(text);
          const found = layersOf(runs, layers);
          return [Math.max(...found.map((each) => each.length)), found.map(([passage, own], n) =>
            passage.ranges[0] === all && own.ranges.length === 1
            && text.slice(...own.ranges[0]) === said(own.name)
            && text.slice(runs[n].start, runs[n].end) === said(own.name))];
        }"""
    )
    assert most == 2
    assert len(marks) == 2000
    assert all(marks)


def test_of_a_document_that_changed_since_the_answer_it_is_said(
    open_page: Open, chronicle: Server
) -> None:
    file = chronicle.documents / "harbour.txt"
    file.write_text(SENTENCE)
    chronicle.http.post("/api/index/rebuild")
    chronicle.settled()
    page = open_page(chronicle, expected="404")
    turn = ask(page, "What did Becker say?")
    file.write_text(SENTENCE.replace("shallow", "deep"))
    chronicle.http.post("/api/index/rebuild")
    chronicle.settled()
    turn.get_by_test_id("statement").first.get_by_role("button").click()
    source = page.get_by_test_id("source")
    expect(source).to_contain_text("It has been changed or deleted since.")
    expect(source.get_by_test_id("retry")).to_have_count(0)
    file.unlink()
    chronicle.http.post("/api/index/rebuild")
    chronicle.settled()


def test_a_thumb_and_a_note_on_an_answer_are_kept(page: Page, chronicle: Server) -> None:
    turn = ask(page, MARSH)
    turn.get_by_test_id("thumb-up").click()
    expect(turn.get_by_test_id("note")).to_be_focused()
    page.keyboard.type("All twelve are hers.")
    turn.get_by_test_id("note-send").click()
    expect(turn.get_by_test_id("note-form")).to_be_hidden()
    page.reload()
    expect(turn.get_by_test_id("thumb-up")).to_have_attribute("aria-pressed", "true")
    turn.get_by_test_id("thumb-down").click()
    expect(turn.get_by_test_id("thumb-down")).to_have_attribute("aria-pressed", "true")
    (kept,) = chronicle.get("/api/feedback")["items"]
    assert (kept["thumb"], kept["note"]) == ("down", "All twelve are hers.")
    assert (kept["question"], kept["speaker"]) == (MARSH, "Lena Marsh")


# For everybody


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


def test_numbers_and_dates_are_the_users(open_page: Open, chronicle: Server) -> None:
    page = open_page(chronicle, path="/#/speakers/lena-marsh", locale="de-DE")
    expect(page.locator(".dated h3").first).to_have_text("3. Juni 2025")


def test_a_server_that_is_gone_is_told_in_every_view(open_page: Open, chronicle: Server) -> None:
    page = open_page(chronicle, expected="Failed to load resource")
    for view in ("speakers", "documents", "history"):
        go(page, f"#/{view}")  # their code is there now
        expect(page.locator(f"#{view}-view h1")).to_be_visible()
    page.context.route("**/api/**", lambda route: route.abort())
    for view in ("speakers", "documents"):
        go(page, "#/history")
        go(page, f"#/{view}")
        expect(page.locator(f"#{view}-view")).to_contain_text("The server can’t be reached")
    go(page, "#/")
    page.get_by_test_id("question").fill(MARSH)
    page.keyboard.press("Enter")
    error = page.get_by_test_id("turn").get_by_test_id("read-error")
    expect(error).to_contain_text("The server can’t be reached")
    page.context.unroute_all()
    error.get_by_test_id("retry").click()
    expect(page.get_by_test_id("statement").first).to_be_visible()


def test_a_view_whose_code_could_not_be_fetched_is_tried_again(
    open_page: Open, chronicle: Server
) -> None:
    page = open_page(chronicle, expected="Failed to load resource")
    page.context.route("**/web/*.js", lambda route: route.abort())
    page.get_by_test_id("to-history").click()
    view = page.locator("#history-view")
    expect(view).to_contain_text("The server can’t be reached")
    page.context.unroute_all()
    view.get_by_test_id("retry").click()
    expect(view.get_by_role("heading", name="History")).to_be_focused()


def test_what_could_not_be_read_is_tried_again_in_one_place(
    open_page: Open, chronicle: Server
) -> None:
    page = open_page(chronicle, expected="Failed to load resource")
    pages = "**/api/speakers/lena-marsh/**"
    # Pages of two, so that there is more.
    page.route("**/statements?*", lambda route: route.continue_(
        url=route.request.url.replace("limit=20", "limit=2")))  # fmt: skip
    go(page, "#/speakers/lena-marsh")
    view = page.locator("#speakers-view")
    more, retry = view.get_by_test_id("show-more"), view.get_by_test_id("retry")
    expect(view.get_by_test_id("statement")).to_have_count(2)
    page.route(pages, lambda route: route.abort())
    more.click()
    expect(retry).to_have_count(1)
    view.get_by_test_id("period").first.click()
    expect(view.locator(".summary")).to_contain_text("The server can’t be reached")
    expect(retry).to_have_count(1)
    expect(more).to_be_hidden()
    expect(view.get_by_test_id("statement")).to_have_count(0)
    page.unroute(pages)
    retry.click()
    expect(view.get_by_test_id("statement")).to_have_count(2)
    expect(more).to_be_visible()
    expect(retry).to_have_count(0)


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


def test_the_page_is_less_than_150_kilobytes_with_all_its_views(page: Page) -> None:
    for view in ("speakers", "documents", "history"):
        go(page, f"#/{view}")
        expect(page.locator(f"#{view}-view h1")).to_be_visible()
    files, sent = page.evaluate(
        """() => {
          const own = ["navigation", "resource"]
            .flatMap((kind) => performance.getEntriesByType(kind))
            .filter(({ name }) => !name.includes("/api/"));
          return [own.length, own.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0)];
        }"""
    )
    assert files > 30
    assert 10_000 < sent < 150_000, "bytes, as they are sent"


# Interviews


def test_what_was_asked_stands_beside_an_answer_and_is_none_of_its_words(
    open_page: Open, tmp_path: Path
) -> None:
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents/interview.md").write_text(
        "# Ten minutes with Lena Fabricius\n\n"
        "**Q: Is it true that you sold your piano?**\n\n"
        "**Fabricius:** No. I lent it to a school.\n\n**Q: Why?**\n\n**Fabricius:** To hear it.\n"
    )
    with Server(tmp_path / "documents", tmp_path / "data", "--no-watch") as running:
        running.ready()
        running.settled()
        page = open_page(running)
        ask(page, "What did Fabricius say about her piano?")
        card = page.get_by_test_id("statement")
        expect(card).to_contain_text("Asked: “Is it true that you sold your piano?”")
        expect(card.get_by_role("blockquote")).to_have_text("No. I lent it to a school.")
