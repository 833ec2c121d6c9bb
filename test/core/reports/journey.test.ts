import { describe, expect, it } from "vitest";
import { journeyOf, journeyReport } from "../../../worker/core/customer/index.ts";
import { journeyFactsOf } from "../../../worker/core/reports/index.ts";
import { bought, buyer, DAY, NOW } from "../customer/order.ts";

const visit = (person: string, days: number, more: object = {}) => ({
  person,
  started: NOW - days * DAY,
  channel: "Direct",
  itemsViewed: 0,
  carts: 0,
  ...more,
});

describe("what is known of each person's way", () => {
  it("is told by visits in whatever order they come", () => {
    const visits = [
      visit("v1", 2, { itemsViewed: 1, carts: 1, channel: "Email" }),
      visit("v1", 9, { channel: "Organic Search" }),
      visit("v1", 5, { itemsViewed: 3 }),
    ];
    for (const told of [visits, visits.toReversed()])
      expect(journeyFactsOf([], told, [])).toEqual([
        {
          person: "v1",
          channel: "Organic Search",
          visited: NOW - 9 * DAY,
          viewedItem: NOW - 5 * DAY,
          viewedAgain: NOW - 2 * DAY,
          carted: NOW - 2 * DAY,
          ordered: null,
          orderedAgain: null,
          praised: null,
          referred: null,
        },
      ]);
  });

  it("has the moment within the visit where it is known", () => {
    const steps = { view_item: [NOW - 4, NOW - 1], add_to_cart: [NOW - 3, NOW - 2] } as const;
    const [one] = journeyFactsOf([], [visit("v1", 1, { itemsViewed: 1, carts: 1, steps })], []);
    expect(one).toMatchObject({ viewedItem: NOW - 4, carted: NOW - 3 });
  });

  it("has orders without a visit, and praise only beside an order", () => {
    const facts = journeyFactsOf(
      [buyer("c/ann", bought(20), bought(3)), buyer("c/bob", bought(9, 10, { channel: "Email" }))],
      [],
      [
        { person: "c/bob", praised: NOW - DAY },
        { person: "v1", praised: NOW },
      ],
    );
    expect(facts.find(({ person }) => person === "c/bob")!.channel).toBe("Email");
    expect(facts.map((one) => Object.values(journeyOf(one)).filter(Boolean).length)).toEqual([
      5, 6, 0,
    ]);
    const report = journeyReport(facts, NOW);
    expect(report.people).toBe(2);
    expect(report.stages.reduce((sum, { people }) => sum + people, 0)).toBe(2);
  });
});
