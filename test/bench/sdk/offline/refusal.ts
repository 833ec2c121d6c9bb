import type { Browser } from "puppeteer-core";
import { html, sleep, track, type Call } from "../page.ts";
import type { Site } from "../site.ts";
import { TRACKERS } from "../trackers.ts";

export const RETRY_AFTER_MS = 3000;
const CARTS = 8;
const CART_EVERY_MS = 400;

export interface Refusal {
  /** From the refusal to the next request, in ms. */
  gap: number;
  /** Events taken in the end, of those that happened meanwhile; each once. */
  accepted: number;
  of: number;
  /** From the refusal to the first request of another page that is opened a second after it, in ms. */
  nextPage: number;
}

/**
 * Refuses one request with `status` and `Retry-After: 3` while things are put into the basket, which
 * would be told at once otherwise.
 */
export async function measureRefusal(
  browser: Browser,
  site: Site,
  status: 429 | 503,
): Promise<Refusal> {
  site.reset();
  for (const path of ["/", "/next"]) site.pages.set(path, html(TRACKERS[0]!.head));
  let refusing = false;
  let times: number[] = [];
  const accepted = new Set<string>();
  site.endpoint.answer = ({ events }) => {
    times.push(performance.now());
    if (refusing) {
      refusing = false;
      times = times.slice(-1);
      return { status, headers: { "retry-after": String(RETRY_AFTER_MS / 1000) } };
    }
    for (const { id, name } of events) if (name === "add_to_cart") accepted.add(id);
    return {};
  };
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.goto(`${site.origin}/`);
  await sleep(800);
  refusing = true;
  const carts = Array.from({ length: CARTS }, (): Call => ["add_to_cart", { items: [] }]);
  await track(page, "okaeri", carts, CART_EVERY_MS);
  await sleep(RETRY_AFTER_MS);
  const gap = times[1]! - times[0]!;
  const taken = accepted.size;

  refusing = true;
  await track(page, "okaeri", [["add_to_cart", { items: [] }]]);
  await sleep(1000);
  await page.goto(`${site.origin}/next`);
  await sleep(RETRY_AFTER_MS);
  const nextPage = times[1]! - times[0]!;
  await context.close();
  return { gap, accepted: taken, of: CARTS, nextPage };
}
