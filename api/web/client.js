import { key, newKey } from "./key.js";
import { strings } from "./strings.js";

/** What went wrong, in words for the reader: a problem document, or no connection at all. */
export class Problem extends Error {
  constructor({ title, detail = null, status = null, errors = [], unreachable = false }) {
    super(title);
    Object.assign(this, { title, detail, status, errors, unreachable });
  }
}

const isText = (value) => typeof value === "string" && value.trim() !== "";

function problemFrom(body, status) {
  const unclear = strings.unclear(status);
  // A proxy in between answers 502 or 504 for a server that is down, with a page of its own.
  if (!isText(body?.title) && [502, 503, 504].includes(status)) return new Problem({ ...strings.offline, status, unreachable: true });
  return new Problem({
    title: isText(body?.title) ? body.title : unclear.title,
    detail: isText(body?.detail) ? body.detail : isText(body?.title) ? null : unclear.detail,
    status,
    errors: Array.isArray(body?.errors) ? body.errors : [],
  });
}

async function send(path, { method = "GET", body, signal } = {}) {
  let response;
  const sent = key();
  try {
    response = await fetch(path, {
      method,
      signal,
      headers: {
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
        ...(sent === null ? {} : { Authorization: `Bearer ${sent}` }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      cache: "no-store",
    });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Problem({ ...strings.offline, unreachable: true });
  }
  if (response.status === 401 && await newKey(sent)) return send(path, { method, body, signal });
  if (!response.ok) throw problemFrom(await response.json().catch(() => null), response.status);
  return response;
}

async function json(path, options) {
  const response = await send(path, options);
  try {
    return await response.json();
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Problem(strings.noSense);
  }
}

/** Events of a server-sent stream as {event, data: text}; an event that the stream cuts off is dropped. */
export async function* serverEvents(stream) {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  let event = "message";
  let data = [];
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      rest += decoder.decode(value, { stream: true });
      // A "\r" at the very end may be the first half of "\r\n": it waits for the next piece.
      const lines = rest.split(/\r\n|\n|\r(?!$)/);
      rest = lines.pop();
      for (const line of lines) {
        if (line === "") {
          if (data.length) yield { event, data: data.join("\n") };
          event = "message";
          data = [];
          continue;
        }
        const [, field, text] = /^([^:]*)(?:: ?(.*))?$/s.exec(line);
        if (field === "event") event = text ?? "";
        else if (field === "data") data.push(text ?? "");
      }
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    throw new Problem(strings.noSense);
  }
}

/** An address of the API; what is an object is its parameters, of which lists are repeated and "" is left out. */
function path(...parts) {
  const query = new URLSearchParams();
  const steps = parts.filter((part) => {
    if (typeof part === "string") return true;
    for (const [key, value] of Object.entries(part)) for (const each of [value].flat()) if (each !== "" && each !== null) query.append(key, each);
    return false;
  });
  return `/api/${steps.map(encodeURIComponent).join("/")}${query.size ? `?${query}` : ""}`;
}

/** By the older way, as `fetch` tells nothing of what was sent. */
function sendFile(file, { replace = false, progress, signal, sent }) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", path("documents", { replace: replace ? "true" : "" }));
    if (sent !== null) request.setRequestHeader("Authorization", `Bearer ${sent}`);
    request.responseType = "json";
    request.upload.addEventListener("progress", ({ loaded, total }) => progress(total ? loaded / total : 0));
    request.addEventListener("load", () => resolve({ status: request.status, body: request.response }));
    request.addEventListener("error", () => reject(new Problem({ ...strings.offlineUpload, unreachable: true })));
    request.addEventListener("abort", () => reject(new DOMException("", "AbortError")));
    signal.addEventListener("abort", () => request.abort());
    const form = new FormData();
    form.append("file", file, file.name);
    request.send(form);
  });
}

export const client = {
  /** A whole reply at once: {question, history, limit, offset}. */
  ask: (request, signal) => json("/api/ask", { method: "POST", body: request, signal }),

  /** The same as it is written: yields {event, data}; ends after `done`, throws what `error` brings. */
  async *chat(request, signal) {
    const response = await send("/api/chat", { method: "POST", body: request, signal });
    try {
      for await (const { event, data } of serverEvents(response.body)) {
        if (event === "error") throw problemFrom(parsed(data), null);
        if (event === "done") return;
        yield { event, data: parsed(data) };
      }
    } catch (error) {
      if (error instanceof Problem || error.name === "AbortError") throw error;
      throw new Problem(strings.cutOff);
    }
  },

  speakers: (parameters, signal) => json(path("speakers", parameters), { signal }),
  speaker: (id, signal) => json(path("speakers", id), { signal }),
  speakerSummary: (id, parameters, signal) => json(path("speakers", id, "summary", parameters), { signal }),
  speakerStatements: (id, parameters, signal) => json(path("speakers", id, "statements", parameters), { signal }),
  merge: (speakers) => json(path("speakers", "merge"), { method: "POST", body: { speakers } }),
  split: (id, names) => json(path("speakers", id, "split"), { method: "POST", body: { names } }),
  rename: (id, shown) => json(path("speakers", id), { method: "PATCH", body: shown }),
  corrections: (signal) => json(path("corrections"), { signal }),
  takeBack: (id) => json(path("corrections", id), { method: "DELETE" }),

  documents: (parameters, signal) => json(path("documents", parameters), { signal }),
  document: (id, signal) => json(path("documents", id), { signal }),
  documentStatements: (id, parameters, signal) => json(path("documents", id, "statements", parameters), { signal }),
  /** Sends a file; `progress(share)` is told how much of it the server has, in [0, 1]. */
  async upload(file, options) {
    const sent = key();
    const { status, body } = await sendFile(file, { ...options, sent });
    if (status === 401 && await newKey(sent)) return client.upload(file, options);
    if (status >= 300 || !body) throw problemFrom(body, status);
    return body;
  },
  remove: (id) => json(path("documents", id), { method: "DELETE" }),

  /** Keeps what is thought of a reply; gives the id by which it can be replaced. */
  feedback: (judged) => json(path("feedback"), { method: "POST", body: judged }),

  index: (signal) => json(path("index"), { signal }),
  rebuild: () => json(path("index", "rebuild"), { method: "POST" }),
  cancel: (job) => json(path("jobs", job), { method: "DELETE" }),
};
