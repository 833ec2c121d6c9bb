import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { violations } from "./axe.ts";
import { launch } from "./browser.ts";
import { openAll, stockDemo } from "./demo-shop.ts";
import { type Stack, startStack } from "./stack.ts";

const PHONE = { width: 390, height: 844 };
const DESK = { width: 1280, height: 800 };
/** In this order: what is on the product page goes into the basket. */
const PAGES = [
  ["home", "/"],
  ["a product", "/p/85123A/"],
  ["a shelf", "/c/kitchen/mugs-cups/"],
  ["search results", "/search/?q=lantern"],
  ["the basket", "/cart/"],
  ["the checkout", "/checkout/"],
  ["a mail", "/mail/"],
] as const;

let stack: Stack;
let browser: Browser;

beforeAll(async () => {
  stack = await startStack({ OKAERI_TEST_CLOCK: "1" });
  await stockDemo(stack);
  browser = await launch();
});

afterAll(async () => {
  await browser.close();
  await stack.close();
});

describe.each([
  ["a desk", DESK],
  ["a phone", PHONE],
])("on %s, axe finds nothing wrong, the slots filled, with", (_, viewport) => {
  let page: Page;
  beforeAll(async () => {
    page = await (await browser.newContext({ viewport })).newPage();
  });
  afterAll(() => page.context().close());

  it.each(PAGES)("%s", async (_name, path) => {
    await openAll(page, stack.origin + path);
    expect(await violations(page)).toEqual([]);
    if (path.startsWith("/p/")) await page.getByRole("button", { name: /add to basket/i }).click();
  });
});
