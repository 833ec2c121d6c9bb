import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { catalogueItems } from "../../demo-site/catalogue.ts";
import type { PersonReply } from "../../worker/wire/person.ts";
import { launch } from "./browser.ts";
import { SECRET, stockDemo, visitorOf } from "./demo-shop.ts";
import { type Stack, startStack } from "./stack.ts";

/** Sells well at the end of that year. */
const CATEGORY = "Children > Toys & Money Boxes";

let stack: Stack;
let browser: Browser;

beforeAll(async () => {
  stack = await startStack({ OKAERI_TEST_CLOCK: "1" });
  browser = await launch();
  await stockDemo(stack);
});

afterAll(async () => {
  await browser.close();
  await stack.close();
});

/** A visitor with a browser of their own, and what their pages said and sent. */
async function visitor(): Promise<{
  page: Page;
  context: BrowserContext;
  said: string[];
  sent: string[];
}> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const said: string[] = [];
  const sent: string[] = [];
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", (error) => said.push(error.message));
  page.on("request", (request) => {
    if (request.url().includes("/v1/")) sent.push(request.method());
  });
  await page.addInitScript(() => {
    const shifts = { sum: 0 };
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        shifts.sum += (entry as unknown as { value: number }).value;
    }).observe({ type: "layout-shift", buffered: true });
  });
  return { page, context, said, sent };
}

/** Titles in a filled slot, in order. */
async function titles(page: Page, slot: string): Promise<string[]> {
  const shown = page.locator(`okaeri-recs[slot="${slot}"] [part="title"]`);
  await shown.first().waitFor();
  return shown.allTextContents();
}

const person = async (id: string): Promise<PersonReply> =>
  (await fetch(`${stack.origin}/v1/people/${id}`, { headers: SECRET })).json();

describe("a visitor of the demo shop", () => {
  it("finds what they looked at on the next page, and a home page that knows them", async () => {
    const { page, context, said, sent } = await visitor();
    const [last, ...products] = catalogueItems()
      .filter((item) => item.product_type === CATEGORY && item.availability === "in_stock")
      .slice(0, 4);
    expect(products).toHaveLength(3);
    for (const product of [...products, last!])
      await page.goto(stack.origin + product.link, { waitUntil: "networkidle" });
    expect(await titles(page, "product-recent")).toEqual(
      products.map((product) => product.title).toReversed(),
    );

    sent.length = 0;
    await page.goto(`${stack.origin}/`, { waitUntil: "networkidle" });
    const slots = ["home-for-you", "home-new", "home-value"];
    const shown = await Promise.all(slots.map((slot) => titles(page, slot)));
    for (const found of shown) expect(found.length).toBeGreaterThan(2);
    expect(new Set(shown.flat()).size).toBe(shown.flat().length);
    const ofCategory = new Set(
      catalogueItems()
        .filter((item) => item.product_type === CATEGORY)
        .map((item) => item.title),
    );
    expect(shown[0]!.some((title) => ofCategory.has(title))).toBe(true);

    expect(sent.length).toBeLessThanOrEqual(2);
    expect(said).toEqual([]);
    const shifts = await page.evaluate(
      () => (window as unknown as { shifts: { sum: number } }).shifts.sum,
    );
    expect(shifts).toBe(0);
    await context.close();
  });

  it("is one person to the shop's server: channel, pages, cart, order and receipts", async () => {
    const { page, context, said } = await visitor();
    await page.goto(`${stack.origin}/p/85123A/?utm_source=line&utm_campaign=friends`, {
      waitUntil: "networkidle",
    });
    const id = await visitorOf(page);
    await page.getByRole("button", { name: /add to basket/i }).click();
    await expect.poll(async () => (await person(id)).cart).toHaveLength(1);

    await page.goto(`${stack.origin}/`, { waitUntil: "networkidle" });
    const clicked = page.locator('okaeri-recs[slot="home-for-you"] [part="link"]').first();
    await clicked.scrollIntoViewIfNeeded();
    await clicked.click();
    await page.waitForURL(/\/p\//);

    await expect
      .poll(async () => (await person(id)).receipts.flatMap((receipt) => receipt.clicked))
      .toHaveLength(1);
    const known = await person(id);
    expect(known.first_touch).toMatchObject({ channel: "LINE", campaign: "friends" });
    expect(known.visits).toBe(1);
    expect(known.cart).toEqual([{ id: "85123A", quantity: 1 }]);
    expect(known.items_viewed.map((item) => item.id)).toContain("85123A");
    expect(known.intent?.session.probability).toBeGreaterThan(0);
    expect(said).toEqual([]);
    await context.close();
  });
});
