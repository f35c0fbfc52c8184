import { element, problemNotice } from "./elements.js";
import { marked, utf16Ranges } from "./marks.js";
import { count, date, strings } from "./strings.js";

// The width from which source and conversation stand side by side; source.css has the same.
const BESIDE = matchMedia("(min-width: 60rem)");

/**
 * Where the target's words stand in the text, in UTF-16 units: {passage, spans, state}.
 * The document may have changed since the answer; words are then looked for, and never marked where they aren't.
 */
export function located(text, target) {
  const whole = utf16Ranges(text, target.expected.map(([range]) => range));
  const as = target.expected.every(([, words], i) => text.slice(...whole[i]) === words);
  if (as) return { passage: utf16Ranges(text, [target.range]), spans: utf16Ranges(text, target.spans), state: "same" };
  const found = [];
  let at = 0;
  for (const [, words] of target.expected) {
    const start = text.indexOf(words, at);
    if (start < 0) return { passage: [], spans: [], state: "gone" };
    at = start + words.length;
    found.push([start, at]);
  }
  return { passage: [], spans: found, state: "moved" };
}

/** [start, end) of each paragraph with the line breaks after it. */
export function paragraphs(text) {
  // Blank lines part paragraphs; a text without any has a paragraph a line.
  const gap = /\n[^\S\n]*\n/.test(text) ? /(?:\n[^\S\n]*){2,}/g : /\n+/g;
  const runs = [];
  let at = 0;
  for (const match of text.matchAll(gap)) {
    runs.push({ start: at, end: match.index, next: match.index + match[0].length });
    at = match.index + match[0].length;
  }
  if (at < text.length) runs.push({ start: at, end: text.length, next: text.length });
  return runs;
}

// Statements of a document that are coloured; what a speaker of a whole book says would be too much to mark.
const COLOURED = 1000;
const PAGE = 100;

/** Of each paragraph the layers (see `marked`) that mark something in it: a book has many paragraphs and many voices. */
export function layersOf(runs, layers) {
  const found = runs.map(() => []);
  for (const layer of layers) {
    let first = 0;
    for (const range of [...layer.ranges].sort(([a], [b]) => a - b)) {
      while (first < runs.length && runs[first].end <= range[0]) first += 1;
      for (let n = first; n < runs.length && runs[n].start < range[1]; n += 1) {
        const last = found[n].at(-1);
        if (last?.layer === layer) last.ranges.push(range);
        else found[n].push({ ...layer, layer, ranges: [range] });
      }
    }
  }
  return found;
}

// Colours that can be told apart; whoever says less shares the last.
const COLOURS = 8;

/** All statements of a document, in text order. */
async function statementsOf(id, client, signal) {
  const found = [];
  for (;;) {
    const { items, total } = await client.documentStatements(id, { limit: PAGE, offset: found.length }, signal);
    found.push(...items);
    if (items.length === 0 || found.length >= Math.min(total, COLOURED)) return found;
  }
}

/** Who says what in the text: [{name, colour, ranges in UTF-16 units}], whoever says the most first. */
export function voices(text, statements) {
  const by = new Map();
  // All of them at once, as each time the whole text is walked.
  const ranges = utf16Ranges(text, statements.flatMap(({ spans }) => spans)).values();
  for (const { speaker, spans } of statements) {
    const key = speaker?.id ?? null;
    if (!by.has(key)) by.set(key, { name: speaker?.name ?? strings.unnamed, statements: 0, ranges: [] });
    const voice = by.get(key);
    voice.statements += 1;
    voice.ranges.push(...spans.map(() => ranges.next().value));
  }
  return [...by].sort(([a, x], [b, y]) => (a === null) - (b === null) || y.statements - x.statements)
    .map(([key, voice], i) => ({ ...voice, colour: key === null ? "none" : Math.min(i, COLOURS) }));
}

/** The pane that shows a document at the words an answer rests on: beside the answer, or over it on a phone. */
export class SourcePane {
  #root;
  #page;
  #client;
  #opener = null;
  #row = null;
  #loading = null;

  constructor(root, page, client) {
    [this.#root, this.#page, this.#client] = [root, page, client];
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !this.#root.hidden && !event.isComposing) this.close();
    });
    BESIDE.addEventListener("change", () => this.#fence());
  }

