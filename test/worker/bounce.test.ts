import { beforeAll, describe, expect, it } from "vitest";
import type { Decision } from "../../worker/wire/decision.ts";
import { api, event, id, idsOf, item, pageView, purchase, settle, viewItem } from "./api.ts";

const WANT = [
  { slot: "home", scenario: "home", count: 3 },
  { slot: "bestsellers", scenario: "bestsellers", count: 3 },
];
const TEN = Array.from({ length: 10 }, (_, n) => n + 1);
const mugs = TEN.map((n) => `mug-${n}`);
const lamps = TEN.map((n) => `lamp-${n}`);
const MUGS = "Kitchen > Mugs";
const LAMPS = "Home > Lamps";

/** Lamps sell ten times as often as mugs. */
beforeAll(async () => {
  await api.put("/v1/items", {
    items: [
      ...mugs.map((each) => item(each, { product_type: MUGS })),
      ...lamps.map((each) => item(each, { product_type: LAMPS })),
    ],
  });
  await settle();
  const buy = (items: string[]) =>
    api.post({ visitor: id("v"), session: "s", events: [purchase(id("t"), items)] });
  for (let n = 0; n < 10; n++) await buy(lamps);
  await buy(mugs);
  await settle();
});

/** The first page of a visitor whom nobody knows, who may leave it at once. */
async function land(...events: object[]): Promise<Record<string, Decision>> {
  const batch = { visitor: id("v"), session: id("s"), events, want: WANT };
  const { body } = await api.post(batch);
  expect(body.intent.session).toMatchObject({ status: "insufficient_evidence", band: null });
  expect(body.intent.week).toMatchObject({ status: "insufficient_evidence", band: null });
  return body.decisions;
}

describe("somebody of whom one page is known", () => {
  it("sees on an item's page what sells best in its category", async () => {
    const view = id("p");
    const look = viewItem("mug-1", 2.55, {
      view,
      items: [{ item_id: "mug-1", price: 2.55, item_category: "Kitchen", item_category2: "Mugs" }],
    });
    const { home, bestsellers } = await land(pageView("/p/mug-1/", { view }), look);
    for (const shown of idsOf(bestsellers!)) expect(mugs).toContain(shown);
    expect(idsOf(bestsellers!)).toHaveLength(3);
    expect(idsOf(home!)).toHaveLength(3);
    for (const shown of idsOf(home!)) expect(mugs).toContain(shown);
  });

  it("sees on a category's page what sells best there, and is told that it is a fallback", async () => {
    const view = id("p");
    const list = event("view_item_list", {
      view,
      items: ["mug-3", "mug-4"].map((item_id) => ({
        item_id,
        item_category: "Kitchen",
        item_category2: "Mugs",
      })),
    });
    const { home, bestsellers } = await land(pageView("/kitchen/mugs/", { view }), list);
    for (const shown of idsOf(bestsellers!)) expect(mugs).toContain(shown);
    for (const shown of idsOf(home!)) expect(mugs).toContain(shown);
    expect(home!.fallback).toMatch(
      /nothing known of this visitor yet: bestsellers of Kitchen > Mugs/,
    );
  });

  it("sees on the shop's front page what sells best of all", async () => {
    const { home } = await land(pageView("/"));
    for (const shown of idsOf(home!)) expect(lamps).toContain(shown);
    expect(home!.fallback).toMatch(/bestsellers of the shop/);
  });
});
