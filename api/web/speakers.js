import { element } from "./elements.js";
import { anyOf, Filters, filtersOf, parameters } from "./filters.js";
import { PagedList } from "./list.js";
import { address, settle } from "./routes.js";
import { SpeakerPage } from "./speaker.js";
import { strings } from "./strings.js";

const PAGE = 50;

/** Everyone who is on record: how often and in how many documents, by name, document and day. */
export class SpeakersView {
  #root;
  #options;
  #list;
  #search;
  #filters;
  #most = 1;  // statements of whoever has the most
  #page = null;

  constructor(root, options) {
    this.#root = root;
    this.#options = options;
    this.#filters = new Filters({ client: options.client, kinds: ["documents"], changed: () => this.#changed() });
    this.#search = element("input", { id: "speaker-search", type: "search", autocomplete: "off", spellcheck: "false", "data-testid": "search", input: () => this.#changed() });
    this.#list = new PagedList(element("ol", { class: "speakers", "data-testid": "speakers" }), {
      ask: async (offset, signal) => {
        const page = await options.client.speakers({ q: this.#words, ...parameters(this.#filters.value), limit: PAGE, offset }, signal);
        if (offset === 0) this.#most = page.items[0]?.statement_count ?? 1;
        return page;
      },
      row: (speaker) => this.#row(speaker),
      tally: (total) => (total || this.#words || anyOf(this.#filters.value) ? strings.speakersFound(total) : strings.nobody),
    });
  }

  get #words() {
    return this.#search.value.trim();
  }

  async show({ id, query }) {
    this.#list.stop();
    this.#page?.close();
    this.#page = null;
    if (id) {
      this.#page = new SpeakerPage(this.#root, this.#options);
      return this.#page.show(id, query);
    }
    this.#search.value = query.get("q") ?? "";
    this.#root.replaceChildren(
      element("h1", { tabindex: "-1" }, strings.speakersTitle),
      element("p", { class: "promise" }, strings.speakersPromise),
      element("div", { class: "search" }, element("div", { class: "field" }, element("label", { for: "speaker-search" }, strings.speakerSearch), this.#search), this.#filters.fields),
      this.#filters.chips, ...this.#list.elements);
    this.#filters.value = await filtersOf(query, this.#options.client);
    return this.#list.begin();
  }

  search() {
    (this.#page ?? this.#search).focus();
  }

  #changed() {
    settle(address("speakers", null, { q: this.#words, ...parameters(this.#filters.value) }));
    this.#list.begin();
  }

  #row({ id, name, role, kind, statement_count: statements, document_count: documents }) {
    const bar = element("span", { class: "bar", "aria-hidden": "true" });
    bar.style.width = `${(100 * statements) / this.#most}%`;
    return element("li", { "data-testid": "speaker" },
      element("a", { href: address("speakers", id, parameters(this.#filters.value)) }, name),
      element("span", { class: "role" }, role ?? strings.speakerKind(kind)),
      element("span", { class: "tally" }, strings.onRecordIn(statements, documents)), bar);
  }
}
