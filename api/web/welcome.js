import { element } from "./elements.js";
import { address } from "./routes.js";
import { running } from "./status.js";
import { strings } from "./strings.js";

const SUGGESTED = 6;
const CONTINUED = 3;

/** What stands below the question box before anything was asked: questions to start with, or why there are none. */
export class Welcome {
  #root;
  #options;
  #shown = null;
  #kept = element("div", { class: "kept" });

  /** `ask(question)` asks a suggested question; `kept()` gives the conversations that this browser keeps; `look()` tries
   *  the server again. */
  constructor(root, { client, announce, ask, kept, look }) {
    this.#root = root;
    this.#options = { client, announce, ask, kept, look };
    this.refresh();
  }

  /** Shows the latest of the conversations that are kept now. */
  refresh() {
    const latest = this.#options.kept().slice(0, CONTINUED);
    this.#kept.replaceChildren(...(latest.length === 0 ? [] : [element("h2", {}, strings.goOn),
      element("ul", { class: "suggestions" }, latest.map(({ id, title, questions }) => element("li", {},
        element("a", { class: "suggestion", href: address("conversations", id), "data-testid": "continue" },
          element("span", { class: "suggested" }, title), element("span", { class: "tally" }, strings.questions(questions))))))]));
  }

  /** Shows what the index allows; null stands for a server that gave no index. */
  async show(index) {
    const state = index === null ? "unreachable"
      : index.counts.documents === 0 ? (running(index.job) ? "reading" : "empty")
      : `ready ${index.generation}`;
    if (state === this.#shown) return;
    this.#shown = state;
    if (!state.startsWith("ready")) {
      this.#root.replaceChildren(this.#notice(state));
      this.#options.announce(strings[state].heading);
      return;
    }
    try {
      const { items } = await this.#options.client.speakers({ limit: SUGGESTED });
      if (this.#shown === state) this.#root.replaceChildren(...this.#suggestions(items), this.#kept);
    } catch {
      this.#shown = null;  // the next look at the index tries again
    }
  }

  #notice(state) {
    const { heading, body, command } = strings[state];
    return element("div", { class: `blank ${state}`, "data-testid": `${state}-state` },
      element("h2", {}, heading),
      element("p", {}, body, command ? [" ", element("code", {}, command), "."] : null),
      state === "unreachable" ? element("button", { class: "outlined", type: "button", click: this.#options.look }, strings.tryNow) : null);
  }

  #suggestions(speakers) {
    if (speakers.length === 0) return [element("p", { class: "nobody" }, strings.nobody)];
    const rows = speakers.map((speaker) => {
      const question = strings.suggestion(called(speaker));
      return element("li", {},
        element("button", { class: "suggestion", type: "button", "data-testid": "suggestion", click: () => this.#options.ask(question) },
          element("span", { class: "suggested" }, question),
          speaker.role ? element("span", { class: "role" }, speaker.role) : null,
          element("span", { class: "tally" }, strings.statements(speaker.statement_count))));
    });
    return [element("h2", {}, strings.suggestions), element("ul", { class: "suggestions" }, rows)];
  }
}

/** The name as a sentence has it: "the Kremlin" where a document says so. */
function called({ name, aliases }) {
  return aliases.includes(`the ${name}`) ? `the ${name}` : name;
}
