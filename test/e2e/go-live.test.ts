import { execFileSync } from "node:child_process";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { violations } from "./axe.ts";
import { launch } from "./browser.ts";
import { servePages, type ShopPages } from "./shop-pages.ts";
import { type Stack, startStack } from "./stack.ts";

const OKAERI_SECRET = "a deployment's secret, for this test alone";
const ARRIVES_MS = 20_000;

let stack: Stack;
let browser: Browser;
let shop: ShopPages;
let secretKey: string;

beforeAll(async () => {
  stack = await startStack({ OKAERI_SECRET });
  shop = await servePages();
  const env = { ...process.env, OKAERI_SECRET, OKAERI_ORIGIN: stack.origin };
  const made = ["scripts/shop.mjs", "create", "newcomer"];
  const printed = execFileSync(process.execPath, made, { env, encoding: "utf8" });
  [, secretKey = ""] = /^newcomer\n.*\n\s*(sk_\S+)/.exec(printed) ?? [];
  browser = await launch();
});

afterAll(async () => {
  await browser.close();
  await shop.close();
  await stack.close();
});

async function signIn(): Promise<Page> {
  const page = await browser.newPage({ reducedMotion: "reduce" });
  await page.goto(`${stack.origin}/console/`);
  await page.getByLabel("Secret key").fill(secretKey);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("navigation", { name: "Pages" }).waitFor();
  return page;
}

const open = (page: Page, title: string) =>
  page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: title }).click();

it("every page of a new shop says what is missing, without an error", async () => {
  const owner = await signIn();
  const complaints: string[] = [];
  owner.on("pageerror", (error) => complaints.push(error.message));
  const links = await owner
    .getByRole("navigation", { name: "Pages" })
    .getByRole("link")
    .evaluateAll((all) => all.map((link) => link.getAttribute("href")!));
  for (const address of links) {
    await owner.evaluate((hash) => (location.hash = hash), address);
    await owner.locator("main h1").waitFor();
    await owner.locator("progress").first().waitFor({ state: "detached" });
    expect(await owner.locator(".empty, form").count(), address).toBeGreaterThan(0);
    expect(await violations(owner), address).toEqual([]);
  }
  expect(complaints).toEqual([]);
  await owner.close();
}, 120_000);

it("a new shop goes live from the console alone", async () => {
  const owner = await signIn();
  await open(owner, "Set-up");
  await owner.getByText("Nothing arrives at this moment").waitFor();

  await owner.getByLabel("Origins of the shop's pages").fill(shop.origin);
  await owner.getByRole("button", { name: "Save" }).click();
  await owner.getByText(`Pages of ${shop.origin} may send.`).waitFor();
  await owner.getByRole("button", { name: "Make one" }).click();
  const tag = owner.locator("code", { hasText: "okaeri.js" });
  await tag.filter({ hasText: "pk_newcomer_" }).waitFor();
  shop.pages.set("/", `<!doctype html><head>${await tag.textContent()}</head><h1>A shop</h1>`);

  const visitor = await browser.newPage();
  await visitor.goto(shop.origin);
  await owner.getByText(/An event arrived/).waitFor({ timeout: ARRIVES_MS });
  await visitor.close();
  await open(owner, "Live");
  await owner.getByText("A shop").or(owner.locator(".trail")).first().waitFor();

  await open(owner, "Set-up");
  await owner.locator('input[type="file"]').setInputFiles({
    name: "items.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(`id,title,link,price\nlamp,A lamp,${shop.origin}/lamp,3.00 GBP\n`),
  });
  await owner.getByRole("button", { name: "Import" }).click();
  await owner.getByText("Done: 1 records, 1 taken").waitFor();
  await open(owner, "People and keys");
  await owner.getByRole("cell", { name: "pages", exact: true }).waitFor();
  expect(await violations(owner)).toEqual([]);
  await owner.close();
}, 120_000);
