/** Everything the page says. Functions take what they need; document text never passes through here as markup. */

// Numbers and dates as the browser's user writes them.
const numbers = new Intl.NumberFormat();
const percent = new Intl.NumberFormat(undefined, { style: "percent", maximumFractionDigits: 0 });
const rates = new Intl.NumberFormat(undefined, { maximumSignificantDigits: 2 });
const days = new Intl.DateTimeFormat(undefined, { dateStyle: "long", timeZone: "UTC" });
const months = new Intl.DateTimeFormat(undefined, { year: "numeric", month: "long", timeZone: "UTC" });
const moments = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

const number = (n) => numbers.format(n);

/** A point in time (milliseconds, or as the API writes it) in the user's own time zone. */
export const moment = (time) => moments.format(new Date(time));

export const count = (n, one, many = `${one}s`) => `${number(n)} ${n === 1 ? one : many}`;

/** An ISO date as in "24 October 2024"; what is no such date is shown as it came. */
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
  turn: ["First hand", "The speaker’s uninterrupted words in a transcript or a message"],
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

const rules = {
  "same document": "goes with another name in its document",
  "correction in speakers.toml": "set by hand",
};

export const strings = {
  skip: "Skip to the content",
  views: "Views",
  toAsk: "Ask",
  toSpeakers: "Speakers",
  toDocuments: "Documents",
  toHistory: "History",
  titles: { ask: null, speakers: "Speakers", documents: "Documents", history: "History" },
  pageTitle: (title) => (title ? `${title} · onrecord` : "onrecord"),
  cancel: "Cancel",
  save: "Save",
  delete: "Delete",
  askOfIt: "Ask about it",
  askOf: (title) => `Ask about ${title}`,
  deleteOf: (title) => `Delete ${title}`,
  undo: "Undo",
  dismiss: "Dismiss",
  replace: "Replace it",
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
    body: "Add some under Documents, or put them into the folder that the server reads. They are taken up by themselves, and this page will suggest the first questions.",
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
  buildOf: (kind) => (kind === "rebuild" ? "Everything is made anew" : "Changes are taken up"),
  cancelBuild: "Cancel it",
  cancelled: "The build is being cancelled, after the file in hand.",
  lastBuild: ({ finished, added, changed, removed, failed }) =>
    `Up to date since ${moment(finished)}: ${[[added, "added"], [changed, "changed"], [removed, "removed"], [failed, "failed"]]
      .filter(([n]) => n).map(([n, what]) => `${number(n)} ${what}`).join(", ") || "nothing had changed"}.`,
  buildStep: ({ stage, done, total, message, left, rate }) =>
    [
      stage,
      total > 0 ? `${number(done)} of ${number(total)}` : null,
      rate ? `${rates.format(rate)} files a second` : null,
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

  filters: "Filters",
  chosen: "Filters in force",
  filterSpeakers: "Speakers",
  filterDocuments: "Documents",
  anyone: { speakers: "Any speaker", documents: "Any document" },
  days: { from: "From", to: "To" },
  since: (day) => `from ${day}`,
  until: (day) => `to ${day}`,
  takeBack: (name) => `Without the filter ${name}`,
  noneFound: "Nothing found",
  filtered: ({ speakers, documents, from, to }) => {
    const parts = [...speakers, ...documents, from ? `from ${from}` : null, to ? `to ${to}` : null].filter(Boolean);
    return parts.length ? `Only: ${parts.join(" · ")}` : "";
  },

  edit: "Edit",
  editLabel: "The question, to be edited",
  link: "Copy link",
  linkCopied: "The link is on the clipboard. It asks the same question, with the same filters.",
  linkShown: (url) => `The link to this question: ${url}`,
  branched: "The conversation goes on from here as a new one; the former is kept in the history.",
  notKept: "This browser keeps no more: the conversation will be gone with the page. Export it to keep it.",
  gone404: "This conversation is not kept in this browser.",
  exportMarkdown: "Export Markdown",
  exportJson: "Export JSON",
  noReply: "No reply",
  moreStatements: (n) => `and ${count(n, "more statement")}`,

  historyTitle: "History",
  historyPromise: "Conversations are kept in this browser and nowhere else, but for what a thumb sends: the question and what came before it.",
  historyEmpty: "Nothing yet: what you ask is kept here.",
  kept: (when, questions) => `${when} · ${count(questions, "question")}`,
  questions: (n) => count(n, "question"),
  goOn: "Go on with",
  forgot: (title) => `“${title}” is deleted.`,
  forgetAll: "Delete all",
  forgotAll: "All conversations are deleted.",

  speakersTitle: "Who is on record",
  speakersPromise: "Everyone with a statement in these documents, whoever says the most first.",
  speakerSearch: "Name",
  speakerKind: (kind) => ({ person: "Person", organisation: "Organisation", government: "Government" })[kind] ?? kind,
  speakersFound: (n) => (n ? count(n, "speaker") : "Nobody is on record there."),
  onRecordIn: (statements, documents) => `${count(statements, "statement")} in ${count(documents, "document")}`,
  allSpeakers: "← All speakers",
  alsoCalled: (aliases) => `Also: ${aliases.join(", ")}`,
  suggestionAbout: (name, word) => `What did ${name} say about ${word}?`,
  topics: "About",
  timeline: "When",
  periodName: (period) => (period.length !== 7 ? period : months.format(new Date(`${period}-01T00:00:00Z`))),
  period: (period, n) => `${strings.periodName(period)}: ${count(n, "statement")}`,
  undated: (n) => `${count(n, "statement")} in documents without a date`,
  noDate: "Without a date",
  inDocuments: "In",
  andMoreDocuments: (n) => `and ${count(n, "more document")}`,
  noStatements: "No statement passes these filters.",

  whoIsWho: "Who is who: set a wrong merge right",
  whoIsWhoMeaning: "These names were taken to be one speaker. What you change stands in speakers.toml in the folder of documents, and can be taken back.",
  names: "Names",
  evidence: (rule, n) => `${rules[rule] ?? rule} · ${count(n, "document")}`,
  inWhich: "in which documents",
  split: "The ticked ones are somebody else",
  splitNone: "Tick the names that are somebody else’s first.",
  merge: "One more name",
  mergeLabel: "This is the same speaker as",
  rename: "Shown as",
  renameName: "Name",
  renameRole: "Role",
  renameNone: "Change the name or the role first.",
  wasSplit: (names) => `${[...new Set(names)].join(", ")}: somebody else from now on.`,
  wasMerged: (name, into) => `${name} is the same as ${into} from now on.`,
  wasRenamed: (name) => `${name} is shown as you said.`,
  wasTakenBack: "The correction is taken back.",
  notYet: "It is taken up when the build that runs has ended.",
  correction: ({ type, names, name, role }) =>
    `${type === "same" ? "One speaker" : "Not one speaker"}: ${names.map((each) => (each.document ? `${each.name} (${each.document})` : each.name)).join(", ")}${name || role ? `, shown as ${[name, role].filter(Boolean).join(", ")}` : ""}.`,
  takeBackCorrection: "Take back",

  documentsTitle: "Documents",
  documentSearch: "Title or file",
  documentsFound: (n) => (n ? count(n, "document") : "No document is called that."),
  noDocuments: "There are no documents yet.",
  drop: "Drop files here, or",
  choose: "Choose files",
  formats: "Text, Markdown, HTML, PDF, Word, PowerPoint, Excel, CSV, e-mail, JSON, EPUB, RTF and captions; up to 100 MB each.",
  uploads: "Uploads",
  sending: (name) => `Sending ${name}`,
  waitsForTurn: "waits",
  share: (share) => percent.format(share),
  arrives: "is being stored",
  sent: (path) => `${path} is in the folder and will be read`,
  deletes: (title, files) => `“${title}” is being deleted${files > 1 ? `, with its ${number(files)} files` : ""}.`,

  help: "Keyboard and marks",
  helpTitle: "Keyboard and marks",
  keys: [
    { keys: ["?"], what: "this sheet" },
    { keys: ["/"], what: "to the question, or the search of a view" },
    { keys: ["Enter"], what: "asks; Shift + Enter starts a new line" },
    { keys: ["↑"], what: "in the empty box: edits the last question" },
    { keys: ["e"], what: "edits the last question" },
    { keys: ["j", "k"], what: "to the next or the previous statement, source or document; Enter opens it" },
    { keys: ["Esc"], what: "closes what is open" },
    { keys: ["n"], what: "new conversation" },
    { keys: ["a", "s", "d", "h"], what: "Ask, Speakers, Documents, History" },
  ],
  keysOn: "Single keys do these things",
  marksTitle: "How words are shown",
  marks: [
    { kind: "direct", what: "a solid rule: the speaker’s own words, quoted" },
    { kind: "indirect", what: "a dotted rule: the document’s wording of what was said" },
    { kind: "mixed", what: "a dashed rule: partly the one, partly the other" },
    { kind: "turn", what: "a solid rule: a speaker’s words in a transcript or a message" },
  ],

  questionMark: "Question",
  readAs: "Read as: ",
  asTyped: "Ask as typed",
  waiting: "Searching the record",
  stopped: "Stopped.",
  askAgain: "Ask again",
  retry: "Retry",
  announceAnswer: (n) => (n ? `Answered, with ${count(n, "statement")}.` : "Answered."),
  announceRefusal: (heading, message) => `No answer. ${heading}. ${message}`,

  feedback: "What do you think of this reply?",
  thumbs: { up: "Good reply", down: "Bad reply" },
  noteLabel: "A note, if you like: what is right or wrong?",
  noteSend: "Send the note",
  thanks: "Thank you, it is kept.",

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
  asked: (question) => `Asked: “${question}”`,
  confidence: (share) => `${percent.format(share)} sure`,
  confidenceMeaning: "The chance that these words were read right and given to the right speaker",
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
  voices: "Who speaks in it",
  documentCounts: (statements) => `${count(statements, "statement")} on record`,
  unnamedLegend: (source) => `${source || "unnamed"} (unnamed source)`,
  moved: "This document has changed since the answer. The words are marked where they stand now.",
  left: { title: "This document is no longer there as it was", detail: "It has been changed or deleted since. Ask again for what the documents say now." },
  gone: "This document has changed since the answer, and these words are no longer in it. Ask again for what it says now.",

  offline: { title: "The server can’t be reached", detail: "Nothing is lost: your question is still here. See that onrecord is running, then try again." },
  offlineView: { title: "The server can’t be reached", detail: "See that onrecord is running, then try again." },
  offlineUpload: { title: "The server can’t be reached", detail: "The file was not stored." },
  cutOff: { title: "The answer broke off", detail: "The connection ended before the answer was complete." },
  unclear: (status) => ({ title: "The server could not do that", detail: `It replied with status ${status} and gave no reason.` }),
  noSense: { title: "The reply could not be read", detail: "What came back is not what this page understands. Is another program on this port?" },
};
