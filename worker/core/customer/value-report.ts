import { asOf } from "./buyer.ts";
import { CUSTOMER_OPTIONS, type CustomerOptions } from "./options.ts";
import type { Buyer } from "./order.ts";
import { headOf, type ReportHead } from "./report-head.ts";
import { shopNumbers } from "./shop-numbers.ts";
import { type Aspect, ASPECTS, type CustomerValue, valueOf, type ValueWeights } from "./value.ts";

export interface ValueReport extends ReportHead {
  weights: ValueWeights;
  /** Mean over people, 0 to 100; null for an aspect that the shop has too little data for. */
  means: Record<Aspect, number | null> & { composite: number };
  /** People by composite: ten bins from 0–10 to 90–100, which add up to everybody. */
  histogram: { from: number; people: number }[];
  /** The most valuable first, each aspect with its reason; at most `limit`. */
  list: ({ person: string } & CustomerValue)[];
}

/** What customers are worth, in five aspects. */
export function valueReport(
  buyers: readonly Buyer[],
  now: number,
  options: Partial<CustomerOptions> = {},
): ValueReport {
  const { zone, weights, limit, numbers } = { ...CUSTOMER_OPTIONS, ...options };
  const people = asOf(buyers, now);
  const shop = numbers ?? shopNumbers(people, now, options);
  const rows = people.map((buyer) => ({
    person: buyer.person,
    ...valueOf(buyer, now, shop, zone, weights),
  }));
  const histogram = Array.from({ length: 10 }, (_, bin) => ({ from: bin * 10, people: 0 }));
  for (const { composite } of rows) histogram[Math.min(9, Math.floor(composite / 10))]!.people++;
  const mean = (read: (row: CustomerValue) => number | null): number | null => {
    const scores = rows.map(read).filter((score) => score !== null);
    return scores.length === 0 ? null : scores.reduce((sum, x) => sum + x, 0) / scores.length;
  };
  const aspects = ASPECTS.map((aspect) => [aspect, mean((row) => row.aspects[aspect].score)]);
  return {
    ...headOf(people, now),
    weights,
    means: {
      ...(Object.fromEntries(aspects) as Record<Aspect, number | null>),
      composite: mean(({ composite }) => composite) ?? 0,
    },
    histogram,
    list: rows
      .sort((a, b) => b.composite - a.composite || (a.person < b.person ? -1 : 1))
      .slice(0, limit),
  };
}
