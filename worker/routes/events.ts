import { Hono } from "hono";
import { nanoid } from "nanoid";
import { classifyChannel, normalise, timeOf, type VisitEvent } from "../core/visit/index.ts";
import { isCrawler } from "../edge/bots.ts";
import { callObject } from "../edge/call.ts";
import { deviceOf } from "../edge/device.ts";
import { decideWithoutPerson } from "../edge/gather.ts";
import { pointersOf, ProblemError } from "../edge/problem-error.ts";
import { ledgerStub, personStub } from "../edge/stubs.ts";
import { Batch, type BatchReply, type EventResult } from "../wire/batch.ts";
import { Event } from "../wire/event.ts";
import type { Touch } from "../wire/person.ts";
import { type AppEnv, type Caller, callerOf, type Ctx, jsonBody } from "./context.ts";

const MAX_BODY_BYTES = 1_000_000;

/** `POST /v1/events`: events in, decisions out, with one call to the person. */
export const events = new Hono<AppEnv>().post("/", async (c) => {
  const caller = await callerOf(c, "any");
  const batch = parseBatch(await jsonBody(c, MAX_BODY_BYTES));
  const parsed = parseEvents(batch.events, caller, new URL(c.req.url).hostname);
  const reply = await answer(c, caller, batch, parsed);
  return c.json({ ...reply, results: [...reply.results, ...parsed.results] });
});

function parseBatch(body: unknown): Batch {
  const parsed = Batch.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new ProblemError(422, "Not a batch of events", undefined, {
    errors: pointersOf(parsed.error.issues),
  });
}

interface ParsedEvents {
  /** Of the events that go no further. */
  results: EventResult[];
  accepted: VisitEvent[];
  /** Of each page view, how a session that begins with it came. */
  touches: Map<string, Touch>;
}

/** Parses events one by one: a bad one is named and the others go on. */
function parseEvents(raw: readonly unknown[], caller: Caller, host: string): ParsedEvents {
  const results: EventResult[] = [];
  const accepted: VisitEvent[] = [];
  const touches = new Map<string, Touch>();
  const ownHosts = [host, ...caller.settings.own_domains];
  for (const [place, value] of raw.entries()) {
    const parsed = Event.safeParse(value);
    if (!parsed.success) {
      const [first] = pointersOf(parsed.error.issues, `/events/${place}`);
      results.push({ id: idOf(value), status: "invalid", ...first });
      continue;
    }
    const timing = timeOf(parsed.data, caller.now, caller.kind === "sk");
    if (timing.status !== "on_time") {
      results.push({ id: parsed.data.id, status: timing.status, detail: timing.detail });
      continue;
    }
    accepted.push(normalise(parsed.data, timing.time, caller.settings.currency));
    const { id, name, page } = parsed.data;
    if (name !== "page_view" || page === undefined) continue;
    const entry = { landing: page.url, referrer: page.referrer ?? "" };
    touches.set(id, classifyChannel(entry, { ownHosts }));
  }
  return { results, accepted, touches };
}

/** The id of an event that is not valid, as far as it can be named. */
function idOf(value: unknown): string | null {
  if (typeof value !== "object" || value === null) return null;
  const { id } = value as { id?: unknown };
  return typeof id === "string" ? id.slice(0, 64) : null;
}

async function answer(
  c: Ctx,
  caller: Caller,
  batch: Batch,
  { accepted, touches }: ParsedEvents,
): Promise<BatchReply> {
  const { env } = c;
  const { shop, now } = caller;
  const userAgent = c.req.header("user-agent") ?? "";
  if (caller.kind === "pk" && isCrawler(userAgent, new URL(c.req.url).hostname)) {
    await callObject(() => ledgerStub(env, shop).countBot(now, accepted.length));
    return emptyReply(accepted, "bot");
  }
  const { visitor } = batch;
  const wants = batch.want ?? [];
  if (visitor === null || batch.consent?.analytics_storage === "denied") {
    const decisions = await decideWithoutPerson(
      env,
      { shop, now, wants, events: accepted },
      nanoid,
    );
    return { ...emptyReply(accepted, "not_stored"), decisions };
  }
  // The platform's types turn tuples into arrays on their way out of an object.
  return callObject<BatchReply>(
    () =>
      personStub(env, shop, visitor).receive({
        shop,
        visitor,
        now,
        events: accepted,
        wants,
        timeZone: caller.settings.time_zone,
        sender: {
          session: batch.session ?? null,
          device: deviceOf(userAgent),
          touches,
        },
      }) as Promise<BatchReply>,
  );
}

const emptyReply = (unstored: VisitEvent[], status: EventResult["status"]): BatchReply => ({
  results: unstored.map(({ id }) => ({ id, status })),
  intent: null,
  decisions: {},
  notices: [],
  canonical: null,
});
