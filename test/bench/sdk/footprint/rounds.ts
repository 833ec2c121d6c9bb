import type { Browser, Page } from "puppeteer-core";
import { interleave, median } from "../figures.ts";
import { html, sleep } from "../page.ts";
import type { Site } from "../site.ts";
import type { Tracker } from "../trackers.ts";
import type { Cost } from "./cost.ts";

/** The same page with a script that does nothing: what of a measurement is not the tracker's. */
export const NONE = { name: "none", script: "/none.js" } as const;
export type Case = Tracker | typeof NONE;

/** What was measured of each tracker, by its name, one a round; `none` is among them. */
export type Rounds<T> = Map<string, T[]>;

/** Long enough for the work that trackers put off at their start, in ms. */
export const SETTLE_MS = 1000;
/** What a new page still does for itself, in ms. */
const REST_MS = 200;

export function preparePages(site: Site): void {
  site.pages.set("/", html(""));
  site.pages.set(NONE.script, "window.trackEvent = () => {};");
}

/** Adds the script to a page at rest, so that the page's own start is no part of the figure. */
export const add = (page: Page, { script }: Case) =>
  page.evaluate((src) => {
    const element = document.createElement("script");
    element.src = src;
    element.dataset.key = "pk_test";
    document.head.append(element);
  }, script);

/** Takes all trackers in each round, each on a page at rest of a visitor who was never here. */
export async function eachOnFreshPage<T>(
  browser: Browser,
  site: Site,
  trackers: readonly Tracker[],
  rounds: number,
  measure: (page: Page, one: Case) => Promise<T>,
): Promise<Rounds<T>> {
  const measured: Rounds<T> = new Map();
  await interleave<Case>([NONE, ...trackers], rounds, async (one) => {
    const context = await browser.createBrowserContext();
    const page = await context.newPage();
    await page.goto(`${site.origin}/`);
    await sleep(REST_MS);
    measured.set(one.name, [...(measured.get(one.name) ?? []), await measure(page, one)]);
    await context.close();
    site.arrivals.length = 0;
    site.endpoint.batches.length = 0;
  });
  return measured;
}

/** What a tracker adds, in ms, round by round: its figure less the median of the page without. */
export function added(costs: Rounds<Cost>, name: string, figure: "cpu" | "tasks"): number[] {
  const base = median(costs.get(NONE.name)!.map((cost) => cost[figure]));
  return costs.get(name)!.map((cost) => cost[figure] - base);
}

/** Long tasks of a usual round. */
export const longTasks = (costs: Rounds<Cost>, name: string): number =>
  median(costs.get(name)!.map((cost) => cost.longTasks));
