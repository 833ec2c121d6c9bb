import { createHmac } from "node:crypto";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launch } from "./browser.ts";
import { SECRET, visitorOf } from "./demo-shop.ts";
import { type Stack, startStack } from "./stack.ts";

let stack: Stack;
let browser: Browser;

beforeAll(async () => {
  stack = await startStack();
  browser = await launch();
});

afterAll(async () => {
  await browser.close();
  await stack.close();
});

const get = async (path: string) => {
  const reply = await fetch(stack.origin + path, { headers: SECRET });
  return { status: reply.status, body: await reply.json() };
};

/** As the shop's server signs a customer's id. */
async function signed(customer: string) {
  const { shop, secret } = (await get("/v1/identity")).body as Record<string, string>;
  const exp = Math.floor(Date.now() / 1000) + 3_600;
  const signature = createHmac("sha256", secret!)
    .update(`${shop}|${customer}|${exp}`)
    .digest("hex");
  return { customer, exp, signature };
}

const command = (page: Page, ...said: unknown[][]) =>
  page.evaluate((commands) => {
    const { okaeri } = window as unknown as { okaeri: { push(...commands: unknown[][]): void } };
    okaeri.push(...commands);
  }, said);

/** What a customer looked at, once it is `count` items. */
async function lookedAt(customer: string, count: number): Promise<string[]> {
  const items = async () => {
    const { status, body } = await get(`/v1/people/c/${customer}`);
    return status === 200 ? body.items_viewed.map(({ id }: { id: string }) => id) : [];
  };
  await expect.poll(async () => (await items()).length, { timeout: 15_000 }).toBe(count);
  return (await items()).sort();
}

async function logIn(page: Page, customer: string): Promise<void> {
  const before = await visitorOf(page);
  await command(page, ["track", "login"], ["track", "identify", await signed(customer)]);
  await expect.poll(() => visitorOf(page), { timeout: 10_000 }).not.toBe(before);
}

describe("a customer in real browsers", () => {
  it("is one record of two devices, and parts from the next customer of a shared one", async () => {
    const [phone, laptop] = await Promise.all(
      [1, 2].map(async () => (await browser.newContext()).newPage()),
    );
    await phone!.goto(`${stack.origin}/p/85123A/`);
    await logIn(phone!, "ann");
    await laptop!.goto(`${stack.origin}/p/22423/`);
    await logIn(laptop!, "ann");
    expect(await lookedAt("ann", 2)).toEqual(["22423", "85123A"]);

    const hers = await visitorOf(laptop!);
    await command(laptop!, ["track", "logout"]);
    await expect.poll(() => visitorOf(laptop!), { timeout: 10_000 }).not.toBe(hers);
    await laptop!.goto(`${stack.origin}/p/47566/`);
    await logIn(laptop!, "bob");
    expect(await lookedAt("bob", 1)).toEqual(["47566"]);
    expect(await lookedAt("ann", 2)).toEqual(["22423", "85123A"]);
  });
});
