"""What users think of an answer, told on the page."""

import pytest

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
from playwright.sync_api import Page, expect

from tests.api.conftest import Server
from tests.api.pages import MARSH, ask

pytestmark = [pytest.mark.e2e, pytest.mark.browser]


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
