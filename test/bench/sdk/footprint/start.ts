import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import type { Browser } from "puppeteer-core";
import { sleep } from "../page.ts";
import type { Site } from "../site.ts";
import type { Tracker, TrackerName } from "../trackers.ts";
import { costOf, type Cost } from "./cost.ts";
import { add, added, eachOnFreshPage, SETTLE_MS, type Rounds } from "./rounds.ts";

/** Bytes on the wire of what a page loads. */
export interface Transfer {
  brotli: number;
  gzip: number;
}

export async function transferOf(site: Site, tracker: Tracker): Promise<Transfer> {
  const script = Buffer.from(await (await fetch(site.origin + tracker.script)).arrayBuffer());
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11 };
  return {
    brotli: brotliCompressSync(script, { params }).length,
    gzip: gzipSync(script, { level: 9 }).length,
  };
}

/** What parsing, compiling and running each script costs until it has come to rest. */
export const measureStart = (
  browser: Browser,
  site: Site,
  trackers: readonly Tracker[],
  rounds: number,
  slowdown = 1,
): Promise<Rounds<Cost>> =>
  eachOnFreshPage(browser, site, trackers, rounds, (page, one) =>
    costOf(page, () => add(page, one).then(() => sleep(SETTLE_MS)), slowdown),
  );

/** How many times as much as a peer's our start costs, round by round: a machine's mood cancels out. */
export function ratiosTo(peer: TrackerName, start: Rounds<Cost>): number[] {
  const theirs = added(start, peer, "cpu");
  return added(start, "okaeri", "cpu").map((ours, round) => ours / theirs[round]!);
}
