import type { BatchReply } from "../worker/wire/batch.ts";
import type { ItemsReply } from "../worker/wire/catalogue-item.ts";
import { bringIn } from "./bring-in.ts";
import { catalogueItems, CURRENCY } from "./catalogue.ts";
import { visits, type Visit, yearShift } from "./history.ts";
import { customerOf } from "./history/buying.ts";
import { WEEK } from "./history/calendar.ts";
import { firstSales } from "./history/first-sales.ts";
import { inOrderByVisitor } from "./in-order.ts";
import { ordersFile, readPastOrders } from "./past-orders.ts";
import { sender } from "./sender.ts";
import { FREE_DELIVERY_FROM } from "./terms.ts";
import { untilLearnt } from "./until-learnt.ts";

export interface SeedOptions {
  /** Where the Worker answers, for example `http://localhost:8787`. */
  endpoint: string;
  secretKey: string;
  /** Epoch ms; the year ends before this day. */
  now: number;
  /** Called with the steps that are done and all there are, as often as something was answered. */
  onProgress?: (done: number, total: number) => void;
  /** Visitors whose visits are on their way at a time. Default 8. */
  concurrency?: number;
}

export interface SeedCounts {
  items: number;
  visits: number;
  /** Events that the Worker has, those of an earlier, interrupted run included. */
  events: number;
  /** Orders of visits. */
  orders: number;
  /** Orders without a visit, imported as a file. */
  pastOrders: number;
  /** Items, lines of the file and events that the Worker answered but did not take. */
  failed: number;
}

const ITEMS_A_REQUEST = 500;
/** Past orders of one step of the progress, which take about as long as one request. */
const ORDERS_A_STEP = 8;
/** Steps of the progress for what the model learns meanwhile. */
const LEARNING_STEPS = 300;
/** Visits of these last weeks are scored as they are told, by what was learnt of those before. */
const SCORED = 3 * WEEK;

/** What the shop's pages promise, for who recommends. */
const SETTINGS = {
  currency: CURRENCY,
  time_zone: "Europe/London",
  free_shipping: { amount: FREE_DELIVERY_FROM, currency: CURRENCY },
};

/**
 * Loads the settings, the catalogue, all past orders and the year of visits through the public API, the
 * last weeks of it when the others have been learnt. Ids are fixed, so that running it again after an interruption adds what is missing and nothing twice.
 *
 * @throws when the Worker cannot be reached or refuses the key.
 */
export async function seed(options: SeedOptions): Promise<SeedCounts> {
  const { endpoint, secretKey, now, onProgress, concurrency = 8 } = options;
  const send = sender(endpoint, secretKey);
  const items = catalogueItems(firstSales(now));
  const history = [...visits(now)];
  const past = readPastOrders();
  const pastSteps = Math.ceil(past.length / ORDERS_A_STEP);
  const total =
    Math.ceil(items.length / ITEMS_A_REQUEST) + pastSteps + LEARNING_STEPS + history.length;
  const counts = { items: 0, visits: 0, events: 0, orders: 0, pastOrders: past.length, failed: 0 };
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

  /** Shows the share of a job that takes `steps`. */
  const jobOf = (steps: number) => {
    const before = done;
    return (share: number) => {
      done = before + Math.floor(share * steps);
      onProgress?.(done, total);
    };
  };
  /** What the Worker calls a visitor from the first answer on, as the tag would. */
  const canonical = new Map<string, string>();
  const tell = async (visit: Visit) => {
    const { visitor, session, consent, events } = visit;
    const customer = customerOf(visitor);
    const identity = customer === null ? {} : { identity: { customer } };
    const sent = canonical.get(visitor) ?? visitor;
    const body = { visitor: sent, ...(session && { session }), ...identity, consent, events };
    const reply = (await send("POST", "/v1/events", body)) as BatchReply;
    if (reply.canonical !== null) canonical.set(visitor, reply.canonical);
    const stored = reply.results.filter(
      ({ status }) => status === "accepted" || status === "duplicate",
    );
    counts.visits += session ? 1 : 0;
    counts.events += stored.length;
    counts.failed += events.length - stored.length;
    counts.orders += events.some(({ name }) => name === "purchase") ? 1 : 0;
    onProgress?.(++done, total);
  };

  const recent = history.findIndex(({ events }) => Date.parse(events[0]!.time!) > now - SCORED);
  await inOrderByVisitor(history.slice(0, recent), concurrency, tell);
  // The weeks of these visits are learnt when nothing more is told of them for a while: meanwhile, the orders.
  const { rejected } = await bringIn(send, ordersFile(past, yearShift(now)), jobOf(pastSteps));
  counts.failed += rejected;
  await untilLearnt(send, counts.visits, jobOf(LEARNING_STEPS));
  await inOrderByVisitor(history.slice(recent), concurrency, tell);
  return counts;
}