  /** Opens the target's document. The keyboard comes back to `opener` on closing; `row` is shown as open. */
  async open(target, opener, row) {
    this.#loading?.abort();
    const loading = new AbortController();
    this.#loading = loading;
    this.#select(opener, row);
    const title = element("h2", { id: "source-title", tabindex: "-1" }, target.document.title ?? target.document.id);
    const close = element("button", { class: "outlined", type: "button", "data-testid": "close-source", click: () => this.close() }, strings.close);
    const about = element("p", { class: "about" }, date(target.document.published) ?? "");
    const body = element("div", { class: "source-body" }, element("p", { class: "waiting" }, strings.loading));
    this.#root.replaceChildren(
      element("div", { class: "source-head" },
        element("div", {}, element("p", { class: "eyebrow" }, strings.sourceHeading), title, about), close), body);
    this.#root.hidden = false;
    document.body.classList.add("reading");
    this.#fence();
    title.focus({ preventScroll: true });
    // The columns have just changed width; what was clicked stays in sight beside its source.
    if (BESIDE.matches) row.scrollIntoView({ block: "nearest" });
    try {
      const [source, statements] = await Promise.all([this.#client.document(target.document.id, loading.signal),
        statementsOf(target.document.id, this.#client, loading.signal)]);
      title.textContent = source.title;
      about.textContent = [date(source.published), source.paths?.[0] ?? source.origin, strings.documentCounts(source.statement_count)].filter(Boolean).join(" · ");
      this.#show(body, source.text, target, voices(source.text, statements));
    } catch (problem) {
      if (loading.signal.aborted) return;
      // A changed file is another document, so this one does not come back by trying; whose title is not known was never there.
      const left = problem.status === 404 && target.document.title !== null;
      body.replaceChildren(left ? problemNotice(strings.left) : problemNotice(problem, strings.retry, () => this.open(target, opener, row)));
    }
  }

  #show(body, text, target, spoken) {
    const { passage, spans, state } = located(text, target);
    const layers = [{ className: "passage-mark", ranges: passage },
      ...spoken.map(({ name, colour, ranges }) => ({ className: `by by-${colour}`, title: name, ranges })),
      { className: "statement-mark", ranges: spans }];
    const runs = paragraphs(text);
    const within = layersOf(runs, layers);
    const content = element("div", { class: "source-text", "data-testid": "source-text", tabindex: "0", role: "region", "aria-label": strings.sourceText },
      runs.map(({ start, end, next }, n) => element("p", { dir: "auto" },
        marked(text, within[n], start, end),
        // Kept for whoever reads the text from the page; the paragraph itself already breaks the line.
        next > end ? element("span", { class: "break" }, text.slice(end, next)) : null)));
    const notes = [];
    if (state === "moved") notes.push(element("p", { class: "changed", role: "status" }, strings.moved));
    if (state === "gone") notes.push(element("p", { class: "changed", role: "status" }, strings.gone));
    if (state !== "gone" && target.legend) notes.push(element("p", { class: "legend" }, element("mark", { class: "statement-mark" }, target.legend)));
    if (spoken.length) notes.push(this.#legend(spoken, content));
    body.replaceChildren(...notes, content);
    const mark = content.querySelector(".statement-mark") ?? content.querySelector(".passage-mark");
    if (!mark) return;
    const third = content.clientHeight / 3;
    content.scrollTop += mark.getBoundingClientRect().top - content.getBoundingClientRect().top - third;
  }

  /** Who speaks in what colour; each name leads to the next of their words. */
  #legend(spoken, content) {
    const entry = ({ name, statements, colour }) => element("li", {},
      element("button", { class: `voice by-${colour}`, type: "button", "data-testid": "voice", title: count(statements, "statement"),
        click: () => {
          const marks = [...content.querySelectorAll(`.by-${colour}`)].filter((mark) => mark.title === name);
          const middle = content.getBoundingClientRect().top + content.clientHeight / 3 + 4;
          const next = marks.find((mark) => mark.getBoundingClientRect().top > middle) ?? marks[0];
          for (const mark of content.querySelectorAll(".pointed")) mark.classList.remove("pointed");
          next.classList.add("pointed");
          content.scrollTop += next.getBoundingClientRect().top - middle + 4;
        } }, name));
    return element("ul", { class: "voices", "aria-label": strings.voices }, spoken.map(entry));
  }

  #select(opener, row) {
    this.#row?.classList.remove("open");
    this.#opener = opener;
    this.#row = row;
    row.classList.add("open");
  }

  /** As a sheet over the page, the pane is a dialogue, and what lies under it can't be reached. */
  #fence() {
    const over = !this.#root.hidden && !BESIDE.matches;
    this.#page.inert = over;
    this.#root.setAttribute("role", over ? "dialog" : "complementary");
    if (over) this.#root.setAttribute("aria-modal", "true");
    else this.#root.removeAttribute("aria-modal");
  }

  close() {
    if (this.#root.hidden) return;
    this.#loading?.abort();
    this.#root.hidden = true;
    document.body.classList.remove("reading");
    this.#fence();
    this.#row.classList.remove("open");
    if (this.#opener.isConnected) this.#opener.focus();
    this.#root.replaceChildren();
  }
}
