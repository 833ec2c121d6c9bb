import { describe, expect, it } from "vitest";
import { productMatrixReport } from "../../../worker/core/second/index.ts";
import { dice } from "../dice.ts";
import { buyer, DAY, order, pick, START } from "./shop.ts";

const ITEMS = Array.from({ length: 20 }, (_, index) => `item${index}`);
const NOW = START + 500 * DAY;

/** Second orders by chance, but that `pairs` of those who began with P have Q. */
function shop(seed: number, planted: number) {
  const roll = dice(seed);
  return Array.from({ length: 800 }, (_, person) => {
    const first = pick(ITEMS, roll);
    const size = 1 + Math.floor(roll() * 3);
    const second = new Set(Array.from({ length: size }, () => pick(ITEMS, roll)));
    if (first === "item3" && roll() < planted) second.add("item8");
    const day = roll() * 300;
    return buyer(person, [order(day, [first]), order(day + 10 + roll() * 90, [...second])]);
  });
}

describe("the first → second product matrix", () => {
  it("puts the planted pair on top in most shops, and little beside it", () => {
    let [onTop, found, wrong] = [0, 0, 0];
    for (let seed = 1; seed <= 100; seed++) {
      const { products } = productMatrixReport(shop(seed, 0.5), NOW);
      if (products[0]?.first === "item3" && products[0].second === "item8") onTop++;
      found += products.length;
      wrong += products.filter(
        ({ first, second }) => first !== "item3" || second !== "item8",
      ).length;
    }
    expect(onTop).toBeGreaterThanOrEqual(80);
    expect(wrong / found).toBeLessThanOrEqual(0.1);
  }, 60_000);

  it("finds nothing where there is nothing", () => {
    const shops = Array.from({ length: 100 }, (_, seed) =>
      productMatrixReport(shop(seed + 1, 0), NOW),
    );
    expect(shops.filter(({ products }) => products.length > 0).length).toBeLessThanOrEqual(10);
  }, 60_000);

  it("states lift, base and support", () => {
    const { n, tested, products } = productMatrixReport(shop(5, 0.5), NOW);
    const [top] = products;
    expect(n).toBe(800);
    expect(tested).toEqual({ products: 400, categories: 1 });
    expect(top!.rate).toBeCloseTo(top!.n / top!.of, 12);
    expect(top!.lift).toBeCloseTo(top!.n / top!.expected, 12);
    expect(top!.n).toBeGreaterThanOrEqual(10);
    expect(top).toMatchObject({ again: false });
  });

  it("does not take large baskets for a liking", () => {
    const roll = dice(11);
    const buyers = Array.from({ length: 600 }, (_, person) => {
      const size = roll() < 0.3 ? 16 : 1;
      const basket = () => [...new Set(Array.from({ length: size }, () => pick(ITEMS, roll)))];
      return buyer(person, [order(10, basket()), order(50, basket())]);
    });
    expect(productMatrixReport(buyers, NOW).products.length).toBeLessThanOrEqual(1);
  });
});
