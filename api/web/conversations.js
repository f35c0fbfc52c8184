/*
 * Conversations as this browser keeps them: each under a key of its own, and a list of them, so that two tabs don't
 * write over each other's. A turn is {question, filters, alone, reply}; the reply is null where there was none.
 */

const LIST = "onrecord.conversations";
const ONE = "onrecord.conversation.";
const MOST = 100;

const stored = (key) => {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
};

/** A name for a conversation; these need not be secret, and `randomUUID` isn't there on plain http. */
export const newId = () => Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16).padStart(2, "0")).join("");

/** [{id, title, changed, questions}] of those that are kept, the latest first; `changed` in milliseconds. */
export const listed = () => {
  const list = stored(LIST);
  return Array.isArray(list) ? list : [];
};

/** {id, changed, turns} of a kept conversation; null where there is none. */
export const load = (id) => {
  const found = stored(ONE + id);
  return Array.isArray(found?.turns) ? found : null;
};

/** When a conversation was kept last, by whichever tab; 0 where it isn't kept. */
export const changedAt = (id) => listed().find((each) => each.id === id)?.changed ?? 0;

export const titleOf = ({ turns }) => turns[0]?.question ?? "";

/** Keeps a conversation; the oldest make room where the browser has no more, unless all of them would be too little.
 *  Whether it is kept now. */
export function save(conversation) {
  const { id, changed, turns } = conversation;
  let list = [{ id, title: titleOf(conversation), changed, questions: turns.length }, ...listed().filter((each) => each.id !== id)]
    .sort((a, b) => b.changed - a.changed);
  for (const { id: old } of list.splice(MOST)) localStorage.removeItem(ONE + old);
  const gone = [];
  for (;;) {
    try {
      localStorage.setItem(ONE + id, JSON.stringify(conversation));
      localStorage.setItem(LIST, JSON.stringify(list));
      return true;
    } catch {
      const oldest = list.findLast((each) => each.id !== id);
      try {
        if (!oldest) {
          for (const [key, text] of gone) localStorage.setItem(key, text);
          return false;
        }
        gone.push([ONE + oldest.id, localStorage.getItem(ONE + oldest.id) ?? ""]);
        localStorage.removeItem(ONE + oldest.id);
      } catch {
        return false;
      }
      list = list.filter((each) => each !== oldest);
    }
  }
}

/** Forgets one, or all; gives what `restore` needs to bring them back. */
export function forget(id = null) {
  const gone = (id === null ? listed().map((each) => each.id) : [id]).map(load).filter(Boolean);
  for (const each of gone) localStorage.removeItem(ONE + each.id);
  const left = id === null ? [] : listed().filter((each) => each.id !== id);
  localStorage.setItem(LIST, JSON.stringify(left));
  return gone;
}

export const restore = (gone) => gone.forEach(save);

/** `changed()` is told whenever another tab keeps or forgets one. */
export const watch = (changed) => addEventListener("storage", (event) => {
  if (event.key === LIST || event.key === null) changed();
});
