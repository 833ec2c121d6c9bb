import { Hono } from "hono";
import { nanoid } from "nanoid";
import { admit, fromDialect } from "../core/capture/index.ts";
import type { Card } from "../core/catalogue/index.ts";
import {
  campaignKey,
  classifyChannel,
  hostOf,
  normalise,
  sectionNamer,
  timeOf,
  type VisitEvent,
} from "../core/visit/index.ts";
import { isCrawler } from "../edge/bots.ts";
import { callObject } from "../edge/call.ts";
import { deviceOf } from "../edge/device.ts";
import type { Env } from "../edge/env.ts";
import { decideWithoutPerson } from "../edge/gather.ts";
import { pointersOf, ProblemError } from "../edge/problem-error.ts";
import { ledgerStub, personStub } from "../edge/stubs.ts";
import { mayRemember, visitorCookie } from "../edge/visitor-cookie.ts";
import { Batch, type BatchReply, type EventResult } from "../wire/batch.ts";
import { Event } from "../wire/event.ts";
import type { Touch } from "../wire/person.ts";
import { type AppEnv, type Caller, callerOf, type Ctx, jsonBody } from "./context.ts";
import { parseWants } from "./wants.ts";

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
  /** Of those that a campaign from outside led to, which. */
  campaigns: Map<string, string>;
  /** What pages teach of their items, by id of the event. */
  learnt: Map<string, Card>;
}

/** Parses events one by one: a bad one is named and the others go on. */
function parseEvents(raw: readonly unknown[], caller: Caller, host: string): ParsedEvents {
  const results: EventResult[] = [];
  const accepted: VisitEvent[] = [];
  const touches = new Map<string, Touch>();
  const campaigns = new Map<string, string>();
  const titles = new Map<string | null, string | null>();
  const learnt = new Map<string, Card>();
  const ownHosts = [host, ...caller.settings.own_domains];
  const shopHosts = [...ownHosts, ...caller.settings.origins.map(hostOf)];
  for (const [place, value] of raw.entries()) {
    const parsed = Event.safeParse(fromDialect(value));
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
    const { id, name, page, sections } = parsed.data;
    const event = normalise(parsed.data, timing.time, caller.settings.currency);
    // The page's own words go no further than this.
    if (sections !== undefined) event.sections = sectionNamer(caller.settings.sections)(sections);
    // A page's view has its title, and its markup is judged by it.
    if (name === "page_view") titles.set(event.view, event.title);
    event.title ??= titles.get(event.view) ?? null;
    const admitted = admit(parsed.data, event, caller.settings, shopHosts);
    if (admitted.event === null) {
      results.push({ id, status: "accepted", detail: admitted.detail });
      continue;
    }
    accepted.push(admitted.event);
    if (admitted.card !== null) learnt.set(id, admitted.card);
    if (name !== "page_view" || page === undefined) continue;
    const entry = { landing: page.url, referrer: page.referrer ?? "" };
    touches.set(id, classifyChannel(entry, { ownHosts }));
    const campaign = campaignKey(entry, { ownHosts });
    if (campaign !== "") campaigns.set(id, campaign);
  }
  return { results, accepted, touches, campaigns, learnt };
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
  { accepted, touches, campaigns, learnt }: ParsedEvents,
): Promise<BatchReply> {
  const { env } = c;
  const { shop, now } = caller;
  const userAgent = c.req.header("user-agent") ?? "";
  const isDriven = accepted.some(({ params }) => params?.["webdriver"] === true);
  if (caller.kind === "pk" && isCrawler(userAgent, new URL(c.req.url).hostname, isDriven)) {
    await callObject(() => ledgerStub(env, shop).countBot(now, accepted.length));
    return emptyReply(accepted, "bot");
  }
  const cookie =
    caller.kind === "pk" ? visitorCookie(c.req.raw, shop, caller.settings.cookie_domain) : null;
  const { wants, problems, news } = parseWants(batch.want ?? []);
  const told = problems.length > 0 ? { problems } : {};
  const mayKnow = mayRemember(batch.consent, c.req.raw.headers);
  if (batch.visitor === null || !mayKnow) setCookies(c, cookie?.expire());
  if (batch.visitor === null || batch.consent?.analytics_storage === "denied") {
    const decisions = await decideWithoutPerson(
      env,
      { shop, now, wants, events: accepted },
      nanoid,
    );
    return { ...emptyReply(accepted, "not_stored"), ...told, decisions };
  }
  const remembered = mayKnow ? (cookie?.visitors ?? []) : [];
  const visitor = await recognise(env, shop, batch.visitor, remembered);
  if (mayKnow && accepted.some(({ name }) => name === "page_view"))
    setCookies(c, cookie?.keep(visitor));
  // The platform's types turn tuples into arrays on their way out of an object.
  const reply = await callObject<BatchReply>(
    () =>
      personStub(env, shop, visitor).receive({
        shop,
        visitor,
        now,
        events: accepted,
        wants,
        news,
        timeZone: caller.settings.time_zone,
        sender: {
          session: batch.session ?? null,
          device: deviceOf(userAgent),
          touches,
          campaigns,
          staff: caller.settings.staff.visitors.includes(visitor),
        },
        learnt,
      }) as Promise<BatchReply>,
  );
  return { ...reply, ...told, ...(visitor !== batch.visitor && { canonical: visitor }) };
}

/**
 * Whom a batch is of. An id that nobody has heard of, from a browser whose cookie names somebody, is
 * that somebody, whose storage was emptied. An id that is known stands, whatever the cookie says: it
 * is what the page works with, from another domain of the shop perhaps.
 */
async function recognise(
  env: Env,
  shop: string,
  visitor: string,
  remembered: readonly string[],
): Promise<string> {
  const [first] = remembered;
  if (first === undefined || remembered.includes(visitor)) return visitor;
  const isKnown = await callObject(() => personStub(env, shop, visitor).isKnown());
  return isKnown ? visitor : first;
}

function setCookies(c: Ctx, cookies: readonly string[] = []): void {
  for (const cookie of cookies) c.header("set-cookie", cookie, { append: true });
}

const emptyReply = (unstored: VisitEvent[], status: EventResult["status"]): BatchReply => ({
  results: unstored.map(({ id }) => ({ id, status })),
  intent: null,
  decisions: {},
  notices: [],
  canonical: null,
  session: null,
});
