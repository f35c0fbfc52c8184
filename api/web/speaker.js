import { element, moreButton, problemNotice } from "./elements.js";
import { Filters, filtersOf, NO_FILTERS, parameters } from "./filters.js";
import { Identity } from "./identity.js";
import { address, settle } from "./routes.js";
import { statementCard } from "./statements.js";
import { count, date, strings } from "./strings.js";

const PAGE = 20;
const BARS = 40;
const MOST = 80;  // more could be neither seen nor hit on a phone

/** "2024-10" → ["2024-10-01", "2024-10-31"], "2024" → the whole year, "2020s" → all ten. */
function days(period) {
  if (period.endsWith("0s")) return [`${period.slice(0, 4)}-01-01`, `${period.slice(0, 3)}9-12-31`];
  const [year, month] = period.split("-").map(Number);
  if (!month) return [`${period}-01-01`, `${period}-12-31`];
  return [`${period}-01`, `${period}-${new Date(Date.UTC(year, month, 0)).getUTCDate()}`];
}

/** The periods of a timeline, without gaps and the oldest first: months, or years, or decades where these were too many. */
export function timeline(months) {
  const dated = months.filter(({ month }) => month);
  if (dated.length === 0) return [];
  const [last, first] = [dated[0].month, dated.at(-1).month];
  const ordinal = (month) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;
  const yearly = ordinal(last) - ordinal(first) >= BARS;
  const step = Number(last.slice(0, 4)) - Number(first.slice(0, 4)) < MOST ? 1 : 10;
  const years = (year) => (step === 1 ? year : `${year.slice(0, 3)}0s`);
  const counts = new Map();
  for (const { month, statement_count: n } of dated) {
    const period = yearly ? years(month.slice(0, 4)) : month;
    counts.set(period, (counts.get(period) ?? 0) + n);
  }
  const periods = [];
  const from = Number(first.slice(0, 4));
  if (yearly) for (let y = from - (from % step); y <= Number(last.slice(0, 4)); y += step) periods.push(years(String(y).padStart(4, "0")));
  else for (let m = ordinal(first); m <= ordinal(last); m += 1) periods.push(`${String(Math.floor(m / 12)).padStart(4, "0")}-${String((m % 12) + 1).padStart(2, "0")}`);
  return periods.map((period) => ({ period, statements: counts.get(period) ?? 0 }));
}

/** One speaker: what they are on record about, where, when, with which words, and why these names are one. */
export class SpeakerPage {
  #root;
  #options;
  #id = null;
  #asking = new AbortController();
  #filters;
  #summary = element("div", { class: "summary" });
  #statements = element("div", { class: "dated", "data-testid": "speaker-statements" });
  #more;
  #day = null;

  constructor(root, options) {
    this.#root = root;
    this.#options = options;
    this.#filters = new Filters({ client: options.client, kinds: ["documents"], changed: () => this.#changed() });
    this.#more = moreButton({ label: strings.showMore, loading: strings.loading, retry: strings.retry, load: (offset) => this.#load(offset) });
  }

  close() {
    this.#asking.abort();
  }

  focus() {
    this.#root.querySelector("input")?.focus();
  }

