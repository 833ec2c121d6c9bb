import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addends,
  difference,
  type VisitFact,
  visitFact,
} from "../../../worker/core/measure/index.ts";
import { addToVisit, classifyChannel, newVisit } from "../../../worker/core/visit/index.ts";
import { DAY, NOON, pageView } from "../event.ts";

const fact = fc.record({
  id: fc.constant("s1~1"),
  version: fc.nat(9),
  person: fc.constant("v1"),
  started: fc.integer({ min: NOON - 3 * DAY, max: NOON }),
  last: fc.constant(NOON),
  channel: fc.constantFrom("Direct", "Email"),
  source: fc.constant("(direct)"),
  campaign: fc.constant(""),
  landing: fc.option(fc.constantFrom("/", "/mugs")),
  exit: fc.option(fc.constantFrom("/", "/shipping")),
  paths: fc.dictionary(fc.constantFrom("/", "/mugs", "/shipping"), fc.integer({ min: 1, max: 9 })),
  pages: fc.nat(9),
  events: fc.nat(99),
  itemsViewed: fc.nat(9),
  carts: fc.nat(3),
  orders: fc.nat(2),
  value: fc.dictionary(fc.constantFrom("GBP", "EUR"), fc.nat(9999)),
  visible: fc.nat(99_999),
  shown: fc.nat(9),
  clicked: fc.nat(9),
  sections: fc.dictionary(fc.constantFrom("price", "returns"), fc.integer({ min: 1, max: 3 })),
  bridge: fc.option(
    fc.record({
      left: fc.constantFrom("item", "cart", "order"),
      items: fc.array(fc.record({ id: fc.constantFrom("a", "b"), carted: fc.boolean() })),
      paths: fc.constant(["/"]),
      gap: fc.nat(99 * DAY),
      landed: fc.constantFrom("item", "home"),
      item: fc.option(fc.constantFrom("a", "b")),
      to: fc.constantFrom("same_item", "same_category", "elsewhere"),
    }),
  ),
  scores: fc.constant(null),
}) satisfies fc.Arbitrary<VisitFact>;

const total = (sums: { day: number; measure: string; key: string; n: number }[]) => {
  const byKey = new Map<string, number>();
  for (const { day, measure, key, n } of sums) {
    const at = `${day} ${measure} ${key}`;
    byKey.set(at, (byKey.get(at) ?? 0) + n);
  }
  return Object.fromEntries([...byKey].filter(([, n]) => n !== 0).sort());
};

describe("a visit's fact", () => {
  it("counts its exit under the name of a page that it counts views of, however many pages there were", () => {
    const direct = classifyChannel({ landing: "", referrer: "" }, { ownHosts: [] });
    const visit = newVisit("s1", NOON, direct, "/");
    for (let page = 0; page < 60; page++)
      addToVisit(visit, pageView(`/p/${page}`, NOON + page), () => "");
    const told = visitFact(visit, "v1");
    expect(told.exit).not.toBeNull();
    expect(told.paths[told.exit ?? ""]).toBeGreaterThanOrEqual(1);
    expect(Object.values(told.paths).reduce((sum, views) => sum + views, 0)).toBe(60);
  });
});

describe("the sums of a day", () => {
  it("move from one version of a fact to the next by their difference", () => {
    fc.assert(
      fc.property(fact, fact, (before, after) => {
        const moved = [...addends(before), ...difference(before, after)];
        expect(total(moved)).toEqual(total(addends(after)));
      }),
    );
  });

  it("do not move when a fact is told again as it was", () => {
    fc.assert(
      fc.property(fact, (same) => {
        expect(difference(same, same)).toEqual([]);
      }),
    );
  });
});
