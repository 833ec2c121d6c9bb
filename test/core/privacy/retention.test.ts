import { describe, expect, it } from "vitest";
import { isIdle, isToBeSeen, termsAt } from "../../../worker/core/privacy/index.ts";
import { Retention } from "../../../worker/wire/privacy.ts";

const DAY = 86_400_000;
const NOW = Date.parse("2026-11-22T00:00:00Z");
const terms = termsAt(Retention.parse({}), NOW);
const idler = (days: number, person = "v1", orders = 0) => ({
  person,
  last: NOW - days * DAY,
  orders,
});

describe("how long somebody is kept", () => {
  it("is 13 months for a visitor, and 25 for whoever has an account or an order", () => {
    expect(isIdle(idler(390), terms)).toBe(false);
    expect(isIdle(idler(397), terms)).toBe(true);
    for (const customer of [idler(397, "c/ann"), idler(397, "v1", 1)])
      expect(isIdle(customer, terms)).toBe(false);
    expect(isIdle(idler(762, "c/ann"), terms)).toBe(true);
  });

  it("may be shorter, never longer", () => {
    expect(Retention.safeParse({ visitors: 14 }).success).toBe(false);
    expect(Retention.safeParse({ visitors: 0 }).success).toBe(false);
    expect(isIdle(idler(40), termsAt(Retention.parse({ visitors: 1 }), NOW))).toBe(true);
  });

  it("has journals looked at when they have just become too old", () => {
    const short = termsAt(Retention.parse({ journal: 1 }), NOW);
    expect(isToBeSeen(idler(29), short)).toBe(false);
    expect(isToBeSeen(idler(31), short)).toBe(true);
    expect(isToBeSeen(idler(40), short)).toBe(false);
  });
});
