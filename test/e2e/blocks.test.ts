import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { catalogueItems } from "../../demo-site/catalogue.ts";
import { launch } from "./browser.ts";
import { openAll, SECRET, stockDemo, visitorOf } from "./demo-shop.ts";
import { type Stack, startStack } from "./stack.ts";

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

/** Addresses of the pictures in the mail, where they have led, once all of them have loaded. */
async function pictures(page: Page): Promise<string[]> {
  const images = page.frameLocator("[data-mail]").locator("img");
  await images.first().waitFor();
  const loaded = () =>
    images.evaluateAll(
      (all) =>
        (all as HTMLImageElement[]).filter((image) => image.complete && image.naturalWidth > 1)
          .length,
    );
  await expect.poll(loaded).toBe(6);
  const sources = await images.evaluateAll((all) =>
    (all as HTMLImageElement[]).map(({ src }) => src),
  );
  return Promise.all(sources.map(async (source) => new URL((await fetch(source)).url).pathname));
}

/** Somebody who has looked at a product opens a mail, and then follows one of its pictures. */
async function readMail(place: number) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const product = catalogueItems().find(({ availability }) => availability === "in_stock")!;
  await openAll(page, stack.origin + product.link);
  const visitor = await visitorOf(page);
  await page.goto(`${stack.origin}/mail/`, { waitUntil: "networkidle" });
  const shown = await pictures(page);
  const opened = context.waitForEvent("page");
  await page.frameLocator("[data-mail]").locator("a").nth(place).click();
  const landing = await opened;
  await landing.waitForURL(/\/p\//);
  const landed = new URL(landing.url()).pathname;
  await context.close();
  return { visitor, shown, landed };
}

interface Receipt {
  slot: string;
  shown: string[];
  clicked: string[];
}
async function receiptOf(visitor: string): Promise<Receipt | undefined> {
  const reply = await fetch(`${stack.origin}/v1/people/${visitor}`, { headers: SECRET });
  const { receipts } = (await reply.json()) as { receipts: Receipt[] };
  return receipts.find(({ slot }) => slot.startsWith("mail:"));
}

describe("a mail to a visitor of the demo shop", () => {
  it("shows six different things where no script runs, each of which leads to its page", async () => {
    const { visitor, shown, landed } = await readMail(2);
    expect(new Set(shown).size).toBe(6);
    const [, id] = /\/images\/(.+)\.svg$/.exec(shown[2]!)!;
    expect(landed).toBe(`/p/${id}/`);

    const receipt = await receiptOf(visitor);
    expect(receipt?.shown).toHaveLength(6);
    expect(receipt?.clicked).toEqual([id]);
  });
});
