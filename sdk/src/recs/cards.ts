import type { Decision } from "../types.ts";
import { whenSeen } from "../lib/seen.ts";
import { localPrice } from "./price.ts";
import { on } from "../lib/hooks.ts";
import { safeUrl } from "./link.ts";
import { onLeave, record } from "../tracker.ts";
import { make } from "./make.ts";

/**
 * A heading and a list of links. Data becomes text and checked addresses only: it fills the elements
 * of each link that have a `part` of its name, in the shop's own `template` or in ours.
 */
export function renderCards(
  slot: string,
  {
    receipt_id,
    items,
    heading,
    dismiss,
    why,
  }: Pick<Decision, "receipt_id" | "items" | "heading" | "dismiss"> & Partial<Decision>,
  template?: HTMLTemplateElement | null,
): HTMLElement[] {
  type Item = { item_id: string; index: number };
  /** The receipt ties what happens to cards to the decision that showed them. */
  const report = (what: string, happened: Item[], owner?: Parameters<typeof record>[2]) =>
    record(`recommendation_${what}`, { receipt_id, item_list_name: slot, items: happened }, owner);
  const seen: Item[] = [];
  onLeave.push((owner) => seen[0] && report("shown", seen.splice(0), owner));

  const cards = items.flatMap(({ id, title, link, image_link, price, reason }, index) => {
    const href = safeUrl(link);
    if (!href) return [];
    const src = safeUrl(image_link) ?? "";
    const item = { item_id: id, index };
    const texts: Record<string, string | null> = {
      title,
      price: localPrice(price!) ?? price,
      reason,
    };
    const body =
      template?.content.cloneNode(true) ??
      // Without an address it is an empty box, not a broken picture.
      make(
        "div",
        "",
        {},
        make(src ? "img" : "div", "image"),
        make("span", "title"),
        make("b", "price"),
      );
    const anchor = make("a", "link", { href }, body);
    for (const node of anchor.querySelectorAll("[part]")) {
      const textContent = texts[`${node.part}`];
      Object.assign(node, textContent ? { textContent } : { loading: "lazy", alt: "", src });
    }
    // `auxclick` is the middle button, which opens a new tab, and others, which open nothing.
    on(anchor, "click auxclick", ({ button }) => {
      if (button! < 2) report("clicked", [item]);
    });
    const card = make("li", "card", {}, anchor);
    if (dismiss) {
      const button = make("button", "dismiss", { ariaLabel: `${dismiss} ${title}` }, "×");
      on(button, "click", () => {
        // Whoever dismisses by keyboard goes on in the list, not from the top of the page.
        card.remove();
        const other = list.querySelector("button");
        if (other) other.focus();
        // A heading over nothing, or a notice that was closed.
        else (list.getRootNode() as ShadowRoot).host.remove();
        report("dismissed", [item]);
      });
      card.append(button);
    }
    if (why) card.append(make("details", "why", {}, make("summary", "", {}, why), reason));
    whenSeen(card, () => seen.push(item));
    return card;
  });
  // `role`, because Safari takes a list without bullets for no list.
  const list = make("ul", "list", { role: "list" }, ...cards);
  return heading ? [make("h2", "heading", {}, heading), list] : [list];
}
