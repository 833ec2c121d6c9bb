import { expect, test } from "vitest";
import {
  TAG,
  SLOT,
  RESERVED,
  html,
  decide,
  endpoint,
  context,
  page,
  go,
  say,
  hide,
} from "./page.ts";

async function stored(tab = page): Promise<unknown> {
  const inPage = await tab.evaluate(async () => ({
    local: Object.keys(localStorage),
    session: Object.keys(sessionStorage),
    databases: (await indexedDB.databases()).map(({ name }) => name),
    caches: await caches.keys(),
  }));
  return { ...inPage, cookies: await context.cookies() };
}

const NOTHING = { local: [], session: [], databases: [], caches: [], cookies: [] };

test("without consent nothing is stored and nobody is named, and slots are still filled", async () => {
  endpoint.decide = decide;
  endpoint.pages.set(
    "/",
    html(RESERVED + SLOT, TAG.replace("data-key", 'data-consent="denied" data-key')),
  );
  await go("/");
  await page.waitForSelector("okaeri-recs li");
  await say(["track", "add_to_cart", { items: [] }]);
  await endpoint.arrived("add_to_cart");
  await hide();
  await endpoint.arrived("page_leave");
  for (const batch of endpoint.batches) {
    expect(batch).toMatchObject({ visitor: null, consent: { analytics_storage: "denied" } });
    expect(batch.session).toBeUndefined();
  }
  expect(await stored()).toEqual(NOTHING);
});

test("consent given later starts the visit with its entry facts; taken back, it wipes everything", async () => {
  endpoint.pages.set("/", html("", TAG.replace("data-key", 'data-consent="denied" data-key')));
  await go("/?utm_source=mail");
  await endpoint.arrived("page_view");
  await say(["consent", { analytics_storage: "granted" }]);
  await endpoint.arrived("page_view", 2);
  expect(endpoint.batches[1]!.visitor).toMatch(/^\d{20,30}$/);
  expect(endpoint.batches[1]!.events[0]!.page!.url).toContain("utm_source=mail");
  expect(await stored()).not.toEqual(NOTHING);
  await say(["consent", { analytics_storage: "denied" }]);
  await expect.poll(() => stored()).toEqual(NOTHING);
});

test("Global Privacy Control starts without an id until the shop has asked", async () => {
  await page.addInitScript(() =>
    Object.defineProperty(navigator, "globalPrivacyControl", { value: true }),
  );
  await go("/");
  await endpoint.arrived("page_view");
  expect(endpoint.batches[0]!.visitor).toBeNull();
  await say(["consent", { analytics_storage: "granted" }]);
  await endpoint.arrived("page_view", 2);
  expect(endpoint.batches[1]!.visitor).not.toBeNull();
});

test("whoever asks to be forgotten comes back as someone else", async () => {
  await go("/");
  await endpoint.arrived("page_view");
  await say(["forget"]);
  await expect.poll(() => stored()).toEqual(NOTHING);
  await go("/product/mug");
  await endpoint.arrived("page_view", 2);
  const [before, after] = endpoint.batches.filter(({ events }) =>
    events.some(({ name }) => name === "page_view"),
  );
  expect(after!.visitor).toMatch(/^\d{20,30}$/);
  expect(after!.visitor).not.toBe(before!.visitor);
});
