import type { Env } from "./env.ts";
import { shopStub } from "./stubs.ts";

/** Whether `PUT /v1/clock` is allowed and objects keep their alarms on the shop's clock. */
export const hasTestClock = (env: Env): boolean => env.OKAERI_TEST_CLOCK === "1";

/**
 * The time (epoch ms) on a shop's clock. It is the machine's, except under the test clock, where
 * the shop's object keeps an offset that goes on running.
 */
export async function nowFor(env: Env, shop: string): Promise<number> {
  const now = Date.now();
  return hasTestClock(env) ? now + (await shopStub(env, shop).clockOffset()) : now;
}
