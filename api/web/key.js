import { element } from "./elements.js";
import { strings } from "./strings.js";

const KEPT = "onrecord-key";
let asking = null;
let given = null;  // the key of this page, which is all there is where the browser keeps nothing for us

/** The key of this tab, gone when the tab is closed; null where none was given. */
export function key() {
  try {
    return given ?? sessionStorage.getItem(KEPT);
  } catch {
    return given;
  }
}

function keep(secret) {
  given = secret;
  try {
    sessionStorage.setItem(KEPT, secret);
  } catch {
    // asked for again when the page is loaded anew
  }
}

/** Asks for a key, once however many requests wait for one; whether there is another than `refused` now. */
export async function newKey(refused) {
  if (key() === refused) await (asking ??= ask().finally(() => { asking = null; }));
  return key() !== refused;
}

function ask() {
  const { promise, resolve } = Promise.withResolvers();
  const box = element("input", {
    id: "key", type: "password", autocomplete: "off", required: true, pattern: "[!-~]+", "data-testid": "key",
  });
  const dialog = element("dialog", { class: "key", "aria-labelledby": "key-title", close: () => { dialog.remove(); resolve(); } },
    element("form", { submit: (event) => { event.preventDefault(); keep(box.value); dialog.close(); } },
      element("h2", { id: "key-title" }, strings.keyTitle),
      element("label", { for: "key" }, strings.keyLabel),
      box,
      element("button", { class: "outlined" }, strings.keyUse)));
  document.body.append(dialog);
  dialog.showModal();
  return promise;
}
