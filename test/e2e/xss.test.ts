import { setTimeout as sleep } from "node:timers/promises";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ImportReply } from "../../worker/wire/import.ts";
import { launch } from "./browser.ts";
import { SECRET, visitorOf } from "./demo-shop.ts";
import { type ShopPages, startShopPages } from "./shop-pages.ts";
import { type Stack, startStack } from "./stack.ts";

/** Each calls `ran` where it is taken for more than text. */
const HOSTILE = [
  `<img src=x onerror="ran('img')">`,
  `"><svg onload="ran('svg')">`,
  `'"></a></title></textarea></script><script>ran('script')</script>`,
  `<iframe srcdoc="<script>parent.ran('frame')</script>"></iframe>`,
  `javascript:ran('address')//`,
  `<a href="javascript:ran('link')" autofocus onfocus="ran('focus')">x</a>`,
  `\${ran('template')}{{constructor.constructor("ran('braces')")()}}`,
  `<!--><style>@import 'javascript:ran(1)';</style><base href="javascript:/">`,
];
const ALL = HOSTILE.join(" ");
const CUSTOMER = `<img src=x onerror="ran('customer')">`;

let stack: Stack;
let shop: ShopPages;
let browser: Browser;
let context: BrowserContext;
let page: Page;
/** What has run, and what a policy had to hold back. */
let ran: string[];
/** What pages complained of beside. */
let errors: string[];

beforeAll(async () => {
  [stack, browser] = await Promise.all([startStack({ OKAERI_TEST_CLOCK: "1" }), launch()]);
  shop = await startShopPages(stack);
  [ran, errors] = [[], []];
  context = await browser.newContext({ reducedMotion: "reduce" });
  await context.exposeFunction("ran", (what: string) => ran.push(what));
  await context.addInitScript(() => {
    addEventListener("securitypolicyviolation", ({ blockedURI, violatedDirective }) =>
      (window as unknown as { ran(what: string): void }).ran(`${violatedDirective} ${blockedURI}`),
    );
  });
  page = await context.newPage();
  page.on("pageerror", ({ message }) => errors.push(message));
  page.on("dialog", (dialog) => void dialog.dismiss());
  await fill();
});

afterAll(async () => {
  await browser.close();
  await Promise.all([shop.close(), stack.close()]);
});

