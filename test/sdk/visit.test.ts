import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { campaignOf, isInternal } from "../../sdk/src/lib/campaign.ts";
import { nextVisit, type Visit } from "../../sdk/src/lib/visit.ts";

const MINUTE = 60_000;
const NOW = 1_780_000_000_000;

function ids(): () => string {
  let count = 0;
  return () => `new-${++count}`;
}

const visit = (change: Partial<Visit> = {}): Visit => ({
  visitor: "v",
  session: "s",
  active: NOW,
  campaign: "",
  ...change,
});

describe("a session", () => {
  test("begins with a new visitor when nothing is stored", () => {
    expect(nextVisit(null, NOW, "", ids())).toEqual(
      visit({ visitor: "new-1", session: "new-2", active: NOW }),
    );
  });

  test("goes on for 30 idle minutes and not a moment longer", () => {
    expect(nextVisit(visit(), NOW + 30 * MINUTE, "", ids()).session).toBe("s");
    expect(nextVisit(visit(), NOW + 30 * MINUTE + 1, "", ids()).session).toBe("new-1");
  });

  test("is prolonged by every event", () => {
    let current = visit();
    for (let step = 1; step <= 10; step++) {
      current = nextVisit(current, NOW + step * 29 * MINUTE, "", ids());
    }
    expect(current.session).toBe("s");
  });

  test("ends when a campaign other than its own brings the visitor in", () => {
    const own = visit({ campaign: "utm_source,mail" });
    expect(nextVisit(own, NOW, "utm_source,mail", ids()).session).toBe("s");
    expect(nextVisit(own, NOW, "", ids())).toEqual(own);
    expect(nextVisit(own, NOW, "gclid,1", ids())).toEqual(
      visit({ session: "new-1", campaign: "gclid,1" }),
    );
  });

  test("does not outlive a clock that was set back", () => {
    expect(nextVisit(visit(), NOW - 86_400_000, "", ids()).session).toBe("new-1");
  });

  test("never loses its visitor", () => {
    fc.assert(
      fc.property(fc.integer(), fc.string(), fc.string(), (drift, stored, campaign) => {
        const next = nextVisit(visit({ campaign: stored }), NOW + drift, campaign, ids());
        expect(next.visitor).toBe("v");
        expect(next.active).toBe(NOW + drift);
      }),
    );
  });
});

describe("a campaign", () => {
  test("is what the address says of it, in any order", () => {
    expect(campaignOf("https://shop.example/?utm_source=a&gclid=1&page=2", "")).toBe(
      campaignOf("https://shop.example/x?gclid=1&utm_source=a", "https://news.example/"),
    );
  });

  test.each([
    ["utm_campaign", true],
    ["gclid", true],
    ["wbraid", true],
    ["gad_source", true],
    ["msclkid", true],
    ["ttclid", true],
    ["fbclid", false],
    ["srsltid", false],
    ["q", false],
  ])("is told by %s: %s", (name, expected) => {
    expect(campaignOf(`https://shop.example/?${name}=1`, "") !== "").toBe(expected);
  });

  test.each([
    ["https://www.shop.example/cart", "shop.example", true],
    ["https://shop.example/", "blog.shop.example", true],
    ["https://www.paypal.com/checkout", "shop.example", true],
    ["https://checkout.stripe.com/pay", "shop.example", true],
    ["https://pay.google.com/", "shop.example", true],
    ["https://othershop.example/", "shop.example", false],
    ["https://www.google.com/", "shop.example", false],
    ["", "shop.example", false],
  ])("that comes from %s to %s is internal: %s", (referrer, host, expected) => {
    expect(isInternal(referrer, host)).toBe(expected);
    expect(campaignOf(`https://${host}/?utm_source=x`, referrer) === "").toBe(expected);
  });
});
