import { element } from "./elements.js";
import { strings } from "./strings.js";

let made = 0;

/** A box that offers what it finds for the letters typed into it: the combobox of the ARIA Authoring Practices. */
export class Picker {
  #box;
  #list;
  #options;
  #items = [];
  #found = "";  // the letters that they were found for
  #active = -1;
  #finding = null;

  /** `find(text, signal)` gives [{id, name, detail}]; `chosen(item)` is called with the one that was taken. */
  constructor({ label, placeholder = "", testid, find, chosen }) {
    this.#options = { find, chosen };
    const id = `picker-${made += 1}`;
    this.#list = element("ul", { id: `${id}-list`, class: "picker-list", role: "listbox", "aria-label": label, hidden: true });
    this.#box = element("input", {
      id, type: "text", role: "combobox", autocomplete: "off", spellcheck: "false", placeholder, "data-testid": testid,
      "aria-expanded": "false", "aria-controls": `${id}-list`, "aria-autocomplete": "list",
      input: () => this.#find(),
      focus: () => this.#find(),
      blur: () => this.#close(),
      keydown: (event) => this.#key(event),
    });
    this.element = element("div", { class: "field picker" }, element("label", { for: id }, label), this.#box, this.#list);
  }

  focus() {
    this.#box.focus();
  }

  async #find() {
    this.#finding?.abort();
    const finding = new AbortController();
    this.#finding = finding;
    const text = this.#box.value.trim();
    try {
      const items = await this.#options.find(text, finding.signal);
      if (finding.signal.aborted || document.activeElement !== this.#box) return;
      this.#found = text;
      this.#show(items);
    } catch {
      if (!finding.signal.aborted) this.#close();
    }
  }

  #show(items) {
    this.#items = items;
    this.#list.replaceChildren(...(items.length ? items.map((item, n) =>
      element("li", { id: `${this.#list.id}-${n}`, role: "option", "aria-selected": "false", "data-testid": "option",
        // The box keeps the keyboard, and with it the list; a finger that only moves the list takes nobody.
        mousedown: (event) => event.preventDefault(), click: () => this.#take(n) },
      element("span", {}, item.name), item.detail ? element("span", { class: "detail" }, item.detail) : null))
      : [element("li", { class: "none", role: "option", "aria-disabled": "true", "aria-selected": "false" }, strings.noneFound)]));
    this.#list.hidden = false;
    this.#box.setAttribute("aria-expanded", "true");
    this.#activate(-1);
  }

  #activate(n) {
    this.#list.children[this.#active]?.setAttribute("aria-selected", "false");
    this.#active = n;
    const option = this.#items.length ? this.#list.children[n] : null;
    if (option) {
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({ block: "nearest" });
      this.#box.setAttribute("aria-activedescendant", option.id);
    } else {
      this.#box.removeAttribute("aria-activedescendant");
    }
  }

  #key(event) {
    if (event.isComposing) return;
    const open = !this.#list.hidden && this.#items.length > 0;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && open) {
      event.preventDefault();
      const n = this.#items.length;
      this.#activate(this.#active < 0 && step < 0 ? n - 1 : (this.#active + step + n) % n);
    } else if (step) {
      this.#find();
    } else if (event.key === "Enter") {
      event.preventDefault();
      // What is typed may still be looked for: what stands there then was found for other letters.
      if (open && this.#found === this.#box.value.trim()) this.#take(Math.max(this.#active, 0));
    } else if (event.key === "Escape" && !this.#list.hidden) {
      event.preventDefault();
      event.stopPropagation();
      this.#close();
    }
  }

  #take(n) {
    const item = this.#items[n];
    this.#box.value = "";
    this.#close();
    this.#options.chosen(item);
  }

  #close() {
    this.#finding?.abort();
    this.#list.hidden = true;
    this.#items = [];
    this.#active = -1;
    this.#box.setAttribute("aria-expanded", "false");
    this.#box.removeAttribute("aria-activedescendant");
  }
}
