import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ImportReply } from "../../worker/wire/import.ts";
import { violations } from "./axe.ts";
import { launch } from "./browser.ts";
import { openAll, SECRET, stockDemo, visitorOf } from "./demo-shop.ts";
import { type Stack, startStack } from "./stack.ts";

const DESK = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };

let stack: Stack;
let browser: Browser;

beforeAll(async () => {
  stack = await startStack({ OKAERI_TEST_CLOCK: "1" });
  await stockDemo(stack);
  await bringIn(pastOrders());
  browser = await launch();
});

afterAll(async () => {
  await browser.close();
  await stack.close();
});

/** A browser that is signed in, and everything that its pages complained of. */
async function signIn(
  options: Parameters<Browser["newContext"]>[0],
): Promise<{ page: Page; complaints: string[]; context: BrowserContext }> {
  const context = await browser.newContext({
    acceptDownloads: true,
    // What is still fading in has too little contrast.
    reducedMotion: "reduce",
    ...options,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    // That nobody is signed in yet is what the first answer says.
    if (message.type() === "error" && !message.text().includes("401"))
      complaints.push(message.text());
  });
  await page.goto(`${stack.origin}/console/`);
  await page.getByLabel("Secret key").fill("sk_demo");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("navigation", { name: "Pages" }).waitFor();
  return { page, complaints, context };
}

async function open(page: Page, address: string): Promise<void> {
  await page.evaluate((hash) => (location.hash = hash), address);
  await page.locator("main h1").waitFor();
  await page.locator("progress").first().waitFor({ state: "detached" });
}

const linksOf = async (page: Page, name: string): Promise<string[]> =>
  page
    .getByRole("navigation", { name })
    .getByRole("link")
    .evaluateAll((links) => links.map((link) => link.getAttribute("href")!));

/** Every page of the menu, and of those in parts every part. */
async function allAddresses(page: Page): Promise<string[]> {
  const addresses: string[] = [];
  for (const address of await linksOf(page, "Pages")) {
    await open(page, address);
    const parts = await linksOf(page, "Parts of this page");
    addresses.push(...(parts.length > 0 ? parts : [address]));
  }
  return addresses;
}

/** A year of orders of 60 customers, most of whom came back. */
function pastOrders(): string {
  const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);
  const rows = Array.from({ length: 60 }, (_, customer) =>
    Array.from({ length: 1 + (customer % 5) }, (__, nth) => {
      const ago = 400 - 3 * customer - (20 + customer) * nth;
      return `t-${customer}-${nth},k${customer},${day(ago)},${ITEMS[nth % 2]},2,3.50`;
    }),
  );
  return ["transaction_id,customer_id,date,item_id,quantity,price", ...rows.flat()].join("\n");
}

const ITEMS = ["85123A", "22423"];

async function bringIn(csv: string): Promise<void> {
  const path = `${stack.origin}/v1/imports`;
  const sent = await fetch(`${path}?type=orders`, { method: "POST", headers: SECRET, body: csv });
  const { id } = (await sent.json()) as { id: string };
  for (;;) {
    const report = (await (
      await fetch(`${path}/${id}`, { headers: SECRET })
    ).json()) as ImportReply;
    if (report.status === "done") return;
    if (report.status === "failed") throw new Error(report.error ?? "");
    await sleep(100);
  }
}

/** Puts the shop's clock so many seconds ahead, and does what is due by then. */
const moveClock = (seconds: number) =>
  fetch(`${stack.origin}/v1/clock`, {
    method: "PUT",
    headers: SECRET,
    body: JSON.stringify({ now: new Date(Date.now() + 1000 * seconds).toISOString() }),
  });

