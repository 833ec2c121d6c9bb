import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  isReduced,
  type LedgerRow,
  lowestBefore,
  priceFacts,
} from "../../../worker/core/catalogue/index.ts";

const DAY = 86_400_000;
const TODAY = 1_000 * DAY;

/** A ledger as it is read, newest first, from `[days ago, price]` in any order. */
const ledger = (...changes: [daysAgo: number, price: number | null, currency?: string][]) =>
  changes
    .toSorted(([a], [b]) => a - b)
    .map(([daysAgo, price, currency = "GBP"], place): LedgerRow => ({
      version: changes.length - place,
      time: TODAY - daysAgo * DAY,
      price,
      currency: price === null ? null : currency,
      availability: price === null ? "removed" : "in_stock",
      quantity: null,
    }));
const reference = (...changes: Parameters<typeof ledger>) =>
  priceFacts(ledger(...changes))?.reference;

describe("the reference of a reduced price", () => {
  it("is the lowest price of the 30 days before the reduction", () => {
    expect(reference([60, 5000], [0, 4000])).toBe(5000);
    expect(reference([60, 5000], [20, 4500], [10, 5000], [0, 4000])).toBe(4500);
  });

  it("counts a price that was in force when the 30 days began, and none from before", () => {
    expect(reference([90, 3000], [29, 5000], [0, 4000])).toBe(3000);
    expect(reference([90, 3000], [30, 5000], [0, 4000])).toBe(5000);
    expect(reference([90, 3000], [31, 5000], [0, 4000])).toBe(5000);
  });

  it("stays what it was while the reduction lasts", () => {
    expect(reference([200, 5000], [100, 4000])).toBe(5000);
    expect(priceFacts(ledger([200, 5000], [100, 4000]))?.since).toBe(TODAY - 100 * DAY);
  });

  it("is not raised by a rise just before, nor does the reduced price itself count", () => {
    expect(reference([90, 4000], [2, 6000], [0, 4000])).toBe(4000);
    expect(isReduced(4000, 4000)).toBe(false);
    expect(isReduced(3999, 4000)).toBe(true);
  });

  it("does not begin anew when only the stock changes or the item was away for a while", () => {
    const facts = priceFacts(ledger([90, 5000], [9, 4000], [5, null], [3, 4000], [1, 4000]));
    expect(facts).toEqual({ since: TODAY - 9 * DAY, reference: 5000 });
  });

  it("knows no price while the item is away, and none in another currency", () => {
    expect(priceFacts(ledger([90, 5000], [0, null]))).toBeNull();
    expect(priceFacts([])).toBeNull();
    expect(reference([90, 5000, "EUR"], [0, 4000])).toBeNull();
    expect(reference([90, 5000], [20, 10, "EUR"], [10, 4500], [0, 4000])).toBe(4500);
  });

  it("is nothing for an item whose first price this is, so that nothing may be struck through", () => {
    expect(reference([0, 4000])).toBeNull();
    expect(isReduced(4000, null)).toBe(false);
  });

  it("is the least of all that was asked in those days, whatever the history", () => {
    const day = fc.integer({ min: 1, max: 120 });
    const history = fc.uniqueArray(fc.tuple(day, fc.integer({ min: 2, max: 99 })), {
      selector: ([daysAgo]) => daysAgo,
    });
    fc.assert(
      fc.property(history, (changes) => {
        const asked = (daysAgo: number) =>
          ledger(...changes).find(({ time }) => time <= TODAY - daysAgo * DAY)?.price;
        const days = Array.from({ length: 30 }, (_, n) => asked(n + 1)).filter((p) => p != null);
        const expected = days.length === 0 ? null : Math.min(...days);
        expect(priceFacts(ledger(...changes, [0, 1]))?.reference).toBe(expected);
      }),
    );
  });
});

describe("the lowest price of the last 30 days", () => {
  it("is what a reduction today would have to beat: the price now counts", () => {
    expect(lowestBefore(TODAY, "GBP", ledger([60, 5000], [10, 4000]))).toBe(4000);
    expect(lowestBefore(TODAY, "GBP", ledger([60, 3000], [29, 4000], [1, 5000]))).toBe(3000);
    expect(lowestBefore(TODAY, "GBP", ledger([60, 3000], [30, 4000]))).toBe(4000);
    expect(lowestBefore(TODAY, "EUR", ledger([60, 3000]))).toBeNull();
    expect(lowestBefore(TODAY, "GBP", [])).toBeNull();
  });
});
