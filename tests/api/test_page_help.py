"""What the page says of itself can be read: the sheet of keys and marks, the formats, the API."""

import pytest

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
from playwright.sync_api import expect

from tests.api.pages import KIRBY, PHONE, Open, ask, fits

pytestmark = [pytest.mark.e2e, pytest.mark.browser]
LINE = 40  # pixels, in which a line of text has room


def test_each_kind_of_words_has_a_line_of_the_sheet(open_page: Open) -> None:
    page = open_page()
    page.get_by_test_id("help-open").click()
    samples = page.locator(".said-sample")
    expect(samples).to_have_count(4)
    for sample in samples.all():
        box = sample.bounding_box()
        assert box
        assert box["height"] < LINE, sample.text_content()


@pytest.mark.parametrize("device", [{}, PHONE], ids=["desk", "phone"])
def test_the_formats_are_told_whatever_was_asked_before(open_page: Open, device: dict) -> None:
    page = open_page(**device)
    ask(page, KIRBY)
    page.get_by_role("link", name="Documents").click()
    expect(page.get_by_text("up to 100 MB each")).to_be_visible()


def test_the_reference_tells_what_fields_mean_and_shows_code_as_such(open_page: Open) -> None:
    page = open_page(path="/docs")
    chat = page.get_by_test_id("operation").filter(has_text="/api/chat")
    expect(chat.locator(".brief code").first).to_have_text("retrieval")
    asked = page.get_by_test_id("operation").filter(has_text="/api/ask")
    asked.locator("summary").click()
    expect(asked).to_contain_text("history is oldest first")
    expect(asked).to_contain_text("partly both (mixed)")
    expect(page.locator("body")).not_to_contain_text("`")
    assert fits(page)
