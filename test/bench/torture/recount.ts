import { setTimeout as sleep } from "node:timers/promises";
import type { Shop } from "./shop.ts";
import type { Acknowledged } from "./writers.ts";

/** What of something is not there once. */
export interface Missing {
  acknowledged: number;
  lost: string[];
  doubled: string[];
}

interface Item {
  id: string;
  price: string;
}
interface Result {
  id: string;
  status: string;
}
interface Exported {
  events: { id: string }[];
}

/** Holds what is stored against what was acknowledged. */
export async function audit(shop: Shop, told: Acknowledged): Promise<Record<string, Missing>> {
  const events: string[] = [];
  for await (const line of shop.lines<Exported>("events"))
    events.push(...line.events.map(({ id }) => id));
  const orders: string[] = [];
  for await (const line of shop.lines<{ transaction_id: string }>("orders"))
    orders.push(line.transaction_id);
  const placed = new Set([...told.orders, ...[...told.imports.values()].flat()]);
  const ids = [...told.items.keys()].map((id) => `id=${id}`).join("&");
  const { items } = await shop.ask<{ items: Item[] }>("GET", `/v1/items?${ids}`);
  const prices = items.map(({ id, price }) => `${id} ${Number.parseFloat(price)}`);
  const newest = new Set([...told.items].map(([id, price]) => `${id} ${price}`));
  return {
    events: compare(told.events, events),
    orders: compare(placed, orders),
    items: compare(newest, prices),
  };
}

function compare(told: ReadonlySet<string>, stored: readonly string[]): Missing {
  const known = new Set<string>();
  const doubled: string[] = [];
  for (const id of stored) {
    if (known.has(id)) doubled.push(id);
    known.add(id);
  }
  return { acknowledged: told.size, lost: [...told].filter((id) => !known.has(id)), doubled };
}

/** Waits until every file is worked through; throws when one has failed. */
export async function untilImported(shop: Shop, told: Acknowledged): Promise<void> {
  for (const id of told.imports.keys())
    for (;;) {
      const path = `/v1/imports/${id}`;
      const { status, error } = await shop.ask<{ status: string; error: string }>("GET", path);
      if (status === "done") break;
      if (status === "failed") throw new Error(`an acknowledged import failed: ${error}`);
      await sleep(100);
    }
}

/** Gives an empty shop, whose clock must be as late, the journals of another: what it counts is what the
 * other should have. */
export async function replay(from: Shop, to: Shop): Promise<void> {
  for await (const batch of from.lines("events")) {
    const { results } = await to.ask<{ results: Result[] }>("POST", "/v1/events", batch);
    const refused = results.find(({ status }) => status !== "accepted");
    if (refused !== undefined) throw new Error(`the recount refuses ${JSON.stringify(refused)}`);
  }
  const orders: unknown[] = [];
  for await (const order of from.lines("orders")) orders.push(order);
  for (let at = 0; at < orders.length; at += 500)
    await to.ask("PUT", "/v1/orders", { orders: orders.slice(at, at + 500) });
}

type Report = Record<string, unknown>;

interface Sold {
  id: string;
  /** Says how many were sold; the score is also of views, whose weight depends on what was told before. */
  reason: string;
}

/** What ledger and shelf have counted, as far as it does not matter in which order they heard of it. */
export async function counted(shop: Shop): Promise<Report> {
  const { visits, orders, revenue, channels } = await shop.ask<Report>("GET", "/v1/reports/visits");
  const { totals } = await shop.ask<Report>("GET", "/v1/reports/orders?from=2025-12-01");
  const { items } = await shop.ask<{ items: Sold[] }>(
    "GET",
    "/v1/recommendations/bestsellers?axis=all&count=48",
  );
  return {
    visits,
    orders,
    revenue,
    channels,
    totals,
    shelf: Object.fromEntries(items.map(({ id, reason }) => [id, reason])),
  };
}
