import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FactsIndex, type ListedItem } from "../../../worker/core/recommend/index.ts";

const AXES = ["all", "category:Kitchen"];
const listed = (id: string, more: Partial<ListedItem> = {}): ListedItem => ({
  id,
  axes: AXES,
  price: null,
  currency: null,
  group: null,
  rating: null,
  since: 0,
  isOffered: true,
  ...more,
});
const index = (...items: ListedItem[]) => {
  const made = new FactsIndex();
  for (const item of items) made.put(item);
  return made;
};
const gbp = (id: string, price: number, axes = AXES) =>
  listed(id, { price, currency: "GBP", axes });

describe("what the catalogue tells of an axis", () => {
  it("is the middle price, in the currency that most of it is priced in", () => {
    const shop = index(
      gbp("a", 100),
      gbp("b", 300),
      gbp("c", 900, ["all"]),
      listed("d", { price: 1, currency: "JPY" }),
      listed("e"),
    );
    expect(shop.of("all")).toMatchObject({ median: 300, currency: "GBP" });
    expect(shop.of("category:Kitchen")).toMatchObject({ median: 200 });
    expect(shop.of("category:None")).toMatchObject({ median: null, currency: null, rated: [] });
  });

  it("is the best rated first: evidence before stars of a few", () => {
    const rating = (value: number, count: number) => ({ rating: { value, count } });
    const shop = index(
      listed("one", rating(5, 1)),
      listed("many", rating(4.7, 200)),
      listed("good", rating(4.4, 40)),
      listed("none"),
    );
    expect(shop.of("all").rated).toEqual(["many", "good", "one"]);
    expect(shop.of("all").mean).toBeCloseTo((5 + 4.7 * 200 + 4.4 * 40) / 241, 2);
  });

  it("is what is newest, without what is sold out", () => {
    const shop = index(
      listed("old", { since: 1 }),
      listed("new", { since: 3 }),
      listed("gone", { since: 4, isOffered: false }),
      listed("twin", { since: 3 }),
    );
    expect(shop.of("all").newest).toEqual(["new", "twin", "old"]);
  });

  it("is that of the whole catalogue for a search or a segment", () => {
    const shop = index(gbp("a", 100));
    expect(shop.of("search:mugs")).toEqual(shop.of("all"));
    expect(shop.of("segment:buyers:one")).toEqual(shop.of("all"));
  });

  it("is the same after any changes as of an index made anew", () => {
    const item = fc
      .record({
        n: fc.integer({ min: 0, max: 9 }),
        price: fc.option(fc.integer({ min: 1, max: 9_999 })),
        axes: fc.constantFrom(AXES, ["all"], ["all", "brand:Acme"]),
        stars: fc.option(
          fc.record({
            value: fc.integer({ min: 1, max: 5 }),
            count: fc.integer({ min: 1, max: 9 }),
          }),
        ),
        since: fc.integer({ min: 0, max: 9 }),
        isOffered: fc.boolean(),
      })
      .map(({ n, price, stars, ...more }) =>
        listed(`i${n}`, { ...more, price, currency: price === null ? null : "GBP", rating: stars }),
      );
    const change = fc.oneof(
      item,
      fc.integer({ min: 0, max: 9 }).map((n) => `i${n}`),
    );
    fc.assert(
      fc.property(fc.array(change, { maxLength: 40 }), (changes) => {
        const followed = new FactsIndex();
        const items = new Map<string, ListedItem>();
        for (const each of changes) {
          if (typeof each === "string") {
            followed.remove(each);
            items.delete(each);
          } else {
            followed.put(each);
            items.set(each.id, each);
          }
          // Asked for in between, so that what is kept has to be let go.
          followed.of("all");
          followed.of("brand:Acme");
        }
        const anew = index(...items.values());
        for (const axis of ["all", "category:Kitchen", "brand:Acme"])
          expect(followed.of(axis)).toEqual(anew.of(axis));
      }),
    );
  });

  it("of 100 000 items is told in milliseconds, and at once when nothing changed", () => {
    const shop = new FactsIndex();
    for (let n = 0; n < 100_000; n++)
      shop.put({
        ...gbp(`i${n}`, (n * 7919) % 10_000, ["all", `category:${n % 200}`]),
        rating: { value: 1 + (n % 5), count: n % 50 },
      });
    const time = (act: () => void) => {
      const started = performance.now();
      act();
      return performance.now() - started;
    };
    expect(time(() => shop.of("all"))).toBeLessThan(2_000);
    expect(time(() => shop.of("all"))).toBeLessThan(20);
    shop.put(gbp("i1", 5, ["all", "category:1"]));
    expect(time(() => shop.of("category:2"))).toBeLessThan(500);
  });
});
