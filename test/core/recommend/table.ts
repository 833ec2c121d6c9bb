import * as fc from "fast-check";
import type { ItemTable } from "../../../worker/core/recommend/index.ts";

export const DAY = 86_400_000;
export const NOW = Date.UTC(2026, 0, 1);

/** Weights as learnt: without the popularity of either side, which `neighbours` divides by. */
export function weights(
  table: ItemTable,
  id: string,
  count: number,
  now = NOW,
): Record<string, number> {
  const { ids, scores } = table.neighbours(id, now) ?? { ids: [], scores: [] };
  return Object.fromEntries(ids.map((other, i) => [other, scores[i]! * Math.sqrt(count)]));
}
export const ask = { reminders: true, exclude: [], count: 10, now: NOW };

export const sessions = fc.array(
  fc.record({
    items: fc.array(fc.constantFrom(..."abcdefgh"), { minLength: 1, maxLength: 12 }),
    age: fc.integer({ min: 0, max: 4000 }),
  }),
  { maxLength: 15 },
);
