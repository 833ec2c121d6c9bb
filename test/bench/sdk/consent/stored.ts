import type { BrowserContext, Page } from "puppeteer-core";

/** What a browser keeps for a shop, by name. */
export interface Stored {
  /** All of the browser context's, those that no script can see included. */
  cookies: string[];
  localStorage: string[];
  sessionStorage: string[];
  indexedDB: string[];
  caches: string[];
  serviceWorkers: string[];
}

export const NAMES = [
  "cookies",
  "localStorage",
  "sessionStorage",
  "indexedDB",
  "caches",
  "serviceWorkers",
] as const satisfies (keyof Stored)[];

export async function stored(context: BrowserContext, page: Page): Promise<Stored> {
  const cookies = await context.cookies();
  const inPage = await page.evaluate(async () => ({
    localStorage: Object.keys(localStorage),
    sessionStorage: Object.keys(sessionStorage),
    indexedDB: (await indexedDB.databases()).map(({ name }) => name ?? ""),
    caches: await caches.keys(),
    serviceWorkers: (await navigator.serviceWorker.getRegistrations()).map(({ scope }) => scope),
  }));
  return {
    cookies: cookies.map(({ name, httpOnly }) => (httpOnly ? `${name} (HttpOnly)` : name)),
    ...inPage,
  };
}

export const isNothing = (kept: Stored): boolean => NAMES.every((name) => kept[name].length === 0);
