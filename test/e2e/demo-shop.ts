import type { Page } from "playwright-core";
import { catalogueItems } from "../../demo-site/catalogue.ts";
import { visits } from "../../demo-site/history.ts";
import type { Stack } from "./stack.ts";

/** The end of the demo's year: enough for shelves that are alive, little enough for a test. */
const LAST_VISITS = 250;
const ITEMS_A_REQUEST = 500;

export const SECRET = { authorization: "Bearer sk_demo" };

/** Fills the demo shop of a stack that has the test clock. */
export async function stockDemo(stack: Stack): Promise<void> {
  const send = async (method: string, path: string, body: unknown) => {
    const url = stack.origin + path;
    const reply = await fetch(url, { method, headers: SECRET, body: JSON.stringify(body) });
    if (!reply.ok) throw new Error(`${method} ${path} was answered ${reply.status}`);
  };
  const items = catalogueItems();
  for (let from = 0; from < items.length; from += ITEMS_A_REQUEST)
    await send("PUT", "/v1/items", { items: items.slice(from, from + ITEMS_A_REQUEST) });
  for (const { session, ...visit } of [...visits(Date.now())].slice(-LAST_VISITS))
    await send("POST", "/v1/events", { ...visit, ...(session && { session }) });
  // The answer comes when the shelves have learnt all of it, and what was cached before is stale.
  await send("PUT", "/v1/clock", { now: new Date(Date.now() + 10_000).toISOString() });
}

/** Opens a page and scrolls through it, so that slots fill which wait until they are out of view. */
export async function openAll(page: Page, url: string): Promise<void> {
  await page.goto(url, { waitUntil: "networkidle" });
  const { height, step } = await page.evaluate(() => ({
    height: document.body.scrollHeight,
    step: innerHeight / 2,
  }));
  for (let y = 0; y <= height; y += step) await page.evaluate((top) => scrollTo(0, top), y);
  await page.evaluate(() => scrollTo(0, 0));
  for (const slot of await page.locator("okaeri-recs").all())
    await slot.locator('[part="card"]').first().waitFor({ state: "attached" });
}

/** The id that the tag keeps in this browser. */
export const visitorOf = (page: Page): Promise<string> =>
  page.evaluate(() => (JSON.parse(localStorage["okaeri"]) as { visitor: string }).visitor);
