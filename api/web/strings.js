/** Everything the page says. Functions take what they need; document text never passes through here as markup. */

const numbers = new Intl.NumberFormat("en");
const days = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });

const number = (n) => numbers.format(n);

const count = (n, one, many = `${one}s`) => `${number(n)} ${n === 1 ? one : many}`;

/** An ISO date as "24 October 2024"; what is no such date is shown as it came. */
export function date(published) {
  const iso = /^(\d{4})-(\d\d)-(\d\d)/.exec(published ?? "");
  if (!iso) return published || null;
  const day = new Date(`${iso[0]}T00:00:00Z`);
  return Number.isNaN(day.getTime()) ? published : days.format(day);
}

const kinds = {
  direct: ["Direct quote", "The speaker’s own words, in quotation marks in the document"],
  indirect: ["Indirect speech", "The document’s wording of what the speaker said"],
  mixed: ["Mixed", "Partly the speaker’s own words in quotation marks, partly the document’s wording"],
  turn: ["Transcript turn", "The speaker’s uninterrupted words in a transcript"],
};

const refusals = {
  unknown_speaker: {
    heading: "Nobody by that name",
    why: "The name occurs nowhere in the documents, so there is nobody here to quote.",
    nearest: "The nearest there is",
  },
  no_statements: {
    heading: "Mentioned, but not on record",
    why: "Being written about is not speaking. A statement is shown only under the speaker who made it.",
    nearest: "Where the documents mention the name",
  },
  nothing_on_topic: {
    heading: "On record, but not about this",
    why: "The speaker is quoted in these documents, on other matters.",
    nearest: "The nearest on record",
  },
  nothing_relevant: {
    heading: "Nothing on this in the documents",
    why: "Answers come from the indexed documents alone, never from general knowledge.",
    nearest: "The nearest there is",
  },
  ambiguous_speaker: {
    heading: "More than one speaker fits",
    why: "Words are never pooled across two people of one name. Choose whom you mean.",
    nearest: "Whom do you mean?",
  },
};

export const strings = {
  skip: "Skip to the question",
  headline: "Who is on record as saying what?",
  promise: "Ask about the people in these documents: you get their words, exactly where they stand, or a plain reason why there are none.",
  conversation: "Conversation",
  newConversation: "New conversation",

  keyTitle: "This server asks for a key",
  keyLabel: "Your key. It is kept until this tab is closed.",
  keyUse: "Use it",

  questionLabel: "Your question",
  placeholder: "What did … say about …?",
  followUp: "Ask a follow-up…",
  send: "Ask",
  stop: "Stop",
  hint: "Enter asks · Shift + Enter starts a new line",
  left: (n) => `${count(n, "character")} left`,
  tooLong: (n, most) => `Too long by ${count(n - most, "character")}: a question can have ${number(most)}. Shorten it, or ask in two steps.`,

  suggestions: "On record here",
  suggestion: (name) => `What did ${name} say?`,
  statements: (n) => count(n, "statement"),
  nobody: "Nobody is on record in these documents yet. Questions about facts still work.",
  empty: {
    heading: "There are no documents yet",
    body: "Put text or Markdown files into the documents folder. They are taken up by themselves, and this page will suggest the first questions.",
  },
  reading: {
    heading: "Reading the documents",
    body: "The index is being built for the first time. Questions appear here as soon as it is done.",
  },
  unreachable: {
    heading: "The server doesn’t answer",
    body: "It may have been stopped, or still be starting. This page keeps trying; start it again with",
    command: "onrecord serve",
  },
  tryNow: "Try now",

  status: ({ documents, speakers, statements }) =>
    [count(documents, "document"), count(speakers, "speaker"), count(statements, "statement")].join(", "),
  statusUnreachable: "Server not reachable",
  statusUnknown: "Looking at the index…",
  build: "Index build",
  rebuild: "Rebuild",
  buildStep: ({ stage, done, total, message, left }) =>
    [
      stage,
      total > 0 ? `${number(done)} of ${number(total)}` : null,
      left >= 90 ? `about ${number(Math.round(left / 60))} min left` : left >= 10 ? `about ${Math.round(left)} s left` : null,
      message,
    ].filter(Boolean).join(" · ") || "starting",
  building: (step) => `Building the index: ${step}`,
  queued: "Index build is queued",
  buildStarted: "The index is being built.",
  buildDone: "The index is up to date.",
  buildFailed: (message) => `The last build failed${message ? ` (${message})` : ""}. What was indexed before is still answered.`,
  rebuildRefused: (title) => `No rebuild: ${title}`,
  failed: (n) => `${count(n, "file")} could not be read`,

  questionMark: "Question",
  readAs: "Read as: ",
  asTyped: "Ask as typed",
  waiting: "Searching the record",
  stopped: "Stopped.",
  askAgain: "Ask again",
  retry: "Retry",
  announceAnswer: (n) => (n ? `Answered, with ${count(n, "statement")}.` : "Answered."),
  announceRefusal: (heading, message) => `No answer. ${heading}. ${message}`,

  worded: ({ by, model, note, dropped }) =>
    [by === "model" ? `Worded by ${model}` : "In the sources’ words", note?.replace(/\.$/, ""), dropped.length ? `${count(dropped.length, "sentence")} dropped` : null]
      .filter(Boolean).join("; "),
  droppedBecause: (reasons) => `Dropped because ${reasons.map((reason) => `it ${reason}`).join("; ")}.`,

  onRecord: "On record",
  shown: (n, total) => (n < total ? `${number(n)} of ${count(total, "statement")}` : count(total, "statement")),
  showMore: (n) => `Show more (${number(n)} left)`,
  loading: "Loading…",
  announceMore: (n) => `${count(n, "more statement")} shown.`,
  stances: { asserts: "Asserts", denies: "Denies", unsure: "Unsure", none: "Also on record" },
  unnamed: "Unnamed source",
  kind: (kind) => kinds[kind]?.[0] ?? kind,
  kindMeaning: (kind) => kinds[kind]?.[1] ?? null,
  cue: (cue) => `“${cue}”`,
  cueLabel: "cue ",
  openAtWords: ": open at these words",
  sources: "Sources",
  citation: (n, title) => `Source ${n}: ${title}`,
  speakersHere: "On record here: ",
  alsoIn: "Also in ",
  andMore: (n) => ` and ${count(n, "more place")}`,

  refusal: (reason) => refusals[reason] ?? { heading: "No answer", why: null, nearest: "The nearest there is" },

  sourceHeading: "Source",
  close: "Close",
  sourceText: "Text of the document",
  documentCounts: (statements) => `${count(statements, "statement")} on record`,
  unnamedLegend: (source) => `${source || "unnamed"} (unnamed source)`,
  moved: "This document has changed since the answer. The words are marked where they stand now.",
  gone: "This document has changed since the answer, and these words are no longer in it. Ask again for what it says now.",

  offline: { title: "The server can’t be reached", detail: "Nothing is lost: your question is still here. See that onrecord is running, then try again." },
  cutOff: { title: "The answer broke off", detail: "The connection ended before the answer was complete." },
  unclear: (status) => ({ title: "The server could not do that", detail: `It replied with status ${status} and gave no reason.` }),
  noSense: { title: "The reply could not be read", detail: "What came back is not what this page understands. Is another program on this port?" },
};
