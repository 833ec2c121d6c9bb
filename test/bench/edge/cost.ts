import type { Stack } from "../../e2e/stack.ts";
import { Client } from "../scale/client.ts";
import { dice } from "../scale/shop.ts";
import { Connection } from "./connection.ts";
import { EVENTS } from "./load.ts";
import { order, pageView } from "./traffic.ts";

/** Dollars a million, beyond what a plan includes (Cloudflare's price list). */
const PRICES = { request: 0.3, call: 0.15, alarm: 0.15 + 1, row: 1 } as const;
/** Dollars a million ms of a processor, of which a request takes so many. */
const CPU_DOLLARS = 0.02;
const CPU_MS = 3;

/** As a shop of a million page views a month has them: 23 page views a minute. */
const VISITS_A_MINUTE = 5;
const MINUTES = 100;
/** Of visits, those that look at one page and those that order; of visitors, those who were here before. */
const BOUNCES = 0.4;
const ORDERS = 0.025;
const RETURNS = 0.3;
const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;

/** What a kind of thing came to, for a million page views. */
export interface Kind {
  name: string;
  /** How many a page view. */
  each: number;
  dollars: number;
}

/** A visit that goes on: a page a minute. */
interface Visit {
  visitor: string;
  session: string;
  pagesLeft: number;
  orders: boolean;
}

/**
 * Plays a shop's visits, then eight quiet days so that all that follows from them is counted too: the
 * weeks' lessons, alarms, inboxes and what is deleted.
 */
export async function countCosts(worker: Stack): Promise<{ views: number; kinds: Kind[] }> {
  const client = new Client(worker.origin);
  let now = Date.now();
  const pass = async (ms: number) => {
    now += ms;
    await client.send("PUT", "/v1/clock", { now: new Date(now).toISOString() });
  };
  // What the shop has learnt before is saved by then.
  await pass(DAY);
  await client.send("GET", "/bench/tally");
  const views = await browse(worker.origin, () => pass(MINUTE));
  for (let day = 0; day < 8; day++) await pass(DAY);
  const tally = await client.send<Record<string, number>>("GET", "/bench/tally");
  const kinds = Object.entries(tally).map(([name, times]): Kind => {
    const price = PRICES[name.split(" ")[0] as keyof typeof PRICES];
    return { name, each: times / views, dollars: (times / views) * price };
  });
  const cpu = (CPU_MS * (tally["request"] ?? 0)) / views;
  kinds.push({ name: "ms of processors", each: cpu, dollars: cpu * CPU_DOLLARS });
  return { views, kinds: kinds.sort((a, b) => b.dollars - a.dollars) };
}

/** Lets visitors come and look around; answers how many pages they saw. */
async function browse(origin: string, passMinute: () => Promise<void>): Promise<number> {
  const roll = dice(11);
  const connection = new Connection(origin);
  const send = (body: string) => connection.post(EVENTS, body);
  let [views, visits, visitors] = [0, 0, 0];
  const begin = (): Visit => {
    const isBack = visitors > 0 && roll() < RETURNS;
    return {
      visitor: `cost-${isBack ? Math.floor(roll() * visitors) : visitors++}`,
      session: `s${visits++}`,
      pagesLeft: roll() < BOUNCES ? 1 : 3 + Math.floor(roll() * 9),
      orders: roll() < ORDERS,
    };
  };
  try {
    let active: Visit[] = [];
    for (let minute = 0; minute < MINUTES || active.length > 0; minute++) {
      if (minute < MINUTES) for (let n = 0; n < VISITS_A_MINUTE; n++) active.push(begin());
      for (const visit of active) {
        for (const body of pageView(visit.visitor, visit.session)) await send(body);
        views += 1;
        visit.pagesLeft -= 1;
        if (visit.pagesLeft === 0 && visit.orders) await send(order(visit.visitor, visit.session));
      }
      active = active.filter(({ pagesLeft }) => pagesLeft > 0);
      await passMinute();
    }
  } finally {
    connection.close();
  }
  return views;
}
