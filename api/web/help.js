import { element } from "./elements.js";
import { strings } from "./strings.js";

const OFF = "onrecord.keys-off";

const typing = (node) => node.closest("input, textarea, select, [contenteditable]") !== null;

/** Keys that do things anywhere on the page, and the sheet that tells them. */
export class Keys {
  #actions;
  #dialog = null;

  /** `actions`: {key: function}; the words for each are strings.keys[key]. */
  constructor(actions) {
    this.#actions = { ...actions, "?": () => this.help() };
    document.addEventListener("keydown", (event) => {
      if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
      if (typing(event.target) || document.querySelector("dialog[open]") || !this.on) return;
      const action = this.#actions[event.key];
      if (!action) return;
      event.preventDefault();
      action();
    });
  }

  /** Whether single keys do anything; whoever speaks to the computer may not want it (WCAG 2.1.4). */
  get on() {
    try {
      return localStorage.getItem(OFF) === null;
    } catch {
      return true;  // this browser keeps nothing for us
    }
  }

  help() {
    if (this.#dialog) return;
    const opener = document.activeElement;
    const row = (keys, what) => [element("dt", {}, keys.map((key) => element("kbd", {}, key))), element("dd", {}, what)];
    const toggle = element("input", {
      type: "checkbox", id: "keys-on", checked: this.on, "data-testid": "keys-on",
      change: () => {
        try {
          if (toggle.checked) localStorage.removeItem(OFF);
          else localStorage.setItem(OFF, "1");
        } catch {
          toggle.checked = this.on;  // this browser keeps nothing for us
        }
      },
    });
    this.#dialog = element("dialog", {
      class: "sheet", "aria-labelledby": "help-title", "data-testid": "help",
      close: () => { this.#dialog.remove(); this.#dialog = null; opener?.focus?.(); },
      // A click on what lies around the sheet closes it.
      click: (event) => { if (event.target === this.#dialog) this.#dialog.close(); },
    }, element("div", {},
      element("header", {}, element("h2", { id: "help-title", tabindex: "-1", autofocus: true }, strings.helpTitle),
        element("button", { class: "outlined", type: "button", "data-testid": "help-close", click: () => this.#dialog.close() }, strings.close)),
      element("dl", {}, strings.keys.flatMap(({ keys, what }) => row(keys, what))),
      element("p", {}, toggle, element("label", { for: "keys-on" }, ` ${strings.keysOn}`)),
      element("h3", {}, strings.marksTitle),
      element("dl", { class: "marks" }, strings.marks.flatMap(({ kind, what }) => [
        element("dt", {}, element("span", { class: "said-sample", "data-kind": kind }, strings.kind(kind))), element("dd", {}, what)]))));
    document.body.append(this.#dialog);
    this.#dialog.showModal();
  }
}

/** Takes the keyboard to the next or previous of `nodes` that can be seen on the page. */
export function step(nodes, by) {
  const seen = [...nodes].filter((node) => node.offsetParent !== null);
  if (seen.length === 0) return;
  const at = seen.findIndex((node) => node.contains(document.activeElement));
  const next = seen[at < 0 ? (by > 0 ? 0 : seen.length - 1) : Math.max(0, Math.min(at + by, seen.length - 1))];
  const button = next.querySelector(".place");
  button.focus({ preventScroll: true });
  next.scrollIntoView({ block: "center" });
}
