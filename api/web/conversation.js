import { Problem } from "./client.js";
import { strings } from "./strings.js";
import { Turn } from "./turn.js";

/** Statements a page of a reply. */
const LIMIT = 8;

/** Earlier turns that a follow-up takes along; what is older rarely names whom "he" means. */
const REMEMBERED = 10;

/** The turns on the page. The server keeps none of it: each question brings its history along. */
export class Conversation {
  #turns = [];
  #running = null;
  #list;
  #options;

  /** `busy(flag)` tells that a reply starts or ends; `changed(turns)` that turns came or went. */
  constructor(list, { client, openSource, announce, busy, changed }) {
    this.#list = list;
    this.#options = { client, openSource, announce, busy, changed };
  }

  get length() {
    return this.#turns.length;
  }

  /** Asks in a new turn. With `focus`, the keyboard goes to it, for a question asked by a button that goes away. */
  ask(question, { focus = false } = {}) {
    const { client, openSource, announce, changed } = this.#options;
    let asked = null;
    let alone = false;
    const turn = new Turn(question, {
      openSource,
      announce,
      ask: (other) => this.ask(other, { focus: true }),
      askAsTyped: () => {
        alone = true;
        return this.#run(turn, { focus: true });
      },
      retry: () => this.#run(turn, { focus: true }),
      load: (offset) => client.ask({ ...asked, offset }),
    });
    turn.request = () => {
      asked = { question, history: alone ? [] : this.#history(turn), limit: LIMIT, offset: 0 };
      turn.goesOn = asked.history.length > 0;
      return asked;
    };
    this.#turns.push(turn);
    this.#list.append(turn.element);
    changed(this.#turns.length);
    return this.#run(turn, { focus });
  }

  #history(turn) {
    return this.#turns.slice(0, this.#turns.indexOf(turn)).slice(-REMEMBERED).flatMap((earlier) => earlier.messages());
  }

  async #run(turn, { focus }) {
    this.stop();
    const { client, busy } = this.#options;
    const controller = new AbortController();
    this.#running = controller;
    turn.waiting();
    busy(true);
    if (focus) turn.focus();
    turn.element.scrollIntoView({ block: "start" });
    try {
      for await (const { event, data } of client.chat(turn.request(), controller.signal)) {
        if (event === "retrieval") turn.readAs(data.standalone_question);
        else if (event === "token") turn.token(data.text);
        else if (event === "answer") turn.show(data);
      }
      if (!turn.reply && !controller.signal.aborted) throw new Problem(strings.cutOff);
    } catch (error) {
      // An answer that is whole stays, whatever happens to the stream after it.
      if (turn.reply) return;
      if (controller.signal.aborted) turn.stopped();
      else if (error instanceof Problem) turn.failed(error);
      else {
        turn.failed(new Problem(strings.noSense));
        console.error(error);
      }
    } finally {
      if (this.#running === controller) {
        this.#running = null;
        busy(false);
      }
    }
  }

  stop() {
    this.#running?.abort();
  }

  clear() {
    this.stop();
    this.#turns = [];
    this.#list.replaceChildren();
    this.#options.changed(0);
  }
}
