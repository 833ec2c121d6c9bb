import type { Scenario, Want } from "../../../wire/want.ts";
import { favouriteAxes } from "../taste/liking.ts";
import { ALL, axesOf, axisChain, priceAxis, segmentAxis } from "../shelf/axes.ts";
import type { Situation } from "./inputs.ts";
import { RECENT_ITEMS } from "../table/next-items.ts";
import { bandsBetween } from "../shelf/price-bands.ts";
import type { ShelfQuestion } from "../shelf/shelf-question.ts";
import { stockKey, type StockQuery } from "../shelf/stock.ts";
import { currencyWanted, stockQueries } from "./stock-queries.ts";

/** Categories that a personal home looks into. */
const FAVOURITES = 3;

/** Price bands that a slot with a price range looks into. */
const MAX_BANDS = 6;

/** What has to be asked before slots can be filled; empty lists when nothing. */
export interface Needs {
  shelf: ShelfQuestion;
  /** Axes of which the catalogue's own facts are needed. */
  facts: string[];
  /** What is left to show where nothing else is. */
  stock: StockQuery[];
}

/** Scenarios by what they rest on, besides bestsellers, in which every one may end. */
const FROM_HISTORY = new Set<Scenario>(["next_item", "home"]);
const FROM_FACTS = new Set<Scenario>(["top_rated", "value_hits", "new_for_you"]);

type Asker = Pick<
  Situation,
  "segments" | "viewed" | "browsing" | "cart" | "lastOrder" | "affinity" | "currency"
>;

export function needs(wants: readonly Want[], asker: Asker): Needs {
  const recent = asker.viewed.slice(0, RECENT_ITEMS).map(({ id }) => id);
  const axes = new Set<string>();
  const facts = new Set<string>();
  const stock = new Map<string, StockQuery>();
  const items = new Set<string>();
  const baskets = new Set<string>();
  const buyers = new Set<string>();
  for (const want of wants) {
    const { scenario } = want;
    const chain = wantedAxes(want, asker);
    for (const axis of chain) axes.add(axis);
    if (FROM_FACTS.has(scenario)) for (const axis of chain) facts.add(axis);
    for (const query of stockQueries(want, asker)) stock.set(stockKey(query), query);
    if (FROM_HISTORY.has(scenario)) for (const id of recent) items.add(id);
    if (scenario === "home") for (const axis of tasteAxes(asker.affinity)) axes.add(axis);
    if (scenario === "buyers_like_you") for (const id of recent) buyers.add(id);
    if (scenario === "cart") for (const id of seedsOfCart(asker)) baskets.add(id);
    const seeds =
      scenario === "related"
        ? seedsOfRelated(want, asker)
        : scenario === "after_purchase"
          ? seedsOfOrder(asker)
          : [];
    for (const id of seeds) {
      items.add(id);
      baskets.add(id);
    }
  }
  const shelf = {
    axes: [...axes],
    items: [...items],
    baskets: [...baskets],
    buyers: [...buyers],
  };
  return { shelf, facts: [...facts], stock: [...stock.values()] };
}

/**
 * The axes that a slot is filled from, in turn: the one that it names, or its filters, or the category
 * being browsed, each up to the shop; and at last the price bands of a price range.
 */
export function wantedAxes(
  want: Want,
  asker: Pick<Situation, "browsing" | "segments" | "currency">,
): string[] {
  const { browsing, segments } = asker;
  const filters = axesOf({ category: want.category ?? "", brand: want.brand }).toReversed();
  const named = want.axis ?? (filters.length === 1 ? browsing : null);
  const chain = named === OWN_SEGMENTS ? segments.map(segmentAxis) : axisChain(named ?? ALL);
  const currency = currencyWanted(want, asker);
  const bands = currency === null ? [] : bandsOf(want, currency);
  return [...new Set([...chain.filter((axis) => axis !== ALL), ...filters, ...bands])];
}

/** What sells at a price that few bestsellers have, as far as a handful of bands reaches. */
function bandsOf(want: Want, currency: string): string[] {
  const { "min-price": least, "max-price": most } = want;
  if (least === undefined && most === undefined) return [];
  return bandsBetween(least ?? 0, most ?? Infinity, currency, MAX_BANDS).map(priceAxis);
}

/** The axis of a slot that is for whatever segments the visitor is in. */
const OWN_SEGMENTS = "segment";

/** What a slot of related items starts from: the item it names, the one on the screen, the last viewed. */
export function seedsOfRelated(want: Want, { viewed }: Pick<Asker, "viewed">): string[] {
  const seed = want.item ?? viewed[0]?.id;
  return seed === undefined ? [] : [seed];
}

export const seedsOfCart = ({ cart }: Pick<Asker, "cart">): string[] =>
  [...cart.keys()].slice(0, RECENT_ITEMS);

export const seedsOfOrder = ({ lastOrder }: Pick<Asker, "lastOrder">): string[] =>
  (lastOrder?.items ?? []).slice(0, RECENT_ITEMS);

export const tasteAxes = (affinity: Situation["affinity"]): string[] =>
  favouriteAxes(affinity, FAVOURITES);
