import { Hono } from "hono";
import * as z from "zod";
import { customerSettings } from "../core/customer/index.ts";
import { type AwayCurve, probabilityNow } from "../core/intent/index.ts";
import { type PersonFact, segmentsAt } from "../core/measure/index.ts";
import { callObject } from "../edge/call.ts";
import { ProblemError } from "../edge/problem-error.ts";
import { readModel } from "../edge/shop-reads.ts";
import { ledgerStub } from "../edge/stubs.ts";
import type { SegmentMember, SegmentReply, SegmentsReply } from "../wire/segment.ts";
import { line } from "../wire/text.ts";
import { type AppEnv, callerOf } from "./context.ts";

const PAGE = 100;

/** A segment may be named by a channel or category, and the cursor is the id of a person. */
const Asked = z.object({ name: line(200), cursor: line(210).default("") });

/**
 * `GET /v1/segments`: how many people are in each segment. `GET /v1/segments/{name}?cursor=`: who they
 * are and why, by id.
 */
export const segments = new Hono<AppEnv>()
  .get("/", async (c) => {
    const { shop, now, settings } = await callerOf(c, "sk", "reports:read");
    const rules = customerSettings(settings);
    return c.json(
      (await callObject(() =>
        ledgerStub(c.env, shop).segments(rules, now),
      )) satisfies SegmentsReply,
    );
  })
  .get("/:name", async (c) => {
    const { shop, now, settings } = await callerOf(c, "sk", "people:read");
    const asked = Asked.safeParse({ name: c.req.param("name"), cursor: c.req.query("cursor") });
    if (!asked.success) throw new ProblemError(422, "Not a segment", "see GET /v1/segments");
    const { name, cursor } = asked.data;
    const page = { name, after: cursor, limit: PAGE };
    const rules = customerSettings(settings);
    const [facts, { away }] = await Promise.all([
      callObject(() => ledgerStub(c.env, shop).segment(page, rules, now)),
      readModel(c.env, shop, now),
    ]);
    return c.json({
      people: facts.map((fact) => member(fact, name, away, now)),
      next_cursor: facts.length < PAGE ? null : facts.at(-1)!.person,
    } satisfies SegmentReply);
  });

function member(fact: PersonFact, segment: string, away: AwayCurve, now: number): SegmentMember {
  const { why, until } = fact.because[segment] ?? { why: [], until: null };
  const { probability, lastSeen } = fact;
  return {
    person: fact.person,
    why,
    until: until === null ? null : new Date(until).toISOString(),
    probability: probability === null ? null : probabilityNow(away, probability, lastSeen, now),
    last_seen: new Date(lastSeen).toISOString(),
    orders: fact.orders,
    segments: segmentsAt(fact, now),
  };
}
