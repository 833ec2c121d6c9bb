import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect } from "vitest";
import { launch } from "../browser.ts";
import { type ShopPages, startShopPages } from "../shop-pages.ts";
import { type Stack, startStack } from "../stack.ts";

// Importing this module gives a test file the whole product, a shop that loads its tag, and a page.

export let stack: Stack;
export let shop: ShopPages;
let browser: Browser;
let context: BrowserContext;
export let page: Page;
let problems: string[];

beforeAll(async () => {
  [stack, browser] = await Promise.all([startStack(), launch()]);
  shop = await startShopPages(stack);
}, 60_000);

afterAll(async () => {
  await Promise.all([browser.close(), shop.close(), stack.close()]);
});

beforeEach(async () => {
  problems = [];
  context = await browser.newContext();
  page = await context.newPage();
  page.on("console", (message) => problems.push(message.text()));
  page.on("pageerror", (error) => problems.push(String(error)));
});

afterEach(async () => {
  await context.close();
  expect(problems).toEqual([]);
});

interface Told {
  name: string;
  source?: string;
  items?: string[];
  [detail: string]: unknown;
}

export async function api(path: string) {
  const headers = { authorization: "Bearer sk_demo" };
  return (await fetch(`${stack.origin}${path}`, { headers })).json();
}

/** Opens a page of the shop with this head and body. */
export async function open(path: string, head: string, body = ""): Promise<void> {
  const html = `<!doctype html><html lang="en"><head><title>Blue mug</title>${head}</head><body>${body}</body></html>`;
  shop.pages.set(path.replace(/\?.*/, ""), html);
  await page.goto(shop.origin + path);
}

export async function person() {
  const visitor = await page.evaluate(() => JSON.parse(localStorage["okaeri"]).visitor);
  return api(`/v1/people/${visitor}`);
}

/** The visitor's timeline without page views and leaves, oldest first, once it has `count` events. */
export async function told(count: number): Promise<Told[]> {
  const events = async () =>
    ((await person()).timeline as Told[])
      .filter(({ name }) => !name.startsWith("page_"))
      .toReversed();
  await expect.poll(async () => (await events()).length, { timeout: 5000 }).toBe(count);
  return events();
}
