import {
  driftedTargets,
  type Finding,
  type Look,
  RATIO_DAYS,
  sampleRatioMismatches,
  staleFeeds,
} from "../core/alerts/index.ts";
import type { SlotDay } from "../core/recommend/index.ts";
import type { AlertKind } from "../wire/alert.ts";
import { callObject } from "./call.ts";
import type { Env } from "./env.ts";
import { logError } from "./log.ts";
import { importStub, learnerStub, ledgerStub } from "./stubs.ts";

const DAY = 86_400_000;

type Looker = (env: Env, shop: string, now: number) => Promise<Finding[]>;

/** Who knows whether something is not as it should be; each is asked where its numbers lie. */
const LOOKERS: Partial<Record<AlertKind, Looker>> = {
  tag_silent: async (env, shop, now) => {
    const finding = await callObject(() => ledgerStub(env, shop).silence(now));
    return finding === null ? [] : [finding];
  },
  feed_stale: async (env, shop, now) =>
    staleFeeds(await callObject(() => importStub(env, shop).feeds()), now),
  intent_drifted: async (env, shop, now) =>
    driftedTargets(await callObject(() => learnerStub(env, shop).card(now))),
  sample_ratio_mismatch: async (env, shop, now) => {
    const [from, to] = [now - RATIO_DAYS * DAY, now - DAY];
    const read = () => learnerStub(env, shop).slots(from, to, now) as Promise<{ days: SlotDay[] }>;
    return sampleRatioMismatches((await callObject(read)).days);
  },
};

/** Looks at all that lies outside of the courier. What cannot be asked now is not among what was looked at. */
export async function lookAround(env: Env, shop: string, now: number): Promise<Look> {
  const looked = new Set<AlertKind>();
  const findings = await Promise.all(
    Object.entries(LOOKERS).map(async ([kind, look]) => {
      try {
        const found = await look(env, shop, now);
        looked.add(kind as AlertKind);
        return found;
      } catch (error) {
        logError("not looked at", error, { shop, object: kind });
        return [];
      }
    }),
  );
  return { looked, findings: findings.flat() };
}
