import { element } from "./elements.js";
import { strings } from "./strings.js";

// A last word longer than this may part from its chip; on a phone the two would not fit on a line.
const WORD = 24;

/** A sentence and its chips; the first chip stays on the line of the word before it. */
function cited(text, chips) {
  if (chips.length === 0) return [text];
  const cut = text.search(/\S+\s*$/);
  const from = cut < 0 || text.length - cut > WORD ? text.length : cut;
  return [text.slice(0, from), element("span", { class: "unbroken" }, text.slice(from), "\u00a0", chips[0]), ...chips.slice(1)];
}

/**
 * The answer's text with a chip after each sentence for every passage it cites.
 * What stands between two sentences in the text (a line break, say) is kept.
 */
export function answerNodes(answer, sources) {
  const nodes = [];
  let at = 0;
  for (const sentence of answer.sentences ?? []) {
    const start = answer.text.indexOf(sentence.text, at);
    if (start >= 0) {
      nodes.push(answer.text.slice(at, start));
      at = start + sentence.text.length;
    } else if (nodes.length) {
      nodes.push(" ");
    }
    const chips = [...new Set(sentence.citations ?? [])].map((id) => sources.citation(id)).filter(Boolean);
    nodes.push(...cited(sentence.text, chips));
  }
  if (nodes.length === 0) return [answer.text];
  nodes.push(answer.text.slice(at));
  return nodes;
}

/** Who worded the answer and why sentences were dropped, where a language model was asked. */
export function wordingNodes(wording) {
  if (!wording?.model) return [];
  const said = strings.worded(wording);
  const reasons = [...new Set(wording.dropped.map(({ reason }) => reason))];
  if (reasons.length === 0) return [element("p", { class: "worded", "data-testid": "worded" }, said)];
  return [element("details", { class: "worded", "data-testid": "worded" },
    element("summary", {}, said), element("p", {}, strings.droppedBecause(reasons)))];
}
