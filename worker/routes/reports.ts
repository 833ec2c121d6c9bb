import { Hono } from "hono";
import * as z from "zod";
import { visitsReport } from "../core/measure/index.ts";
import { callObject } from "../edge/call.ts";
import { pointersOf, ProblemError } from "../edge/problem-error.ts";
import { ledgerStub } from "../edge/stubs.ts";
import { type AppEnv, callerOf } from "./context.ts";

const DAY = 86_400_000;
const Range = z.object({ from: z.iso.date().optional(), to: z.iso.date().optional() });

/** `GET /v1/reports/visits?from=&to=`: channels, landing and exit pages of ended visits, by UTC day. */
export const reports = new Hono<AppEnv>().get("/visits", async (c) => {
  const { shop, now } = await callerOf(c, "sk");
  const range = Range.safeParse(c.req.query());
  if (!range.success)
    throw new ProblemError(422, "Not a range of days", undefined, {
      errors: pointersOf(range.error.issues),
    });
  const to = range.data.to === undefined ? now : Date.parse(range.data.to);
  const from = range.data.from === undefined ? to - 30 * DAY : Date.parse(range.data.from);
  if (from > to) throw new ProblemError(422, "Not a range of days", "from is later than to");
  const sums = await callObject(() => ledgerStub(c.env, shop).report(from, to));
  return c.json(visitsReport(sums, from, to));
});
