"""Answers that a language model words, on the page."""

from collections.abc import Iterator

import pytest

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
from playwright.sync_api import expect

from tests.api.conftest import DEADLINE, Server
from tests.api.pages import Open, ask
from tests.models import Endpoint, Stage, endpoint, event

pytestmark = [pytest.mark.e2e, pytest.mark.browser]


@pytest.fixture(scope="module")
def worded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Endpoint]]:
    """A server with a language model, and the model."""
    folder = tmp_path_factory.mktemp("worded")
    (folder / "documents").mkdir()
    (folder / "documents/a.txt").write_text("Tom Becker said the harbour was too shallow.\n")
    with endpoint() as model:
        setting = {"LLM_URL": model.url, "LLM_MODEL": "small", "LLM_TIMEOUT": str(DEADLINE)}
        named = {f"ONRECORD_{name}": value for name, value in setting.items()}
        places = folder / "documents", folder / "data"
        with Server(*places, "--no-watch", NO_PROXY="127.0.0.1", **named) as running:
            running.ready()
            running.settled()
            yield running, model


def test_an_answer_that_a_model_worded_says_so(
    open_page: Open, worded: tuple[Server, Endpoint]
) -> None:
    running, model = worded
    model.says("Tom Becker said the harbour is shallow [1].", "It <b>is</b> deep.")
    turn = ask(open_page(running), "What did Becker say?")
    expect(turn.get_by_test_id("answer")).to_contain_text("Becker said the harbour is shallow.")
    shown = turn.get_by_test_id("worded")
    expect(shown.locator("summary")).to_have_text("Worded by small; 1 sentence dropped")
    expect(shown.locator("p")).to_be_hidden()
    shown.locator("summary").click()
    expect(shown.locator("p")).to_have_text("Dropped because it cites no source.")


def test_an_answer_is_stopped_while_it_is_written_and_asked_for_again(
    open_page: Open, worded: tuple[Server, Endpoint]
) -> None:
    running, model = worded

    def hesitate(stage: Stage) -> None:
        stage.answer(event("Tom Becker said the harbour is shallow [1].\n"))
        model.over.wait()

    model.plays(hesitate)
    page = open_page(running)
    page.get_by_test_id("question").fill("What did Becker say?")
    page.keyboard.press("Enter")
    turn = page.get_by_test_id("turn")
    expect(turn.get_by_test_id("answer")).to_contain_text("harbour is shallow")
    page.get_by_test_id("stop").click()
    expect(turn).to_contain_text("Stopped.")
    expect(turn.get_by_test_id("answer")).to_contain_text("harbour is shallow")
    expect(page.get_by_test_id("send")).to_be_visible()
    page.reload()
    expect(turn).to_contain_text("Stopped.")
    model.says("Tom Becker said the harbour is shallow [1].")
    turn.get_by_test_id("retry").click()
    expect(turn.get_by_test_id("worded")).to_have_text("Worded by small")


def test_a_question_is_edited_while_its_answer_is_on_its_way(
    open_page: Open, worded: tuple[Server, Endpoint]
) -> None:
    running, model = worded

    def hesitate(stage: Stage) -> None:
        stage.answer()
        model.over.wait()

    model.plays(hesitate)
    page = open_page(running)
    page.get_by_test_id("question").fill("What did Bekker say?")
    page.keyboard.press("Enter")
    turn = page.get_by_test_id("turn")
    expect(turn.locator(".waiting")).to_be_visible()
    page.keyboard.press("ArrowUp")
    expect(page.get_by_test_id("edit-box")).to_be_focused()
    model.says("Tom Becker said the harbour is shallow [1].")
    page.get_by_test_id("edit-box").fill("What did Becker say?")
    page.keyboard.press("Enter")
    expect(turn.get_by_test_id("worded")).to_have_text("Worded by small")
    expect(turn.get_by_test_id("answer")).to_contain_text("harbour is shallow")
    expect(turn).not_to_contain_text("Stopped.")
    expect(turn.get_by_test_id("read-error")).to_have_count(0)
