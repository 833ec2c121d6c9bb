import { Hono } from "hono";
import * as z from "zod";
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
import { onlyStrategy, STRATEGIES } from "../core/recommend/index.ts";
import { callObject } from "../edge/call.ts";
import { pointersOf, ProblemError } from "../edge/problem-error.ts";
import { learnerStub, ledgerStub } from "../edge/stubs.ts";
import type { Scenario } from "../wire/batch.ts";
import { type AppEnv, callerOf, type Ctx } from "./context.ts";

const DAY = 86_400_000;
const Range = z.object({ from: z.iso.date().optional(), to: z.iso.date().optional() });

/**
 * `GET /v1/reports/{name}?from=&to=`: sums of ended visits by UTC day, of the last 30 days if not
 * told otherwise: the day on which they began, for `recommendations` that on which they ended.
 */
export const reports = new Hono<AppEnv>()
  .get("/visits", (c) => report(c, VISIT_MEASURES, visitsReport))
  .get("/bridges", (c) => report(c, BRIDGE_MEASURES, bridgesReport))
  .get("/sections", (c) => report(c, SECTION_MEASURES, sectionsReport))
  .get("/recommendations", async (c) => {
    const { shop, now } = await callerOf(c, "sk");
    const { from, to } = rangeOf(c, now);
    const record = await callObject(() => learnerStub(c.env, shop).slots(from, to, now));
    return c.json(recommendationsReport({ ...record, offered }, from, to));
  });

/** The strategies that a scenario knows now. */
const offered = (scenario: string) => STRATEGIES[scenario as Scenario] ?? [onlyStrategy(scenario)];

async function report(
  c: Ctx,
  measures: readonly string[],
  make: (sums: Sum[], from: number, to: number) => object,
): Promise<Response> {
  const { shop, now } = await callerOf(c, "sk");
  const { from, to } = rangeOf(c, now);
  const sums = await callObject(() => ledgerStub(c.env, shop).report(from, to, measures));
  return c.json(make(sums, from, to));
}

/** The days asked for (epoch ms). */
function rangeOf(c: Ctx, now: number): { from: number; to: number } {
  const range = Range.safeParse(c.req.query());
  if (!range.success)
    throw new ProblemError(422, "Not a range of days", undefined, {
      errors: pointersOf(range.error.issues),
    });
  const to = range.data.to === undefined ? now : Date.parse(range.data.to);
  const from = range.data.from === undefined ? to - 30 * DAY : Date.parse(range.data.from);
  if (from > to) throw new ProblemError(422, "Not a range of days", "from is later than to");
  return { from, to };
}
