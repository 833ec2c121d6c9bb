import { setTimeout as sleep } from "node:timers/promises";
import { makeKey } from "../../../worker/edge/key-mac.ts";
import { Limits } from "../../../worker/wire/limits.ts";
import { failedDuties } from "../fuzz/duties.ts";
import { newRoll } from "../fuzz/source.ts";
import { audit, counted, type Missing, replay, untilImported } from "./recount.ts";
import { Shop } from "./shop.ts";
import { Victim } from "./victim.ts";
import { Acknowledged, load, SEEN } from "./writers.ts";

const SECRET = "a secret of nobody's";
const KILLS_A_ROUND = 3;
/** How far the shop's clock jumps from round to round (ms). */
const SKEWS = [0, 180_000, -120_000, 600_000, -300_000] as const;
const FULL_FOR_MS = 2_000;
const DAY = 86_400_000;

export interface Torture {
  told: Acknowledged;
  missing: Record<string, Missing>;
  counted: Record<string, unknown>;
  /** The same, counted anew from the journals. */
  recounted: Record<string, unknown>;
  kills: number;
  /** How often the disk was full; 0 where none could be mounted. */
  fillings: number;
  failedDuties: string[];
}

export interface Options {
  rounds: number;
  /** Of a round, about. */
  seconds: number;
  seed: number;
  /** Where a small disk can be mounted. */
  fillsDisk: boolean;
}

/** Writes while it kills, cuts, fills and skews, and counts afterwards what has become of it. */
export async function torture(
  { rounds, seconds, seed, fillsDisk }: Options,
  onRound: (round: number, told: Acknowledged) => void,
): Promise<Torture> {
  const victim = await Victim.start({ OKAERI_SECRET: SECRET, OKAERI_TEST_CLOCK: "1" }, fillsDisk);
  try {
    const shop = new Shop(victim.origin, await makeKey(SECRET, "sk", "tortured"));
    const anew = new Shop(victim.origin, await makeKey(SECRET, "sk", "recounted"));
    const limits = Object.fromEntries(Object.keys(Limits.shape).map((name) => [name, 1e9]));
    for (const each of [shop, anew]) {
      await each.ask("PUT", "/v1/settings", { limits });
      await each.ask("PUT", "/v1/items", { items: SEEN });
    }
    const told = new Acknowledged();
    let isOver = false;
    const roll = newRoll(seed);
    const writing = load({ shop, roll, told, isOver: () => isOver });
    let fillings = 0;
    for (let round = 0; round < rounds; round++) {
      const skewed = Date.now() + SKEWS[round % SKEWS.length]!;
      await shop.try("PUT", "/v1/clock", { now: new Date(skewed).toISOString() });
      for (let kill = 0; kill < KILLS_A_ROUND; kill++) {
        await sleep((1_000 * seconds * (0.5 + roll())) / KILLS_A_ROUND);
        if (kill === 0 && victim.hasOwnDisk) {
          await victim.fillDisk();
          await sleep(FULL_FOR_MS);
          await victim.freeDisk();
          fillings += 1;
        }
        await victim.kill();
      }
      onRound(round, told);
    }
    isOver = true;
    await writing;
    await victim.kill();
    await untilImported(shop, told);
    // Visits end, and all that is due is done: the answer comes when nothing is.
    const end = new Date(Date.now() + DAY / 4).toISOString();
    for (const each of [shop, anew]) await each.ask("PUT", "/v1/clock", { now: end });
    const missing = await audit(shop, told);
    await replay(shop, anew);
    for (const each of [anew, shop]) await each.ask("PUT", "/v1/clock", { now: end });
    return {
      told,
      missing,
      counted: await counted(shop),
      recounted: await counted(anew),
      kills: victim.kills,
      fillings,
      failedDuties: await failedDuties(victim.origin),
    };
  } finally {
    await victim.close();
  }
}
