import { createRequire } from "node:module";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launch } from "./browser.ts";
import { openAll, stockDemo } from "./demo-shop.ts";
import { type Stack, startStack } from "./stack.ts";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
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

/** What axe finds wrong with the page, the tag's open shadow roots included. */
async function violations(page: Page): Promise<string[]> {
  await page.addScriptTag({ path: AXE });
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof import("axe-core") };
    const found = await axe.run(document, { resultTypes: ["violations"] });
    return found.violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ target, html }) => `${id}: ${help}: ${target.join(" ")} ${html.slice(0, 120)}`),
    );
  });
}

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
