import type { Card } from "../../catalogue/index.ts";
import type { Candidate, Draft } from "../slots/draft.ts";
import type { Inputs } from "../slots/inputs.ts";
import { seedsOfCart, wantedAxes } from "../slots/needs.ts";
import type { Page } from "../slots/page.ts";
import { thresholdReason } from "../slots/reasons.ts";
import type { FillSlot } from "./fill-slot.ts";
import { boughtWith } from "./neighbours.ts";

/**
 * What is bought with what lies in the cart, and never what lies there. Where the shop delivers free
 * from some value on, what brings the cart there leads.
 */
export const cart: FillSlot = (draft, page, inputs) => {
  if (inputs.cart.size === 0) {
    draft.shortfall = "nothing in the cart";
    return;
  }
  const complements = boughtWith(draft, page, seedsOfCart(inputs), inputs.baskets);
  const filler = fillerOf(draft, page, inputs, complements);
  if (filler !== null) draft.choose(filler);
  for (const candidate of complements) draft.choose(candidate);
  const { own } = draft;
  if (draft.room > 0)
    draft.shortfall = `${own === 0 ? "nothing" : `only ${own}`} known to go with what is in the cart`;
};

/**
 * What costs least of all that reaches free delivery, of what goes with the cart before what merely
 * sells; null where the shop has no such value, or the cart has reached it or cannot be summed up.
 */
function fillerOf(
  draft: Draft,
  page: Page,
  inputs: Inputs,
  complements: readonly Candidate[],
): Candidate | null {
  const { freeShipping } = inputs.rules;
  if (freeShipping === null) return null;
  const { amount, currency } = freeShipping;
  const value = valueOf(inputs, currency);
  if (value === null || value >= amount) return null;
  const reaches = (id: string): boolean => {
    const card = page.card(id);
    return card?.currency === currency && (card.price ?? 0) >= amount - value && draft.admits(id);
  };
  const sold = wantedAxes(draft.want, inputs).flatMap((axis) => inputs.tops.get(axis)?.items ?? []);
  const id =
    cheapest(
      complements.filter((one) => reaches(one.id)),
      page,
    ) ??
    cheapest(
      sold.filter((one) => reaches(one.id)),
      page,
    );
  if (id === null) return null;
  const contributions = [{ source: "reaches free delivery", value: 1 }];
  for (const { source, value: share } of complements.find((one) => one.id === id)?.contributions ??
    [])
    contributions.push({ source, value: share });
  return { id, contributions, reason: thresholdReason(value, amount, currency) };
}

/** Minor units; null when an item of the cart has no price in this currency. */
function valueOf({ cart: lines, cards }: Inputs, currency: string): number | null {
  let sum = 0;
  for (const [id, quantity] of lines) {
    const card = cards.get(id);
    if (card === undefined || card.price === null || card.currency !== currency) return null;
    sum += card.price * quantity;
  }
  return sum;
}

function cheapest(items: readonly { id: string }[], page: Page): string | null {
  const priceOf = ({ id }: { id: string }) => (page.card(id) as Card & { price: number }).price;
  const [first, ...others] = items;
  if (first === undefined) return null;
  return others.reduce((best, one) => (priceOf(one) < priceOf(best) ? one : best), first).id;
}
