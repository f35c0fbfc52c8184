import { answerNodes, wordingNodes } from "./answer.js";
import { element, problemNotice } from "./elements.js";
import { feedbackElement } from "./feedback.js";
import { described } from "./filters.js";
import { refusalElement } from "./refusal.js";
import { Sources } from "./sources.js";
import { StatementList } from "./statements.js";
import { strings } from "./strings.js";

/** One question and what became of it, as the reader sees it. */
export class Turn {
  reply = null;
  /** {id, thumb, note} that was given on the reply, if any. */
  feedback = null;
  /** Whether the question is asked with the turns before it. */
  goesOn = false;
  /** What stops the reply that was asked for last. */
  asking = null;
  #heading;
  #asked;
  #standalone = element("p", { class: "standalone", "data-testid": "standalone", hidden: true });
  #kept = element("p", { class: "kept-to", "data-testid": "kept-to", hidden: true });
  #body = element("div", { class: "reply" });
  #tools;
  #editing = null;
  #answer = null;
  #options;

  /**
   * `asked` is {question, filters, alone}. `retry()` asks the same once more, `askAsTyped()` without what came before
   * it, `edit(question)` another in its place, `load(offset)` gives further statements, `ask(question)` asks another,
   * `link()` puts its address where it can be pasted from, `judge(judgement)` keeps what is thought of the reply.
   */
  constructor(asked, options) {
    this.asked = asked;
    this.#options = options;
    this.#heading = element("h2", { tabindex: "-1" });
    const tool = (label, testid, click) => element("button", { class: "quiet", type: "button", "data-testid": testid, click }, label);
    this.#tools = element("p", { class: "tools" },
      tool(strings.edit, "edit", () => this.edit()), tool(strings.askAgain, "again", () => options.retry()),
      tool(strings.link, "link", () => options.link(this)));
    this.#asked = element("div", { class: "asked" },
      element("span", { class: "margin", "aria-hidden": "true" }, "Q"), this.#heading, this.#standalone, this.#kept, this.#tools);
    this.element = element("li", { class: "turn", "data-testid": "turn" }, this.#asked,
      element("div", { class: "replied" }, element("span", { class: "margin", "aria-hidden": "true" }, "A"), this.#body));
    this.#title();
  }

  #title() {
    this.#heading.replaceChildren(element("span", { class: "unseen" }, `${strings.questionMark}: `), this.asked.question);
    const kept = described(this.asked.filters);
    this.#kept.textContent = kept;
    this.#kept.hidden = !kept;
  }

  focus() {
    this.#heading.focus({ preventScroll: true });
  }

  /** As it is kept. */
  get record() {
    return { ...this.asked, reply: this.reply, feedback: this.feedback };
  }

  /** Puts a box in the place of the question; leaving it by Escape changes nothing. */
  edit() {
    if (this.#editing) return this.#editing.elements[0].focus();
    const box = element("textarea", { rows: 2, maxlength: 4000, "aria-label": strings.editLabel, "data-testid": "edit-box" });
    box.value = this.asked.question;
    const leave = () => {
      this.#editing?.replaceWith(this.#heading);
      this.#editing = null;
      this.#tools.hidden = false;
    };
    const send = (event) => {
      event.preventDefault();
      const question = box.value.trim();
      if (!question) return box.focus();
      leave();
      this.#options.edit(question);
    };
    this.#editing = element("form", {
      class: "editing", submit: send,
      keydown: (event) => {
        if (event.isComposing) return;
        if (event.key === "Enter" && !event.shiftKey && event.target === box) send(event);
        if (event.key !== "Escape") return;
        event.stopPropagation();
        leave();
        this.focus();
      },
    }, box, element("p", {},
      element("button", { class: "filled", type: "submit" }, strings.send),
      element("button", { class: "outlined", type: "button", click: () => { leave(); this.focus(); } }, strings.cancel)));
    this.#heading.replaceWith(this.#editing);
    this.#tools.hidden = true;
    box.focus();
    box.select();
  }

  /** Clears the reply and says that one is on its way. */
  waiting() {
    this.reply = null;
    this.feedback = null;
    this.#title();
    this.#standalone.hidden = true;
    // Busy until the answer is whole, so that a screen reader reads it once and not token by token.
    this.#answer = element("div", { class: "answer streaming", "data-testid": "answer", "aria-live": "polite", "aria-busy": "true" },
      element("p", { class: "waiting" }, strings.waiting));
    this.#body.replaceChildren(this.#answer);
  }

  /** Shows how the question was read, where that is not how it was typed, with the way back. */
  readAs(standalone) {
    const plain = (text) => text.trim().replace(/\s+/g, " ");
    if (!standalone || plain(standalone) === plain(this.asked.question)) return;
    this.#standalone.replaceChildren(strings.readAs, element("q", {}, standalone));
    if (this.goesOn) {
      this.#standalone.append(" ",
        element("button", { class: "quiet", type: "button", "data-testid": "as-typed", click: this.#options.askAsTyped }, strings.asTyped));
    }
    this.#standalone.hidden = false;
  }

  token(text) {
    if (this.#answer.querySelector(".waiting")) this.#answer.replaceChildren(element("p", { dir: "auto" }));
    this.#answer.firstChild.append(text);
  }

  /** Puts the whole reply in the place of what was streamed. */
  show(reply) {
    const { openSource, ask, load, announce } = this.#options;
    this.reply = reply;
    this.readAs(reply.standalone_question);
    const sources = new Sources(openSource);
    sources.add(reply.passages);
    const statements = new StatementList({ positions: reply.intent === "positions", sources, openSource, load, announce });
    this.#body.dataset.intent = reply.intent;
    if (reply.refusal) {
      this.#answer.remove();
      this.#body.append(refusalElement(reply, { sources, openSource, ask }));
      announce(strings.announceRefusal(strings.refusal(reply.refusal.reason).heading, reply.refusal.message));
    } else {
      if (reply.answer) this.#answer.replaceChildren(element("p", { dir: "auto" }, answerNodes(reply.answer, sources)), ...wordingNodes(reply.wording));
      else this.#answer.remove();
      announce(strings.announceAnswer(reply.statements.length));
    }
    statements.add(reply);
    const feedback = feedbackElement({ given: this.feedback, send: async (judgement) => {
      const { id } = await this.#options.judge(judgement);
      this.feedback = { id, ...judgement, replaces: undefined };
      this.#options.keep();
      return id;
    } });
    this.#body.append(statements.element, sources.element, feedback);
    this.#settle();
  }

  stopped() {
    if (this.#answer.querySelector(".waiting")) this.#answer.replaceChildren();
    this.#settle();
    this.#body.append(element("p", { class: "halted" }, strings.stopped, " ",
      element("button", { class: "quiet", type: "button", "data-testid": "retry", click: this.#options.retry }, strings.askAgain)));
  }

  failed(problem) {
    if (this.#answer.querySelector(".waiting")) this.#answer.replaceChildren();
    this.#settle();
    this.#body.append(problemNotice(problem, strings.retry, this.#options.retry));
  }

  #settle() {
    this.#answer.classList.remove("streaming");
    this.#answer.setAttribute("aria-busy", "false");
    if (!this.#answer.hasChildNodes()) this.#answer.remove();
  }

  /** What a follow-up is told of this turn, or nothing where it came to nothing. */
  messages() {
    if (!this.reply) return [];
    return [
      { role: "user", content: this.reply.standalone_question || this.asked.question },
      { role: "assistant", content: this.reply.answer?.text || this.reply.refusal?.message || "" },
    ].filter((message) => message.content);
  }
}
