import * as fc from "fast-check";
import type { ShelfLesson, ShelfQuestion } from "../../../worker/core/recommend/index.ts";

const DAY = 86_400_000;
export const NOW = Date.UTC(2026, 0, 1);

const itemId = fc.integer({ min: 0, max: 11 }).map((n) => `i${n}`);
const good = fc.record({
  id: itemId,
  category: fc.constantFrom("Kitchen > Mugs", "Kitchen", "Gifts"),
});
const line = fc
  .tuple(good, fc.integer({ min: 1, max: 3 }))
  .map(([{ id, category }, quantity]) => ({ id, category, quantity }));
const at = fc.integer({ min: 0, max: 60 }).map((days) => NOW - days * DAY);
const segments = fc.subarray(["buyers:none", "device:phone"]);
const seen = fc
  .oneof(itemId, fc.constantFrom("page:/guide", "page:/story"))
  .map((id) => (id.startsWith("page:") ? { id, title: "A page", link: id.slice(5) } : { id }));
/** A lesson about a dozen items. */
export const lesson: fc.Arbitrary<ShelfLesson> = fc.oneof(
  fc.record({
    kind: fc.constant("visit" as const),
    at,
    segments,
    items: fc.array(good, { minLength: 1, maxLength: 6 }),
    carted: fc.array(line, { maxLength: 2 }),
  }),
  fc.record({
    kind: fc.constant("order" as const),
    at,
    segments,
    lines: fc.array(line, { minLength: 1, maxLength: 4 }),
    before: fc.array(fc.record({ at, items: fc.array(itemId, { maxLength: 3 }) }), {
      maxLength: 2,
    }),
    seen: fc.array(seen, { maxLength: 5 }),
  }),
  fc.record({
    kind: fc.constant("refund" as const),
    at,
    segments,
    lines: fc.array(line, { minLength: 1, maxLength: 2 }),
  }),
);

const ids = Array.from({ length: 12 }, (_, n) => `i${n}`);
/** All that may be asked of a shelf that learnt such lessons. */
export const QUESTION: ShelfQuestion = {
  axes: ["all", "category:Kitchen", "category:Kitchen > Mugs", "segment:device:phone"],
  items: ids,
  baskets: ids,
  buyers: [...ids, "page:/guide", "page:/story"],
};