describe("the console", () => {
  it("asks for a secret key and says when it is none", async () => {
    // Axe would measure the contrast of what is still fading in.
    const page = await browser.newPage({ reducedMotion: "reduce" });
    await page.goto(`${stack.origin}/console/`);
    await page.getByRole("heading", { name: "Okaeri" }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByLabel("Secret key").fill("sk_nobody");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByText("this key opens no shop").waitFor();
    await page.close();
  });

  it.each([
    ["a desk, light", { viewport: DESK, colorScheme: "light" }],
    ["a desk, dark", { viewport: DESK, colorScheme: "dark" }],
    ["a phone, light", { viewport: PHONE, colorScheme: "light" }],
    ["a phone, dark", { viewport: PHONE, colorScheme: "dark" }],
  ] as const)("shows every page on %s without an error or a finding of axe", async (_, options) => {
    const { page, complaints, context } = await signIn(options);
    for (const address of await allAddresses(page)) {
      await open(page, `${address}?days=365`);
      expect(await violations(page), address).toEqual([]);
      const wider = await page.evaluate(() => document.body.scrollWidth - innerWidth);
      expect(wider, `${address} is wider than the window`).toBeLessThanOrEqual(0);
    }
    expect(complaints).toEqual([]);
    await context.close();
  });

  it("gives the numbers of a plot as a table and as CSV", async () => {
    const { page, context } = await signIn({ viewport: DESK });
    await open(page, "#/visits?days=365");
    const card = page.locator("section", { has: page.getByRole("heading", { name: "Channels" }) });
    await card.getByText("Numbers").click();
    const first = await card.locator("tbody tr").first().locator("td").allTextContents();
    const download = page.waitForEvent("download");
    await card.getByRole("button", { name: "CSV" }).click();
    const text = await readFile(await (await download).path(), "utf8");
    const [head, row] = text.replace("\u{FEFF}", "").split("\r\n");
    expect(head).toBe("Channel,Visits,With an order,Orders,One page only");
    expect(row?.split(",")[0]).toBe(first[0]);
    await context.close();
  });

  it("takes along everybody on a list, and leads from it to the person", async () => {
    const { page, context } = await signIn({ viewport: DESK });
    await open(page, "#/customers");
    const list = page.locator("section", {
      has: page.getByRole("heading", { name: "Whom to write to" }),
    });
    await list.getByRole("combobox").selectOption("dormant");
    await list.getByText("By your policy: write seldom").waitFor();
    const download = page.waitForEvent("download");
    await list.getByRole("button", { name: "CSV" }).click();
    const text = await readFile(await (await download).path(), "utf8");
    const stages = text
      .trimEnd()
      .split("\r\n")
      .slice(1)
      .map((row) => row.split(",")[1]);
    expect(stages.length).toBeGreaterThan(5);
    expect(new Set(stages)).toEqual(new Set(["dormant"]));
    await list
      .getByRole("link", { name: /^k\d+$/ })
      .first()
      .click();
    await page.getByRole("heading", { name: "Timeline" }).waitFor();
    await page.getByRole("cell", { name: /^t-\d+-0$/ }).waitFor();
    await context.close();
  });

  it("says whether the second order is the wall, and tells it by the order asked for", async () => {
    const { page, context } = await signIn({ viewport: DESK });
    await open(page, "#/f2");
    await page.getByRole("heading", { name: /the second order is|too early to tell/ }).waitFor();
    await page.getByRole("combobox", { name: "From" }).selectOption("2");
    await page.waitForURL(/nth=2/);
    await page.getByRole("combobox", { name: "From" }).waitFor();
    expect(await page.getByRole("combobox", { name: "From" }).inputValue()).toBe("2");
    await page.getByRole("img", { name: "Coming back, day by day" }).waitFor();
    await context.close();
  });

  it("shows who is in the shop now, and leads to all that is known of them", async () => {
    const { page, context } = await signIn({ viewport: DESK });
    await open(page, "#/live");
    const visitor = await (await browser.newContext({ viewport: DESK })).newPage();
    await moveClock(40);
    await openAll(visitor, `${stack.origin}/p/85123A/`);
    const id = await visitorOf(visitor);
    await page.getByRole("link", { name: id.slice(0, 8) }).click({ timeout: 20_000 });
    await page.getByRole("heading", { name: "Timeline" }).waitFor();
    const timeline = page.getByRole("region", { name: "Timeline" });
    await timeline.getByText("view item").first().waitFor();
    expect(await timeline.getByText("page view").count()).toBeGreaterThan(0);
    await page.getByRole("combobox", { name: "Touches with" }).selectOption("85123A");
    await timeline.getByText("page view").first().waitFor({ state: "detached" });
    for (const row of await timeline.locator("tbody tr").allTextContents())
      expect(row).toContain("85123A");
    await visitor.context().close();
    await context.close();
  });

  it("brings a file in and says which lines were not understood", async () => {
    const { page, context } = await signIn({ viewport: DESK });
    await open(page, "#/set-up");
    await page.locator('input[type="file"]').setInputFiles({
      name: "items.csv",
      mimeType: "text/csv",
      buffer: Buffer.from(
        "id,title,link,price\nnew-1,A lamp,/p/new-1/,3.00 GBP\n,Nameless,/x,2 GBP\n",
      ),
    });
    await page.getByRole("button", { name: "Import" }).click();
    await page.getByText("Done: 2 records, 1 taken, 0 known already, 1 not understood.").waitFor();
    await context.close();
  });

  it("erases a person, shows how far it is, and gives the receipt", async () => {
    const { page, context } = await signIn({ viewport: DESK });
    await open(page, "#/person/c/k7");
    await page.getByRole("heading", { name: "What will happen, and why" }).waitFor();
    page.on("dialog", (dialog) => void dialog.accept());
    await page.getByRole("button", { name: "Erase" }).click();
    await page.getByText("Erasing …").waitFor();
    // Its steps wait for what is on its way.
    for (let step = 1; step <= 5; step++) await moveClock(40 + 90 * step);
    await page.getByText("Erased. The receipt names nobody").waitFor();
    const receipt = JSON.parse((await page.locator("code").textContent())!);
    expect(receipt).toMatchObject({ shop: "demo", keep_orders: "anonymous" });
    expect(JSON.stringify(receipt)).not.toContain("k7");
    await context.close();
  });

  it("signs out", async () => {
    const { page, context } = await signIn({ viewport: DESK });
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByLabel("Secret key").waitFor();
    expect((await context.cookies()).filter(({ value }) => value !== "")).toEqual([]);
    await context.close();
  });

  it("lets a user in by the link that an owner made, as far as their role goes", async () => {
    const { page, context } = await signIn({ viewport: DESK });
    await open(page, "#/access");
    await page.getByLabel("E-mail").fill("bo@shop.example");
    await page.getByRole("button", { name: "Add" }).click();
    const link = await page.getByText("/console/#/join/").textContent();
    const other = await browser.newContext();
    const theirs = await other.newPage();
    await theirs.goto(link!);
    await theirs.getByRole("navigation", { name: "Pages" }).waitFor();
    expect(theirs.url()).not.toContain("join");
    expect(await linksOf(theirs, "Pages")).not.toContain("#/access");
    expect(await linksOf(page, "Pages")).toContain("#/access");
    await other.close();
    await context.close();
  });
});
