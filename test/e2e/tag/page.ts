import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import type { Want } from "../../../worker/wire/batch.ts";
import type { Decision } from "../../../worker/wire/decision.ts";
import type { Command, Okaeri } from "../../../sdk/src/types.ts";
import { launch } from "../browser.ts";
import { type Endpoint, startEndpoint } from "../endpoint.ts";

// Importing this module gives a test file a browser, an endpoint, and a page of its own for each test.

export const TAG = `<script async src="/okaeri.js" data-key="pk_test"></script>`;
export const SLOT = `<okaeri-recs slot="side" scenario="bestsellers" count="3" heading="Loved here"></okaeri-recs>`;
export const RESERVED = `<style>okaeri-recs{display:block;min-height:314px}</style>`;

export const html = (body: string, head = TAG) =>
  `<!doctype html><html lang="en-GB"><head><title>A shop</title>${head}</head><body>${body}</body></html>`;

export function decide({ slot, scenario, ...want }: Want): Decision {
  const items = ["mug", "plate", "bowl"].map((id) => ({
    id,
    score: 1,
    reason: "bought often",
    title: `A ${id} with <b>a long name</b>`,
    link: `/product/${id}`,
    image_link: `/${id}.svg`,
    price: "2.55 GBP",
  }));
  const receipt = { receipt_id: `receipt-${slot}`, scenario, items, model: "counts-1" };
  const dismiss = scenario === "recently_viewed" ? (want["dismiss-label"] ?? "×") : null;
  return {
    ...receipt,
    fallback: null,
    heading: want.heading ?? null,
    dismiss,
    why: want["why-label"] ?? null,
    arm: "on",
  };
}

export let browser: Browser;
export let endpoint: Endpoint;
export let context: BrowserContext;
export let page: Page;
export let problems: string[];

beforeAll(async () => {
  [browser, endpoint] = await Promise.all([launch(), startEndpoint()]);
}, 60_000);

afterAll(async () => {
  await Promise.all([browser.close(), endpoint.close()]);
});

beforeEach(async () => {
  endpoint.reset();
  endpoint.pages.set("/", html("<h1>Home</h1>"));
  endpoint.pages.set("/product/mug", html("<h1>Mug</h1>"));
  context = await browser.newContext();
  page = await openPage();
});

afterEach(async () => {
  await context.close();
});

/** A tab; whatever its console says is a problem. */
export async function openPage(): Promise<Page> {
  problems = [];
  const tab = await context.newPage();
  tab.on("console", (message) => problems.push(message.text()));
  tab.on("pageerror", (error) => problems.push(String(error)));
  return tab;
}

/** The next page load of the same browser. */
export async function reopenPage(): Promise<void> {
  page = await openPage();
}

export const go = (path: string, tab = page) => tab.goto(endpoint.origin + path);

/** The tag as the page finds it. */
export const tag = (tab = page) =>
  tab.evaluateHandle(() => (window as unknown as { okaeri: Okaeri }).okaeri);

export const say = async (...commands: Command[]) =>
  (await tag()).evaluate((okaeri, given) => okaeri.push(...given), commands);

export const namesOf = (index: number) => endpoint.batches[index]?.events.map(({ name }) => name);

/** As when another tab comes to the front; headless Chromium shows every tab at once. */
export const hide = (tab = page) => setHidden(true, tab);

export const setHidden = (hidden: boolean, tab = page) =>
  tab.evaluate((value) => {
    const visibilityState = value ? "hidden" : "visible";
    for (const [name, now] of Object.entries({ hidden: value, visibilityState }))
      Object.defineProperty(document, name, { value: now, configurable: true });
    document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
  }, hidden);
