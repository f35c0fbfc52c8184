import { client } from "./client.js";
import { Composer } from "./composer.js";
import { Conversation } from "./conversation.js";
import { SourcePane } from "./document.js";
import { byId } from "./elements.js";
import { IndexStatus } from "./status.js";
import { strings } from "./strings.js";
import { Welcome } from "./welcome.js";

for (const node of document.querySelectorAll("[data-text]")) node.textContent = strings[node.dataset.text];
for (const node of document.querySelectorAll("[data-label]")) node.setAttribute("aria-label", strings[node.dataset.label]);

const announcer = byId("announcer");
const announce = (text) => { announcer.textContent = text; };

const pane = new SourcePane(byId("source"), byId("page"), client);

const composer = new Composer(
  { form: byId("composer"), box: byId("question"), send: byId("send"), stop: byId("stop"), length: byId("length") },
  { ask: (question) => conversation.ask(question), stop: () => conversation.stop() });

const conversation = new Conversation(byId("conversation"), {
  client,
  announce,
  openSource: (target, opener, row) => pane.open(target, opener, row),
  busy: (flag) => composer.busy(flag),
  changed: (turns) => {
    document.body.classList.toggle("fresh", turns === 0);
    byId("new-conversation").hidden = turns === 0;
  },
});

const welcome = new Welcome(byId("welcome"), {
  client,
  announce,
  ask: (question) => conversation.ask(question, { focus: true }),
  look: () => status.look(),
});

const status = new IndexStatus(
  { status: byId("status"), build: byId("build"), failed: byId("failed"), rebuild: byId("rebuild") },
  { client, announce, seen: (index) => welcome.show(index) });

byId("new-conversation").addEventListener("click", () => {
  pane.close();
  conversation.clear();
  composer.fresh();
  composer.focus();
  scrollTo({ top: 0 });
});

// The address stays as it is: a "#question" in it would take the page there on every reload.
byId("skip").addEventListener("click", (event) => {
  event.preventDefault();
  composer.focus();
});

status.look();
