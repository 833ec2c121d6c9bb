import { setTimeout as sleep } from "node:timers/promises";
import { chance, pick } from "../fuzz/source.ts";
import type { Shop } from "./shop.ts";

/** What was acknowledged, by what it is. A write is sent until it is, as the tag sends what it keeps. */
export class Acknowledged {
  readonly events = new Set<string>();
  readonly orders = new Set<string>();
  /** Price in pence, by item. */
  readonly items = new Map<string, number>();
  readonly imports = new Map<string, readonly string[]>();
  /** Tries that no answer came to, and that were refused for the moment. */
  unanswered = 0;
  refused = 0;
}

export interface Load {
  shop: Shop;
  roll: () => number;
  told: Acknowledged;
  isOver: () => boolean;
}

const VISITORS = 24;
const ITEMS = 12;
const RETRY_MS = 50;
/** How wrong the clocks of visitors go (ms). */
const AGES = [0, 0, 0, 4_000, 90_000, -30_000] as const;

/** Writes of every kind side by side until it is over and all that was begun is acknowledged. */
export async function load(run: Load): Promise<void> {
  const visitors = Array.from({ length: VISITORS }, (_, n) => visitor(run, `visitor-${n}`));
  await Promise.all([...visitors, orders(run), catalogue(run), imports(run)]);
}

/** Sends until it is answered with yes. Some connections are cut while the answer is on its way. */
async function insist({ shop, roll, told }: Load, method: string, path: string, body: unknown) {
  for (;;) {
    const patience = chance({ roll }, 0.05) ? 1 + Math.floor(20 * roll()) : undefined;
    const answer = await shop.try(method, path, body, patience);
    if (answer === null) told.unanswered += 1;
    else if (answer.status < 300) return JSON.parse(answer.text) as Record<string, unknown>;
    else told.refused += 1;
    await sleep(RETRY_MS);
  }
}

async function visitor(run: Load, name: string): Promise<void> {
  for (let n = 0; !run.isOver(); n++) {
    const id = (kind: string) => `${name}-${n}-${kind}`;
    const items = [{ item_id: `i${(n * 7) % ITEMS}`, price: 2.5 }];
    const age = pick(run, AGES);
    const events = [
      {
        id: id("page"),
        age,
        name: "page_view",
        page: { url: `https://shop.example/p/${n % 50}/` },
      },
      { id: id("view"), age, name: "view_item", items },
      ...(n % 5 === 4
        ? [{ id: id("buy"), age, name: "purchase", transaction_id: id("t"), value: 2.5, items }]
        : []),
    ];
    const reply = await insist(run, "POST", "/v1/events", { visitor: name, events });
    const results = reply["results"] as { id: string; status: string }[];
    for (const { id: event, status } of results)
      if (status === "accepted" || status === "duplicate") {
        run.told.events.add(event);
        if (event.endsWith("-buy")) run.told.orders.add(id("t"));
      }
  }
}

async function orders(run: Load): Promise<void> {
  for (let n = 0; !run.isOver(); n++) {
    const batch = Array.from({ length: 3 }, (_, m) => ({
      transaction_id: `api-${n}-${m}`,
      customer_id: `k${(n + m) % 10}`,
      time: new Date(Date.UTC(2026, 0, 1) + n * 60_000).toISOString(),
      items: [{ item_id: `i${m}`, price: 4, quantity: 1 + m }],
    }));
    await insist(run, "PUT", "/v1/orders", { orders: batch });
    for (const { transaction_id: id } of batch) run.told.orders.add(id);
  }
}

/** What visitors see keeps its price: what they do is counted by what it was then. */
export const SEEN = Array.from({ length: ITEMS }, (_, n) => itemOf(`i${n}`, 2.5));

/** Prices of items that nobody looks at, each higher than the one before. */
async function catalogue(run: Load): Promise<void> {
  for (let n = 1; !run.isOver(); n++) {
    const item = itemOf(`c${n % ITEMS}`, n);
    await insist(run, "PUT", "/v1/items", { items: [item] });
    run.told.items.set(item.id, n);
  }
}

function itemOf(id: string, price: number) {
  return { id, title: `Mug ${id}`, link: `/p/${id}/`, price: `${price.toFixed(2)} GBP` };
}

async function imports(run: Load): Promise<void> {
  for (let n = 0; !run.isOver(); n++) {
    const ids = Array.from({ length: 20 }, (_, m) => `file-${n}-${m}`);
    const rows = ids.map(
      (id, m) => `${id},k${m % 10},2026-02-0${1 + (n % 9)},i${m % ITEMS},1,3.00`,
    );
    const file = ["transaction_id,customer_id,date,item_id,quantity,price", ...rows].join("\n");
    const reply = await insist(run, "POST", "/v1/imports?type=orders&format=csv", file);
    run.told.imports.set(reply["id"] as string, ids);
    await sleep(1_000);
  }
}
