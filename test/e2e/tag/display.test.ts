import { expect, test } from "vitest";
import {
  SLOT,
  RESERVED,
  html,
  decide,
  endpoint,
  page,
  go,
  tag,
  namesOf,
  hide,
  setHidden,
} from "./page.ts";

test("a card that was in view when the page went out of sight is seen when the page is back", async () => {
  endpoint.pages.set("/", html(RESERVED + SLOT));
  endpoint.decide = decide;
  await go("/");
  await page.waitForSelector("okaeri-recs li");
  await page.waitForTimeout(300);
  await hide();
  await endpoint.arrived("page_leave");
  await page.waitForTimeout(1000);
  await setHidden(false);
  await page.waitForTimeout(2200);
  await hide();
  const [shown] = await endpoint.arrived("recommendation_shown");
  expect(shown!.items).toHaveLength(3);
});

test("a slot with reserved height is filled without any layout shift, and its click is attributed", async () => {
  endpoint.decide = decide;
  endpoint.pages.set("/", html(`${RESERVED}${SLOT}<p>What stands below</p>`));
  await page.addInitScript(() => {
    const seen = { shift: 0 };
    Object.assign(window, { seen });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) seen.shift += (entry as { value?: number }).value ?? 0;
    }).observe({ type: "layout-shift", buffered: true });
  });
  await go("/");
  await page.waitForSelector("okaeri-recs img");
  await page.waitForTimeout(200);
  expect(await page.evaluate(() => (window as unknown as { seen: unknown }).seen)).toEqual({
    shift: 0,
  });
  const link = page.locator("okaeri-recs a").nth(1);
  expect(await link.innerText()).toContain("A plate with <b>a long name</b>");
  expect(await link.innerText()).toContain("£2.55");
  await link.click();
  const [click] = await endpoint.arrived("recommendation_clicked");
  expect(click).toMatchObject({
    receipt_id: "receipt-side",
    items: [{ item_id: "plate", index: 1 }],
  });
  await page.waitForURL("**/product/plate");
});

test("a slot without reserved height keeps the shop's own content while it is in view", async () => {
  endpoint.decide = decide;
  const own = SLOT.replace("></okaeri-recs>", ">Our own picks</okaeri-recs>");
  endpoint.pages.set("/", html(`${own}<div style="height:3000px"></div>`));
  await go("/");
  await endpoint.arrived("page_view");
  await page.waitForTimeout(300);
  expect(await page.getByText("Our own picks").isVisible()).toBe(true);
  await page.evaluate(() => scrollTo(0, 2500));
  await page.waitForSelector("okaeri-recs li", { state: "attached" });
});

test("an answer that takes more than a second does not replace what is in view", async () => {
  endpoint.decide = decide;
  endpoint.answer = () => ({ delay: 1300 });
  endpoint.pages.set("/", html(RESERVED + SLOT.replace("></", ">Our own picks</")));
  await go("/");
  await page.waitForTimeout(1800);
  expect(await page.getByText("Our own picks").isVisible()).toBe(true);
  expect(await page.locator("okaeri-recs li").count()).toBe(0);
});

test("what was dismissed goes away at once and the focus moves on", async () => {
  endpoint.decide = decide;
  const slot = `<okaeri-recs slot="recently_viewed" dismiss-label="Remove"></okaeri-recs>`;
  endpoint.pages.set("/", html(RESERVED + slot));
  await go("/");
  const button = page.getByRole("button", { name: "Remove A mug" });
  await button.press("Enter");
  const [dismissed] = await endpoint.arrived("recommendation_dismissed");
  expect(dismissed).toMatchObject({ items: [{ item_id: "mug", index: 0 }] });
  expect(await page.locator("okaeri-recs li").count()).toBe(2);
  expect(
    await page
      .getByRole("button", { name: "Remove A plate" })
      .evaluate((node) => node.matches(":focus")),
  ).toBe(true);
});

test("a shop's own template is filled by part names, and unsafe markup stays text", async () => {
  endpoint.decide = decide;
  const template = `<template><em part="title">…</em><img part="image" width="40" height="40">
    <p>for <strong part="price"></strong></p><small part="reason"></small></template>`;
  endpoint.pages.set("/", html(RESERVED + SLOT.replace("></", `>${template}</`)));
  await go("/");
  const link = page.locator("okaeri-recs a").nth(1);
  expect(await link.locator("em").innerText()).toBe("A plate with <b>a long name</b>");
  expect(await link.locator("strong").innerText()).toBe("£2.55");
  expect(await link.locator("small").innerText()).not.toBe("");
  expect(await link.locator("p").innerText()).toBe("for £2.55");
  expect(await link.locator("img").getAttribute("src")).toContain("http");
  expect(await page.locator("okaeri-recs span").count()).toBe(0);
});

test("whoever asks why an item is shown is told by keyboard and mouse, where the shop lets them", async () => {
  endpoint.decide = decide;
  const slot = SLOT.replace("></", ` why-label="Why this?"></`);
  endpoint.pages.set("/", html(RESERVED + SLOT.replace('"side"', '"quiet"') + slot));
  await go("/");
  const why = page.locator("okaeri-recs[slot=side] details").first();
  await why.locator("summary").press("Enter");
  expect(await why.innerText()).toMatch(/^Why this\?\s+\S/);
  expect(await page.locator("okaeri-recs[slot=quiet] details").count()).toBe(0);
});

test("the page can ask for items itself, and gets null when there is no answer", async () => {
  endpoint.decide = decide;
  await go("/");
  await endpoint.arrived("page_view");
  const okaeri = await tag();
  const first = await okaeri.evaluate((it) => it.recommend("bestsellers"));
  expect(first).toMatchObject({ receipt_id: "receipt-bestsellers" });
  endpoint.answer = () => ({ status: 500 });
  expect(await okaeri.evaluate((it) => it.recommend("bestsellers"))).toBeNull();
});

test("a slot that comes later asks for itself, and each view of an app asks again", async () => {
  endpoint.decide = decide;
  await go("/");
  await endpoint.arrived("page_view");
  await page.evaluate(() => {
    const slot = `<okaeri-recs slot="bestsellers" style="min-height:314px"></okaeri-recs>`;
    document.body.insertAdjacentHTML("beforeend", slot);
  });
  await page.waitForSelector("okaeri-recs li");
  await page.evaluate(() => history.pushState({}, "", "/next"));
  await endpoint.arrived("page_view", 2);
  expect(endpoint.batches.map(({ want }) => want.length)).toEqual([0, 1, 1]);
  expect(namesOf(2)).toEqual(["page_leave", "page_view"]);
});
