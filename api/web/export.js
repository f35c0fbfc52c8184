import { element } from "./elements.js";
import { described } from "./filters.js";
import { documentLine } from "./sources.js";
import { strings } from "./strings.js";
import { titleOf } from "./conversations.js";

/** Words of a question or a document as plain text of Markdown, on one line. */
const plain = (text) => text.replace(/\s+/g, " ").trim().replace(/[\\`*_{}[\]<>()#+!|~&-]/g, "\\$&");

function turnLines({ question, filters, reply }) {
  const lines = [`## ${plain(question)}`, ""];
  if (!reply) return [...lines, `*${strings.noReply}*`, ""];
  if (reply.standalone_question !== question) lines.push(`*${strings.readAs}${plain(reply.standalone_question)}*`, "");
  const kept = described(filters);
  if (kept) lines.push(`*${plain(kept)}*`, "");
  const number = new Map(reply.passages.map(({ id }, n) => [id, n + 1]));
  const cited = (citations) => citations.filter((id) => number.has(id)).map((id) => ` \\[${number.get(id)}\\]`).join("");
  if (reply.answer) lines.push(reply.answer.sentences.map(({ text, citations }) => plain(text) + cited(citations)).join(" "), "");
  if (reply.refusal) lines.push(`**${strings.refusal(reply.refusal.reason).heading}.** ${plain(reply.refusal.message)}`, "");
  for (const statement of reply.statements) {
    const who = statement.speaker ? [statement.speaker.name, statement.speaker.role] : [statement.source_text || strings.unnamed];
    const how = [strings.kind(statement.kind), statement.cue ? strings.cue(statement.cue) : null, strings.confidence(statement.confidence)];
    lines.push(`> ${plain(statement.text)}`, ">",
      `> — **${plain(who[0])}**${who[1] ? `, ${plain(who[1])}` : ""} (${plain(how.filter(Boolean).join(", "))}); ${plain(documentLine(statement.document))}${cited([statement.passage])}`, "");
  }
  const left = reply.statements_total - reply.statements.length;
  if (left > 0) lines.push(`*${strings.moreStatements(left)}*`, "");
  reply.passages.forEach((passage, n) => lines.push(`${n + 1}. ${plain(documentLine(passage.document, passage.place))}: ${plain(passage.text)}`));
  return [...lines, ""];
}

/** A conversation to read: questions, answers, statements and sources, word for word. */
export const markdown = (conversation) =>
  [`# ${plain(titleOf(conversation))}`, "", ...conversation.turns.flatMap(turnLines)].join("\n");

/** The same as data: the turns with their whole replies, as the API gave them. */
export const json = ({ id, changed, turns }) =>
  JSON.stringify({ id, changed: new Date(changed).toISOString(), turns }, null, 2);

/** Has the browser save a text as a file. */
export function download(name, type, text) {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  element("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}

/** Two buttons that save the conversation that `get()` gives, if any. */
export function exportButtons(get) {
  const button = (label, testid, suffix, type, write) => element("button", {
    class: "quiet", type: "button", "data-testid": testid,
    click: () => {
      const conversation = get();
      if (!conversation) return;
      const stem = titleOf(conversation).replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").slice(0, 60);
      download(`${stem || "conversation"}.${suffix}`, type, write(conversation));
    },
  }, label);
  return [button(strings.exportMarkdown, "export-markdown", "md", "text/markdown", markdown),
    button(strings.exportJson, "export-json", "json", "application/json", json)];
}
