import type { VisitFact } from "./visit-fact.ts";

const DAY = 86_400_000;

/** One addend of the day-grained sums: `n` to `measure` of `key` on `day` (days since the epoch). */
export interface Addend {
  day: number;
  measure: string;
  key: string;
  n: number;
}

/** What a visit adds to the sums of the day (UTC) on which it began. */
export function addends(fact: VisitFact): Addend[] {
  const day = Math.floor(fact.started / DAY);
  const sums: Addend[] = [];
  const add = (measure: string, key: string, n: number) => {
    if (n !== 0) sums.push({ day, measure, key, n });
  };
  add("visits", fact.channel, 1);
  add("converted_visits", fact.channel, fact.orders > 0 ? 1 : 0);
  add(
    "bounces",
    fact.channel,
    fact.pages <= 1 && fact.itemsViewed <= 1 && fact.carts === 0 ? 1 : 0,
  );
  add("orders", fact.channel, fact.orders);
  for (const [currency, minor] of Object.entries(fact.value)) add("revenue", currency, minor);
  for (const [path, views] of Object.entries(fact.paths)) add("page_views", path, views);
  if (fact.exit !== null) add("exits", fact.exit, 1);
  if (fact.landing !== null) add("landings", fact.landing, 1);
  add("visible_ms", "", fact.visible);
  add("recommendations_shown", "", fact.shown);
  add("recommendations_clicked", "", fact.clicked);
  return sums;
}

/** The addends that turn the sums of `before` (null: not counted yet) into those of `after`. */
export function difference(before: VisitFact | null, after: VisitFact): Addend[] {
  const byKey = new Map<string, Addend>();
  const put = (addend: Addend, sign: 1 | -1) => {
    const key = JSON.stringify([addend.day, addend.measure, addend.key]);
    const known = byKey.get(key);
    if (known === undefined) byKey.set(key, { ...addend, n: sign * addend.n });
    else known.n += sign * addend.n;
  };
  for (const addend of addends(after)) put(addend, 1);
  if (before !== null) for (const addend of addends(before)) put(addend, -1);
  return [...byKey.values()].filter((addend) => addend.n !== 0);
}
