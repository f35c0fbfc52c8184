import { element } from "./elements.js";
import { passageRow } from "./sources.js";
import { statementCard } from "./statements.js";
import { strings } from "./strings.js";

const WORD = /[\p{L}\p{N}]+(?:[-’'.][\p{L}\p{N}]+)*/gu;

// Words that stand in many names and between them, so that "of Korea" doesn't start a name at "of".
const SMALL = new Set(["a", "and", "at", "for", "in", "of", "on", "the", "to"]);

/**
 * The question with the ambiguous name in it made whole: the longest run of words that stand in `name` in that
 * order is replaced by it ("What did Kim say?" → "What did Kim Jong Un say?"). Without such a run it asks anew.
 */
export function questionNaming(question, name) {
  const of = (text) => [...text.matchAll(WORD)].map((m) => ({ word: m[0].replace(/[’']s$/, ""), index: m.index }));
  const asked = of(question);
  const named = of(name).map(({ word }) => word.toLowerCase());
  let best = null;
  for (let i = 0; i < asked.length; i += 1) {
    if (SMALL.has(asked[i].word.toLowerCase())) continue;
    let n = 0;
    for (let j = -1; i + n < asked.length; n += 1) {
      j = named.indexOf(asked[i + n].word.toLowerCase(), j + 1);
      if (j < 0) break;
    }
    if (n > (best?.n ?? 0)) best = { i, n };
  }
  if (!best) return strings.suggestion(name);
  const last = asked[best.i + best.n - 1];
  return question.slice(0, asked[best.i].index) + name + question.slice(last.index + last.word.length);
}

/** Why there is no answer, and the nearest thing there is. `ask(question)` asks for a candidate by name. */
export function refusalElement(reply, { sources, openSource, ask }) {
  const { reason, message, nearest } = reply.refusal;
  const words = strings.refusal(reason);
  const speakers = [];
  const rows = [];
  for (const item of nearest ?? []) {
    if (item.type === "speaker") speakers.push(candidate(item.speaker, reply.standalone_question, ask));
    else if (item.type === "statement") rows.push(statementCard(item.statement, sources, openSource));
    else if (item.type === "passage") rows.push(passageRow(item.passage, null, openSource));
  }
  return element("section", { class: "refusal", "data-testid": "refusal", "data-reason": reason },
    element("h3", {}, words.heading),
    element("p", { class: "refusal-message" }, message),
    words.why ? element("p", { class: "why" }, words.why) : null,
    speakers.length || rows.length ? element("h4", {}, words.nearest) : null,
    speakers.length ? element("ul", { class: "candidates" }, speakers) : null,
    rows.length ? element("ul", { class: "cards nearest" }, rows) : null);
}

function candidate(speaker, question, ask) {
  return element("li", {},
    element("button", { class: "candidate", type: "button", "data-testid": "candidate", click: () => ask(questionNaming(question, speaker.name)) },
      element("span", { class: "speaker" }, speaker.name),
      speaker.role ? element("span", { class: "role" }, speaker.role) : null));
}
