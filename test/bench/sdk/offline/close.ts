import type { Browser } from "puppeteer-core";
import { html, sleep, track } from "../page.ts";
import type { Site } from "../site.ts";
import type { Tracker } from "../trackers.ts";
import { step, stepsOf } from "./steps.ts";

export const CLOSES = 5;
const CLOSE_AFTER_MS = 50;

export interface Closed {
  /** Events that arrived when the page was closed. */
  atOnce: number;
  /** Events that had arrived after the next visit. */
  inTheEnd: number;
}

/** Closes pages 50 ms after something happened in them, then visits the shop once more. */
export async function measureClose(
  browser: Browser,
  site: Site,
  { name, head }: Tracker,
): Promise<Closed> {
  site.reset();
  site.pages.set("/", html(head));
  const context = await browser.createBrowserContext();
  const visit = async () => {
    const page = await context.newPage();
    await page.goto(`${site.origin}/`);
    await sleep(700);
    return page;
  };
  const arrived = () => new Set(stepsOf(name, site.arrivals)).size;

  for (let round = 0; round < CLOSES; round++) {
    const page = await visit();
    await track(page, name, [step(round)]);
    await sleep(CLOSE_AFTER_MS);
    await page.close();
  }
  await sleep(500);
  const atOnce = arrived();
  await visit();
  await sleep(1500);
  const inTheEnd = arrived();
  await context.close();
  return { atOnce, inTheEnd };
}
