import type { Scenario } from "../../../wire/want.ts";
import { bestsellersOf } from "../shelf/bestsellers.ts";
import { stockKey } from "../shelf/stock.ts";
import type { Draft } from "./draft.ts";
import type { Inputs } from "./inputs.ts";
import { stockQueries } from "./stock-queries.ts";
import type { Page } from "./page.ts";
import { catalogueReason } from "./reasons.ts";
import { chooseBestsellers } from "../scenarios/index.ts";

/** Lists that hold what their name promises or, with nothing of it, something else altogether. */
const UNMIXED = new Set<Scenario>([
  "recently_viewed",
  "repeat_buyer_pages",
  "top_rated",
  "value_hits",
]);

/**
 * Fills what a slot's own scenario left open, and says so: with bestsellers, and an empty slot, or one
 * whose places are fixed, with anything that can be shown.
 */
export function fillUp(draft: Draft, page: Page, inputs: Inputs): void {
  const { own } = draft;
  const { scenario } = draft.want;
  if (scenario !== "bestsellers" && draft.room > 0 && !(UNMIXED.has(scenario) && own > 0)) {
    const yields = chooseBestsellers(draft, inputs);
    const rest = own > 0 ? "the rest are " : "";
    if (yields.length > 0) draft.fallback = `${draft.shortfall}: ${rest}${bestsellersOf(yields)}`;
  }
  if (draft.items.length === 0) takeAnything(draft, page, inputs);
  else if (inputs.isFixed && draft.room > 0) complete(draft, page, inputs);
}

/** The last resort: a slot is never empty while the catalogue has something to show. */
function takeAnything(draft: Draft, page: Page, inputs: Inputs): void {
  takeStock(draft, page, inputs, false);
  const isLast = draft.items.length === 0;
  if (isLast) takeStock(draft, page, inputs, true);
  if (draft.items.length === 0) {
    draft.fallback = "nothing in the catalogue that can be shown here";
    return;
  }
  const nothingHappened = [...inputs.tops.values()].every(({ items }) => items.length === 0);
  const why = nothingHappened ? "nothing sold or viewed yet" : "no bestseller left to show";
  draft.fallback = `${why}: items of the catalogue${isLast ? ", for want of others" : ""}`;
}

/** Adds items of the catalogue to those that were found: a mail's block has no fewer places. */
function complete(draft: Draft, page: Page, inputs: Inputs): void {
  const found = draft.items.length;
  takeStock(draft, page, inputs, false);
  if (draft.items.length > found)
    draft.fallback = `${draft.fallback ?? `only ${found} to show`}, and items of the catalogue`;
}

function takeStock(draft: Draft, page: Page, inputs: Inputs, asLast: boolean): void {
  for (const query of stockQueries(draft.want, inputs))
    for (const id of inputs.stock.get(stockKey(query)) ?? []) {
      const contributions = [{ source: "in the catalogue", value: 0 }];
      draft.choose({ id, contributions, reason: catalogueReason(page.card(id)) }, asLast);
    }
}
