"""The page in a real Chromium, on a real server. What its console says is an error here."""

from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
from playwright.sync_api import Page, expect

from tests.api.conftest import Server
from tests.api.pages import KIRBY, Open, ask, fits, go

pytestmark = [pytest.mark.e2e, pytest.mark.browser]


def test_the_first_screen_tells_what_is_there_and_suggests_questions(
    open_page: Open, server: Server
) -> None:
    page = open_page()
    expect(page.get_by_test_id("status")).to_contain_text("document")
    speakers = server.get("/api/speakers", limit=6)["items"]
    expect(page.get_by_test_id("suggestion")).to_have_count(len(speakers))
    for each in speakers:
        with_article = f"the {each['name']}"
        name = with_article if with_article in each["aliases"] else each["name"]
        expect(page.get_by_text(f"What did {name} say?")).to_be_visible()
    expect(page.get_by_text("What did the Kremlin say?")).to_be_visible()
    page.get_by_test_id("suggestion").first.click()
    expect(page.get_by_test_id("statement").first).to_be_visible()


def test_a_typed_question_is_answered_with_the_speakers_statements(open_page: Open) -> None:
    page = open_page()
    turn = ask(page, KIRBY)
    expect(turn.get_by_test_id("answer")).to_contain_text("legitimate military targets")
    cards = turn.get_by_test_id("statement")
    assert cards.count() >= 2
    for card in cards.all():
        expect(card).to_contain_text("John Kirby")
        expect(card).to_contain_text("spokesman for the White House National Security Council")
        expect(card).to_contain_text("Indirect speech")
    expect(turn.get_by_test_id("citation").first).to_have_text("[1]")


def test_an_answer_grows_while_it_is_streamed(open_page: Open) -> None:
    page = open_page()
    page.evaluate(
        """() => {
          window.grown = [];
          new MutationObserver(() => {
            const answer = document.querySelector("[data-testid=answer]");
            if (answer) window.grown.push(answer.textContent.length);
          }).observe(document.body, { subtree: true, childList: true, characterData: true });
        }"""
    )
    ask(page, KIRBY)
    assert len(set(page.evaluate("window.grown"))) > 3


def test_a_follow_up_shows_how_it_was_read(open_page: Open) -> None:
    page = open_page()
    ask(page, KIRBY)
    turn = ask(page, "and Austin?")
    expect(turn.get_by_test_id("standalone")).to_contain_text("What did Austin say?")
    for card in turn.get_by_test_id("statement").all():
        expect(card).to_contain_text("Lloyd Austin")


def test_a_follow_up_can_be_asked_as_it_was_typed(open_page: Open) -> None:
    page = open_page()
    ask(page, KIRBY)
    turn = ask(page, "and Austin?")
    turn.get_by_test_id("as-typed").click()
    expect(turn.get_by_test_id("standalone")).to_be_hidden()
    expect(turn.locator("h2")).to_contain_text("and Austin?")
    expect(page.get_by_test_id("turn")).to_have_count(2)
    expect(turn.locator(".reply")).not_to_be_empty()


def test_a_name_set_right_alone_has_no_other_wording_to_go_back_to(open_page: Open) -> None:
    turn = ask(open_page(), "What did Kirbey say?")
    expect(turn.get_by_test_id("standalone")).to_contain_text("John Kirby")
    expect(turn.get_by_test_id("as-typed")).to_have_count(0)


@pytest.mark.parametrize(
    ("question", "reason", "nearest"),
    [
        ("What did Putin say?", "no_statements", "Treaty on Comprehensive Strategic Partnership"),
        ("What did Austin say about the treaty?", "nothing_on_topic", "Lloyd Austin"),
        ("What did Merkel say?", "unknown_speaker", ""),
        ("What is the capital of France?", "nothing_relevant", ""),
    ],
)
def test_a_refusal_explains_itself(
    open_page: Open, question: str, reason: str, nearest: str
) -> None:
    turn = ask(open_page(), question)
    refusal = turn.get_by_test_id("refusal")
    expect(refusal).to_have_attribute("data-reason", reason)
    expect(refusal.locator(".refusal-message")).not_to_be_empty()
    expect(refusal).to_contain_text(nearest)


def test_positions_stand_side_by_side(open_page: Open) -> None:
    turn = ask(open_page(), "Did North Korea send troops to Russia?")
    for stance in ("asserts", "denies"):
        group = turn.locator(f"[data-stance={stance}]")
        expect(group.get_by_test_id("statement").first).to_be_visible()


def test_a_question_that_is_too_long_is_told_before_it_is_asked(open_page: Open) -> None:
    page = open_page()
    page.get_by_test_id("question").fill("x" * 2001)
    expect(page.locator("#length")).to_contain_text("Too long by 1 character")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("turn")).to_have_count(0)


