import { codePoints } from "./marks.js";
import { strings } from "./strings.js";

/** What the server takes in one question, in code points. */
const LONGEST = 2000;
const WARN_FROM = 1800;

/** The question box with its two buttons, and the filters that go with a question. */
export class Composer {
  #form;
  #box;
  #send;
  #stop;
  #length;
  #toggle;
  #panel;
  #busy = false;

  /** `ask(question)` is called with a question that may be sent; `stop()` with none; `editLast()` where the last
   *  question is wanted back. */
  constructor({ form, box, send, stop, length, toggle, panel, filters }, { ask, stop: halt, editLast }) {
    [this.#form, this.#box, this.#send, this.#stop, this.#length] = [form, box, send, stop, length];
    [this.#toggle, this.#panel] = [toggle, panel];
    panel.append(filters.fields);
    toggle.after(filters.chips);
    toggle.addEventListener("click", () => {
      this.#open(panel.hidden);
      if (!panel.hidden) panel.querySelector("input").focus();
    });
    panel.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || event.defaultPrevented) return;
      event.stopPropagation();
      this.#open(false);
      toggle.focus();
    });
    box.placeholder = strings.placeholder;
    box.addEventListener("input", () => this.#measure());
    box.addEventListener("keydown", (event) => {
      if (event.key === "ArrowUp" && box.value === "" && !event.isComposing) {
        event.preventDefault();
        return editLast();
      }
      // While an input method composes (Japanese, Chinese …), Enter chooses a word and asks nothing.
      if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
      event.preventDefault();
      this.#submit(ask);
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit(ask);
    });
    stop.addEventListener("click", halt);
    addEventListener("resize", () => this.#grow());
    this.#measure();
  }

  #open(flag) {
    this.#panel.hidden = !flag;
    this.#toggle.setAttribute("aria-expanded", String(flag));
  }

  #submit(ask) {
    const question = this.#box.value.trim();
    if (this.#busy || codePoints(question) > LONGEST) return this.focus();
    if (!question) return this.focus();
    this.#box.value = "";
    this.#box.placeholder = strings.followUp;
    this.#measure();
    this.#open(false);
    // On a touch screen the keyboard would cover the answer.
    if (matchMedia("(pointer: coarse)").matches) this.#box.blur();
    ask(question);
  }

  /** Says how much room is left before the question is too long, not after it was refused. */
  #measure() {
    const length = codePoints(this.#box.value.trim());
    const over = length > LONGEST;
    this.#length.textContent = over ? strings.tooLong(length, LONGEST) : length > WARN_FROM ? strings.left(LONGEST - length) : "";
    this.#length.classList.toggle("over", over);
    this.#box.setAttribute("aria-invalid", String(over));
    this.#send.disabled = over;
    this.#grow();
  }

  #grow() {
    this.#box.style.height = "auto";
    this.#box.style.height = `${this.#box.scrollHeight}px`;
  }

  /** Puts Stop in the place of Ask while an answer is written; the keyboard is not left on a hidden button. */
  busy(flag) {
    if (flag === this.#busy) return;
    this.#busy = flag;
    const focused = document.activeElement;
    this.#stop.hidden = !flag;
    this.#send.hidden = flag;
    if (flag && focused === this.#send) this.#stop.focus({ preventScroll: true });
    if (!flag && focused === this.#stop) this.#send.focus({ preventScroll: true });
  }

  fresh() {
    this.#box.placeholder = strings.placeholder;
    this.#open(false);
  }

  /** A question was asked with filters from elsewhere. */
  filtered() {
    this.#box.placeholder = strings.followUp;
  }

  /** On a touch screen, the keyboard that comes with it would cover the page. */
  focusUnlessTouched() {
    if (!matchMedia("(pointer: coarse)").matches) this.#box.focus({ preventScroll: true });
  }

  focus() {
    this.#box.focus();
  }
}
