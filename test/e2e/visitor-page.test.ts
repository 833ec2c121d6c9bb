import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { violations } from "./axe.ts";
import { launch } from "./browser.ts";
import { SECRET, visitorOf } from "./demo-shop.ts";
import { type Stack, startStack } from "./stack.ts";

let stack: Stack;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  stack = await startStack();
  browser = await launch();
  page = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage();
});

afterAll(async () => {
  await browser.close();
  await stack.close();
});

const person = async (visitor: string) => {
  const reply = await fetch(`${stack.origin}/v1/people/${visitor}`, { headers: SECRET });
  return { status: reply.status, body: await reply.json() };
};
const status = () => page.locator("#status");
const press = (name: string) => page.getByRole("button", { name }).click();

describe("the visitor's own page, from the demo shop's footer", () => {
  it("says what is known, on a phone, and axe finds nothing wrong with it", async () => {
    await page.goto(`${stack.origin}/p/85123A/`, { waitUntil: "networkidle" });
    const visitor = await visitorOf(page);
    await expect.poll(async () => (await person(visitor)).status, { timeout: 10_000 }).toBe(200);
    await page.getByRole("link", { name: "What we know about you" }).click();
    await page.getByText("a visitor without a name").waitFor();
    expect(await page.getByRole("heading", { name: "What you looked at" }).count()).toBe(1);
    expect(await violations(page)).toEqual([]);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(390);
  });

  it("does what is asked there, and ends everything only after a second question", async () => {
    await page.goto(`${stack.origin}/p/85123A/`, { waitUntil: "networkidle" });
    const visitor = await visitorOf(page);
    await page.goto(`${stack.origin}/me/`);
    await page
      .getByRole("button", { name: /^Not interested/ })
      .first()
      .click();
    await expect.poll(() => status().textContent()).toContain("will not be recommended");
    await press("Pause");
    await expect.poll(() => status().textContent()).toBe("Paused.");
    expect((await person(visitor)).body).toMatchObject({
      not_interested: ["85123A"],
      paused: expect.any(String),
    });
    await press("Delete everything");
    await press("Yes, delete all of it");
    await expect.poll(() => status().textContent()).toContain("being deleted");
    await expect.poll(async () => (await person(visitor)).status, { timeout: 15_000 }).toBe(404);
    await page.goto(`${stack.origin}/p/85123A/`, { waitUntil: "networkidle" });
    expect(await visitorOf(page)).not.toBe(visitor);
  });

  it("tells a browser nothing that has only an id", async () => {
    const other = await (await browser.newContext()).newPage();
    await other.goto(`${stack.origin}/me/`);
    await expect.poll(() => other.locator("#status").textContent()).toContain("no proof");
  });
});
