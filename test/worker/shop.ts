import { expect } from "vitest";
import { api, event, id, item, pageView, settle, viewItem } from "./api.ts";

/** Puts items of a category of their own into the catalogue; they are named `<category>-1` and so on. */
export async function stock(category: string, count: number, more: object = {}): Promise<string[]> {
  const ids = Array.from({ length: count }, (_, n) => `${category}-${n + 1}`);
  const items = ids.map((each) => item(each, { product_type: `Test > ${category}`, ...more }));
  expect((await api.put("/v1/items", { items })).status).toBe(200);
  await settle();
  return ids;
}

/** Somebody buys `units` of each item in an order of their own. */
export async function sell(units: Record<string, number>): Promise<void> {
  for (const [sold, quantity] of Object.entries(units))
    await api.post({
      visitor: id("buyer"),
      session: id("s"),
      events: [
        event("purchase", { transaction_id: id("t"), items: [{ item_id: sold, quantity }] }),
      ],
    });
  await settle();
}

export const bestsellers = async (category: string, count = 8) =>
  (await api.get(`/v1/recommendations/bestsellers?axis=category:${category}&count=${count}`)).body;

/** A visit that looks at these items. */
export const view = (visitor: string, session: string, ...items: string[]) =>
  api.post({ visitor, session, events: [pageView("/"), ...items.map((each) => viewItem(each))] });

/** What a slot of `scenario` holds on a page that shows no item itself. */
export const slotOf = async (visitor: string, scenario: string, more: object = {}) => {
  const want = [{ slot: "slot", scenario, ...more }];
  const { body } = await api.post({ visitor, session: "s9", events: [pageView("/")], want });
  return body.decisions.slot;
};
