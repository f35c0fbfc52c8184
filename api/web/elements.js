/**
 * A new element. Strings become text nodes, so nothing from a document can turn into markup.
 * A property that is a function listens to the event of that name; false, null and undefined are left out.
 */
export function element(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === false || value === null || value === undefined) continue;
    if (typeof value === "function") node.addEventListener(name, value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

export const byId = (id) => document.getElementById(id);

/** Makes a whole row clickable without taking text selection away; `button` is its way in by keyboard. */
export function opens(row, button, open) {
  row.addEventListener("click", (event) => {
    const on = event.target.closest("button, a");
    if (on !== button && (on || String(getSelection()))) return;
    open(button);
  });
  return row;
}

/** "Show more" below a list that comes in pages: `load(offset)` appends what is further and gives {shown, total};
 *  `seen({shown, total})` tells of a list that was shown anew, `none()` of one that could not be. */
export function moreButton({ label, loading, retry, load }) {
  const note = element("div", {});
  const button = element("button", { class: "outlined", type: "button", "data-testid": "show-more", hidden: true, click: () => go() });
  let shown = 0;
  const seen = ({ shown: now, total }) => {
    shown = now;
    note.replaceChildren();
    button.textContent = label(total - now);
    button.hidden = now >= total;
  };
  const go = async () => {
    button.disabled = true;
    button.textContent = loading;
    note.replaceChildren();
    try {
      seen(await load(shown));
    } catch (problem) {
      if (problem.name === "AbortError") return;
      button.hidden = true;
      note.replaceChildren(problemNotice(problem, retry, go));
    } finally {
      button.disabled = false;
    }
  };
  return { element: element("div", { class: "more" }, note, button), seen, none: () => seen({ shown: 0, total: 0 }) };
}

/** A kind account of a Problem, with a way to try again where there is one. */
export function problemNotice(problem, retryLabel, retry) {
  return element("div", { class: "problem", role: "alert", "data-testid": "read-error" },
    element("p", { class: "problem-title" }, problem.title),
    problem.detail ? element("p", {}, problem.detail) : null,
    retry ? element("button", { class: "outlined", type: "button", "data-testid": "retry", click: retry }, retryLabel) : null);
}
