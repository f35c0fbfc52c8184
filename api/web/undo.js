import { element } from "./elements.js";
import { strings } from "./strings.js";

/** How long there is a way back, in milliseconds; it stands still while somebody looks at it. */
const GRACE = 10000;

/** Lines at the foot of the window that say what was done, each with a way back for a while. */
export class Undo {
  #root;

  constructor(root) {
    this.#root = root;
  }

  /** Says `text`. `undo()` takes back what was done; `done()` is called once that is no longer possible. */
  offer(text, { undo, done = () => {} }) {
    let timer = null;
    let left = GRACE;
    let since = 0;
    const wait = () => {
      if (timer === null) return;
      clearTimeout(timer);
      timer = null;
      left -= Date.now() - since;
    };
    const go = () => {
      // A button that is pressed goes with its line, and Chromium tells the line then that the keyboard has left it.
      if (timer !== null || !line.isConnected || line.matches(":hover, :focus-within")) return;
      since = Date.now();
      timer = setTimeout(() => end(done), left);
    };
    const end = (how) => {
      clearTimeout(timer);
      line.remove();
      how();
    };
    const line = element("div", { class: "undo", "data-testid": "undo", mouseenter: wait, mouseleave: go, focusin: wait, focusout: () => setTimeout(go) },
      element("p", {}, text),
      element("button", { class: "outlined", type: "button", "data-testid": "undo-button", click: () => end(undo) }, strings.undo),
      element("button", { class: "quiet", type: "button", "data-testid": "undo-dismiss", click: () => end(done) }, strings.dismiss));
    this.#root.append(line);
    go();
  }

  /** Says something that needs no way back. */
  say(text) {
    const line = element("div", { class: "undo", "data-testid": "notice" }, element("p", {}, text),
      element("button", { class: "quiet", type: "button", click: () => line.remove() }, strings.dismiss));
    this.#root.append(line);
    setTimeout(() => line.remove(), GRACE);
  }
}
