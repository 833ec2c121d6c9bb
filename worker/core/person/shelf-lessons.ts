import { BASKET_DAYS, type OrderLine, pageKey, type SeenBefore } from "../recommend/index.ts";
import type { Line, VisitEvent } from "../visit/index.ts";
import type { PersonState, Profile } from "./state.ts";

const DAY = 86_400_000;
/** A buyer's way to an order goes this far back, and holds so much at most. */
const SEEN_FOR = 7 * DAY;
const MAX_SEEN = 40;

/** What an order tells of the buyer's earlier ones and of what was seen before it. */
export function orderHistory(
  profile: Profile,
  order: Pick<VisitEvent, "time" | "transaction">,
  lines: readonly Line[],
) {
  const earlier = profile.recentOrders.filter(
    ({ time, transaction }) => time <= order.time && transaction !== order.transaction,
  );
  const before = earlier
    .filter(({ time }) => time >= order.time - BASKET_DAYS * DAY)
    .map(({ time, lines: bought }) => ({
      at: time,
      items: [...new Set(bought.map(({ id }) => id))],
    }));
  const timesBought = (id: string): number =>
    earlier.filter((past) => past.lines.some((line) => line.id === id)).length ||
    Number(profile.bought.includes(id));
  const numbered = lines.map((line): OrderLine => {
    const times = timesBought(line.id);
    return times === 0 ? line : { ...line, earlier: times };
  });
  const from = Math.max(order.time - SEEN_FOR, earlier[0]?.time ?? 0);
  return { lines: numbered, before, seen: seenBetween(profile, from, order.time) };
}

/** Items and pages that were last seen in this time, oldest first. */
function seenBetween({ viewed, guides = [] }: Profile, from: number, to: number): SeenBefore[] {
  const items = viewed.map(({ id, last }) => ({ time: last, seen: { id } }));
  const pages = guides.map(({ path, title, time }) => ({
    time,
    seen: { id: pageKey(path), title, link: path },
  }));
  return [...items, ...pages]
    .filter(({ time }) => time > from && time <= to)
    .sort((a, b) => a.time - b.time)
    .slice(-MAX_SEEN)
    .map(({ seen }) => seen);
}

/**
 * The goods of a refund as they were sold, so that they leave the same shelves; one that names no
 * goods is, as in GA4, of the whole order.
 */
export function refundOf({ profile }: PersonState, refund: VisitEvent, named: readonly Line[]) {
  const order = profile.recentOrders.find((known) => known.transaction === refund.transaction);
  if (order === undefined) return { at: refund.time, lines: [...named], segments: [] };
  const sold = (line: Line, quantity: number): Line => ({
    ...line,
    ...(order.currency && { currency: order.currency }),
    quantity,
  });
  const returned = named.map((line) => {
    const known = order.lines.find(({ id }) => id === line.id);
    return known === undefined ? line : sold(known, line.quantity);
  });
  return {
    at: order.time,
    lines: returned.length > 0 ? returned : order.lines.map((line) => sold(line, line.quantity)),
    segments: order.segments ?? [],
  };
}
