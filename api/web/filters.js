import { element } from "./elements.js";
import { Picker } from "./picker.js";
import { date, strings } from "./strings.js";

/** Nothing is left out. `speakers` and `documents` are [{id, name}], the days are "2024-10-23" or "". */
export const NO_FILTERS = Object.freeze({ speakers: [], documents: [], from: "", to: "" });

const ids = (items) => items.map(({ id }) => id);

/** As the API takes them in a request's body. */
export const requested = ({ speakers, documents, from, to }) =>
  ({ speakers: ids(speakers), documents: ids(documents), published_from: from || null, published_to: to || null });

/** As parameters of an address, of the page or (but for speakers) of the API. */
export const parameters = ({ speakers, documents, from, to }) =>
  ({ speaker: ids(speakers), document: ids(documents), published_from: from, published_to: to });

export const anyOf = ({ speakers, documents, from, to }) => Boolean(speakers.length || documents.length || from || to);

/** One line that says what is let through; "" where everything is. */
export const described = (filters) => strings.filtered({
  speakers: filters.speakers.map(({ name }) => name), documents: filters.documents.map(({ name }) => name),
  from: date(filters.from), to: date(filters.to),
});

const day = (text) => (/^\d{4}-\d\d-\d\d$/.test(text ?? "") ? text : "");

/** Filters out of an address, as they are before their names are known. */
export function filtersIn(query) {
  const unnamed = (key) => [...new Set(query.getAll(key))].map((id) => ({ id, name: id }));
  return { speakers: unnamed("speaker"), documents: unnamed("document"), from: day(query.get("published_from")), to: day(query.get("published_to")) };
}

/** The same with the names looked up; what there is not goes by its id. */
export async function filtersOf(query, client) {
  const named = (items, look) => Promise.all(items.map(async (unnamed) => {
    try {
      const found = await look(unnamed.id);
      return { id: found.id, name: found.name ?? found.title };
    } catch {
      return unnamed;
    }
  }));
  const unnamed = filtersIn(query);
  const [speakers, documents] = await Promise.all([named(unnamed.speakers, client.speaker), named(unnamed.documents, client.document)]);
  return { ...unnamed, speakers, documents };
}

/** Finds for a Picker. */
export const findSpeakers = (client) => async (text, signal) =>
  (await client.speakers({ q: text, limit: 8 }, signal)).items.map(({ id, name, role }) => ({ id, name, detail: role }));
export const findDocuments = (client) => async (text, signal) =>
  (await client.documents({ q: text, limit: 8 }, signal)).items.map(({ id, title, published }) => ({ id, name: title, detail: date(published) }));

let made = 0;

/** Fields to choose speakers, documents and days by, and what was chosen, each with a way to take it back. */
export class Filters {
  #value = NO_FILTERS;
  #chips = element("ul", { class: "chips", "aria-label": strings.chosen });
  #days = {};
  #changed;

  /** `kinds`: which of "speakers" and "documents" can be chosen; `changed(value)` is told of every change. */
  constructor({ client, kinds, changed }) {
    this.#changed = changed;
    const pickers = {
      speakers: { label: strings.filterSpeakers, testid: "filter-speakers", find: findSpeakers(client) },
      documents: { label: strings.filterDocuments, testid: "filter-documents", find: findDocuments(client) },
    };
    const fields = kinds.map((kind) => new Picker({ ...pickers[kind], placeholder: strings.anyone[kind],
      chosen: (item) => this.#change({ [kind]: [...this.#value[kind].filter(({ id }) => id !== item.id), { id: item.id, name: item.name }] }) }).element);
    for (const end of ["from", "to"]) {
      const id = `day-${end}-${made += 1}`;
      this.#days[end] = element("input", { id, type: "date", "data-testid": `filter-${end}`, change: (event) => this.#change({ [end]: event.target.value }) });
      fields.push(element("div", { class: "field" }, element("label", { for: id }, strings.days[end]), this.#days[end]));
    }
    this.fields = element("div", { class: "filters", role: "group", "aria-label": strings.filters }, fields);
    this.chips = this.#chips;
    this.#show();
  }

  get value() {
    return this.#value;
  }

  /** Sets all of them without telling. */
  set value(value) {
    this.#value = value;
    this.#show();
  }

  #change(part) {
    this.value = { ...this.#value, ...part };
    this.#changed(this.#value);
  }

  #show() {
    const { speakers, documents, from, to } = this.#value;
    this.#days.from.value = from;
    this.#days.to.value = to;
    this.#days.from.max = to;
    this.#days.to.min = from;
    const chip = (name, part) => element("li", {},
      element("button", { class: "chip", type: "button", "data-testid": "filter-chip", "aria-label": strings.takeBack(name), click: () => this.#change(part) },
        name, element("span", { "aria-hidden": "true" }, " ×")));
    const without = (kind, gone) => ({ [kind]: this.#value[kind].filter(({ id }) => id !== gone) });
    this.#chips.replaceChildren(
      ...speakers.map(({ id, name }) => chip(name, without("speakers", id))),
      ...documents.map(({ id, name }) => chip(name, without("documents", id))),
      ...(from ? [chip(strings.since(date(from)), { from: "" })] : []),
      ...(to ? [chip(strings.until(date(to)), { to: "" })] : []));
    this.#chips.hidden = this.#chips.childElementCount === 0;
  }
}
