import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Okaeri, OkaeriError } from "../../sdk/server/index.ts";
import { violations } from "./axe.ts";
import { launch } from "./browser.ts";
import { type Stack, startStack } from "./stack.ts";

let stack: Stack;
let browser: Browser;
let page: Page;
const outside: string[] = [];

beforeAll(async () => {
  stack = await startStack();
  browser = await launch();
  page = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage();
  page.on("request", (request) => {
    if (!request.url().startsWith(stack.origin)) outside.push(request.url());
  });
});

afterAll(async () => {
  await browser.close();
  await stack.close();
});

describe("the page of the API", () => {
  it("shows every operation, on a phone, and axe finds nothing wrong with it", async () => {
    await page.goto(`${stack.origin}/v1/docs#putItems`);
    await page.getByRole("heading", { level: 1 }).waitFor();
    const { paths } = await (await fetch(`${stack.origin}/v1/openapi.json`)).json();
    const operations = Object.values(paths as Record<string, object>).flatMap(Object.values);
    expect(await page.locator(".operation").count()).toBe(operations.length);
    const open = page.locator("#putItems");
    await open
      .locator("dd details")
      .first()
      .evaluate((one: HTMLDetailsElement) => (one.open = true));
    await open.getByText("sale_price").waitFor();
    expect(await violations(page)).toEqual([]);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(390);
  });

  it("finds operations by words", async () => {
    await page.getByLabel("Search").fill("webhook rotate");
    await expect.poll(() => page.locator(".operation").count()).toBe(1);
    await page.getByLabel("Search").fill("");
  });

  it("sends a request with the key that is typed in, and asks no other host", async () => {
    await page.getByLabel("Your key").fill("sk_demo");
    const form = page.locator("#putItems form");
    await form.getByRole("button").click();
    await form.getByText("200 OK").waitFor();
    expect(await form.getByRole("region").textContent()).toContain('"accepted"');
    expect(outside).toEqual([]);
  });
});

describe("the client for servers", () => {
  it("does what a shop's server does in a day", async () => {
    const okaeri = new Okaeri({ origin: stack.origin, key: "sk_demo" });
    const item = { id: "day-1", title: "Mug", link: "/p/day-1/", price: "4.50 GBP" };
    const { results } = await okaeri.items.putItems({ body: { items: [item] } });
    expect(results).toEqual([{ id: "day-1", status: "accepted" }]);
    const order = {
      transaction_id: "day-order",
      customer_id: "day-customer",
      time: new Date(Date.now() - 3_600_000).toISOString(),
      currency: "GBP",
      items: [{ item_id: "day-1", price: 4.5, quantity: 2 }],
    };
    await okaeri.orders.putOrders({ body: { orders: [order] } });
    const { value, customer_id } = await okaeri.orders.getOrder({ transaction: "day-order" });
    expect({ value, customer_id }).toEqual({ value: "9.00 GBP", customer_id: "day-customer" });
    const { orders } = await okaeri.people.getCustomer({ customer: "day-customer" });
    expect(orders).toHaveLength(1);
    const exported: object[] = [];
    for await (const record of okaeri.export("orders")) exported.push(record);
    expect(exported).toContainEqual(expect.objectContaining({ transaction_id: "day-order" }));
  });

  it("makes one thing of a call that is sent twice, and says what is wrong", async () => {
    const okaeri = new Okaeri({ origin: stack.origin, key: "sk_demo" });
    const body = { url: "https://crm.example/", types: [] };
    const twice = [1, 2].map(() =>
      okaeri.outbound.makeWebhook({ body }, { idempotencyKey: "one-webhook" }),
    );
    const ids = (await Promise.all(twice)).map(({ id }) => id);
    expect(new Set(ids).size).toBe(1);
    const error = await okaeri.items.getItem({ id: "none" }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(OkaeriError);
    expect(error).toMatchObject({ status: 404, requestId: expect.stringMatching(/.{10}/) });
  });

  it("is built as a file by itself", async () => {
    const built = new URL("../../sdk/dist/server/index.mjs", import.meta.url).href;
    const { Okaeri: Built } = (await import(built)) as { Okaeri: typeof Okaeri };
    const okaeri = new Built({ origin: stack.origin, key: "sk_demo" });
    expect((await okaeri.shop.listAlerts()).alerts).toEqual(expect.any(Array));
  });
});
