"""The page beside its sources: a citation's words, a document's statements, what was asked."""

from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
from playwright.sync_api import Page, expect

from tests.api.conftest import SEEDS, Server
from tests.api.pages import KIRBY, MARSH, PHONE, SENTENCE, Open, ask, fits

pytestmark = [pytest.mark.e2e, pytest.mark.browser]

# Scrolls by two pixels; gives how far it got once the page has heard of it.
MOVED = """() => new Promise((resolve) => {
  const before = scrollY;
  const heard = () => requestAnimationFrame(() => resolve(Math.abs(scrollY - before)));
  addEventListener("scroll", heard, { once: true });
  scrollBy({ top: before > 1 ? -2 : 2, behavior: "instant" });
})"""


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
