import { element } from "./elements.js";
import { PagedList } from "./list.js";
import { address, settle } from "./routes.js";
import { documentTarget, placeTarget } from "./sources.js";
import { running } from "./status.js";
import { date, strings } from "./strings.js";
import { Uploads } from "./uploads.js";

const PAGE = 50;

/** The documents: what there is, what comes in and goes, what can't be read, and the build that runs. */
export class DocumentsView {
  #root;
  #options;
  #build = element("section", { class: "building", "data-testid": "job", hidden: true });
  #failed = element("section", { class: "failed-files", "data-testid": "failed-files", hidden: true });
  #list;
  #search;
  #uploads;
  #generation = null;
  #index = null;
  #leaving = new Map();  // ids of documents that are being deleted, and whether the server was told

  /** `index` is what it looked like last, null where nobody knows; `look()` looks at it now. */
  constructor(root, options) {
    this.#root = root;
    this.#options = options;
    this.#index = options.index;
    const { client, announce, look } = options;
    this.#search = element("input", { id: "document-search", type: "search", autocomplete: "off", spellcheck: "false", "data-testid": "search",
      input: () => { settle(address("documents", null, { q: this.#words })); this.#list.begin(); } });
    this.#list = new PagedList(element("ul", { class: "documents", "data-testid": "documents" }), {
      ask: (offset, signal) => client.documents({ q: this.#words, limit: PAGE, offset }, signal),
      row: (document) => (this.#leaving.has(document.id) ? null : this.#row(document)),
      tally: (total) => (total || this.#words ? strings.documentsFound(total) : strings.noDocuments),
    });
    this.#uploads = new Uploads({ client, announce, sent: look });
  }

  get #words() {
    return this.#search.value.trim();
  }

  show({ id, query }) {
    this.#search.value = query.get("q") ?? "";
    this.#root.replaceChildren(
      element("h1", { tabindex: "-1" }, strings.documentsTitle),
      this.#uploads.element, this.#build, this.#failed,
      element("div", { class: "search" }, element("div", { class: "field" }, element("label", { for: "document-search" }, strings.documentSearch), this.#search)),
      ...this.#list.elements);
    if (this.#index) this.seen(this.#index);
    if (id) this.#open(id, query.get("at"));
    return this.#list.begin();
  }

  /** Opens the document that the address names, at its place there: "120-480", in code points. */
  #open(id, at) {
    const heading = this.#root.querySelector("h1");
    const place = /^(\d+)-(\d+)$/.exec(at ?? "");
    const document = { id, title: null };  // the pane will know its title
    this.#options.openSource(place ? placeTarget({ document, start: Number(place[1]), end: Number(place[2]) }) : documentTarget(document), heading, heading);
  }

  search() {
    this.#search.focus();
  }

  /** What the index looks like now; null where the server gave none. */
  seen(index) {
    if (index === null) return;
    this.#index = index;
    this.#showJob(index);
    this.#showFailed(index.failed);
    const before = this.#generation;
    this.#generation = index.generation;
    const left = this.#left(index);
    if ((left || (before !== null && before !== index.generation)) && this.#list.shown) this.#list.renew();
  }

  /** Lets go of the documents that the server has deleted by now, as they may come back; whether there were any. */
  #left({ job }) {
    if (running(job)) return false;
    const gone = [...this.#leaving].filter(([, told]) => told);
    for (const [id] of gone) this.#leaving.delete(id);
    return gone.length > 0;
  }

  #showJob({ job, last_build: last }) {
    const runs = running(job);
    this.#build.hidden = !runs && job?.state !== "failed" && !last;
    if (!runs) {
      const text = job?.state === "failed" ? strings.buildFailed(job.message) : last ? strings.lastBuild(last) : "";
      this.#build.replaceChildren(element("p", { class: job?.state === "failed" ? "warned" : "role" }, text),
        element("button", { class: "quiet", type: "button", "data-testid": "rebuild", click: () => this.#rebuild() }, strings.rebuild));
      return;
    }
    const had = this.#build.dataset.job === job.id ? this.#build.querySelector("progress") : null;
    this.#build.dataset.job = job.id;
    if (!had) {
      // Made once a job, so that the keyboard stays on the button.
      this.#build.replaceChildren(element("h2", {}, strings.buildOf(job.kind)), element("progress", { "aria-label": strings.build }),
        element("p", { "data-testid": "job-state" }),
        element("button", { class: "outlined", type: "button", "data-testid": "cancel-job", click: (event) => this.#cancel(job.id, event.target) }, strings.cancelBuild));
    }
    const bar = this.#build.querySelector("progress");
    if (job.total > 0) [bar.max, bar.value] = [job.total, Math.min(job.done, job.total)];
    else bar.removeAttribute("value");
    this.#build.querySelector("p").textContent = job.state === "queued" ? strings.queued : strings.buildStep(job);
  }

  async #cancel(id, button) {
    button.disabled = true;
    try {
      await this.#options.client.cancel(id);
      this.#options.announce(strings.cancelled);
    } catch (problem) {
      this.#options.undo.say([problem.title, problem.detail].filter(Boolean).join(". "));
    }
    this.#options.look();
  }

  async #rebuild() {
    try {
      await this.#options.client.rebuild();
    } catch (problem) {
      this.#options.undo.say(strings.rebuildRefused([problem.title, problem.detail].filter(Boolean).join(". ")));
    }
    this.#options.look();
  }

  #showFailed(files) {
    this.#failed.hidden = files.length === 0;
    const key = JSON.stringify(files);
    if (this.#failed.dataset.key === key) return;
    this.#failed.dataset.key = key;
    this.#failed.replaceChildren(element("h2", {}, strings.failed(files.length)),
      element("ul", {}, files.map(({ path, reason }) => element("li", {}, element("code", {}, path), element("span", {}, reason)))));
  }

  #row(document) {
    const { id, title, published, author, paths, statement_count: statements } = document;
    const open = element("button", { class: "place", type: "button", "data-testid": "open-document",
      click: () => this.#options.openSource(documentTarget(document), open, row) }, title);
    const row = element("li", { "data-testid": "document" },
      element("div", {}, open, element("p", { class: "role" },
        [date(published), author, strings.documentCounts(statements)].filter(Boolean).join(" · ")),
      element("p", { class: "paths" }, paths.map((path) => element("code", {}, path)))),
      element("div", { class: "deeds" },
        element("a", { class: "quiet", href: address("ask", null, { document: id }), "data-testid": "ask-document", "aria-label": strings.askOf(title) }, strings.askOfIt),
        element("button", { class: "quiet", type: "button", "data-testid": "delete-document", "aria-label": strings.deleteOf(title), click: () => this.#delete(document, row) }, strings.delete)));
    return row;
  }

  /** The server is told only when there is no way back any more: until then nothing is lost, whatever happens. */
  #delete({ id, title, paths }, row) {
    const { client, undo, look } = this.#options;
    this.#leaving.set(id, false);
    const next = row.nextElementSibling ?? row.previousElementSibling;
    row.remove();
    (next?.querySelector("button") ?? this.#search).focus();
    undo.offer(strings.deletes(title, paths.length), {
      undo: () => { this.#leaving.delete(id); this.#list.renew(); },
      done: async () => {
        try {
          await client.remove(id);
          this.#leaving.set(id, true);
          look();
        } catch (problem) {
          this.#leaving.delete(id);
          undo.say([problem.title, problem.detail].filter(Boolean).join(". "));
          this.#list.renew();
        }
      },
    });
  }
}
