import { element, problemNotice } from "./elements.js";
import { findSpeakers } from "./filters.js";
import { Picker } from "./picker.js";
import { address } from "./routes.js";
import { strings } from "./strings.js";

/** Who a speaker is: the names that were put together, why, and the ways to set that right. */
export class Identity {
  #speaker;
  #options;
  #note = element("div", {});
  #corrections = element("ul", { class: "corrections" });

  /** `undo` offers ways back, `reload(hash)` shows the speakers anew. */
  constructor(speaker, { client, undo, reload }) {
    this.#speaker = speaker;
    this.#options = { client, undo, reload };
    this.element = element("details", { class: "identity", "data-testid": "identity", toggle: () => this.#opened() },
      element("summary", {}, strings.whoIsWho),
      element("p", {}, strings.whoIsWhoMeaning), this.#names(), this.#merge(), this.#rename(), this.#note,
      this.#corrections);
  }

  #names() {
    const { evidence } = this.#speaker;
    // A name that only goes with another in its document is not told apart by itself.
    const own = evidence.filter(({ rule }) => rule !== "same document");
    const boxes = [];
    const box = (label, name, document) => {
      const input = element("input", { type: "checkbox", "data-testid": "split-name" });
      boxes.push({ input, name, document });
      return element("label", {}, input, " ", label);
    };
    const rows = own.map(({ alias, rule, documents, document_count: n }) => element("li", {},
      box(element("b", {}, alias), alias, null), element("span", { class: "role" }, strings.evidence(rule, n)),
      n > 1 || own.length === 1 ? element("details", {}, element("summary", {}, strings.inWhich),
        element("ul", {}, documents.map(({ id, title }) => element("li", {}, box(title, alias, id))))) : null));
    const split = element("button", { class: "outlined", type: "submit", "data-testid": "split" }, strings.split);
    return element("form", {
      class: "names", submit: (event) => {
        event.preventDefault();
        const names = boxes.filter(({ input }) => input.checked).map(({ name, document }) => ({ name, document }));
        if (names.length === 0) return this.#say(strings.splitNone);
        this.#change(this.#options.client.split(this.#speaker.id, names), strings.wasSplit(names.map(({ name }) => name)));
      },
    }, element("h3", {}, strings.names), element("ul", {}, rows), split);
  }

  #merge() {
    const find = findSpeakers(this.#options.client);
    const picker = new Picker({
      label: strings.mergeLabel, placeholder: strings.anyone.speakers, testid: "merge",
      find: async (text, signal) => (await find(text, signal)).filter(({ id }) => id !== this.#speaker.id),
      chosen: ({ id, name }) => this.#change(this.#options.client.merge([this.#speaker.id, id]), strings.wasMerged(name, this.#speaker.name)),
    });
    return element("div", {}, element("h3", {}, strings.merge), picker.element);
  }

  #rename() {
    const name = element("input", { id: "rename-name", autocomplete: "off", maxlength: 200, "data-testid": "rename-name" });
    const role = element("input", { id: "rename-role", autocomplete: "off", maxlength: 200, "data-testid": "rename-role" });
    name.value = this.#speaker.name;
    role.value = this.#speaker.role ?? "";
    return element("form", {
      class: "rename", submit: (event) => {
        event.preventDefault();
        const shown = {};
        if (name.value.trim() && name.value.trim() !== this.#speaker.name) shown.name = name.value.trim();
        if (role.value.trim() && role.value.trim() !== this.#speaker.role) shown.role = role.value.trim();
        if (Object.keys(shown).length === 0) return this.#say(strings.renameNone);
        this.#change(this.#options.client.rename(this.#speaker.id, shown), strings.wasRenamed(this.#speaker.name));
      },
    }, element("h3", {}, strings.rename),
    element("div", { class: "field" }, element("label", { for: "rename-name" }, strings.renameName), name),
    element("div", { class: "field" }, element("label", { for: "rename-role" }, strings.renameRole), role),
    element("button", { class: "outlined", type: "submit", "data-testid": "rename" }, strings.save));
  }

  /** What users said of this speaker before, each with the way back. */
  async #opened() {
    if (!this.element.open) return;
    try {
      const { items, error } = await this.#options.client.corrections();
      const here = items.filter(({ speakers }) => speakers.some(({ id }) => id === this.#speaker.id));
      if (error) this.#say(error);
      this.#corrections.replaceChildren(...here.map((each) => element("li", { "data-testid": "correction" }, strings.correction(each), " ",
        element("button", { class: "quiet", type: "button", click: () => this.#change(this.#options.client.takeBack(each.id), strings.wasTakenBack, false) }, strings.takeBackCorrection))));
    } catch (problem) {
      this.#note.replaceChildren(problemNotice(problem));
    }
  }

  #say(text) {
    this.#note.replaceChildren(element("p", { class: "why", role: "status" }, text));
  }

  async #change(asked, done, undoable = true) {
    const { client, undo, reload } = this.#options;
    try {
      const { added, removed, in_force: inForce } = await asked;
      const text = inForce ? done : `${done} ${strings.notYet}`;
      const here = address("speakers", this.#speaker.id);
      if (!undoable) undo.say(text);
      else undo.offer(text, { undo: async () => {
        try {
          for (const { id } of added) await client.takeBack(id);
          // A name that was given before is given again.
          for (const { name, role, kind } of removed) await client.rename(this.#speaker.id, { name, role, kind });
        } catch (problem) {
          undo.say([problem.title, problem.detail].filter(Boolean).join(". "));
        }
        reload(here);
      } });
      reload(here);
    } catch (problem) {
      this.#note.replaceChildren(problemNotice(problem));
    }
  }
}