  async show(id, query) {
    const { client } = this.#options;
    const { signal } = this.#asking;
    const back = element("p", { class: "back" }, element("a", { href: address("speakers") }, strings.allSpeakers));
    // What is only shown anew stays until the new is there, and as open as it was.
    const before = this.#root.querySelector(".identity");
    if (!before) this.#root.replaceChildren(back, element("p", { class: "waiting" }, strings.loading));
    try {
      const [speaker, filters] = await Promise.all([client.speaker(id, signal), filtersOf(query, client)]);
      if (signal.aborted) return;
      this.#id = speaker.id;
      this.#filters.value = filters;
      // A speaker that was merged has the id of another now.
      if (speaker.id !== id) settle(address("speakers", speaker.id, parameters(filters)));
      document.title = strings.pageTitle(speaker.name);
      const held = before?.contains(document.activeElement);
      const aliases = speaker.aliases.filter((alias) => alias !== speaker.name);
      this.#root.replaceChildren(back,
        element("h1", { tabindex: "-1", "data-testid": "speaker-name" }, speaker.name),
        element("p", { class: "promise" }, speaker.role ?? strings.speakerKind(speaker.kind)),
        ...(aliases.length ? [element("p", { class: "aliases" }, strings.alsoCalled(aliases))] : []),
        element("p", {}, element("a", { class: "outlined", href: address("ask", null, { q: strings.suggestion(speaker.name) }), "data-testid": "ask-about" }, strings.suggestion(speaker.name))),
        element("div", { class: "search" }, this.#filters.fields), this.#filters.chips,
        this.#summary, element("h2", { class: "rule" }, strings.onRecord), this.#statements, this.#more.element,
        new Identity(speaker, this.#options).element);
      if (!before) this.#root.querySelector("h1").focus({ preventScroll: true });
      else this.#root.querySelector(".identity").open = before.open;
      // Whoever corrected it goes on from there, the keyboard too.
      if (held) this.#root.querySelector(".identity > summary").focus({ preventScroll: true });
      await this.#begin(speaker);
    } catch (problem) {
      if (signal.aborted) return;
      this.#root.replaceChildren(back, element("h1", { tabindex: "-1" }, strings.speakersTitle), problemNotice(problem, strings.retry, () => this.show(id, query)));
    }
  }

  #changed() {
    settle(address("speakers", this.#id, parameters(this.#filters.value)));
    this.#asking.abort();
    this.#asking = new AbortController();
    this.#begin();
  }

  async #begin() {
    const { signal } = this.#asking;
    try {
      const [summary, seen] = await Promise.all([
        this.#options.client.speakerSummary(this.#id, parameters(this.#filters.value), signal), this.#load(0)]);
      if (signal.aborted) return;
      this.#summarise(summary);
      this.#more.seen(seen);
    } catch (problem) {
      if (signal.aborted) return;
      this.#statements.replaceChildren();  // they are of other filters
      this.#more.none();
      this.#summary.replaceChildren(problemNotice(problem, strings.retry, () => this.#begin()));
    }
  }

  #summarise({ statement_count: statements, document_count: documents, documents: places, months, topics }) {
    const name = this.#root.querySelector("h1").textContent;
    const bars = timeline(months);
    const most = Math.max(...bars.map((bar) => bar.statements));
    const undated = months.find(({ month }) => month === null)?.statement_count ?? 0;
    const only = (part) => {
      this.#filters.value = { ...NO_FILTERS, ...part };
      this.#changed();
    };
    const bar = ({ period, statements: n }) => {
      const button = element("button", { type: "button", disabled: n === 0, "data-testid": "period", "aria-label": strings.period(period, n), title: strings.period(period, n),
        click: () => { const [from, to] = days(period); only({ from, to }); } });
      button.style.height = `${n ? Math.max(6, (100 * n) / most) : 0}%`;
      return element("li", {}, button);
    };
    const when = element("div", { class: "when" }, element("ol", { class: "timeline", "data-testid": "timeline" }, bars.map(bar)),
      element("p", { class: "axis", "aria-hidden": "true" }, bars[0] ? element("span", {}, strings.periodName(bars[0].period)) : null,
        bars.length > 1 ? element("span", {}, strings.periodName(bars.at(-1).period)) : null));
    when.style.maxWidth = `max(15rem, ${2.5 * bars.length}rem)`;
    const section = (title, ...nodes) => element("section", {}, element("h2", {}, title), ...nodes);
    this.#summary.replaceChildren(...[
      element("p", { class: "tally", role: "status", "data-testid": "speaker-tally" }, strings.onRecordIn(statements, documents)),
      topics.length ? section(strings.topics, element("ul", { class: "chips" }, topics.map(({ word, statement_count: n }) => element("li", {},
        element("a", { class: "chip", "data-testid": "topic", title: count(n, "statement"), href: address("ask", null, { q: strings.suggestionAbout(name, word) }) }, word))))) : null,
      bars.length ? section(strings.timeline, when,
        undated ? element("p", { class: "role" }, strings.undated(undated)) : null) : null,
      places.length ? section(strings.inDocuments, element("ul", { class: "places" }, places.slice(0, 12).map(({ document: { id, title, published }, statement_count: n }) => element("li", {},
        element("button", { class: "place", type: "button", "data-testid": "in-document", click: () => only({ documents: [{ id, name: title }] }) }, title),
        element("span", { class: "role" }, [date(published), count(n, "statement")].filter(Boolean).join(" · "))))),
        documents > 12 ? element("p", { class: "role" }, strings.andMoreDocuments(documents - 12)) : null) : null,
    ].filter(Boolean));
  }

  async #load(offset) {
    const { client, openSource } = this.#options;
    const { items, total } = await client.speakerStatements(this.#id, { ...parameters(this.#filters.value), limit: PAGE, offset }, this.#asking.signal);
    if (offset === 0) {
      this.#day = null;
      this.#statements.replaceChildren();
      if (total === 0) this.#statements.append(element("p", { class: "nobody" }, strings.noStatements));
    }
    for (const statement of items) {
      const day = date(statement.document.published) ?? strings.noDate;
      if (day !== this.#day) this.#statements.append(element("h3", {}, day), element("ul", { class: "cards" }));
      this.#day = day;
      this.#statements.lastElementChild.append(statementCard(statement, null, openSource));
    }
    return { shown: offset + items.length, total: items.length ? total : offset };
  }
}
