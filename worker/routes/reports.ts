import { Hono } from "hono";
import {
  BRIDGE_MEASURES,
  bridgesReport,
  recommendationsReport,
  SECTION_MEASURES,
  sectionsReport,
  type Sum,
  VISIT_MEASURES,
  visitsReport,
} from "../core/measure/index.ts";
import { ORDER_MEASURES, ordersReport } from "../core/orders/index.ts";
import { customerSettings } from "../core/customer/index.ts";
import { isOrderReport } from "../core/reports/index.ts";
import { onlyStrategy, STRATEGIES } from "../core/recommend/index.ts";
import { callObject } from "../edge/call.ts";
import { pointersOf, ProblemError } from "../edge/problem-error.ts";
import { readUses } from "../edge/shop-reads.ts";
import { learnerStub, ledgerStub } from "../edge/stubs.ts";
import type { Scenario } from "../wire/batch.ts";
import { FunnelQuery, OrderReportQuery, RangeQuery } from "../wire/report-query.ts";
import { type AppEnv, callerOf, type Ctx } from "./context.ts";

const DAY = 86_400_000;

/**
 * `GET /v1/reports/{name}?from=&to=`: sums of ended visits by UTC day, of the last 30 days if not
 * told otherwise: the day on which they began, for `recommendations` that on which they ended.
 */
export const reports = new Hono<AppEnv>()
  .get("/visits", (c) => report(c, VISIT_MEASURES, visitsReport))
  .get("/bridges", (c) => report(c, BRIDGE_MEASURES, bridgesReport))
  .get("/sections", (c) => report(c, SECTION_MEASURES, sectionsReport))
  .get("/recommendations", async (c) => {
    const { shop, now } = await callerOf(c, "sk", "reports:read");
    const { from, to } = rangeOf(c, now);
    const record = await callObject(() => learnerStub(c.env, shop).slots(from, to, now));
    return c.json(recommendationsReport({ ...record, offered }, from, to));
  })
  .get("/orders", async (c) => {
    const { shop, now } = await callerOf(c, "sk", "reports:read");
    const { from, to } = rangeOf(c, now);
    const sums = await callObject(() =>
      ledgerStub(c.env, shop).days(from, to, ORDER_MEASURES, now),
    );
    return c.json(ordersReport(sums, from, to));
  })
  .get("/audience", async (c) => {
    const { shop, now } = await callerOf(c, "sk", "reports:read");
    const { from, to } = rangeOf(c, now);
    const told = await callObject(() => ledgerStub(c.env, shop).audience(from, to, now));
    return c.json(orTooMany(told));
  })
  .get("/funnel", async (c) => {
    const { shop, now } = await callerOf(c, "sk", "reports:read");
    const { from, to } = rangeOf(c, now);
    const query = FunnelQuery.safeParse(c.req.query());
    if (!query.success)
      throw new ProblemError(422, "Not a funnel", undefined, {
        errors: pointersOf(query.error.issues),
      });
    return c.json(
      orTooMany(await callObject(() => ledgerStub(c.env, shop).funnel(query.data, from, to, now))),
    );
  })
  .get("/:name", (c) => orderReport(c));

/** A report that reads visits one by one, or what to do where there are too many. */
function orTooMany<T>(told: T | null): T {
  if (told !== null) return told;
  const detail = "choose fewer days, with at most 300 000 visits";
  throw new ProblemError(422, "Too many visits", detail);
}

/** `GET /v1/reports/{name}?at=&currency=&limit=` and what one report is told: see `core/reports` for the names. */
async function orderReport(c: Ctx): Promise<Response> {
  const { shop, now, settings } = await callerOf(c, "sk", "reports:read");
  const name = c.req.param("name")!;
  if (!isOrderReport(name)) throw new ProblemError(404, "No such report", name.slice(0, 100));
  const query = OrderReportQuery.safeParse(c.req.query());
  if (!query.success)
    throw new ProblemError(422, "Not a report's query", undefined, {
      errors: pointersOf(query.error.issues),
    });
  const { at, ...options } = query.data;
  const asked = {
    ...customerSettings(settings),
    ...options,
    ...(name === "clock" && { uses: await readUses(c.env, shop, now) }),
    name,
    at: at === undefined ? now : Math.min(now, Date.parse(at)),
  };
  return c.json(await callObject(() => ledgerStub(c.env, shop).orderReport(asked, now)));
}

/** The strategies that a scenario knows now. */
const offered = (scenario: string) => STRATEGIES[scenario as Scenario] ?? [onlyStrategy(scenario)];

async function report(
  c: Ctx,
  measures: readonly string[],
  make: (sums: Sum[], from: number, to: number) => object,
): Promise<Response> {
  const { shop, now } = await callerOf(c, "sk", "reports:read");
  const { from, to } = rangeOf(c, now);
  const sums = await callObject(() => ledgerStub(c.env, shop).report(from, to, measures, now));
  return c.json(make(sums, from, to));
}

/** The days asked for (epoch ms). */
function rangeOf(c: Ctx, now: number): { from: number; to: number } {
  const range = RangeQuery.safeParse(c.req.query());
  if (!range.success)
    throw new ProblemError(422, "Not a range of days", undefined, {
      errors: pointersOf(range.error.issues),
    });
  const to = range.data.to === undefined ? now : Date.parse(range.data.to);
  const from = range.data.from === undefined ? to - 30 * DAY : Date.parse(range.data.from);
  if (from > to) throw new ProblemError(422, "Not a range of days", "from is later than to");
  return { from, to };
}
