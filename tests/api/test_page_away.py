"""The page while the server can't be reached, and once it can be again."""

import pytest

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
from playwright.sync_api import expect

from tests.api.conftest import Server
from tests.api.pages import MARSH, Open, go

pytestmark = [pytest.mark.e2e, pytest.mark.browser]


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
