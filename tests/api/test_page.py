"""The page in a real Chromium, on a real server. What its console says is an error here."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
from playwright.sync_api import expect

from tests.api.conftest import DEADLINE, SEEDS, Server
from tests.api.pages import KIRBY, PHONE, Open, ask, fits
from tests.models import Endpoint, Stage, endpoint, event

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


def test_a_statement_opens_its_document_at_exactly_its_words(
    open_page: Open, server: Server
) -> None:
    page = open_page()
    turn = ask(page, KIRBY)
    text = next(SEEDS.glob("north-korean*.txt")).read_text("utf-8").strip()
    for card in turn.get_by_test_id("statement").all():
        card.get_by_role("button").click()
        source = page.get_by_test_id("source-text")
        expect(source.locator("mark.statement-mark").first).to_be_in_viewport()
        marked = " … ".join(source.locator("mark.statement-mark").all_text_contents())
        assert marked == card.locator("blockquote").inner_text()
        assert (source.text_content() or "").strip() == text
        page.get_by_test_id("close-source").click()
        expect(page.get_by_test_id("source")).to_be_hidden()
    turn.get_by_test_id("citation").first.click()
    passage = server.ask(KIRBY)["passages"][0]
    expect(page.locator("mark.passage-mark").first).to_be_in_viewport()
    marked_passage = page.locator("mark.passage-mark").all_text_contents()
    assert "".join(marked_passage) == passage["text"]


def test_an_address_opens_a_document_at_a_place(open_page: Open, server: Server) -> None:
    cited = server.http.post(
        "/v1/chat/completions",
        json={"model": "onrecord", "messages": [{"role": "user", "content": KIRBY}]},
    ).json()["choices"][0]["message"]["annotations"][0]["url_citation"]
    passage = server.ask(KIRBY)["passages"][0]
    page = open_page(path=cited["url"].removeprefix(server.url))
    marks = page.locator("mark.passage-mark")
    expect(marks.first).to_be_in_viewport()
    expect(page.get_by_test_id("source").locator("h2")).to_have_text(cited["title"])
    assert "".join(marks.all_text_contents()) == passage["text"]
    page.get_by_test_id("close-source").click()
    expect(page.locator("#documents-view h1")).to_be_focused()
    expect(page.get_by_test_id("document").first).to_be_visible()


def test_an_address_of_no_document_says_so(open_page: Open) -> None:
    page = open_page(path="/#/documents/never?at=1-2", expected="404")
    expect(page.get_by_test_id("source")).to_contain_text("There is no document 'never'")


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


def test_a_statement_of_several_documents_is_one_card_that_leads_to_each(
    changing: Callable[..., Server], open_page: Open, tmp_path: Path
) -> None:
    told = "Mayor Agnes Holt said that the old bridge would stay closed until the winter."
    for name in ("Monday", "Tuesday"):
        (tmp_path / "documents" / f"{name}.txt").write_text(f"{told}\n{name} was a day of rain.\n")
    running = changing("--no-watch")
    running.ready()
    running.settled()
    (statement,) = running.ask("What did Holt say?")["statements"]
    (other,) = statement["repeated_in"]
    documents = {running.get(f"/api/documents/{s['document']['id']}")["title"]: s
                 for s in (statement, other)}  # fmt: skip
    assert set(documents) == {"Monday", "Tuesday"}
    for options in ({}, PHONE):
        page = open_page(running, **options)
        card = ask(page, "What did Holt say?").get_by_test_id("statement")
        expect(card).to_have_count(1)
        link = card.get_by_test_id("also-in")
        expect(link).to_contain_text(other["document"]["title"])
        link.click()
        source = page.get_by_test_id("source-text")
        expect(source).to_contain_text(f"{other['document']['title']} was a day of rain.")
        expect(source.locator("mark.statement-mark")).to_have_text([other["text"]])
        assert fits(page)


def test_it_works_by_keyboard_alone(open_page: Open) -> None:
    page = open_page()
    expect(page.get_by_test_id("suggestion").first).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.locator("#skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("question")).to_be_focused()
    page.keyboard.type(KIRBY)
    page.keyboard.press("Enter")
    card = page.get_by_test_id("statement").first
    expect(card).to_be_visible()
    expect(page.get_by_test_id("send")).to_be_visible()
    opener = card.get_by_role("button")
    for _ in range(30):
        page.keyboard.press("Shift+Tab")
        if opener.evaluate("node => node === document.activeElement"):
            break
    expect(opener).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("source-text")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("source")).to_be_hidden()
    expect(opener).to_be_focused()


def test_nothing_scrolls_sideways_on_a_phone(open_page: Open) -> None:
    page = open_page(**PHONE)
    expect(page.get_by_test_id("suggestion").first).to_be_visible()

    assert fits(page)
    turn = ask(page, "Did North Korea send troops to Russia?")
    assert fits(page)
    turn.get_by_test_id("statement").first.get_by_role("button").tap()
    expect(page.get_by_test_id("source-text")).to_be_visible()
    assert fits(page)
    expect(page.get_by_test_id("source")).to_have_attribute("aria-modal", "true")
    page.get_by_test_id("close-source").tap()
    ask(page, "What did Putin say?")
    assert fits(page)
    page.get_by_test_id("new-conversation").tap()
    ask(page, "What did anybody at all have to say about a treaty between Russia and North Korea?")
    page.get_by_test_id("new-conversation").tap()
    expect(page.get_by_test_id("continue")).to_have_count(2)
    assert fits(page)


@pytest.mark.parametrize("device", [{}, PHONE], ids=["desktop", "phone"])
def test_of_a_passage_the_words_that_answer_are_among_those_that_are_seen(
    open_page: Open, device: dict[str, object]
) -> None:
    page = open_page(**device)
    ask(page, "how many troops did the NIS report?")
    ask(page, "when was the treaty signed?")
    seen = page.locator(".passage-text:has(mark)").evaluate_all(
        """passages => passages.map(passage => {
             const [words] = passage.querySelector("mark").getClientRects();
             return words.bottom <= passage.getBoundingClientRect().bottom + 1;
           })"""
    )
    assert seen
    assert all(seen)


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2) of "rgb(r, g, b)"."""
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_can_be_read_by_day_and_in_the_dark(open_page: Open, scheme: str) -> None:
    page = open_page(color_scheme=scheme)
    turn = ask(page, KIRBY)
    turn.get_by_test_id("statement").first.get_by_role("button").click()
    mark = page.get_by_test_id("source-text").locator("mark.statement-mark").first
    expect(mark).to_be_visible()
    paper = luminance(page.evaluate("getComputedStyle(document.body).backgroundColor"))
    ink = luminance(page.evaluate("getComputedStyle(document.body).color"))
    assert (paper < ink) is (scheme == "dark")
    high, low = max(paper, ink), min(paper, ink)
    assert (high + 0.05) / (low + 0.05) > 7
    colours = mark.evaluate("node => [getComputedStyle(node).color, "
                            "getComputedStyle(node).backgroundColor]")  # fmt: skip
    low, high = sorted(map(luminance, colours))
    assert (high + 0.05) / (low + 0.05) > 4.5


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
