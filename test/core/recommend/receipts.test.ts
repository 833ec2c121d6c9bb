import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  decide,
  drawStrategy,
  itemsOf,
  present,
  STRATEGIES,
} from "../../../worker/core/recommend/index.ts";
import { SCENARIOS, type Scenario } from "../../../worker/wire/want.ts";
import { card, inputsOf, kitchen, NOW, type Shop, tasteFor, want } from "./shop.ts";

const shop: Shop = {
  ...kitchen,
  sessions: [
    ["mug", "cup"],
    ["mug", "pan", "boot"],
  ],
  orders: [["mug", "cup"]],
  paths: [["mug", "cup"]],
  viewed: ["mug", "pan"],
};
const rest = {
  affinity: tasteFor(card("any")),
  cart: new Map([["mug", 1]]),
  orders: 1,
  lastOrder: { time: NOW, items: ["mug"] },
};

describe("a receipt", () => {
  it("after storage gives the answer again, byte for byte, in every scenario", () => {
    for (const scenario of SCENARIOS) {
      const slot = want(scenario, { explain: true });
      const inputs = inputsOf(shop, [slot], rest);
      const ruling = decide(slot, inputs, NOW);
      const answer = JSON.stringify(present(ruling, inputs, "r1", slot));
      const stored = JSON.parse(JSON.stringify(ruling)) as typeof ruling;
      expect(JSON.stringify(present(stored, inputs, "r1", slot)), scenario).toBe(answer);
      expect(JSON.stringify(decide(slot, inputsOf(shop, [slot], rest), NOW))).toBe(
        JSON.stringify(ruling),
      );
    }
  });

  it("has each score as the sum of its contributions", () => {
    for (const scenario of SCENARIOS) {
      const slot = want(scenario);
      for (const { score, contributions } of itemsOf(
        decide(slot, inputsOf(shop, [slot], rest), NOW),
      ))
        expect(contributions.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(score, 3);
    }
  });

  it("tells item by item what a score came from where it is asked to, and comes to the same", () => {
    for (const scenario of ["next_item", "related", "home", "cart"] as const) {
      const scores = (explain: boolean) => {
        const slot = want(scenario, { explain });
        return itemsOf(decide(slot, inputsOf(shop, [slot], rest), NOW)).map(({ id, score }) => [
          id,
          score,
        ]);
      };
      expect(scores(true)).toEqual(scores(false));
    }
    const slot = want("next_item", { explain: true, count: 2 });
    const inputs = inputsOf({ ...shop, viewed: ["pan", "mug"] }, [slot]);
    const boot = itemsOf(decide(slot, inputs, NOW)).find(({ id }) => id === "boot")!;
    expect(boot.contributions.map(({ source }) => source)).toEqual([
      "viewed after pan",
      "viewed after mug",
    ]);
  });

  it("tells contributions in the answer only where the slot asks for them", () => {
    const slot = want("bestsellers");
    const inputs = inputsOf(shop, [slot]);
    const [plain] = present(decide(slot, inputs, NOW), inputs, "r1", slot).items;
    expect(plain).not.toHaveProperty("contributions");
    const explained = present(decide(slot, inputs, NOW), inputs, "r1", { ...slot, explain: true });
    expect(explained.items[0]!.contributions).toEqual([
      { source: "bestseller of all", value: expect.any(Number) },
    ]);
  });

  it("takes little room: a full slot less than 200 bytes an item", () => {
    const cards = Array.from({ length: 60 }, (_, n) => card(`SKU-${100_000 + n}`));
    const slot = want("home", { count: 48 });
    const sold = Object.fromEntries(cards.map(({ id }, n) => [id, n + 1]));
    const full = { cards, sold, viewed: cards.slice(0, 20).map(({ id }) => id) };
    const ruling = decide(slot, inputsOf(full, [slot], { affinity: rest.affinity }), NOW);
    expect(ruling.items).toHaveLength(48);
    expect(JSON.stringify(ruling).length / 48).toBeLessThan(200);
  });
});

describe("the strategy of a slot", () => {
  const known = new Map();
  const draw = (scenario: Scenario, seed: number) =>
    drawStrategy({ slot: "s", scenario }, known, seed);

  it("is drawn again by the same seed, with a propensity", () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const drawn = draw("home", seed)!;
        expect(draw("home", seed)).toEqual(drawn);
        expect(STRATEGIES.home).toContain(drawn.strategy);
        expect(drawn.propensity).toBeCloseTo(1 / 3, 2);
        expect(drawn.seed).toBe(seed);
      }),
    );
  });

  it("is not drawn where there is one way only", () => {
    expect(draw("bestsellers", 1)).toBeNull();
  });
});
