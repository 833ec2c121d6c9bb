import { on } from "../lib/guard.ts";
import type { Decision } from "../types.ts";
import type { Exposure } from "./impressions.ts";
import { safeUrl } from "./link.ts";
import { formatPrice } from "./price.ts";

/** Who hears of what happens to cards. */
export interface CardHost {
  watch(card: Element, exposure: Exposure): void;
  report(name: "recommendation_clicked" | "recommendation_dismissed", exposure: Exposure): void;
}

const IMAGE_PX = 300;

/** An element with a `part` name, by which both our style sheet and the shop's can reach it. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  part: string,
  children: (Node | string)[] = [],
  properties: Partial<HTMLElementTagNameMap[Tag]> = {},
): HTMLElementTagNameMap[Tag] {
  const node = Object.assign(document.createElement(tag), { part }, properties);
  node.append(...children);
  return node;
}

function makeCard(
  exposure: Exposure,
  href: string,
  host: CardHost,
  dismissLabel: string,
): HTMLElement {
  const { item, decision } = exposure;
  const { title } = item;
  const src = safeUrl(item.image_link, location.href);
  const size = { width: IMAGE_PX, height: IMAGE_PX };
  const link = make(
    "a",
    "link",
    [
      src
        ? make("img", "image", [], { loading: "lazy", ...size, alt: "", src })
        : make("div", "image"),
      make("span", "title", [title]),
      make("b", "price", [formatPrice(item.price, document.documentElement.lang || undefined)]),
    ],
    { href },
  );
  // `auxclick` is the middle button, which opens a new tab, and others, which open nothing.
  on(link, "click auxclick", ({ button }) => {
    if (button! < 2) host.report("recommendation_clicked", exposure);
  });
  const card = make("li", "card", [link]);
  if (decision.scenario === "recently_viewed" && !decision.fallback) {
    const button = make("button", "dismiss", ["×"], { ariaLabel: `${dismissLabel} ${title}` });
    on(button, "click", () => {
      // Whoever dismisses by keyboard goes on from the next card, not from the top of the page.
      const next = card.nextElementSibling ?? card.previousElementSibling;
      card.remove();
      next?.querySelector("button")?.focus();
      host.report("recommendation_dismissed", exposure);
    });
    card.append(button);
  }
  host.watch(card, exposure);
  return card;
}

/** A decision as a section with a list of links. Data becomes text and checked addresses only. */
export function renderCards(
  decision: Decision,
  slot: string,
  heading: string | undefined,
  dismissLabel: string,
  host: CardHost,
): HTMLElement {
  const cards = decision.items.flatMap((item, index) => {
    const href = safeUrl(item.link, location.href);
    return href ? makeCard({ slot, decision, item, index }, href, host, dismissLabel) : [];
  });
  return make(
    "section",
    "section",
    // `role`, because Safari takes a list without bullets for no list.
    [heading ? make("h2", "heading", [heading]) : "", make("ul", "list", cards, { role: "list" })],
  );
}
