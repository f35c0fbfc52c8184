import { element } from "./elements.js";
import { strings } from "./strings.js";

/** Files sent at once. */
const AT_ONCE = 2;

/** All files of what was dropped, those in folders too. */
async function filesOf(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (entries.length === 0) return [...transfer.files];
  const files = [];
  const walk = async (entry) => {
    if (entry.isFile) files.push(await new Promise((resolve, reject) => entry.file(resolve, reject)));
    else {
      const reader = entry.createReader();
      for (;;) {  // a reader gives a hundred at a time
        const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
        if (some.length === 0) break;
        for (const each of some) if (!each.name.startsWith(".")) await walk(each);
      }
    }
  };
  for (const entry of entries) await walk(entry);
  return files;
}

/** A place to drop files on, or to choose them by, and how far each is. */
export class Uploads {
  #options;
  #list = element("ul", { class: "uploads", "aria-label": strings.uploads });
  #waiting = [];
  #sending = 0;

  /** `sent()` is told whenever a file has arrived. */
  constructor({ client, announce, sent }) {
    this.#options = { client, announce, sent };
    const input = element("input", { id: "files", class: "unseen", type: "file", multiple: true, "data-testid": "files",
      change: () => { this.#add([...input.files]); input.value = ""; } });
    const zone = element("div", {
      class: "drop", "data-testid": "drop",
      dragover: (event) => {
        if (![...event.dataTransfer.types].includes("Files")) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = "copy";
        zone.classList.add("over");
      },
      dragleave: (event) => { if (!zone.contains(event.relatedTarget)) zone.classList.remove("over"); },
      drop: async (event) => {
        event.preventDefault();
        zone.classList.remove("over");
        this.#add(await filesOf(event.dataTransfer));
      },
    }, element("p", {}, strings.drop, " ", input, element("label", { class: "outlined", for: "files" }, strings.choose)),
    element("p", { class: "hint" }, strings.formats));
    // A file that misses the zone would take the page's place.
    for (const kind of ["dragover", "drop"]) addEventListener(kind, (event) => event.preventDefault());
    this.element = element("div", {}, zone, this.#list);
  }

  #add(files) {
    for (const file of files) {
      const bar = element("progress", { max: 1, "aria-label": strings.sending(file.name) });
      const state = element("span", { class: "state" });
      const row = element("li", { "data-testid": "upload" }, element("code", {}, file.name), bar, state);
      bar.value = 0;
      this.#list.prepend(row);
      this.#queue({ file, row, bar, state, replace: false });
    }
    this.#next();
  }

  #queue(upload) {
    upload.row.dataset.state = "waiting";
    upload.state.replaceChildren(strings.waitsForTurn);
    this.#waiting.push(upload);
  }

  #next() {
    while (this.#sending < AT_ONCE && this.#waiting.length) this.#send(this.#waiting.shift());
  }

  async #send(upload) {
    const { file, row, bar, state, replace } = upload;
    const { client, announce, sent } = this.#options;
    const controller = new AbortController();
    const button = (label, testid, click) => element("button", { class: "quiet", type: "button", "data-testid": testid, click }, label);
    const gone = button(strings.dismiss, "upload-dismiss", () => row.remove());
    const stop = button(strings.cancel, "upload-cancel", () => controller.abort());
    const say = (text, ...buttons) => state.replaceChildren(text, ...buttons.flatMap((each) => [" ", each]));
    this.#sending += 1;
    row.dataset.state = "sending";
    say(strings.share(0), stop);
    try {
      const { path } = await client.upload(file, { replace, signal: controller.signal, progress: (share) => {
        bar.value = share;
        state.firstChild.textContent = share < 1 ? strings.share(share) : strings.arrives;
      } });
      row.dataset.state = "sent";
      say(strings.sent(path), gone);
      announce(strings.sent(path));
      sent();
    } catch (problem) {
      row.dataset.state = "failed";
      const again = (label, testid, how) => button(label, testid, () => { this.#queue({ ...upload, replace: how }); this.#next(); });
      if (problem.name === "AbortError") {
        say(strings.stopped, again(strings.retry, "upload-retry", replace), gone);
      } else {
        const why = [problem.title, problem.detail].filter(Boolean).join(". ");
        // Other conflicts, such as a folder that is away, are none that replacing a file would end.
        const taken = problem.errors?.some(({ parameter }) => parameter === "replace");
        say(why, taken ? again(strings.replace, "upload-replace", true) : again(strings.retry, "upload-retry", replace), gone);
        announce(`${file.name}: ${why}`);
      }
    } finally {
      bar.value = row.dataset.state === "sent" ? 1 : 0;
      this.#sending -= 1;
      this.#next();
    }
  }
}
