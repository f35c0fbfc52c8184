/*
 * What the page shows stands in its address, behind the "#", which no server is sent:
 *   #/                          a new conversation        #/conversations/ID   one that is kept here
 *   #/ask?q=…&document=ID       asks a question, of it alone; without one it waits for it
 *   #/history                   all that are kept
 *   #/speakers?q=…              everyone on record        #/speakers/ID        one of them
 *   #/documents?q=…             the documents         #/documents/ID?at=START-END  one of them, at a place
 */

const VIEWS = { ask: "ask", conversations: "ask", history: "history", speakers: "speakers", documents: "documents" };

/** {view, id, query} of a location's hash; what leads nowhere leads to a new conversation. */
export function route(hash) {
  const [path, search = ""] = hash.replace(/^#\/?/, "").split(/\?(.*)/s);
  const [name, ...rest] = path.split("/");
  let id = null;
  try {
    id = decodeURIComponent(rest.join("/")) || null;
  } catch {
    // half an escape: no id of ours
  }
  return { view: VIEWS[name] ?? "ask", id, query: new URLSearchParams(search) };
}

/** The hash that leads there; parameters that are null or empty are left out, lists are repeated. */
export function address(name, id = null, parameters = {}) {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(parameters)) {
    for (const each of [value].flat()) if (each) query.append(key, each);
  }
  return `#/${name}${id ? `/${encodeURIComponent(id)}` : ""}${query.size ? `?${query}` : ""}`;
}

/** Puts an address in the place of the present one, without going anywhere. */
export const settle = (hash) => history.replaceState(null, "", hash);
