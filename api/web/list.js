import { element, moreButton, problemNotice } from "./elements.js";
import { strings } from "./strings.js";

/** A list that comes in pages, with how many there are above it and "Show more" below. */
export class PagedList {
  #list;
  #count = element("p", { class: "tally", role: "status" });
  #more;
  #ask;
  #row;
  #tally;
  #asking = new AbortController();

  /**
   * `ask(offset, signal)` gives a page, {items, total}; `row(item)` is its node, null for one that is not shown;
   * `tally(total)` says how many there are.
   */
  constructor(list, { ask, row, tally }) {
    [this.#list, this.#ask, this.#row, this.#tally] = [list, ask, row, tally];
    this.#more = moreButton({ label: strings.showMore, loading: strings.loading, retry: strings.retry, load: (offset) => this.#load(offset) });
  }

  get elements() {
    return [this.#count, this.#list, this.#more.element];
  }

  /** Whether it stands on the page. */
  get shown() {
    return this.#list.isConnected;
  }

  /** Shows the first page anew. What there was stays until it is there. */
  async begin() {
    this.stop();
    this.#asking = new AbortController();
    const { signal } = this.#asking;
    this.#list.setAttribute("aria-busy", "true");
    this.#count.textContent ||= strings.loading;
    try {
      this.#more.seen(await this.#load(0));
    } catch (problem) {
      if (signal.aborted) return;
      this.#count.textContent = "";
      this.#list.replaceChildren(element("li", {}, problemNotice(problem, strings.retry, () => this.begin())));
    }
    this.#list.removeAttribute("aria-busy");
  }

  /** Shows nothing of what is asked for at the moment. */
  stop() {
    this.#asking.abort();
  }

  async #load(offset) {
    const { signal } = this.#asking;
    const { items, total } = await this.#ask(offset, signal);
    signal.throwIfAborted();
    const rows = items.map(this.#row).filter(Boolean);
    if (offset === 0) this.#count.textContent = this.#tally(total);
    if (offset > 0) this.#list.append(...rows);
    else if (!this.#shows(rows)) this.#list.replaceChildren(...rows);
    return { shown: offset + items.length, total: items.length ? total : offset };
  }

  /** Whether these very rows are there. They are left alone then: somebody may be about to press a button in one. */
  #shows(rows) {
    const there = this.#list.children;
    return rows.length === there.length && rows.every((row, n) => row.isEqualNode(there[n]));
  }
}
