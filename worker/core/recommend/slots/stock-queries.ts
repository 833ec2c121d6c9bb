import { DEFAULT_COUNT, type Want } from "../../../wire/want.ts";
import { ALL, axesOf, axisChain, currencyOfAxis, isCatalogueAxis } from "../shelf/axes.ts";
import type { StockQuery } from "../shelf/stock.ts";
import type { Situation } from "./inputs.ts";
import { merchandisingOf, type SlotRule } from "./merchandising.ts";

/** The currency that a slot keeps to: the one it names, if only by a price band, else the page's. */
export const currencyWanted = (
  { currency, axis = ALL }: Want,
  page: Pick<Situation, "currency">,
): string | null => currency ?? currencyOfAxis(axis) ?? page.currency;

/** What is left to show when nothing else is: on the axis that the slot names, then within its filters. */
export function stockQueries(want: Want, page: Pick<Situation, "currency">): StockQuery[] {
  const { category = "", brand, "min-price": least = null, "max-price": most = null } = want;
  const filters = axesOf({ category, brand }).filter((axis) => axis !== ALL);
  const [named = ALL] = axisChain(want.axis ?? ALL);
  const rest = { least, most, currency: currencyWanted(want, page) };
  const within = { axes: filters, ...rest };
  return isCatalogueAxis(named) ? [{ axes: [named, ...filters], ...rest }, within] : [within];
}

const LEAST_STOCK = 64;

/**
 * How many items of the catalogue it takes that no slot of a page stays empty while there are more:
 * as many as the slots hold and as may not be shown. A power of two, so that pages share what is read.
 */
export function stockNeeded(
  wants: readonly Want[],
  { dismissed, onScreen, cart }: Pick<Situation, "dismissed" | "onScreen" | "cart">,
  rules: readonly SlotRule[],
): number {
  const places = wants.reduce((sum, { count = DEFAULT_COUNT }) => sum + count, 0);
  const refused = wants.map(
    ({ slot, exclude = [] }) => exclude.length + merchandisingOf(rules, slot).exclude.size,
  );
  const needed = places + dismissed.size + onScreen.size + cart.size + Math.max(0, ...refused);
  return Math.max(LEAST_STOCK, 2 ** Math.ceil(Math.log2(needed)));
}
