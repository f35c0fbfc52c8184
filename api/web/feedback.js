import { element } from "./elements.js";
import { strings } from "./strings.js";

/** What the server takes in a note, in UTF-16 units. */
const LONGEST = 2000;

/**
 * Two thumbs below an answer, and room for a note once one is given. `given` is {id, thumb, note} of before, or null;
 * `send({thumb, note, replaces})` gives the new id.
 */
export function feedbackElement({ given, send }) {
  let { id = null, thumb = null, note = "" } = given ?? {};
  const state = element("span", { class: "role", role: "status" });
  const box = element("textarea", { rows: 2, maxlength: LONGEST, "aria-label": strings.noteLabel, placeholder: strings.noteLabel, "data-testid": "note" });
  const form = element("form", {
    class: "editing", hidden: true, "data-testid": "note-form",
    submit: (event) => {
      event.preventDefault();
      give(thumb, box.value.trim());
    },
    keydown: (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      form.hidden = true;
      buttons.up.focus();
    },
  }, box, element("p", {}, element("button", { class: "outlined", type: "submit", "data-testid": "note-send" }, strings.noteSend)));
  const button = (which) => element("button", {
    class: "quiet thumb", type: "button", "aria-pressed": "false", "data-testid": `thumb-${which}`,
    click: async () => {
      if (await give(which, note)) {
        form.hidden = false;
        box.focus();
      }
    },
  }, strings.thumbs[which]);
  const buttons = { up: button("up"), down: button("down") };
  const show = () => {
    for (const which of ["up", "down"]) buttons[which].setAttribute("aria-pressed", String(which === thumb));
    box.value = note;
  };
  const give = async (which, text) => {
    state.textContent = "";
    try {
      id = await send({ thumb: which, note: text, replaces: id });
      if (text !== note || text) form.hidden = true;
      [thumb, note] = [which, text];
      show();
      state.textContent = strings.thanks;
      return true;
    } catch (problem) {
      state.textContent = [problem.title, problem.detail].filter(Boolean).join(". ");
      return false;
    }
  };
  show();
  return element("div", { class: "feedback", role: "group", "aria-label": strings.feedback }, buttons.up, buttons.down, state, form);
}
