import { describe, expect, it } from "vitest";
import { type Buyer, buyersOf, type OrderRecord } from "../../../worker/core/customer/index.ts";
import { f2Report } from "../../../worker/core/second/index.ts";
import { CDNOW_START, readCdnow } from "../../fixtures/cdnow.ts";
import { DAY } from "./shop.ts";

const buyers: Buyer[] = buyersOf(
  Array.from(readCdnow(), ({ customer, day, cents }, index): OrderRecord => ({
    transaction: `${index}`,
    person: `c/${customer}`,
    time: CDNOW_START + day * DAY,
    dateOnly: true,
    currency: "USD",
    value: cents,
    refunded: 0,
    cancelled: false,
    test: false,
    subscription: false,
    lines: [],
    channel: null,
    delivered: null,
  })),
).buyers;
const END = Date.UTC(1998, 5, 30);

describe("CDNOW's sample", () => {
  it("has the matured rates that METHODS states", () => {
    const { matured, n } = f2Report(buyers, END);
    expect(n).toBe(2357);
    expect(matured.map(({ rate }) => (100 * rate!).toFixed(2))).toEqual([
      "6.15",
      "17.39",
      "25.50",
      "29.15",
      "37.63",
      "45.57",
    ]);
  });

  it("has the shares of those with n orders who have n + 1", () => {
    const { transitions } = f2Report(buyers, END);
    expect(transitions.slice(0, 5).map(({ rate }) => rate!.toFixed(2))).toEqual([
      "0.48",
      "0.65",
      "0.72",
      "0.72",
      "0.75",
    ]);
  });

  it("has its wall at the second order", () => {
    expect(f2Report(buyers, END).wall).toMatchObject({ verdict: "yes", days: 90 });
  });

  it("counts who nobody was lost of alike by both curves", () => {
    const { matured, kaplan_meier: curve } = f2Report(buyers, END);
    for (const { days, rate } of matured)
      expect(curve.find((point) => point.days === days)!.rate).toBeCloseTo(rate!, 9);
  });
});
