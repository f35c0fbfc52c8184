import { element, opens } from "./elements.js";
import { marked, utf16Ranges } from "./marks.js";
import { previewed } from "./preview.js";
import { date, strings } from "./strings.js";

/** What the source pane is to show for a passage: the range, the words in it, and the text to check them by. */
export function passageTarget(passage) {
  return {
    document: passage.document,
    range: [passage.start, passage.end],
    spans: passage.highlights ?? [],
    expected: [[[passage.start, passage.end], passage.text]],
    legend: null,
  };
}

/** The same for another place of a passage's text. */
export function placeTarget({ document, start, end }) {
  return { document, range: [start, end], spans: [], expected: [], legend: null };
}

/** The same for a document as a whole. */
export function documentTarget({ id, title, published }) {
  return { document: { id, title, published }, range: [0, 0], spans: [], expected: [], legend: null };
}

/** The same for a statement; without its passage at hand, the sentence stands in. */
export function statementTarget(statement, sources) {
  const passage = sources?.passage(statement.passage);
  const parts = statement.text.split(" … ");
  // The words themselves may hold " … "; then only the whole statement can be compared.
  const expected = parts.length === statement.spans.length ? statement.spans.map((span, i) => [span, parts[i]]) : [];
  const who = statement.speaker?.name ?? strings.unnamedLegend(statement.source_text);
  return {
    document: statement.document,
    range: passage ? [passage.start, passage.end] : statement.sentence,
    spans: statement.spans,
    expected,
    legend: `${who} · ${strings.kind(statement.kind)}`,
  };
}

/** Title and date of a document, and the place in its file ("page 3") where one is meant, as one line. */
export function documentLine(reference, place = null) {
  return [reference.title, date(reference.published), place].filter(Boolean).join(", ");
}

// Characters kept in front of the first highlight of a passage, so that it shows in a few lines; a
// phone has lines of some forty.
const lead = () => (window.matchMedia("(max-width: 40rem)").matches ? 30 : 90);

function excerpt(passage) {
  const text = passage.text;
  const inPassage = (passage.highlights ?? []).map(([start, end]) => [start - passage.start, end - passage.start]);
  const ranges = utf16Ranges(text, inPassage.map(([start, end]) => [Math.max(start, 0), Math.max(end, 0)]));
  const first = Math.min(...ranges.map(([start]) => start));
  const from = Number.isFinite(first) && first > 2 * lead() ? text.lastIndexOf(" ", first - lead()) + 1 : 0;
  return [from > 0 ? "… " : null, ...marked(text, [{ className: "statement-mark", ranges }], from)];
}

// Places named on a line; further ones are only counted.
const NAMED = 4;

/** A small line that names other places of the same words, each a way in; null where there are none. */
export function alsoIn(places, openSource) {
  if (places.length === 0) return null;
  const named = places.slice(0, NAMED).flatMap(([reference, target], n) => {
    const button = element("button", {
      class: "place", type: "button", "data-testid": "also-in",
      click: (event) => {
        event.stopPropagation();
        openSource(target, button, button);
      },
    }, documentLine(reference), element("span", { class: "unseen" }, strings.openAtWords));
    return n ? ["; ", button] : [button];
  });
  return element("p", { class: "also" }, strings.alsoIn, named, places.length > NAMED ? strings.andMore(places.length - NAMED) : null);
}

/** A passage as a row that opens its document; `number` is null where nothing cites it. */
export function passageRow(passage, number, openSource) {
  const speakers = (passage.speakers ?? []).map((speaker) => speaker.name).join(", ");
  const button = element("button", { class: "place", type: "button" },
    documentLine(passage.document, passage.place), element("span", { class: "unseen" }, strings.openAtWords));
  const row = element("li", { class: "passage", "data-testid": "passage" },
    number === null ? null : element("span", { class: "passage-number", "aria-hidden": "true" }, `[${number}]`),
    element("div", {},
      element("p", { class: "passage-text", dir: "auto" }, excerpt(passage)),
      element("p", { class: "meta" }, button, speakers ? element("span", {}, strings.speakersHere, speakers) : null),
      alsoIn((passage.also_in ?? []).map((place) => [place.document, placeTarget(place)]), openSource)));
  return opens(row, button, (opener) => openSource(passageTarget(passage), opener, row));
}

/** The passages of one turn: their numbers, which citations use, and the list below the answer. */
export class Sources {
  #passages = new Map();
  #openSource;
  #list = element("ol", { class: "passages" });

  constructor(openSource) {
    this.#openSource = openSource;
    this.element = element("section", { class: "sources", hidden: true }, element("h3", {}, strings.sources), this.#list);
  }

  /** Takes up passages that are new here; numbers go on from the last. */
  add(passages) {
    for (const passage of passages) {
      if (this.#passages.has(passage.id)) continue;
      const number = this.#passages.size + 1;
      this.#passages.set(passage.id, { passage, number });
      this.#list.append(passageRow(passage, number, this.#openSource));
    }
    this.element.hidden = this.#passages.size === 0;
  }

  passage(id) {
    return this.#passages.get(id)?.passage ?? null;
  }

  number(id) {
    return this.#passages.get(id)?.number ?? null;
  }

  /** The chip of a cited passage, or null where the reply did not bring it. */
  citation(id) {
    const entry = this.#passages.get(id);
    if (!entry) return null;
    const chip = element("button", {
      class: "citation", type: "button", "data-testid": "citation",
      "aria-label": strings.citation(entry.number, entry.passage.document.title),
      click: () => this.#openSource(passageTarget(entry.passage), chip, chip),
    }, `[${entry.number}]`);
    return previewed(chip, () => [element("p", { class: "preview-text", dir: "auto" }, excerpt(entry.passage)),
      element("p", { class: "meta" }, documentLine(entry.passage.document, entry.passage.place))]);
  }
}
