import { element } from "./elements.js";
import { strings } from "./strings.js";

const CALM = 4000;
const DURING_A_JOB = 1000;
const PATIENCE = 10000;

/** Whether a job is on its way. */
export const running = (job) => job?.state === "queued" || job?.state === "running";

/** The line on the index in the masthead: what it holds, a build that runs, files that failed. */
export class IndexStatus {
  #parts;
  #options;
  #timer = null;
  #asking = false;
  #job = null;

  /** `seen(index | null)` is told of every look at the index: null where the server gave none. */
  constructor({ status, build, failed, rebuild }, { client, announce, seen }) {
    this.#parts = { status, build, failed, rebuild };
    this.#options = { client, announce, seen };
    status.textContent = strings.statusUnknown;
    rebuild.addEventListener("click", () => this.#rebuild());
    document.addEventListener("visibilitychange", () => this.look());
  }

  /** Looks now, and from now on every few seconds, while anyone can see the page. */
  async look() {
    clearTimeout(this.#timer);
    if (document.hidden || this.#asking) return;
    this.#asking = true;
    let index = null;
    try {
      index = await this.#options.client.index(AbortSignal.timeout(PATIENCE));
      this.#show(index);
    } catch {
      this.#unreachable();
    }
    this.#asking = false;
    this.#options.seen(index);
    this.#timer = setTimeout(() => this.look(), running(index?.job) ? DURING_A_JOB : CALM);
  }

  #show(index) {
    const { status, rebuild } = this.#parts;
    status.textContent = strings.status(index.counts);
    status.classList.remove("unreachable");
    rebuild.hidden = running(index.job);
    this.#showFailed(index.failed ?? []);
    this.#showJob(index.job);
  }

  #unreachable() {
    const { status, rebuild, build } = this.#parts;
    status.textContent = strings.statusUnreachable;
    status.classList.add("unreachable");
    rebuild.hidden = true;
    build.hidden = true;
  }

  #showFailed(files) {
    const { failed } = this.#parts;
    failed.hidden = files.length === 0;
    const [summary, list] = failed.children;
    summary.textContent = strings.failed(files.length);
    const key = JSON.stringify(files);
    if (list.dataset.key === key) return;
    list.dataset.key = key;
    list.replaceChildren(...files.map(({ path, reason }) =>
      element("li", {}, element("code", {}, path), element("span", {}, reason))));
  }

  #showJob(job) {
    const { build } = this.#parts;
    const [bar, label] = build.children;
    const failed = job?.state === "failed";
    build.hidden = !running(job) && !failed;
    build.classList.toggle("failed-build", failed);
    bar.hidden = failed;
    if (job?.total > 0) {
      bar.max = job.total;
      bar.value = Math.min(job.done, job.total);
    } else {
      bar.removeAttribute("value");
    }
    if (running(job)) label.textContent = job.state === "queued" ? strings.queued : strings.building(strings.buildStep(job));
    else if (failed) label.textContent = strings.buildFailed(job.message);
    // Only the start and the end are announced; every step would talk over the reader.
    if (running(job) && !running(this.#job)) this.#options.announce(strings.buildStarted);
    if (running(this.#job) && !running(job)) this.#options.announce(failed ? label.textContent : strings.buildDone);
    this.#job = job;
  }

  async #rebuild() {
    const { rebuild, build } = this.#parts;
    rebuild.hidden = true;
    try {
      this.#showJob(await this.#options.client.rebuild());
      this.look();
    } catch (problem) {
      rebuild.hidden = false;
      build.hidden = false;
      build.firstElementChild.hidden = true;
      const refused = strings.rebuildRefused([problem.title, problem.detail].filter(Boolean).join(". "));
      build.lastElementChild.textContent = refused;
      this.#options.announce(refused);
    }
  }
}
