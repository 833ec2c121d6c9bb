import { Hono } from "hono";
import { hasTestClock } from "../edge/clock.ts";
import { pointersOf, ProblemError } from "../edge/problem-error.ts";
import { shopStub } from "../edge/stubs.ts";
import { ClockBody, type ClockReply } from "../wire/clock.ts";
import { type AppEnv, callerOf, jsonBody } from "./context.ts";

/** What a woken object tells others they fold within this time: it belongs to the same moment. */
const SETTLE_MS = 2_000;

/**
 * `PUT /v1/clock`, with `OKAERI_TEST_CLOCK=1` only: moves the shop's time and answers when nothing
 * is due any more. Objects wake in the order in which they are due, one at a time.
 */
export const clock = new Hono<AppEnv>().put("/", async (c) => {
  if (!hasTestClock(c.env))
    throw new ProblemError(403, "No test clock", "start the Worker with OKAERI_TEST_CLOCK=1");
  const { shop, now: before } = await callerOf(c, "sk", "admin");
  const body = ClockBody.safeParse(await jsonBody(c, 1_000));
  if (!body.success)
    throw new ProblemError(422, "Not a time", undefined, { errors: pointersOf(body.error.issues) });

  const now = Date.parse(body.data.now);
  const stub = shopStub(c.env, shop);
  await stub.setClock(now);
  const horizon = now + SETTLE_MS;
  // First at its own time, as its alarm would have: what an object has to send since before the
  // change would else be given up as too old. Then at the new time, so that no retry is played through.
  const earliest = new Map<string, number>();
  let woken = 0;
  for (let due = await stub.takeDue(horizon); due !== null; due = await stub.takeDue(horizon)) {
    const at = Math.max(earliest.get(due.name) ?? Math.min(before, now), due.at);
    await c.env[due.binding].getByName(due.name).wake(at);
    earliest.set(due.name, now);
    woken += 1;
  }
  return c.json({ now: new Date(now).toISOString(), woken } satisfies ClockReply);
});
