import type { Calendar } from "../../simulator/calendar.ts";
import { BOT_GOOD, catalogueItem, CURRENCY, GOODS } from "../../simulator/goods.ts";
import type { Life, Request, VisitRecord } from "../../simulator/requests.ts";
import { SHOP_ORIGIN } from "../../simulator/tag.ts";
import type { World } from "../../simulator/world.ts";
import type { BatchReply } from "../../../worker/wire/batch.ts";
import type { Score } from "../../../worker/wire/decision.ts";
import { NO_LIMITS } from "../limits.ts";
import { Client, inParallel } from "../scale/client.ts";

/** What the Worker said to one request, beside what only the simulator knows. */
export interface Said {
  visit: VisitRecord;
  at: number;
  /** Events of the visit that it had been told. */
  events: number;
  session: Score;
  week: Score;
  /** Exact probability of an order in this visit, knowing the hidden need. */
  chance: number;
}

export interface DriveOptions {
  /** Called with each score that comes before an order. */
  onSaid(said: Said): void;
  /** Called with how far it is: 0 … 1. */
  onProgress?(part: number): void;
}

/**
 * Time passes in steps of so many ms: less than the half hour after which a visit is over, so that
 * none is while it is still being played.
 */
const STEP = 20 * 60_000;
const DAY = 86_400_000;
const LANES = 8;

interface Waiting {
  life: Life;
  request: Request | null;
}

/** Lives a world on a stack with a test clock, whose shop has nothing in it yet. */
export async function drive(
  origin: string,
  world: World,
  calendar: Calendar,
  { onSaid, onProgress }: DriveOptions,
): Promise<void> {
  const client = new Client(origin);
  const steps = Math.ceil((calendar.end - calendar.start) / STEP);
  const buckets = Map.groupBy<number, Waiting>(
    world.lives.map(({ life }) => ({ life, request: null })),
    (_, place) => stepOf(world.lives[place]!.at),
  );
  await setClock(calendar.start);
  await client.send("PUT", "/v1/settings", { currency: CURRENCY, limits: NO_LIMITS });
  await client.send("PUT", "/v1/items", { items: [...GOODS, BOT_GOOD].map(catalogueItem) });
  // A person's last visit may run beyond the end.
  for (let step = 0; step < steps || buckets.size > 0; step++) {
    const now = calendar.start + (step + 1) * STEP;
    await setClock(now);
    const set = performance.now();
    const waiting = buckets.get(step) ?? [];
    buckets.delete(step);
    await inParallel(waiting.length, LANES, async (place) => {
      const rest = await advance(waiting[place]!, now, () => now + performance.now() - set);
      if (rest === null) return;
      const next = stepOf(rest.request!.at);
      const bucket = buckets.get(next);
      if (bucket === undefined) buckets.set(next, [rest]);
      else bucket.push(rest);
    });
    onProgress?.(Math.min(1, (step + 1) / steps));
  }
  // Until every visit is over, and then every week.
  await setClock(calendar.end + DAY);
  await setClock(calendar.end + 9 * DAY);

  function stepOf(at: number): number {
    return Math.ceil((at - calendar.start) / STEP) - 1;
  }

  async function setClock(now: number): Promise<void> {
    await client.send("PUT", "/v1/clock", { now: new Date(now).toISOString() });
  }

  /** Sends what a life has to send until `end`; null when it is over. */
  async function advance(
    { life, request }: Waiting,
    end: number,
    clock: () => number,
  ): Promise<Waiting | null> {
    let next = request ?? life.next().value;
    while (next !== undefined && next !== null && next.at <= end) {
      const reply = await post(origin, next, clock());
      const { visit, at, chance } = next;
      if (visit !== null && chance !== null && reply.intent !== null) {
        const { session, week } = reply.intent;
        onSaid({ visit, at, events: visit.events, session, week, chance });
      }
      next = life.next(reply).value;
    }
    return next === undefined || next === null ? null : { life, request: next };
  }
}

/** As the tag posts: plain text, the key in the address, each event with its age. */
async function post(origin: string, request: Request, now: number): Promise<BatchReply> {
  const { userAgent, visitor, session, want } = request;
  const events = request.events.map(({ at, ...event }) => ({
    ...event,
    age: Math.max(0, Math.round(now - at)),
  }));
  const body = JSON.stringify({ visitor, session, consent: {}, events, want });
  const response = await fetch(`${origin}/v1/events?key=pk_demo`, {
    method: "POST",
    headers: { "user-agent": userAgent },
    body: body.replaceAll(SHOP_ORIGIN, origin),
  });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  const reply = (await response.json()) as BatchReply;
  const refused = reply.results.find(({ status }) => status !== "accepted" && status !== "bot");
  if (refused !== undefined) throw new Error(JSON.stringify(refused));
  return reply;
}
