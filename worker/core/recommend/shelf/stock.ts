import { toMinor } from "../../catalogue/index.ts";
import { highest } from "../table/highest.ts";

/** A part of the catalogue, by what its items are. */
export interface StockQuery {
  /** Items lie on all of these; on none where the whole catalogue is meant. */
  axes: readonly string[];
  /** The price range, in whole units of each item's own currency; null where it is open. */
  least: number | null;
  most: number | null;
  /** Items that are priced in it come before all others; null where none is wanted. */
  currency: string | null;
}

export const stockKey = (query: StockQuery): string => JSON.stringify(query);

/** What bears on which of several items stands for the stock. */
export interface Stocked {
  id: string;
  /** Minor units. */
  price: number | null;
  currency: string | null;
  group: string | null;
  /** Epoch ms. */
  since: number;
}

/** Longer than any two items are apart. */
const AGES = 1e14;

/**
 * Ids of the `count` items that stand for what there is within a price range: those in the wanted
 * currency first, of these one of each product before its variants, and of these the newest.
 */
export function stockAmong(
  items: readonly Stocked[],
  { least, most, currency }: StockQuery,
  count: number,
): string[] {
  const own = items.filter((item) => isPriced(item, least, most));
  const isForeign = (item: Stocked) => currency !== null && item.currency !== currency;
  const newest = new Map<string, Stocked>();
  for (const item of own) {
    if (item.group === null) continue;
    const known = newest.get(item.group);
    if (known === undefined || standsBefore(item, known, isForeign)) newest.set(item.group, item);
  }
  const scores = own.map(
    (item) =>
      item.since -
      (isForeign(item) ? 2 * AGES : 0) -
      (item.group !== null && newest.get(item.group) !== item ? AGES : 0),
  );
  const idOf = (place: number): string => own[place]!.id;
  return highest(scores, own.length, count, idOf, () => true).map(idOf);
}

function standsBefore(a: Stocked, b: Stocked, isForeign: (item: Stocked) => boolean): boolean {
  if (isForeign(a) !== isForeign(b)) return isForeign(b);
  return a.since > b.since || (a.since === b.since && a.id < b.id);
}

function isPriced({ price, currency }: Stocked, least: number | null, most: number | null) {
  if (least === null && most === null) return true;
  if (price === null || currency === null) return false;
  return (
    price >= toMinor(least ?? 0, currency) && (most === null || price <= toMinor(most, currency))
  );
}
