import { Problem } from "./client.js";
import { changedAt, load, newId, save } from "./conversations.js";
import { NO_FILTERS, parameters, requested } from "./filters.js";
import { address, settle } from "./routes.js";
import { strings } from "./strings.js";
import { Turn } from "./turn.js";

/** Statements a page of a reply. */
const LIMIT = 8;

/** Earlier turns that a follow-up takes along; what is older rarely names whom "he" means. */
const REMEMBERED = 10;

/** The turns on the page. The server keeps none of it: each question brings its history along, and the browser keeps
 *  the whole. */
export class Conversation {
  id = null;
  #turns = [];
  #kept = 0;  // when this tab opened or kept it last, as `changed`
  #running = null;
  #list;
  #options;

  /** `busy(flag)` tells that a reply starts or ends; `changed(turns)` that turns came or went; `filters()` gives those
   *  that hold for the next question; `share(url)` hands a link to the reader; `lost()` is told where nothing is kept. */
  constructor(list, { client, openSource, announce, busy, changed, filters, share, lost }) {
    this.#list = list;
    this.#options = { client, openSource, announce, busy, changed, filters, share, lost };
  }

  get length() {
    return this.#turns.length;
  }

  /** As it is kept. */
  get record() {
    return { id: this.id, changed: Date.now(), turns: this.#turns.map((turn) => turn.record) };
  }

  /** Shows a conversation that is kept here; whether there is one of this id. */
  open(id) {
    if (id === this.id) return true;
    const kept = load(id);
    if (!kept) return false;
    this.clear();
    this.id = id;
    this.#kept = kept.changed;
    this.#resume(kept.turns);
    return true;
  }

  #resume(records) {
    const { announce } = this.#options;
    this.#options.announce = () => {};  // what was read before is not read out again
    for (const { question, filters, alone, reply, feedback } of records) {
      const turn = this.#turn({ question, filters: filters ?? NO_FILTERS, alone: Boolean(alone) });
      turn.waiting();
      turn.goesOn = !alone && this.#turns.length > 1;
      turn.feedback = feedback ?? null;
      try {
        if (reply) turn.show(reply);
        else turn.stopped();
      } catch {  // an older version kept it in another form
        turn.waiting();
        turn.reply = null;
        turn.stopped();
      }
    }
    this.#options.announce = announce;
    this.#options.changed(this.#turns.length);
  }

  /** Asks in a new turn. With `focus`, the keyboard goes to it, for a question asked by a button that goes away. */
  ask(question, { focus = false, filters = this.#options.filters() } = {}) {
    const turn = this.#turn({ question, filters, alone: false });
    if (this.id === null) {
      this.id = newId();
      settle(address("conversations", this.id));
    }
    this.#options.changed(this.#turns.length);
    return this.#run(turn, { focus });
  }

  #turn(asked) {
    const { client, openSource, share } = this.#options;
    const turn = new Turn(asked, {
      openSource,
      announce: (text) => this.#options.announce(text),
      ask: (other) => this.ask(other, { focus: true, filters: turn.asked.filters }),
      askAsTyped: () => {
        turn.asked = { ...turn.asked, alone: true };
        return this.#run(turn, { focus: true });
      },
      edit: (question) => this.#edit(turn, question),
      retry: () => this.#run(turn, { focus: true }),
      load: (offset) => client.ask({ ...this.#request(turn), offset }),
      judge: (judgement) => client.feedback(this.#judged(turn, judgement)),
      keep: () => { if (this.#turns.includes(turn)) this.#keep(); },
      link: () => share(new URL(address("ask", null,
        { q: turn.reply?.standalone_question ?? turn.asked.question, ...parameters(turn.asked.filters) }), location.href).href),
    });
    this.#turns.push(turn);
    this.#list.append(turn.element);
    return turn;
  }

  #request(turn) {
    const { question, filters, alone } = turn.asked;
    const before = this.#turns.slice(0, this.#turns.indexOf(turn)).slice(-REMEMBERED);
    return { question, history: alone ? [] : before.flatMap((earlier) => earlier.messages()), filters: requested(filters), limit: LIMIT, offset: 0 };
  }

  /** A reply with all that is needed to ask for it again, and the judgement of it. */
  #judged(turn, judgement) {
    const { question, history, filters } = this.#request(turn);
    const { standalone_question, intent, answer, refusal, statements, passages, generation } = turn.reply;
    const ids = (items) => items.map(({ id }) => id);
    return { question, history, filters, standalone_question, intent, answer: answer?.text ?? null, words: answer?.words ?? null,
      refusal: refusal?.reason ?? null, statements: ids(statements), passages: ids(passages), generation, ...judgement };
  }

  /** Asks another question in a turn's place. What follows it was about the former one, so where something follows, a
   *  new conversation branches off here and the former stays as it was. */
  #edit(turn, question) {
    const at = this.#turns.indexOf(turn);
    const { filters } = turn.asked;
    if (at === this.#turns.length - 1) {
      turn.asked = { question, filters, alone: false };
      return this.#run(turn, { focus: true });
    }
    const before = this.#turns.slice(0, at).map((each) => each.record);
    this.clear();
    if (before.length) this.#resume(before);
    this.id = newId();
    history.pushState(null, "", address("conversations", this.id));
    this.#options.announce(strings.branched);
    return this.ask(question, { focus: true, filters });
  }

  /** Edits the last question, from the keyboard. */
  editLast() {
    this.#turns.at(-1)?.edit();
  }

  async #run(turn, { focus }) {
    this.stop();
    const { client, busy } = this.#options;
    const controller = new AbortController();
    this.#running = turn.asking = controller;
    const request = this.#request(turn);
    turn.goesOn = request.history.length > 0;
    turn.waiting();
    busy(true);
    if (focus) turn.focus();
    turn.element.scrollIntoView({ block: "start" });
    this.#keep();
    try {
      for await (const { event, data } of client.chat(request, controller.signal)) {
        if (event === "retrieval") turn.readAs(data.standalone_question);
        else if (event === "token") turn.token(data.text);
        else if (event === "answer") turn.show(data);
      }
      if (!turn.reply && !controller.signal.aborted) throw new Problem(strings.cutOff);
    } catch (error) {
      // An answer that is whole stays, whatever happens to the stream after it; and what the turn shows is the next
      // reply's once it is asked anew.
      if (turn.reply || turn.asking !== controller) return;
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
      if (this.#turns.includes(turn)) this.#keep();
    }
  }

  #keep() {
    if (changedAt(this.id) > this.#kept) this.#part();
    const { record } = this;
    this.#kept = record.changed;
    if (!save(record)) this.#options.lost();
  }

  /** Goes on as a new conversation where another tab went on with this one, so that neither writes over the other. */
  #part() {
    const former = address("conversations", this.id);
    this.id = newId();
    if (location.hash === former) settle(address("conversations", this.id));
    this.#options.changed(this.#turns.length);
    this.#options.announce(strings.branched);
  }

  stop() {
    this.#running?.abort();
  }

  clear() {
    this.stop();
    this.id = null;
    this.#turns = [];
    this.#list.replaceChildren();
    this.#options.changed(0);
  }
}