async function send(method: string, path: string, body: unknown): Promise<{ id: string }> {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const reply = await fetch(stack.origin + path, { method, headers: SECRET, body: text });
  if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${await reply.text()}`);
  return (await reply.json().catch(() => ({}))) as { id: string };
}

const escaped = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

const link = `/p/?q=${encodeURIComponent(ALL)}"><script>ran('href')</script>`;
const FEED = `<rss xmlns:g="http://base.google.com/ns/1.0"><channel>${HOSTILE.map(
  (text, n) =>
    `<item><g:id>${escaped(n === 0 ? CUSTOMER : `i${n}`)}</g:id><g:title>${escaped(`${text} ${n}`)}</g:title>` +
    `<g:link>${escaped(link)}</g:link><g:image_link>${escaped(`/x.png"onerror="ran(1)`)}</g:image_link>` +
    `<g:price>${n + 1}.00 GBP</g:price><g:brand>${escaped(text)}</g:brand>` +
    `<g:product_type>${escaped(text)}</g:product_type></item>`,
).join("")}</channel></rss>`;

async function imported(type: string, file: string): Promise<void> {
  const { id } = await send("POST", `/v1/imports?type=${type}`, file);
  for (;;) {
    const reply = await fetch(`${stack.origin}/v1/imports/${id}`, { headers: SECRET });
    const { status } = (await reply.json()) as ImportReply;
    if (status === "done") return;
    if (status === "failed") throw new Error(`the import of ${type} failed`);
    await sleep(50);
  }
}

/** Says the hostile wherever the shop, its visitors and its systems can say something. */
async function fill(): Promise<void> {
  await imported("items", FEED);
  // A feed's titles lose their markup; what the API is told stays as it is.
  const items = HOSTILE.map((title, n) => ({ id: `own-${n}`, title, link, brand: title }));
  await send("PUT", "/v1/items", { items });
  await send("PUT", "/v1/settings", {
    origins: [shop.origin],
    own_domains: ["localhost", ALL.slice(0, 200)],
    sections: { odd: HOSTILE.map((text) => text.slice(0, 80)) },
    repeat_buyer_pages: [{ title: ALL.slice(0, 200), link }],
  });
  const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString();
  const orders = Array.from({ length: 20 }, (_, n) => ({
    transaction_id: `${n} ${HOSTILE[n % HOSTILE.length]!}`.slice(0, 128),
    customer_id: n < 6 ? CUSTOMER : `${HOSTILE[n % HOSTILE.length]!}${n % 5}`,
    time: day(300 - 12 * n),
    channel: HOSTILE[n % HOSTILE.length]!.slice(0, 60),
    items: [{ item_id: n % 2 ? "i1" : CUSTOMER, item_category: ALL.slice(0, 300), price: 3 }],
  }));
  await send("PUT", "/v1/orders", { orders });
  await imported(
    "orders",
    `transaction_id,customer_id,date\n"${ALL.replaceAll('"', '""')}",,never`,
  );
  const fields = { name: ALL.slice(0, 400), city: HOSTILE[0], email: "a@shop.example" };
  await send("PUT", `/v1/people/c/${encodeURIComponent(CUSTOMER)}`, { fields });
  await send("POST", "/v1/keys", { kind: "sk", label: HOSTILE[0], scopes: ["reports:read"] });
  const url = `https://shop.example/${HOSTILE[1]}`;
  await send("POST", "/v1/webhooks", { url, types: [HOSTILE[0]] });
}

/** A visit of a shop whose own pages, addresses and calls hold the hostile. */
async function visit(): Promise<string> {
  const slots = ["bestsellers", "recently_viewed", "home", "related"].map(
    (scenario) =>
      `<okaeri-recs slot="${scenario}" scenario="${scenario}" count="20" why-label="Why?"></okaeri-recs>`,
  );
  const item = { item_id: "i1", item_name: ALL, item_brand: ALL, item_category: ALL, price: 2 };
  const said = JSON.stringify(item).replaceAll("<", "\\u003c");
  shop.pages.set(
    "/p/",
    `<!doctype html><html lang="en"><title>${escaped(ALL)}</title>%TAG%<h2>${escaped(ALL)}</h2>
    <div style="height:3000px"></div>${slots.join("")}<script>
      (window.okaeri ||= []).push(["track", "view_item", { items: [${said}] }]);
      okaeri.push(["track", "search", { search_term: ${JSON.stringify(ALL).replaceAll("<", "\\u003c")} }]);
      okaeri.push(["track", "odd", { note: ${JSON.stringify(HOSTILE[0]).replaceAll("<", "\\u003c")} }]);
    </script>`,
  );
  const campaign = `utm_source=${encodeURIComponent(HOSTILE[0]!)}&utm_medium=email&utm_campaign=${encodeURIComponent(ALL)}`;
  for (let view = 0; view < 2; view++) {
    await page.goto(`${shop.origin}/p/?${campaign}&q=${encodeURIComponent(ALL)}#${ALL}`, {
      waitUntil: "networkidle",
    });
    await page.locator("okaeri-recs li").first().waitFor();
  }
  return visitorOf(page);
}

const open = async (address: string) => {
  await page.evaluate((hash) => (location.hash = hash), address);
  await page.locator("main h1").waitFor();
  await page.waitForLoadState("networkidle");
};

describe("what is hostile", () => {
  it("would be noticed if it ran", async () => {
    await page.setContent(HOSTILE[0]!);
    await expect.poll(() => ran).toContain("img");
    [ran.length, errors.length] = [0, 0];
  });

  it("runs in no slot of a shop's page, and stands there as it is", async () => {
    await visit();
    const texts = await page.locator("okaeri-recs li").allInnerTexts();
    expect(texts.join()).toContain("<img src=x");
    for (const why of await page.getByText("Why?").all()) await why.click();
    expect(ran).toEqual([]);
  });

  it("runs on no page of the console", async () => {
    const visitor = await visit();
    const later = new Date(Date.now() + 40 * 60_000).toISOString();
    await send("PUT", "/v1/clock", { now: later });
    await page.goto(`${stack.origin}/console/`);
    await page.getByLabel("Secret key").fill("sk_demo");
    await page.getByRole("button", { name: "Sign in" }).click();
    const menu = page.getByRole("navigation", { name: "Pages" }).getByRole("link");
    await menu.first().waitFor();
    const hrefs = (links: typeof menu) =>
      links.evaluateAll((all) => all.map((each) => each.getAttribute("href")!));
    const seen = new Set<string>();
    for (const address of await hrefs(menu)) {
      await open(`${address}?days=365`);
      const parts = page.getByRole("navigation", { name: "Parts of this page" }).getByRole("link");
      for (const part of [address, ...(await hrefs(parts))]) seen.add(part);
    }
    const subjects = [visitor, `c/${encodeURIComponent(CUSTOMER)}`, encodeURIComponent(ALL), "%zz"];
    for (const subject of subjects) seen.add(`#/person/${subject}`);
    seen.add(`#/${encodeURIComponent(HOSTILE[0]!)}`);
    for (const address of seen) {
      await open(`${address}?days=365&q=${encodeURIComponent(HOSTILE[0]!)}`);
      await page.locator("main details").evaluateAll((all) => {
        for (const folded of all) (folded as HTMLDetailsElement).open = true;
      });
      expect([...ran, ...errors], address).toEqual([]);
    }
    expect(seen.size).toBeGreaterThan(20);
  });

  it("runs on no visitor's own page", async () => {
    const { url } = (await send("POST", "/v1/privacy/link", { customer: CUSTOMER })) as unknown as {
      url: string;
    };
    await page.goto(url, { waitUntil: "networkidle" });
    await page.getByRole("heading", { name: "About you", exact: true }).waitFor();
    const fields = page.locator("input");
    const said = fields.evaluateAll((all) => (all as HTMLInputElement[]).map(({ value }) => value));
    expect((await said).join()).toContain("<img src=x");
    await page.goto(`${stack.origin}/me/?shop=${encodeURIComponent(ALL)}#${ALL}`, {
      waitUntil: "networkidle",
    });
    expect(ran).toEqual([]);
  });

  it("runs in no block of an e-mail, nor where its pictures and links lead", async () => {
    const block = (await send("POST", "/v1/blocks", {
      scenario: "bestsellers",
      alt: HOSTILE[1],
      count: 4,
    })) as unknown as { html: string; slots: { image_url: string; link_url: string }[] };
    shop.pages.set("/mail/", block.html);
    await page.goto(`${shop.origin}/mail/`, { waitUntil: "networkidle" });
    const [image] = block.slots;
    expect(await page.locator("img").count()).toBe(4);
    for (const address of [image!.image_url, image!.link_url])
      await page.goto(address, { waitUntil: "networkidle" }).catch(() => null);
    expect(ran).toEqual([]);
  });

  it("runs in no answer of the API that a browser opens as a page", async () => {
    const paths = [
      `/v1/recommendations/${encodeURIComponent(HOSTILE[0]!)}?key=pk_demo`,
      "/v1/recommendations/bestsellers?key=pk_demo",
      `/v1/${encodeURIComponent(HOSTILE[2]!)}`,
      `/v1/unsubscribe/${encodeURIComponent(HOSTILE[0]!)}`,
      `/search/?q=${encodeURIComponent(ALL)}`,
      `/docs/?q=${encodeURIComponent(ALL)}#${ALL}`,
      `/${encodeURIComponent(HOSTILE[2]!)}`,
    ];
    for (const path of paths) {
      await page.goto(stack.origin + path, { waitUntil: "networkidle" });
      expect(ran, path).toEqual([]);
    }
  });
});