def test_a_new_conversation_begins_anew(open_page: Open) -> None:
    page = open_page()
    ask(page, KIRBY)
    page.get_by_test_id("new-conversation").click()
    expect(page.get_by_test_id("turn")).to_have_count(0)
    expect(page.get_by_test_id("suggestion").first).to_be_visible()
    turn = ask(page, "and Austin?")
    expect(turn.get_by_test_id("standalone")).to_be_hidden()


def test_a_rebuild_runs_in_the_page_and_answers_go_on(open_page: Open, server: Server) -> None:
    page = open_page()
    before = server.settled()["generation"]
    page.get_by_test_id("to-documents").click()
    with page.expect_response("**/api/index/rebuild"):
        page.get_by_test_id("rebuild").click()
    expect(page.get_by_test_id("job").get_by_test_id("cancel-job")).to_be_visible()
    page.get_by_test_id("to-ask").click()
    turn = ask(page, KIRBY)
    assert turn.get_by_test_id("statement").count() >= 2
    assert server.settled()["generation"] > before
    expect(page.get_by_test_id("build")).to_be_hidden()


MARKUP = "<img src=x onerror=alert(1)><script>alert(2)</script><b id=injected>bold</b>"


def test_markup_from_anywhere_stays_text(
    changing: Callable[..., Server], open_page: Open, tmp_path: Path
) -> None:
    documents = tmp_path / "documents"
    (documents / "<b onmouseover=alert(3)>.txt").write_text("")
    (documents / "<img src=x onerror=alert(4)>.txt").write_text(
        "Mayor Maria Lopez, head of “<svg onload=alert(5)>”, said “<img src=x onerror=alert(6)> "
        "is what the bridge needs”. The end of </script><script>alert(7)</script> the story.\n"
    )
    (documents / "title.md").write_text(
        f"---\ntitle: '{MARKUP}'\n---\n\n"
        "The engineer Tom Becker said the harbour was too shallow.\n"
    )
    dangerous = changing("--no-watch")
    dangerous.ready()
    assert dangerous.settled()["failed"]
    page = open_page(dangerous)
    expect(page.get_by_test_id("suggestion").first).to_be_visible()
    page.get_by_test_id("failed").click()
    expect(page.get_by_test_id("failed-files")).to_contain_text("<b onmouseover=alert(3)>.txt")
    page.get_by_test_id("to-ask").click()

    turn = ask(page, "What did Lopez say?")
    card = turn.get_by_test_id("statement").first
    expect(card).to_contain_text("<img src=x onerror=alert(6)>")
    card.get_by_role("button").click()
    source = page.get_by_test_id("source")
    expect(source).to_contain_text("</script><script>alert(7)</script>")
    expect(source.locator("h2")).to_contain_text("=alert(4)>")
    page.get_by_test_id("close-source").click()

    card = ask(page, "What did Becker say?").get_by_test_id("statement").first
    expect(card).to_contain_text(MARKUP)
    card.get_by_role("button").click()
    expect(source.locator("h2")).to_contain_text(MARKUP)
    page.get_by_test_id("close-source").click()

    question = f"What did {MARKUP} say?"
    turn = ask(page, question)
    expect(turn.locator("h2")).to_contain_text(question)
    for view, shown in (
        ("speakers", "Maria Lopez"),
        ("speakers/maria-lopez", "<svg onload=alert(5)>"),
        ("documents", MARKUP),
        ("history", "What did Lopez say?"),
    ):
        page.evaluate("hash => { location.hash = hash; }", f"#/{view}")
        expect(page.locator("main")).to_contain_text(shown)
    for made in ("img", "svg", "main script", "#injected", "#source script", "[onmouseover]"):
        expect(page.locator(made)).to_have_count(0)


def test_the_reference_of_the_api_needs_nothing_from_elsewhere(
    open_page: Open, server: Server
) -> None:
    page = open_page(path="/docs")
    operations = page.get_by_test_id("operation")
    ways = server.get("/openapi.json")["paths"].values()
    expect(operations).to_have_count(sum(map(len, ways)))
    ask_operation = operations.filter(has_text="/api/ask")
    ask_operation.locator("summary").click()
    expect(ask_operation).to_contain_text("standalone_question")
    expect(ask_operation).to_contain_text("application/problem+json")
    assert fits(page)


def test_numbers_and_dates_are_the_users(open_page: Open, chronicle: Server) -> None:
    page = open_page(chronicle, path="/#/speakers/lena-marsh", locale="de-DE")
    expect(page.locator(".dated h3").first).to_have_text("3. Juni 2025")


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
