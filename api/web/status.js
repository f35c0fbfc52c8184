import { element } from "./elements.js";
import { strings } from "./strings.js";

const CALM = 4000;
const DURING_A_JOB = 1000;
const PATIENCE = 10000;

/** Whether a job is on its way. */
export const running = (job) => job?.state === "queued" || job?.state === "running";

/** The line on the index in the masthead: what it holds, a build that runs, whether files failed. */
export class IndexStatus {
  #parts;
  #options;
  #timer = null;
  #asking = false;
  #again = false;
  #job = null;

  /** `seen(index | null)` is told of every look at the index that began after `look()` was called last: null where the
   *  server gave none. */
  constructor({ status, build, failed }, { client, announce, seen }) {
    this.#parts = { status, build, failed };
    this.#options = { client, announce, seen };
    status.textContent = strings.statusUnknown;
    document.addEventListener("visibilitychange", () => this.look());
  }

  /** Looks now, and from now on every few seconds, while anyone can see the page. */
  async look() {
    clearTimeout(this.#timer);
    // What is on its way may be from before whatever made somebody look.
    this.#again = this.#asking;
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
    if (this.#again) return this.look();
    this.#options.seen(index);
    this.#timer = setTimeout(() => this.look(), running(index?.job) ? DURING_A_JOB : CALM);
  }

  #show(index) {
    const { status, failed } = this.#parts;
    status.textContent = strings.status(index.counts);
    status.classList.remove("unreachable");
    failed.hidden = index.failed.length === 0;
    failed.textContent = strings.failed(index.failed.length);
    this.#showJob(index.job);
  }

  #unreachable() {
    const { status, build } = this.#parts;
    status.textContent = strings.statusUnreachable;
    status.classList.add("unreachable");
    build.hidden = true;
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
}
