import { byId, element } from "./elements.js";

// It touches what it is of, so that the pointer can go over to it.
const GAP = 0;

/** The words behind a citation, shown while it is pointed at or has the keyboard (WCAG 1.4.13). */
class Preview {
  #box = element("div", { id: "preview", class: "preview", role: "tooltip", popover: "manual", "data-testid": "preview" });
  #of = null;

  constructor() {
    this.#box.addEventListener("mouseleave", () => this.hide());
    // Escape takes the preview away, and nothing else that it would close.
    addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !this.#of) return;
      event.stopPropagation();
      this.hide();
    }, { capture: true });
    addEventListener("scroll", ({ target }) => { if (!this.#box.contains(target)) this.#follow(); }, { capture: true, passive: true });
  }

  show(of, nodes) {
    if (!this.#box.isConnected) byId("main").append(this.#box);
    this.#of = of;
    this.#box.replaceChildren(...nodes);
    this.#box.showPopover();
    of.setAttribute("aria-describedby", "preview");
    this.#place();
  }

  /** Stays with what it is of while the page moves beneath it, as far as that can be seen. */
  #follow() {
    if (!this.#of) return;
    const { top, bottom } = this.#of.getBoundingClientRect();
    if (bottom < 0 || top > document.documentElement.clientHeight) this.hide();
    else this.#place();
  }

  #place() {
    const at = this.#of.getBoundingClientRect();
    const { width, height } = this.#box.getBoundingClientRect();
    const left = Math.max(8, Math.min(at.left + at.width / 2 - width / 2, document.documentElement.clientWidth - width - 8));
    const above = at.top - height - GAP;
    this.#box.style.left = `${left}px`;
    this.#box.style.top = `${above >= 8 ? above : at.bottom + GAP}px`;
  }

  hide() {
    this.#of?.removeAttribute("aria-describedby");
    if (this.#of) this.#box.hidePopover();
    this.#of = null;
  }

  /** Whether the pointer went over to the preview itself. */
  holds(node) {
    return node instanceof Node && this.#box.contains(node);
  }
}

const preview = new Preview();

/** Has `of` show `nodes()` when it is pointed at. */
export function previewed(of, nodes) {
  const show = () => preview.show(of, nodes());
  of.addEventListener("mouseenter", show);
  of.addEventListener("focus", () => { if (of.matches(":focus-visible")) show(); });
  of.addEventListener("blur", () => preview.hide());
  of.addEventListener("click", () => preview.hide());
  of.addEventListener("mouseleave", (event) => { if (!preview.holds(event.relatedTarget)) preview.hide(); });
  return of;
}
