import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { customerSettings, shopNumbers } from "../../../worker/core/customer/index.ts";
import { countSegments, type PersonFact, segmentsAt } from "../../../worker/core/measure/index.ts";
import { standingsOf, withCustomers } from "../../../worker/core/reports/index.ts";
import { CustomerRules } from "../../../worker/wire/customers.ts";
import { bought, buyer, DAY, NOW } from "../customer/order.ts";

const settings = customerSettings({
  customers: CustomerRules.parse({ thresholds: [{ name: "often", orders: 2, days: 90 }] }),
  time_zone: "UTC",
  currency: "EUR",
});
const numbers = shopNumbers(
  [500, 800, 900, 1000, 1500].map((net, n) => buyer(`other${n}`, bought(1, net))),
  NOW,
);

const fact = (person: string, segments: string[] = ["ready"]): PersonFact => ({
  kind: "person",
  id: person,
  version: 3,
  person,
  at: NOW,
  band: "ready",
  segments,
  because: { ready: { why: ["the cart"], until: NOW + DAY } },
  probability: 0.4,
  lastSeen: NOW,
  orders: 0,
});

const standings = (...people: [person: string, ...days: number[]][]) =>
  standingsOf(
    people.map(([person, ...days]) => buyer(person, ...days.map((each) => bought(each)))),
    NOW,
    settings,
    numbers,
  );

describe("what the ledger heard of people together with their orders", () => {
  it("has the segments of both, and why", () => {
    const [ann] = withCustomers([fact("ann")], standings(["ann", 40, 20]));
    expect(segmentsAt(ann!, NOW)).toEqual([
      "ready",
      "stage:active",
      "most_wanted",
      "often",
      expect.stringMatching(/^rfm:/),
      "value:top",
    ]);
    expect(ann!.because["value:top"]!.why).toEqual(["€20.00 spent: among the best fifth"]);
    expect(ann).toMatchObject({ probability: 0.4, version: 3 });
    expect(ann!.because["ready"]!.why).toEqual(["the cart"]);
    expect(ann!.because["stage:active"]).toEqual({
      why: ["the last order was 20 days ago"],
      until: Date.UTC(2026, 10, 30),
    });
    expect(ann!.because["often"]).toEqual({
      why: ["2 orders in the last 90 days"],
      until: NOW + 50 * DAY,
    });
  });

  it("has the best fifth of all who bought, by what they spent", () => {
    const spent = (net: number) =>
      standingsOf([buyer("bob", bought(2, net))], NOW, settings, numbers)[0]!.segments.map(
        ({ name }) => name,
      );
    expect(spent(1500)).toContain("value:top");
    expect(spent(1499)).not.toContain("value:top");
  });

  it("has customers of whom only a file told", () => {
    const [one] = withCustomers([], standings(["c/old", 400]));
    expect(one).toMatchObject({ person: "c/old", orders: 1, lastSeen: NOW - 400 * DAY });
    expect(segmentsAt(one!, NOW)).toEqual(["buyers:one", "stage:lost", expect.any(String)]);
  });

  it("has everybody once, in the order of their names", () => {
    const names = fc.uniqueArray(fc.string({ unit: "grapheme-ascii", minLength: 1, maxLength: 4 }));
    fc.assert(
      fc.property(names, names, (seen, sold) => {
        const facts = seen.toSorted((a, b) => (a < b ? -1 : 1)).map((name) => fact(name));
        const all = [
          ...withCustomers(facts, standings(...sold.map((name): [string, number] => [name, 9]))),
        ];
        const expected = [...new Set([...seen, ...sold])].sort((a, b) => (a < b ? -1 : 1));
        expect(all.map(({ person }) => person)).toEqual(expected);
        const { segments } = countSegments(all, NOW);
        const counts = new Map(segments.map(({ name, people }) => [name, people]));
        expect(counts.get("stage:active") ?? 0).toBe(sold.length);
        expect(counts.get("ready") ?? 0).toBe(seen.length);
      }),
    );
  });

  it("leaves nobody in a stage whose days are over, and the most wanted until they are dormant", () => {
    const [one] = withCustomers([], standings(["c/ann", 29]));
    const at = (days: number) => segmentsAt(one!, NOW + days * DAY);
    expect(at(0)).toEqual(expect.arrayContaining(["stage:active", "most_wanted"]));
    expect(at(1)).not.toContain("stage:active");
    expect(at(90)).toContain("most_wanted");
    expect(at(91)).not.toContain("most_wanted");
  });
});
