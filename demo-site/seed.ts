import { setTimeout as sleep } from "node:timers/promises";
import type { BatchReply } from "../worker/wire/batch.ts";
import type { ItemsReply } from "../worker/wire/catalogue-item.ts";
import { catalogueItems, CURRENCY } from "./catalogue.ts";
import { visits, type Visit } from "./history.ts";
import { firstSales } from "./history/first-sales.ts";
import { FREE_DELIVERY_FROM } from "./terms.ts";

export interface SeedOptions {
  /** Where the Worker answers, for example `http://localhost:8787`. */
  endpoint: string;
  secretKey: string;
  /** Epoch ms; the year ends before this day. */
  now: number;
  /** Called after every answered request with the number of requests so far and in all. */
  onProgress?: (done: number, total: number) => void;
  /** Visitors whose visits are on their way at a time. Default 8. */
  concurrency?: number;
}

export interface SeedCounts {
  items: number;
  visits: number;
  /** Events that the Worker has, those of an earlier, interrupted run included. */
  events: number;
  orders: number;
  /** Items and events that the Worker answered but did not take. */
  failed: number;
}

const ITEMS_A_REQUEST = 500;
const ATTEMPTS = 8;
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 5000;
/** Answers after which the same request may succeed. */
const PASSING = new Set([429, 502, 503, 504]);

/** What the shop's pages promise, for who recommends. */
const SETTINGS = {
  currency: CURRENCY,
  time_zone: "Europe/London",
  free_shipping: { amount: FREE_DELIVERY_FROM, currency: CURRENCY },
};

/**
 * Loads the settings, the catalogue and the year of history through the public API. Ids are fixed, so that running
 * it again after an interruption adds what is missing and nothing twice.
 *
 * @throws when the Worker cannot be reached or refuses the key.
 */
export async function seed(options: SeedOptions): Promise<SeedCounts> {
  const { endpoint, secretKey, now, onProgress, concurrency = 8 } = options;
  const send = sender(endpoint, secretKey);
  const items = catalogueItems(firstSales(now));
  const history = [...visits(now)];
  const total = Math.ceil(items.length / ITEMS_A_REQUEST) + history.length;
  const counts: SeedCounts = { items: 0, visits: 0, events: 0, orders: 0, failed: 0 };
  let done = 0;

  await send("PUT", "/v1/settings", SETTINGS);
  for (let from = 0; from < items.length; from += ITEMS_A_REQUEST) {
    const part = items.slice(from, from + ITEMS_A_REQUEST);
    const reply = (await send("PUT", "/v1/items", { items: part })) as ItemsReply;
    const refused = reply.results.filter(({ status }) => status === "invalid").length;
    counts.items += part.length - refused;
    counts.failed += refused;
    onProgress?.(++done, total);
  }

  await inOrderByVisitor(history, concurrency, async (visit) => {
    const { visitor, session, consent, events } = visit;
    const body = { visitor, ...(session && { session }), consent, events };
    const reply = (await send("POST", "/v1/events", body)) as BatchReply;
    const stored = reply.results.filter(
      ({ status }) => status === "accepted" || status === "duplicate",
    );
    counts.visits += session ? 1 : 0;
    counts.events += stored.length;
    counts.failed += events.length - stored.length;
    counts.orders += events.some(({ name }) => name === "purchase") ? 1 : 0;
    onProgress?.(++done, total);
  });
  return counts;
}

/**
 * Runs `post` over the visits in their order, at most `limit` at a time and never two of one visitor:
 * a visit that overtook an earlier one of the same person would be learnt the wrong way round.
 */
async function inOrderByVisitor(
  history: readonly Visit[],
  limit: number,
  post: (visit: Visit) => Promise<void>,
): Promise<void> {
  const running = new Set<Promise<void>>();
  const lastOf = new Map<string, Promise<void>>();
  for (const visit of history) {
    while (running.size >= limit) await Promise.race(running);
    const before = lastOf.get(visit.visitor) ?? Promise.resolve();
    const task = before.then(() => post(visit));
    const tracked = task.finally(() => {
      running.delete(tracked);
      if (lastOf.get(visit.visitor) === tracked) lastOf.delete(visit.visitor);
    });
    running.add(tracked);
    lastOf.set(visit.visitor, tracked);
  }
  await Promise.all(running);
}

function sender(endpoint: string, secretKey: string) {
  return async (method: string, path: string, body: unknown): Promise<unknown> => {
    const url = new URL(path, endpoint);
    const headers = { authorization: `Bearer ${secretKey}`, "content-type": "application/json" };
    for (let attempt = 1; ; attempt++) {
      const response = await fetch(url, { method, headers, body: JSON.stringify(body) }).catch(
        (error: unknown) => ({ error }),
      );
      if (response instanceof Response && response.ok) return response.json();
      const passing = !(response instanceof Response) || PASSING.has(response.status);
      if (!passing || attempt === ATTEMPTS) throw await refusal(method, url, response);
      if (response instanceof Response) await response.body?.cancel();
      await sleep(Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (attempt - 1)));
    }
  };
}

async function refusal(
  method: string,
  url: URL,
  response: Response | { error: unknown },
): Promise<Error> {
  if (!(response instanceof Response)) {
    return new Error(`${method} ${url} could not be reached`, { cause: response.error });
  }
  return new Error(`${method} ${url} answered ${response.status}: ${await response.text()}`);
}
