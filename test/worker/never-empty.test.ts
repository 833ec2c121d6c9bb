import { beforeAll, describe, expect, it } from "vitest";
import { SCENARIOS } from "../../worker/wire/batch.ts";
import type { Decision } from "../../worker/wire/decision.ts";
import { api, event, id, idsOf, item, pageView, settle } from "./api.ts";

/** The oldest of a thousand items is the only dear one, and its brand's only one. */
beforeAll(async () => {
  await api.put("/v1/items", { items: [item("rare", { price: "250.00 GBP", brand: "Rare" })] });
  await settle();
  const items = Array.from({ length: 900 }, (_, n) => item(`mug-${n}`));
  await api.put("/v1/items", { items });
  await settle();
});

async function ask(visitor: string, want: object[]): Promise<Record<string, Decision>> {
  const { body } = await api.post({ visitor, session: "s1", events: [pageView("/")], want });
  return body.decisions;
}

describe("a slot of any scenario", () => {
  it.each(SCENARIOS)(
    "of %s finds the one old item that its filters let through",
    async (scenario) => {
      for (const filter of [
        { min_price: 200 },
        { brand: "rare" },
        { max_price: 300, min_price: 9 },
      ])
        expect(idsOf((await ask(id("v"), [{ scenario, ...filter }]))[scenario]!)).toEqual(["rare"]);
    },
  );

  it("is full on the fullest page that may be asked for, and nothing comes twice", async () => {
    const want = Array.from({ length: 16 }, (_, n) => ({
      slot: `slot-${n}`,
      scenario: SCENARIOS[n % SCENARIOS.length],
      count: 48,
    }));
    const shown = Object.values(await ask(id("v"), want)).flatMap(idsOf);
    expect(shown).toHaveLength(16 * 48);
    expect(new Set(shown).size).toBe(shown.length);
  });

  it("of a name that is there already is not filled, and the reply says so", async () => {
    const want = ["home", { slot: "home", scenario: "bestsellers" }];
    const batch = { visitor: id("v"), session: "s1", events: [pageView("/")], want };
    const { body } = await api.post(batch);
    expect(body.decisions.home.scenario).toBe("home");
    expect(body.problems).toMatchObject([{ slot: "home", pointer: "/want/1" }]);
  });

  it("is full for who has dismissed all that is newest", async () => {
    const visitor = id("v");
    const newest = Array.from({ length: 900 }, (_, n) => `mug-${n}`)
      .toSorted()
      .slice(0, 80);
    const events = newest.map((each) =>
      event("recommendation_dismissed", { items: [{ item_id: each }] }),
    );
    await api.post({ visitor, session: "s1", events });
    const { home } = await ask(visitor, ["home" as unknown as object]);
    expect(idsOf(home!)).toHaveLength(8);
    for (const shown of idsOf(home!)) expect(newest).not.toContain(shown);
  });
});
