import { Hono } from "hono";
import { nanoid } from "nanoid";
import { batchFromDialect } from "../core/capture/index.ts";
import type { VisitEvent } from "../core/visit/index.ts";
import { isCrawler } from "../edge/bots.ts";
import { callObject } from "../edge/call.ts";
import { deviceOf } from "../edge/device.ts";
import type { Env } from "../edge/env.ts";
import { decideWithoutPerson } from "../edge/gather.ts";
import { type Incoming, sendBatch } from "../edge/incoming.ts";
import { isUnwatched, tellWatchers } from "../edge/live-board.ts";
import { proofCookie } from "../edge/me.ts";
import { publicOrigin } from "../edge/own-host.ts";
import { meet } from "../edge/rate-limits.ts";
import { logError } from "../edge/log.ts";
import { countEvents } from "../edge/metrics.ts";
import { pointersOf, ProblemError } from "../edge/problem-error.ts";
import { ledgerStub, personStub } from "../edge/stubs.ts";
import { mayRemember, type VisitorCookie, visitorCookie } from "../edge/visitor-cookie.ts";
import { Batch, type BatchReply, type EventResult } from "../wire/batch.ts";
import { visitorIn } from "../wire/identity.ts";
import type { WantProblem } from "../wire/want.ts";
import { type AppEnv, type Caller, callerOf, type Ctx, jsonBody } from "./context.ts";
import { type ParsedEvents, parseEvents } from "./parse-events.ts";
import { limitNewcomer, limitVisitor } from "./rate-limits.ts";
import { parseWants } from "./wants.ts";
import { customerOf, type Part, partsOf } from "./whose.ts";

const MAX_BODY_BYTES = 1_000_000;

/** `POST /v1/events`: events in, decisions out, with one call to the person. */
export const events = new Hono<AppEnv>().post("/", async (c) => {
  const caller = await callerOf(c, "any", "events:write");
  const batch = parseBatch(await jsonBody(c, MAX_BODY_BYTES));
  limitVisitor(c, caller, batch.visitor);
  const { hostname } = new URL(c.req.url);
  const parsed = parseEvents(batch.events, caller, hostname);
  const reply = await answer(c, caller, { batch, parsed, hostname });
  const results = [...reply.results, ...parsed.results];
  countEvents(results);
  return c.json({ ...reply, results });
});

/** A batch that was let in. */
interface Arrived {
  batch: Batch;
  parsed: ParsedEvents;
  /** Of the Worker, as it was asked for. */
  hostname: string;
}

function parseBatch(body: unknown): Batch {
  const parsed = Batch.safeParse(batchFromDialect(body));
  if (parsed.success) return parsed.data;
  throw new ProblemError(422, "Not a batch of events", undefined, {
    errors: pointersOf(parsed.error.issues),
  });
}

