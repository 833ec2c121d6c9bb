import { expect, it } from "vitest";
import {
  FactsIndex,
  type ListedItem,
  type StockQuery,
} from "../../../worker/core/recommend/index.ts";

const listed = (id: string, since: number, more: Partial<ListedItem> = {}): ListedItem => ({
  id,
  axes: ["all", "category:Kitchen", "brand:Acme"],
  price: 1000,
  currency: "GBP",
  group: null,
  rating: null,
  since,
  isOffered: true,
  ...more,
});
const ANY: StockQuery = { axes: [], least: null, most: null, currency: null };
const shop = (...items: ListedItem[]) => {
  const index = new FactsIndex();
  for (const item of items) index.put(item);
  return (query: Partial<StockQuery> = {}, count = 9) => index.stock({ ...ANY, ...query }, count);
};

it("what there is to show comes newest first, and nothing that is sold out", () => {
  const stock = shop(listed("a", 1), listed("b", 3), listed("c", 2, { isOffered: false }));
  expect(stock()).toEqual(["b", "a"]);
  expect(stock({}, 1)).toEqual(["b"]);
});

it("lies on every axis that is named, however it is spelt", () => {
  const stock = shop(listed("a", 1), listed("b", 2, { axes: ["all", "category:Kitchen"] }));
  expect(stock({ axes: ["category:KITCHEN", "brand:acme"] })).toEqual(["a"]);
  expect(stock({ axes: ["category:Kitchen", "brand:None"] })).toEqual([]);
});

it("is found in a price range however much is newer, each in whole units of its own currency", () => {
  const newer = Array.from({ length: 200 }, (_, n) => listed(`n${n}`, 10 + n));
  const stock = shop(
    ...newer,
    listed("dear", 1, { price: 25_000 }),
    listed("yen", 2, { price: 250, currency: "JPY" }),
    listed("free", 3, { price: null, currency: null }),
  );
  expect(stock({ least: 200 })).toEqual(["yen", "dear"]);
  expect(stock({ least: 200, most: 249 })).toEqual([]);
  expect(stock({ most: 300, least: 11 })).toEqual(["yen", "dear"]);
});

it("has the wanted currency first, and each product before its variants", () => {
  const variants = Array.from({ length: 50 }, (_, n) => listed(`k${n}`, 100 + n, { group: "K" }));
  const stock = shop(
    ...variants,
    listed("old", 1),
    listed("euro", 999, { currency: "EUR" }),
    listed("k-euro", 998, { currency: "EUR", group: "K" }),
  );
  expect(stock({ currency: "GBP" }, 3)).toEqual(["k49", "old", "k48"]);
  expect(stock({ currency: "EUR" }, 3)).toEqual(["euro", "k-euro", "old"]);
});
