import { element, moreButton, problemNotice } from "./elements.js";
import { anyOf, Filters, filtersOf, parameters } from "./filters.js";
import { address, settle } from "./routes.js";
import { SpeakerPage } from "./speaker.js";
import { strings } from "./strings.js";

const PAGE = 50;

/** Everyone who is on record: how often and in how many documents, by name, document and day. */
export class SpeakersView {
  #root;
  #options;
  #list = element("ol", { class: "speakers", "data-testid": "speakers" });
  #count = element("p", { class: "tally", role: "status" });
  #search;
  #filters;
  #more;
  #asking = null;
  #page = null;

  constructor(root, options) {
    this.#root = root;
    this.#options = options;
    this.#filters = new Filters({ client: options.client, kinds: ["documents"], changed: () => this.#changed() });
    this.#search = element("input", { id: "speaker-search", type: "search", autocomplete: "off", spellcheck: "false", "data-testid": "search", input: () => this.#changed() });
    this.#more = moreButton({ label: strings.showMore, loading: strings.loading, retry: strings.retry, load: (offset) => this.#load(offset) });
  }

  async show({ id, query }) {
    this.#asking?.abort();
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
      this.#filters.chips, this.#count, this.#list, this.#more.element);
    this.#filters.value = await filtersOf(query, this.#options.client);
    return this.#begin();
  }

  search() {
    (this.#page ?? this.#search).focus();
  }

  #changed() {
    settle(address("speakers", null, { q: this.#search.value.trim(), ...parameters(this.#filters.value) }));
    this.#begin();
  }

  async #begin() {
    this.#asking?.abort();
    this.#asking = new AbortController();
    const { signal } = this.#asking;
    this.#list.setAttribute("aria-busy", "true");
    this.#count.textContent = strings.loading;
    try {
      this.#more.seen(await this.#load(0));
    } catch (problem) {
      if (signal.aborted) return;
      this.#count.textContent = "";
      this.#list.replaceChildren(element("li", {}, problemNotice(problem, strings.retry, () => this.#begin())));
    }
    this.#list.removeAttribute("aria-busy");
  }

  async #load(offset) {
    const { signal } = this.#asking;
    const q = this.#search.value.trim();
    const { items, total } = await this.#options.client.speakers({ q, ...parameters(this.#filters.value), limit: PAGE, offset }, signal);
    if (offset === 0) {
      this.#list.replaceChildren();
      this.#count.textContent = total || q || anyOf(this.#filters.value) ? strings.speakersFound(total) : strings.nobody;
    }
    this.#most = offset === 0 ? items[0]?.statement_count ?? 1 : this.#most;
    this.#list.append(...items.map((speaker) => this.#row(speaker)));
    return { shown: offset + items.length, total: items.length ? total : offset };
  }

  #most = 1;

  #row({ id, name, role, kind, statement_count: statements, document_count: documents }) {
    const bar = element("span", { class: "bar", "aria-hidden": "true" });
    bar.style.width = `${(100 * statements) / this.#most}%`;
    return element("li", { "data-testid": "speaker" },
      element("a", { href: address("speakers", id, parameters(this.#filters.value)) }, name),
      element("span", { class: "role" }, role ?? strings.speakerKind(kind)),
      element("span", { class: "tally" }, strings.onRecordIn(statements, documents)), bar);
  }
}
