import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import type { Browser, Page } from "puppeteer-core";
import { interleave, median } from "../figures.ts";
import { html, sleep, track, type Call } from "../page.ts";
import type { Site } from "../site.ts";
import type { Tracker } from "../trackers.ts";
import { costOf, type Cost } from "./cost.ts";

/** The same page with a script that does nothing: what of a measurement is not the tracker's. */
const NONE = { name: "none", script: "/none.js" } as const;
type Case = Tracker | typeof NONE;

/** Costs by the tracker's name, one a round; `none` is among them. */
type Costs = Map<string, Cost[]>;

/** Long enough for the work that trackers put off at their start, in ms. */
const SETTLE_MS = 1200;
const EVENTS = 1000;
/** Between two events, in ms. */
const GAP_MS = 3;

/** Bytes on the wire of what a page loads. */
export interface Transfer {
  brotli: number;
  gzip: number;
}

export async function transferOf(site: Site, tracker: Tracker): Promise<Transfer> {
  const script = Buffer.from(await (await fetch(site.origin + tracker.script)).arrayBuffer());
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11 };
  return {
    brotli: brotliCompressSync(script, { params }).length,
    gzip: gzipSync(script, { level: 9 }).length,
  };
}

/** A page at rest of a visitor who was never here. */
async function onFreshPage(browser: Browser, site: Site, use: (page: Page) => Promise<void>) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.goto(`${site.origin}/`);
  await sleep(200);
  await use(page);
  await context.close();
  site.arrivals.length = 0;
  site.endpoint.batches.length = 0;
}

/** Adds the script to a page at rest, so that the page's own start is no part of the figure. */
const add = (page: Page, { script }: Case) =>
  page.evaluate((src) => {
    const element = document.createElement("script");
    element.src = src;
    element.dataset.key = "pk_test";
    document.head.append(element);
  }, script);

async function eachTracker(
  trackers: readonly Tracker[],
  rounds: number,
  measure: (one: Case) => Promise<Cost>,
): Promise<Costs> {
  const costs: Costs = new Map();
  await interleave<Case>([NONE, ...trackers], rounds, async (one) => {
    costs.set(one.name, [...(costs.get(one.name) ?? []), await measure(one)]);
  });
  return costs;
}

export function preparePages(site: Site): void {
  site.pages.set("/", html(""));
  site.pages.set(NONE.script, "window.trackEvent = () => {};");
}

/** What parsing, compiling and running each script costs until it has come to rest. */
export const measureStart = (
  browser: Browser,
  site: Site,
  trackers: readonly Tracker[],
  rounds: number,
  slowdown = 1,
): Promise<Costs> =>
  eachTracker(trackers, rounds, async (one) => {
    let cost: Cost | undefined;
    await onFreshPage(browser, site, async (page) => {
      cost = await costOf(page, () => add(page, one).then(() => sleep(SETTLE_MS)), slowdown);
    });
    return cost!;
  });

const mug = (id: number) => ({
  item_id: `mug-${id}`,
  item_name: `A mug with the number ${id} on it`,
  item_category: "Kitchen",
  item_category2: "Mugs",
  price: 2.55,
  quantity: 1,
});

const LOOK = ["view_item_list", "select_item", "view_item", "view_item"];
/** Twenty events of a shopper: lists, clicks in them, products, and one into the basket. */
const NAMES = [
  LOOK,
  LOOK,
  LOOK,
  LOOK,
  ["view_item", "view_item", "view_item", "add_to_cart"],
].flat();

function callsOfShopper(count: number): Call[] {
  return Array.from({ length: count }, (_, index) => {
    const name = NAMES[index % NAMES.length]!;
    const items = Array.from({ length: name === "view_item_list" ? 12 : 1 }, (_item, place) =>
      mug(index + place),
    );
    return [name, { currency: "GBP", value: 2.55 * items.length, items }];
  });
}

/** What `EVENTS` calls of each tracker's event function cost, with all that they set in motion. */
export const measureEvents = (
  browser: Browser,
  site: Site,
  trackers: readonly Tracker[],
  rounds: number,
): Promise<Costs> =>
  eachTracker(trackers, rounds, async (one) => {
    let cost: Cost | undefined;
    await onFreshPage(browser, site, async (page) => {
      await add(page, one);
      await sleep(SETTLE_MS);
      const work = () => track(page, one.name, callsOfShopper(EVENTS), GAP_MS);
      cost = await costOf(page, () => work().then(() => sleep(SETTLE_MS)));
    });
    return cost!;
  });

/** What a tracker adds, in ms, round by round: its figure less the median of the page without. */
export function added(costs: Costs, name: string, figure: "cpu" | "tasks"): number[] {
  const base = median(costs.get("none")!.map((cost) => cost[figure]));
  return costs.get(name)!.map((cost) => cost[figure] - base);
}

/** Milliseconds of main-thread CPU time an event. */
export const perEvent = (costs: Costs, name: string): number =>
  median(added(costs, name, "cpu")) / EVENTS;

/** Long tasks of a usual round. */
export const longTasks = (costs: Costs, name: string): number =>
  median(costs.get(name)!.map((cost) => cost.longTasks));
