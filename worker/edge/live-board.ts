import type { Sight } from "../core/measure/index.ts";
import { isStaff, type Sender } from "../core/person/index.ts";
import type { VisitEvent } from "../core/visit/index.ts";
import type { BatchReply } from "../wire/batch.ts";
import { IsolateCache } from "./cached.ts";
import { callObject } from "./call.ts";
import type { Env } from "./env.ts";
import { shopStub } from "./stubs.ts";

/** Until when somebody watches a shop (epoch ms), asked for at most once in ten seconds. */
const watched = new IsolateCache<number>({ ttl: 10_000, limit: 1_000 });

/** Of events that say nothing by themselves. */
const SILENT = new Set(["page_view", "page_leave", "page_data", "recommendation_shown"]);

/** Whether it is known that nobody watches a shop, so that there is nobody to tell. */
export const isUnwatched = (shop: string, now: number): boolean =>
  (watched.fresh(shop, now) ?? now) < now;

/**
 * Tells the live view of a batch when somebody is looking at it, and else costs nothing: it is told
 * after the reply and may be lost.
 */
export async function tellWatchers(
  env: Env,
  { shop, now, visitor, sender }: { shop: string; now: number; visitor: string; sender: Sender },
  events: readonly VisitEvent[],
  reply: BatchReply,
): Promise<void> {
  const until = await watched.get(shop, now, () =>
    callObject(() => shopStub(env, shop).watchedUntil()),
  );
  if (until < now || reply.session === null) return;
  const sight: Sight = {
    visitor: reply.canonical ?? visitor,
    at: now,
    channel: reply.session.touch.channel,
    device: sender.device,
    staff: events.some((event) => isStaff(event, sender)),
    pages: events
      .filter(({ name }) => name === "page_view")
      .map(({ path, title }) => ({ path: path ?? "", title })),
    acts: events
      .filter(({ name }) => !SILENT.has(name))
      .map(({ name, items }) => ({ name, items: items.map(({ id }) => id).slice(0, 5) })),
    intent: reply.intent,
    shown: Object.entries(reply.decisions).map(([slot, { scenario, fallback, items }]) => ({
      slot,
      scenario,
      fallback,
      items: items.slice(0, 6).map(({ title, reason }) => ({ title, reason })),
    })),
  };
  await callObject(() => shopStub(env, shop).seeVisitor(sight));
}
