import type { Sum } from "./sum.ts";
import type { VisitFact } from "./visit-fact.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Classes of the time between two visits, each up to its limit (ms). */
const GAPS = [
  ["1h", HOUR],
  ["1d", DAY],
  ["3d", 3 * DAY],
  ["7d", 7 * DAY],
  ["14d", 14 * DAY],
  ["30d", 30 * DAY],
  ["90d", 90 * DAY],
] as const;
export type Gap = (typeof GAPS)[number][0] | "over_90d";

export const gapOf = (ms: number): Gap => GAPS.find(([, limit]) => ms <= limit)?.[0] ?? "over_90d";

/** What a return visit adds to the sums, and what its orders add. Keys are JSON lists. */
export function bridgeAddends({ bridge, channel, orders }: VisitFact): Sum[] {
  if (bridge === null) return [];
  const { left, gap, landed, items, item, to } = bridge;
  const last = items.at(-1);
  const keys = [
    ["bridge", JSON.stringify([left, channel, gapOf(gap), landed])],
    ["bridge_to", to],
    // One pair a visit: the item touched last and the one landed on.
    ...(last && item !== null ? [["bridge_items", JSON.stringify([last.id, item])]] : []),
  ] as [string, string][];
  return keys.flatMap(([measure, key]) => [
    { measure: `${measure}_returns`, key, n: 1 },
    { measure: `${measure}_orders`, key, n: orders },
  ]);
}
