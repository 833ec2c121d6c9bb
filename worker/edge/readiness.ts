import { IsolateCache } from "./cached.ts";
import type { Env } from "./env.ts";
import { logError } from "./log.ts";
import type { Soon } from "./soon.ts";
import { shopStub } from "./stubs.ts";

/** No name of a shop has such a letter, so this object is nobody's. */
const PROBE = "~ready";
const PATIENCE_MS = 2_000;

/** Anybody may ask, so that no number of questions writes more than a row in this time. */
const known = new IsolateCache<boolean>({ ttl: 5_000, limit: 1 });

/** Whether an object could write a row and see it on disk, at `now` (epoch ms) or a little before. */
export const isStorageReady = (env: Env, now: number): Soon<boolean> =>
  known.get(PROBE, now, async () => {
    try {
      return await Promise.race([probe(env, now), tooSlow()]);
    } catch (error) {
      logError("storage does not answer", error);
      return false;
    }
  });

/** The object's reply is held back until its write is on disk. */
async function probe(env: Env, now: number): Promise<boolean> {
  await shopStub(env, PROBE).probe(now);
  return true;
}

async function tooSlow(): Promise<never> {
  await scheduler.wait(PATIENCE_MS);
  throw new Error(`no answer within ${PATIENCE_MS} ms`);
}
