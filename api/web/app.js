import { client } from "./client.js";
import { Composer } from "./composer.js";
import { Conversation } from "./conversation.js";
import { listed } from "./conversations.js";
import { SourcePane } from "./document.js";
import { byId, element, problemNotice } from "./elements.js";
import { exportButtons } from "./export.js";
import { Filters, filtersIn, filtersOf, NO_FILTERS } from "./filters.js";
import { Keys, step } from "./help.js";
import { address, route, settle } from "./routes.js";
import { IndexStatus } from "./status.js";
import { strings } from "./strings.js";
import { Undo } from "./undo.js";
import { Welcome } from "./welcome.js";

for (const node of document.querySelectorAll("[data-text]")) node.textContent = strings[node.dataset.text];
for (const node of document.querySelectorAll("[data-label]")) node.setAttribute("aria-label", strings[node.dataset.label]);

const announcer = byId("announcer");
const announce = (text) => { announcer.textContent = text; };
const undo = new Undo(byId("undo"));
const pane = new SourcePane(byId("source"), byId("page"), client);
const openSource = (target, opener, row) => pane.open(target, opener, row);
const look = () => status.look();

const filters = new Filters({ client, kinds: ["speakers", "documents"], changed: () => {} });
const composer = new Composer(
  { form: byId("composer"), box: byId("question"), send: byId("send"), stop: byId("stop"), length: byId("length"),
    toggle: byId("filter-toggle"), panel: byId("filter-panel"), filters },
  { ask: (question) => conversation.ask(question), stop: () => conversation.stop(), editLast: () => conversation.editLast() });

/** Puts a link where it can be pasted from, or shows it where the browser doesn't let us. */
async function share(url) {
  try {
    await navigator.clipboard.writeText(url);
    undo.say(strings.linkCopied);
  } catch {
    undo.say(strings.linkShown(url));
  }
}

const conversation = new Conversation(byId("conversation"), {
  client,
  announce,
  openSource,
  share,
  filters: () => filters.value,
  busy: (flag) => composer.busy(flag),
  changed: (turns) => {
    document.body.classList.toggle("fresh", turns === 0);
    byId("conversation-bar").hidden = turns === 0;
    byId("to-ask").href = turns === 0 ? "#/" : address("conversations", conversation.id);
  },
  lost: () => undo.say(strings.notKept),
});
byId("conversation-bar").append(element("span", {}, exportButtons(() => conversation.record)));

const welcome = new Welcome(byId("welcome"), { client, announce, kept: listed, ask: (question) => conversation.ask(question, { focus: true }), look });

/** Shows an address anew, also where it is the present one. */
function reload(hash) {
  settle(hash);
  go();
}

/** Ways to make the views, whose code is fetched when one is first shown. */
const makers = {
  ask: async () => ({ show: showAsk, search: () => composer.focus() }),
  speakers: async () => {
    const { SpeakersView } = await import("./speakers.js");
    return new SpeakersView(byId("speakers-view"), { client, openSource, undo, reload });
  },
  documents: async () => {
    const { DocumentsView } = await import("./documents.js");
    return new DocumentsView(byId("documents-view"), { client, announce, openSource, undo, look, index });
  },
  history: async () => {
    const { HistoryView } = await import("./history.js");
    return new HistoryView(byId("history-view"), { undo, forgotten: (id) => { if (id === conversation.id) conversation.clear(); } });
  },
};
const views = {};

let index = null;
const status = new IndexStatus(
  { status: byId("status"), build: byId("build"), failed: byId("failed") },
  { client, announce, seen: (seen) => {
    index = seen;
    welcome.show(index);
    views.documents?.seen(index);
  } });

function fresh() {
  conversation.clear();
  filters.value = NO_FILTERS;
  composer.fresh();
  welcome.refresh();
}

async function showAsk({ id, query }) {
  if (id) {
    if (conversation.open(id)) return;
    settle("#/");
    undo.say(strings.gone404);
  }
  const question = query.get("q")?.trim();
  fresh();
  if ([...query.keys()].length === 0) return;
  // What is asked before the names are here is filtered as well.
  const unnamed = filtersIn(query);
  filters.value = unnamed;
  const here = location.hash;
  const named = await filtersOf(query, client);
  if (filters.value !== unnamed) return;
  filters.value = named;
  if (!question || location.hash !== here) return;
  composer.filtered();
  conversation.ask(question);
}

let shown = null;

/** Shows what the address says. */
async function go({ focus = false } = {}) {
  const there = route(location.hash);
  pane.close();
  shown = there.view;
  for (const name of Object.keys(makers)) byId(`${name}-view`).hidden = name !== shown;
  document.body.dataset.view = shown;
  for (const link of document.querySelectorAll(".views a")) {
    if (link.dataset.view === shown) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  document.title = strings.pageTitle(strings.titles[shown]);
  try {
    views[there.view] ??= await makers[there.view]();
  } catch {
    if (shown === there.view) byId(`${shown}-view`).replaceChildren(problemNotice(strings.offlineView, strings.retry, () => go({ focus: true })));
    return;
  }
  if (shown !== there.view) return;
  views[shown].show(there);
  if (!focus) return;
  scrollTo({ top: 0, behavior: "instant" });
  // The keyboard goes where the eye does.
  if (shown === "ask") composer.focusUnlessTouched();
  else if (byId("source").hidden) byId(`${shown}-view`).querySelector("h1")?.focus({ preventScroll: true });
}

addEventListener("hashchange", () => go({ focus: true }));

byId("new-conversation").addEventListener("click", () => { location.hash = "#/"; });
byId("help").addEventListener("click", () => keys.help());

const cards = (by) => step(document.querySelectorAll(".statement, .passage, .documents li, .speakers li"), by);
const keys = new Keys({
  "/": () => views[shown]?.search(),
  a: () => { location.hash = byId("to-ask").hash; },
  s: () => { location.hash = "#/speakers"; },
  d: () => { location.hash = "#/documents"; },
  h: () => { location.hash = "#/history"; },
  n: () => { location.hash = "#/"; },
  e: () => { if (shown === "ask") conversation.editLast(); },
  j: () => cards(1),
  k: () => cards(-1),
});

// The address stays as it is: a "#main" in it would be taken for a view.
byId("skip").addEventListener("click", (event) => {
  event.preventDefault();
  if (shown === "ask") composer.focus();
  else byId(`${shown}-view`).querySelector("h1")?.focus();
});

go();
status.look();
