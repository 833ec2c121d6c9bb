import { existsSync } from "node:fs";
import { join } from "node:path";
import type { DataSet } from "./data.ts";
import { readCases, readCategories, readSessions } from "./data.ts";
import { HEADER, type Recommender, type Result, measure, percentile, row, TOP } from "./measure.ts";
import { categoryPopularity, popularity, recentlyViewed } from "./peers/popular.ts";
import { SessionIndex } from "./peers/session-index.ts";
import { stan } from "./peers/stan.ts";
import { vmisKnn } from "./peers/vmis-knn.ts";
import { Shipped } from "./shipped.ts";

/** Cases that a slow peer answers at most, spread over all. */
const PEER_CASES = 2000;

/** Passes over all cases, of which each case's fastest counts; the slow peers make one. */
const PASSES = 3;

/** The folder of the known sets. */
export const FOLDER = process.env["OKAERI_DATA_SETS"] ?? join("..", "shared", "data");

export function knownSet(name: string): DataSet {
  const file = (part: string): string => join(FOLDER, name, `${part}.jsonl.gz`);
  const items = file("items");
  return {
    ...fileSet(file("train"), file("test")),
    name,
    categories: existsSync(items) ? readCategories(items) : null,
  };
}

export function fileSet(train: string, test: string): DataSet {
  if (!existsSync(train))
    throw new Error(`no ${train}: set OKAERI_DATA_SETS, or --train and --test`);
  return { name: train, train: readSessions(train), cases: readCases(test), categories: null };
}

/** The shipped table beside its peers on one set, the peers first. */
export function compare({ name, train, cases, categories }: DataSet, days: number): void {
  const shipped = new Shipped(train, days);
  const items = new Set(train.flat());
  const index = new SessionIndex(train);
  const daysAgo = (session: number): number => days * (1 - session / train.length);
  const every = Math.ceil(cases.length / PEER_CASES);
  const sampled = every > 1 ? `, each ${every}th case` : "";

  console.log(
    `\n${name}: ${train.length} sessions over ${days} days, ${items.size} items, ` +
      `${shipped.learningTime.toFixed(1)} µs to learn a session\n${HEADER}`,
  );
  const peers: [label: string, peer: Recommender, every: number][] = [
    ["popularity", popularity(train), 1],
    ["recently viewed + popularity", recentlyViewed(train), 1],
    [`VMIS-kNN${sampled}`, vmisKnn(index), every],
    [`STAN${sampled}`, stan(index, daysAgo), every],
    ["table, as the edge serves it", shipped.atEdge(), 1],
    ["table, in process", shipped.inProcess(), 1],
  ];
  if (categories !== null)
    peers.splice(1, 0, ["category popularity", categoryPopularity(train, categories), 1]);

  // The first run compiles; the runs that are timed do not.
  for (const [, peer] of peers) measure(cases, "bench", peer, items, { every: 5 * every });
  const last = new Map<string, Result>();
  for (const protocol of ["bench", "live"] as const) {
    for (const [label, peer, step] of peers) {
      const passes = step === 1 ? PASSES : 1;
      const result = measure(cases, protocol, peer, items, { every: step, passes });
      last.set(protocol, result);
      console.log(row(`${protocol.padEnd(6)}${label}`, result));
    }
  }
  if (categories === null) console.log("No categories in this set: no category popularity.");
  for (const [protocol, { hitRate, reciprocalRank }] of last) {
    console.log(`${protocol}_hr@${TOP} ${hitRate.toFixed(2)}`);
    console.log(`${protocol}_mrr@${TOP} ${reciprocalRank.toFixed(2)}`);
  }
  console.log(`p99_us ${percentile(last.get("live")!, 0.99).toFixed(1)}`);
}
