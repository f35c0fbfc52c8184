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
  #wanted = 1;  // rows that are shown or asked for, at least

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
  begin() {
    this.#wanted = 1;
    return this.renew();
  }

  /** Shows all that is shown anew, so that nobody who asked for more is sent back. */
  async renew() {
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
      this.#more.none();
      this.#list.replaceChildren(element("li", {}, problemNotice(problem, strings.retry, () => this.renew())));
    }
    this.#list.removeAttribute("aria-busy");
  }

  /** Shows nothing of what is asked for at the moment. */
  stop() {
    this.#asking.abort();
  }

  async #load(offset) {
    const { signal } = this.#asking;
    this.#wanted = Math.max(this.#wanted, offset + 1);
    const items = [];
    let page;
    do {
      page = await this.#ask(offset + items.length, signal);
      signal.throwIfAborted();
      items.push(...page.items);
    } while (page.items.length && offset + items.length < Math.min(this.#wanted, page.total));
    const shown = offset + items.length;
    const rows = items.map(this.#row).filter(Boolean);
    if (offset === 0) this.#count.textContent = this.#tally(page.total);
    if (offset > 0) this.#list.append(...rows);
    else if (!this.#shows(rows)) this.#list.replaceChildren(...rows);
    return { shown, total: page.items.length ? page.total : shown };
  }

  /** Whether these very rows are there. They are left alone then: somebody may be about to press a button in one. */
  #shows(rows) {
    const there = this.#list.children;
    return rows.length === there.length && rows.every((row, n) => row.isEqualNode(there[n]));
  }
}
