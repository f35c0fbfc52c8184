import { element, opens, problemNotice } from "./elements.js";
import { address } from "./routes.js";
import { alsoIn, documentLine, statementTarget } from "./sources.js";
import { strings } from "./strings.js";

/** One statement: who, in what role, how, how surely, the words, and the place they stand. */
export function statementCard(statement, sources, openSource) {
  const { speaker, kind, cue, asked, confidence } = statement;
  const number = sources?.number(statement.passage) ?? null;
  const who = speaker
    ? [element("p", { class: "speaker" }, element("a", { href: address("speakers", speaker.id) }, speaker.name)), speaker.role ? element("p", { class: "role" }, speaker.role) : null]
    : [element("p", { class: "speaker unnamed" }, statement.source_text || strings.unnamed),
       statement.source_text ? element("p", { class: "role" }, strings.unnamed) : null];
  const button = element("button", { class: "place", type: "button" },
    documentLine(statement.document), number === null ? null : ` [${number}]`,
    element("span", { class: "unseen" }, strings.openAtWords));
  const card = element("li", { class: "statement", "data-testid": "statement", "data-kind": kind, "data-id": statement.id },
    element("div", { class: "who" }, who),
    element("div", {},
      asked ? element("p", { class: "prompt" }, strings.asked(asked.text)) : null,
      element("div", { class: "said" },
        element("blockquote", {}, element("p", { dir: "auto" }, statement.text)),
        element("p", { class: "meta" },
          element("span", { class: "kind", title: strings.kindMeaning(kind) }, strings.kind(kind)),
          cue ? element("span", { class: "cue" }, strings.cueLabel, element("em", {}, strings.cue(cue))) : null,
          element("span", { class: "confidence", title: strings.confidenceMeaning }, strings.confidence(confidence)),
          button),
        alsoIn((statement.repeated_in ?? []).map((place) => [place.document, statementTarget({ ...statement, ...place }, sources)]), openSource))));
  return opens(card, button, (opener) => openSource(statementTarget(statement, sources), opener, card));
}

const STANCES = ["asserts", "denies", "unsure"];

/** The statements of a turn: one list, or a list a stance where the question is who holds what. */
export class StatementList {
  #shown = new Set();
  #received = 0;
  #total = 0;
  #lists = new Map();
  #count = element("span", { class: "tally" });
  #more = element("button", { class: "outlined", type: "button", "data-testid": "show-more", hidden: true, click: () => this.#loadMore() });
  #note = element("div", {});
  #options;

  /** `load(offset)` gives the next reply; `sources` numbers the passages it brings. */
  constructor({ positions, sources, openSource, load, announce }) {
    this.#options = { positions, sources, openSource, load, announce };
    const groups = positions ? [...STANCES, "none"].map((stance) => this.#group(stance)) : [this.#list("all")];
    this.element = element("section", { class: "statements", hidden: true },
      element("h3", {}, strings.onRecord, " ", this.#count),
      element("div", { class: positions ? "stances" : null }, groups),
      this.#note, this.#more);
  }

  #list(key) {
    const list = element("ul", { class: "cards" });
    this.#lists.set(key, { list, group: null });
    return list;
  }

  #group(stance) {
    const list = this.#list(stance);
    const group = element("section", { class: "stance", "data-stance": stance, hidden: true },
      element("h4", {}, strings.stances[stance]), list);
    this.#lists.get(stance).group = group;
    return group;
  }

  /** Appends what a reply brought; gives the first new card. */
  add(reply) {
    const { positions, sources, openSource } = this.#options;
    sources.add(reply.passages);
    let first = null;
    for (const statement of reply.statements) {
      // The index may have moved on between two pages: what is shown already is not shown twice.
      if (this.#shown.has(statement.id)) continue;
      this.#shown.add(statement.id);
      const { list, group } = this.#lists.get(!positions ? "all" : STANCES.includes(statement.stance) ? statement.stance : "none");
      const card = statementCard(statement, sources, openSource);
      list.append(card);
      if (group) group.hidden = false;
      first ??= card;
    }
    // Where nobody stands for or against it, there is no "also".
    const stances = STANCES.map((stance) => this.#lists.get(stance)?.list).filter(Boolean);
    const rest = this.#lists.get("none")?.group.querySelector("h4");
    if (rest) rest.hidden = stances.every((list) => list.childElementCount === 0);
    this.#received += reply.statements.length;
    this.#total = Math.max(reply.statements_total ?? 0, this.#shown.size);
    const left = reply.statements.length ? this.#total - this.#received : 0;
    this.#count.textContent = strings.shown(this.#shown.size, this.#total);
    this.#more.textContent = strings.showMore(left);
    this.#more.hidden = left <= 0;
    this.element.hidden = this.#shown.size === 0;
    return first;
  }

  async #loadMore() {
    this.#more.disabled = true;
    this.#more.textContent = strings.loading;
    this.#note.replaceChildren();
    const before = this.#shown.size;
    try {
      const first = this.add(await this.#options.load(this.#received));
      this.#options.announce(strings.announceMore(this.#shown.size - before));
      first?.querySelector("button").focus({ preventScroll: true });
    } catch (problem) {
      this.#more.hidden = true;
      this.#note.replaceChildren(problemNotice(problem, strings.retry, () => this.#loadMore()));
    } finally {
      this.#more.disabled = false;
    }
  }
}
