import type { Browser, Page } from "puppeteer-core";
import { catalogueItems } from "../../../../demo-site/catalogue.ts";
import { visits } from "../../../../demo-site/history.ts";
import { startStack, type Stack } from "../../../e2e/stack.ts";
import { interleave, median } from "../figures.ts";
import { sleep } from "../page.ts";

/** What a visit to the demo shop was like. */
export interface Experience {
  /** Interaction to Next Paint, in ms: the slowest interaction, since a visit has fewer than 50. */
  inp: number;
  /** Layout shifts that no input explains, summed over the visit's pages. */
  cls: number;
  /** Tasks over 50 ms. */
  longTasks: number;
}

/** The end of the demo's year: enough for shelves that are alive. */
const LAST_VISITS = 250;
const ITEMS_A_REQUEST = 500;
const SECRET = { authorization: "Bearer sk_demo" };
const PRODUCT = "/p/85123A/";
/** A phone of the middle class against the machine that this runs on. */
const SLOWDOWN = 4;
/** Long enough for slots to be filled on such a phone, in ms. */
const SETTLE_MS = 1200;

/** The demo shop with its catalogue and shelves that have learnt from visits. */
export async function startShop(): Promise<Stack> {
  const stack = await startStack({ OKAERI_TEST_CLOCK: "1" });
  const send = async (method: string, path: string, body: unknown) => {
    const sent = { method, headers: SECRET, body: JSON.stringify(body) };
    const reply = await fetch(stack.origin + path, sent);
    if (!reply.ok) throw new Error(`${method} ${path} was answered ${reply.status}`);
  };
  const items = catalogueItems();
  for (let from = 0; from < items.length; from += ITEMS_A_REQUEST)
    await send("PUT", "/v1/items", { items: items.slice(from, from + ITEMS_A_REQUEST) });
  for (const visit of [...visits(Date.now())].slice(-LAST_VISITS))
    await send("POST", "/v1/events", visit);
  // The answer comes when the shelves have learnt all of it.
  await send("PUT", "/v1/clock", { now: new Date(Date.now() + 10_000).toISOString() });
  return stack;
}

interface Observed {
  inp: number;
  cls: number;
  longTasks: number;
}

/** Runs in each page before its own scripts. */
function observe(): void {
  type Entry = PerformanceEntry & {
    interactionId?: number;
    value?: number;
    hadRecentInput?: boolean;
  };
  const observed: Observed = { inp: 0, cls: 0, longTasks: 0 };
  Object.assign(window, { observed });
  const on = (type: string, take: (entry: Entry) => void, more: object = {}) =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({
      type,
      buffered: true,
      ...more,
    });
  on(
    "event",
    ({ interactionId, duration }) => {
      if (interactionId) observed.inp = Math.max(observed.inp, duration);
    },
    { durationThreshold: 16 },
  );
  on("layout-shift", ({ value, hadRecentInput }) => {
    if (!hadRecentInput) observed.cls += value ?? 0;
  });
  on("longtask", () => observed.longTasks++);
}

async function homePage(page: Page): Promise<void> {
  await page.mouse.click(500, 400);
  for (let turn = 0; turn < 4; turn++) {
    await page.mouse.wheel({ deltaY: 400 });
    await sleep(150);
  }
  await page.keyboard.press("Tab");
  await sleep(300);
}

async function productPage(page: Page): Promise<void> {
  for (let press = 0; press < 3; press++) {
    await page.click("[data-buy] button");
    await sleep(200);
  }
  await page.type("#q", "mug", { delay: 60 });
  await sleep(300);
}

/** One visitor's first visit: the home page, then a product that goes into the basket. */
async function goShopping(browser: Browser, origin: string, tagged: boolean): Promise<Experience> {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  const session = await page.createCDPSession();
  await session.send("Network.enable");
  if (!tagged) await session.send("Network.setBlockedURLs", { urls: ["*/okaeri.js"] });
  await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWDOWN });
  await page.evaluateOnNewDocument(observe);
  const seen: Observed[] = [];
  for (const [path, work] of [
    ["/", homePage],
    [PRODUCT, productPage],
  ] as const) {
    await page.goto(origin + path);
    await sleep(SETTLE_MS);
    await work(page);
    seen.push(await page.evaluate(() => (window as unknown as { observed: Observed }).observed));
    const isThere = await page.evaluate(
      () => "track" in ((window as { okaeri?: object }).okaeri ?? {}),
    );
    if (isThere !== tagged) throw new Error(`the shop ${isThere ? "has" : "lacks"} its tag`);
  }
  await context.close();
  return {
    inp: Math.max(...seen.map(({ inp }) => inp)),
    cls: seen.reduce((sum, { cls }) => sum + cls, 0),
    longTasks: seen.reduce((sum, { longTasks }) => sum + longTasks, 0),
  };
}

/** Interleaved visits with the tag and without it; the same number of each. */
export async function measureShop(
  browser: Browser,
  origin: string,
  pairs: number,
): Promise<{ tagged: Experience[]; tagless: Experience[] }> {
  const tagged: Experience[] = [];
  const tagless: Experience[] = [];
  await interleave([true, false], pairs, async (isTagged) => {
    (isTagged ? tagged : tagless).push(await goShopping(browser, origin, isTagged));
  });
  return { tagged, tagless };
}

export const typical = (visited: readonly Experience[], figure: keyof Experience): number =>
  median(visited.map((experience) => experience[figure]));
