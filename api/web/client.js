import { key, newKey } from "./key.js";
import { strings } from "./strings.js";

/** What went wrong, in words for the reader: a problem document, or no connection at all. */
export class Problem extends Error {
  constructor({ title, detail = null, status = null, unreachable = false }) {
    super(title);
    Object.assign(this, { title, detail, status, unreachable });
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

  speakers: (limit, signal) => json(`/api/speakers?limit=${limit}`, { signal }),
  document: (id, signal) => json(`/api/documents/${encodeURIComponent(id)}`, { signal }),
  index: (signal) => json("/api/index", { signal }),
  rebuild: () => json("/api/index/rebuild", { method: "POST" }),
};
