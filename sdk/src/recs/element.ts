import type { Decision } from "../types.ts";
import { openRoot } from "./root.ts";
import { ask } from "../lib/courier.ts";
import { renderCards } from "./cards.ts";
import { clock } from "../lib/outbox.ts";
import { guard } from "../lib/hooks.ts";
import { flushSoon, onOpen, openView } from "../tracker.ts";
import { make } from "./make.ts";

/** The page keeps its own content when no answer came within this time. */
const PATIENCE_MS = 1000;

/** Runs `work` as soon as `element` is out of view, which may be now. */
function whenOutside(element: Element, work: () => void): void {
  new IntersectionObserver((entries, observer) => {
    if (entries.pop()!.isIntersecting) return;
    observer.disconnect();
    guard(work)();
  }).observe(element);
}

/** Asks for the element's decision in the current page view, once. */
const fill = guard((recs: HTMLElement & { asked?: string }) => {
  const view = openView();
  if (!view || recs.asked === view) return;
  recs.asked = view;
  const askedAt = clock();
  // Until it is filled the root shows the children, or a skeleton when there are none.
  const root = recs.shadowRoot ?? openRoot(recs, make("slot", "skeleton"));
  /** The Worker takes from them what makes a `Want`. */
  const attributes: Record<string, string> = {};
  for (const { name, value } of recs.attributes) attributes[name] = value;

  function answer(decision: Decision | null): void {
    if (!decision?.items[0]) {
      // No skeleton for ever, and the shop's own content stays.
      if (!recs.firstChild) root.replaceChildren();
      return;
    }
    const render = () => {
      if (recs.asked !== view) return;
      root.replaceChildren(...renderCards(recs.slot, decision, recs.querySelector("template")));
    };
    if (clock() - askedAt < PATIENCE_MS && parseFloat(getComputedStyle(recs).minHeight)) render();
    else whenOutside(recs, render);
  }

  ask(attributes, guard(answer));
  flushSoon();
});

/**
 * Defines `<okaeri-recs slot scenario axis count heading fallback-heading dismiss-label why-label>` (the
 * Worker takes more, see `Want`). The shop's own content, its children, shows through until a decision fills the element, and filling never
 * moves what is in view. `dismiss-label`, such as `Remove`, says in the page's language what × does.
 */
export function defineRecs(): void {
  customElements.define(
    "okaeri-recs",
    class extends HTMLElement {
      connectedCallback(): void {
        fill(this);
        // Each page view asks anew.
        onOpen.push(() => this.isConnected && fill(this));
      }
    },
  );
}
