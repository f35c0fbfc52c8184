import * as conversations from "./conversations.js";
import { element } from "./elements.js";
import { exportButtons } from "./export.js";
import { address } from "./routes.js";
import { moment, strings } from "./strings.js";

/** The conversations that this browser keeps, the latest first. */
export class HistoryView {
  #root;
  #options;
  #list = element("ul", { class: "history", "data-testid": "history" });

  /** `forgotten(id)` is told of a conversation that is kept no longer. */
  constructor(root, options) {
    this.#root = root;
    this.#options = options;
    conversations.watch(() => { if (!root.hidden) this.#show(); });
  }

  show() {
    this.#root.replaceChildren(element("h1", { tabindex: "-1" }, strings.historyTitle), element("p", { class: "promise" }, strings.historyPromise), this.#list);
    this.#show();
  }

  search() {
    this.#list.querySelector("a")?.focus();
  }

  #show() {
    const kept = conversations.listed();
    this.#list.replaceChildren(...(kept.length === 0 ? [element("li", { class: "nobody" }, strings.historyEmpty)] : kept.map((each) => this.#row(each))));
    if (kept.length > 1) {
      this.#list.append(element("li", { class: "all" },
        element("button", { class: "quiet", type: "button", "data-testid": "forget-all", click: () => this.#forget(null, strings.forgotAll) }, strings.forgetAll)));
    }
  }

  #row({ id, title, changed, questions }) {
    return element("li", { "data-testid": "kept-conversation" },
      element("div", {}, element("a", { href: address("conversations", id) }, title), element("p", { class: "role" }, strings.kept(moment(changed), questions))),
      element("p", { class: "tools" }, exportButtons(() => this.#kept(id)),
        element("button", { class: "quiet", type: "button", "data-testid": "forget", "aria-label": strings.deleteOf(title), click: () => this.#forget(id, strings.forgot(title)) }, strings.delete)));
  }

  /** The conversation; null where another tab has forgotten it, or given its room to others. */
  #kept(id) {
    const kept = conversations.load(id);
    if (!kept) this.#options.undo.say(strings.gone404);
    return kept;
  }

  #forget(id, text) {
    const gone = conversations.forget(id);
    for (const each of gone) this.#options.forgotten(each.id);
    this.#show();
    this.#root.querySelector("h1").focus();
    this.#options.undo.offer(text, { undo: () => { conversations.restore(gone); if (!this.#root.hidden) this.#show(); } });
  }
}