async function answer(
  c: Ctx,
  caller: Caller,
  { batch, parsed, hostname }: Arrived,
): Promise<BatchReply> {
  const { env } = c;
  const { accepted, touches, campaigns, learnt } = parsed;
  const { shop, now } = caller;
  const userAgent = c.req.header("user-agent") ?? "";
  const device = deviceOf(userAgent);
  const isDriven = accepted.some(({ params }) => params?.["webdriver"] === true);
  if (caller.kind === "pk" && isCrawler(userAgent, hostname, isDriven)) {
    await callObject(() => ledgerStub(env, shop).countBot(now, accepted.length));
    return emptyReply(accepted, "bot");
  }
  const cookie =
    caller.kind === "pk" ? visitorCookie(c.req.raw, shop, caller.settings.cookie_domain) : null;
  const { wants, problems, news } = parseWants(batch.want ?? []);
  const mayKnow = mayRemember(batch.consent, c.req.raw.headers);
  if (batch.visitor === null || !mayKnow) setCookies(c, cookie?.expire());
  const remembered = mayKnow ? (cookie?.visitors ?? []) : [];
  if (batch.visitor !== null && mayKnow)
    await limitNewcomer(c, caller, [batch.visitor, ...remembered]);
  const whose = mayKnow
    ? await whoseBatch(env, caller, batch, accepted, remembered)
    : { parts: [], problems: [] };
  // Whoever follows a log-out is somebody new.
  for (const next of whose.parts.slice(1))
    if (next.events.length > 0) await limitNewcomer(c, caller, [next.visitor]);
  const told = withProblems([...problems, ...whose.problems]);
  if (whose.parts.length === 0) {
    const question = { shop, now, wants, events: accepted };
    const decisions = await decideWithoutPerson(env, question, nanoid);
    return { ...emptyReply(accepted, "not_stored"), ...told, decisions };
  }
  const proof = await proofOf(c, caller, cookie, whose.parts.at(-1)!, remembered);
  const results: EventResult[] = [];
  let reply = emptyReply([], "accepted");
  for (const part of whose.parts) {
    const isLast = part === whose.parts.at(-1);
    const { visitor, person, identity, events: own } = part;
    const isCanonical = person !== visitor;
    const sender = {
      session: batch.session ?? null,
      device,
      touches,
      campaigns,
      ...(isCanonical && { source: visitor }),
      staff: caller.settings.staff.visitors.includes(visitor),
    };
    reply = await receive(env, visitor, {
      shop,
      visitor: person,
      ...(identity !== undefined && { identity }),
      isCanonical,
      now,
      events: own,
      wants: isLast ? wants : [],
      news: isLast ? news : undefined,
      timeZone: caller.settings.time_zone,
      sender,
      ...(caller.kind === "sk" && { byServer: true }),
      ...(batch.consent !== undefined && { consent: batch.consent }),
      learnt,
      signals: caller.settings.signals,
    });
    results.push(...reply.results);
    meet(shop, visitor);
    if (isUnwatched(shop, now)) continue;
    const seen = tellWatchers(env, { shop, now, visitor, sender }, own, {
      ...reply,
      canonical: null,
    });
    c.executionCtx.waitUntil(
      seen.catch((error: unknown) => logError("watchers were not told", error)),
    );
  }
  const { visitor } = whose.parts.at(-1)!;
  const isOther = batch.visitor !== null && visitor !== visitorIn(batch.visitor);
  const canonical = reply.canonical ?? (isOther ? visitor : null);
  setCookies(c, proof);
  if (batch.visitor !== null && (canonical !== null || accepted.some(isPageView)))
    setCookies(c, cookie?.keep(visitorIn(canonical ?? visitor)));
  return { ...reply, results, ...told, canonical };
}

const isPageView = ({ name }: VisitEvent): boolean => name === "page_view";

const withProblems = (problems: WantProblem[]) => (problems.length > 0 ? { problems } : {});

/** The parts of a batch by whose they are; none when it names nobody. */
async function whoseBatch(
  env: Env,
  caller: Caller,
  batch: Batch,
  accepted: VisitEvent[],
  remembered: readonly string[],
): Promise<{ parts: Part[]; problems: WantProblem[] }> {
  if (batch.visitor !== null) {
    const sent = await recognise(env, caller.shop, batch.visitor, remembered);
    return partsOf(env, caller, sent, batch, accepted);
  }
  if (caller.kind === "pk" || batch.identity === undefined) return { parts: [], problems: [] };
  const found = await customerOf(env, caller, batch.identity);
  if ("ref" in found)
    return { parts: [{ visitor: found.ref, person: found.ref, events: accepted }], problems: [] };
  return { parts: [], problems: [{ slot: null, detail: found.fault, pointer: "/identity" }] };
}

/** One call to the person, or two where the visitor has been parted from them since. */
async function receive(env: Env, visitor: string, incoming: Incoming): Promise<BatchReply> {
  const reply = await sendBatch(env, incoming);
  if (reply !== null) return reply;
  const { source: _, ...sender } = incoming.sender;
  const own = await sendBatch(env, { ...incoming, visitor, isCanonical: false, sender });
  if (own === null) throw new Error("who was parted from a record has none of their own");
  return { ...own, canonical: own.canonical ?? visitor };
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
  const isWellKnown = visitor.includes("!") || remembered.includes(visitor);
  if (first === undefined || isWellKnown) return visitor;
  const isKnown = await callObject(() => personStub(env, shop, visitor).isKnown());
  return isKnown ? visitor : first;
}

/**
 * The cookie that opens the visitor's own page (`edge/me`), for whoever is heard of for the first time,
 * or comes with a customer's signed identity: a visitor's id alone proves nothing.
 */
async function proofOf(
  { env, req }: Ctx,
  { shop }: Caller,
  cookie: VisitorCookie | null,
  { visitor, identity }: Part,
  remembered: readonly string[],
): Promise<string[]> {
  if (cookie === null || !cookie.mayKeep) return [];
  const isProven =
    identity !== undefined ||
    (!remembered.includes(visitor) &&
      !(await callObject(() => personStub(env, shop, visitor).isKnown())));
  const isSecure = publicOrigin(req.raw).startsWith("https:");
  return isProven
    ? [await proofCookie(env, isSecure, { shop, visitor, person: identity ?? visitor }, Date.now())]
    : [];
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
