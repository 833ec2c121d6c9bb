import type { Answer } from "../lib/courier.ts";
import { guard } from "../lib/guard.ts";
import type { Decision, Scenario, Want } from "../types.ts";
import { type CardHost, make, renderCards } from "./cards.ts";
import css from "./cards.css";

/** The page keeps its own content when no answer came within this time. */
const PATIENCE_MS = 1000;

/** What the element needs of the tag. */
export interface RecsHost extends CardHost {
  /** Id of the current page view; undefined until its first batch leaves. */
  view(): string | undefined;
  ask(want: Want, answer: Answer): void;
}

/** Runs `work` as soon as `element` is out of view, which may be now. */
function whenOutside(element: Element, work: () => void): void {
  new IntersectionObserver((entries, observer) => {
    if (entries.pop()!.isIntersecting) return;
    observer.disconnect();
    guard(work)();
  }).observe(element);
}

/**
 * Defines `<okaeri-recs slot scenario axis count heading fallback-heading dismiss-label>`. The shop's
 * own content, its children, shows through until a decision fills the element, and filling never
 * moves what is in view. `dismiss-label`, such as `Remove`, says in the page's language what × does.
 * Returns a function that asks for every element which the current page view has not asked for.
 */
export function defineRecs(host: RecsHost): () => void {
  const connected = new Set<Recs>();
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);

  class Recs extends HTMLElement {
    /** The page view that it last asked in. */
    declare asked?: string;

    connectedCallback(): void {
      connected.add(this);
      guard(ask)(this);
    }
  }

  /** Where cards go; until then a `slot` shows the children, styled as a skeleton when there are none. */
  function openRoot(recs: Recs): ShadowRoot {
    const root = recs.attachShadow({ mode: "open" });
    const children = make("slot", "skeleton");
    root.adoptedStyleSheets = [sheet];
    root.append(children);
    setTimeout(() => children.removeAttribute("part"), PATIENCE_MS);
    return root;
  }

  function ask(recs: Recs): void {
    const view = host.view();
    if (!view || recs.asked === view) return;
    recs.asked = view;
    const askedAt = performance.now();
    const root = recs.shadowRoot ?? openRoot(recs);
    const { slot } = recs;
    const attribute = (name: string) => recs.getAttribute(name) || undefined;

    /** "Your browsing history" must not stand above bestsellers that took its place. */
    const headingOf = ({ fallback }: Decision) =>
      (fallback && attribute("fallback-heading")) || attribute("heading");

    function answer(decision: Decision | null): void {
      if (!decision?.items.length) return;
      const fill = () => {
        if (recs.asked !== view) return;
        const dismissLabel = attribute("dismiss-label") ?? "×";
        root.replaceChildren(renderCards(decision, slot, headingOf(decision), dismissLabel, host));
      };
      const inTime = performance.now() - askedAt < PATIENCE_MS;
      if (inTime && parseFloat(getComputedStyle(recs).minHeight)) return fill();
      whenOutside(recs, fill);
    }

    const scenario = (attribute("scenario") ?? slot) as Scenario;
    const count = +attribute("count")! || undefined;
    host.ask({ slot, scenario, axis: attribute("axis"), count }, guard(answer));
  }

  customElements.define("okaeri-recs", Recs);
  return () =>
    connected.forEach((recs) => (recs.isConnected ? guard(ask)(recs) : connected.delete(recs)));
}
