import { expect, test } from "vitest";
import type { Command } from "../../../sdk/src/types.ts";
import {
  TAG,
  SLOT,
  RESERVED,
  html,
  decide,
  endpoint,
  context,
  page,
  reopenPage,
  go,
  say,
  tag,
  namesOf,
  hide,
} from "./page.ts";

test("commands given before the tag has loaded arrive in order, in the first request", async () => {
  const commands = `<script>
    window.okaeri = window.okaeri || [];
    okaeri.push(["track", "view_item", { currency: "GBP", items: [{ item_id: "mug" }], colour: "red" }]);
    okaeri.push(["track", "add_to_cart", { items: [{ item_id: "mug" }] }]);
  </script>`;
  endpoint.pages.set("/", html("", commands + TAG + TAG));
  await go("/");
  await endpoint.arrived("add_to_cart");
  expect(endpoint.batches).toHaveLength(1);
  expect(endpoint.batches[0]!.events).toMatchObject([
    { name: "page_view", seq: 0 },
    { name: "view_item", seq: 1, items: [{ item_id: "mug" }], colour: "red" },
    { name: "add_to_cart", seq: 2 },
  ]);
});

test("the page may reuse the objects that it tells of", async () => {
  await go("/");
  await (
    await tag()
  ).evaluate((okaeri) => {
    const items = [{ item_id: "mug" }];
    const { dataLayer } = window as unknown as { dataLayer: object[] };
    okaeri.track("add_to_cart", { items });
    items[0]!.item_id = "plate";
    dataLayer.push({ event: "add_to_wishlist", ecommerce: { items } });
    items[0]!.item_id = "bowl";
  });
  expect(await endpoint.arrived("add_to_cart")).toMatchObject([{ items: [{ item_id: "mug" }] }]);
  await hide();
  expect(await endpoint.arrived("add_to_wishlist")).toMatchObject([
    { items: [{ item_id: "plate" }], captured: "data_layer" },
  ]);
});

test("a cart goes at once; impressions and engagement ride in one beacon when the page hides", async () => {
  endpoint.pages.set("/", html(RESERVED + SLOT));
  endpoint.decide = decide;
  await go("/");
  await endpoint.arrived("page_view");
  await page.waitForSelector("okaeri-recs li");
  await page.waitForTimeout(1300);
  expect(endpoint.batches).toHaveLength(1);
  await say(["track", "add_to_cart", { items: [] }]);
  await endpoint.arrived("add_to_cart");
  expect(endpoint.batches).toHaveLength(2);
  await hide();
  const [leave] = await endpoint.arrived("page_leave");
  expect(namesOf(2)).toEqual(["recommendation_shown", "page_leave"]);
  expect(endpoint.batches[2]!.events[0]).toMatchObject({
    receipt_id: "receipt-side",
    item_list_name: "side",
    items: expect.arrayContaining([
      { item_id: "mug", index: 0 },
      { item_id: "plate", index: 1 },
      { item_id: "bowl", index: 2 },
    ]),
  });
  expect(leave!.engagement!.visible).toBeGreaterThan(1000);
  expect(leave!.engagement!.scroll).toBe(100);
});

test("after a 503 the same events come again", async () => {
  let refused = 0;
  endpoint.answer = () => (refused++ ? {} : { status: 503, headers: { "retry-after": "1" } });
  await go("/");
  const [first, second] = await endpoint.arrived("page_view", 2);
  expect(second!.id).toBe(first!.id);
  expect(second!.age! - first!.age!).toBeGreaterThanOrEqual(950);
});

test("what happened offline arrives with the next page load, under its old ids and its true age", async () => {
  await go("/");
  await endpoint.arrived("page_view");
  await context.setOffline(true);
  await say(...Array.from({ length: 30 }, (_, step): Command => ["track", "step", { step }]));
  await page.waitForTimeout(300);
  await page.close({ runBeforeUnload: false });
  await context.setOffline(false);
  await reopenPage();
  await go("/product/mug");
  // A request that outlives its page may bring them too, of which the page never hears.
  const arrived = await endpoint.arrived("step", 30);
  const steps = [...new Map(arrived.map((step) => [step.id, step])).values()];
  const inOrder = steps.sort((a, b) => a.seq! - b.seq!);
  expect(inOrder.map((told) => (told as { step?: number }).step)).toEqual([...Array(30).keys()]);
  expect(steps[0]!.age).toBeGreaterThanOrEqual(300);
});

test("what happened offline arrives too where consent is asked for anew on each page", async () => {
  await go("/");
  await endpoint.arrived("page_view");
  await context.setOffline(true);
  await say(["track", "step"]);
  await page.waitForTimeout(300);
  await page.close({ runBeforeUnload: false });
  await context.setOffline(false);
  await reopenPage();
  const asking = TAG.replace("data-key", 'data-consent="denied" data-key');
  endpoint.pages.set("/product/mug", html("", asking));
  endpoint.answer = ({ visitor }) => ({ delay: visitor ? 0 : 1000 });
  await go("/product/mug");
  await endpoint.arrived("page_view", 2);
  await say(["consent", { analytics_storage: "granted" }]);
  await endpoint.arrived("step");
});
