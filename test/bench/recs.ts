/**
 * Next-item quality and speed of the shipped table, on sessions from files.
 *
 *     node test/bench/recs.ts                            RetailRocket and Diginetica
 *     node test/bench/recs.ts --train FILE --test FILE   other files
 *
 * `train` holds one JSON array of item ids a line, in time order; `test` one `{"prefix": […], "next": …}` a line;
 * either may be gzipped. The folder of the known sets is `OKAERI_DATA_SETS`, or `../shared/data`.
 *
 * Two protocols. *bench*, as published: the item on screen may be recommended. *live*, as a shop
 * does it: the item on screen is never shown, and cases whose answer it is are dropped.
 *
 * The files have no times. All sessions count as of one time, unless `--days N` lays them out evenly
 * over N days in file order; recency then plays its part, and a result must say so.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { gunzipSync } from "node:zlib";
import {
  ItemTable,
  type Neighbours,
  nextItems,
  RECENT_ITEMS,
} from "../../worker/core/recommend/index.ts";

const DAY = 86_400_000;
const START = Date.UTC(2026, 0, 1);
const TOP = 20;

interface Case {
  prefix: string[];
  next: string;
}
/** Ranks up to `TOP` items after `recent` (distinct, newest first), without the excluded one. */
type Recommender = (recent: string[], excluded: string | null) => string[];

interface Result {
  cases: number;
  /** Percent of cases whose answer is among the first `TOP`. */
  hitRate: number;
  /** Mean reciprocal rank of the answer, in percent. */
  reciprocalRank: number;
  /** Microseconds per case, ascending. */
  times: number[];
}

function measure(
  cases: readonly Case[],
  protocol: "bench" | "live",
  recommend: Recommender,
): Result {
  let hits = 0;
  let reciprocal = 0;
  const times: number[] = [];
  for (const { prefix, next } of cases) {
    const onScreen = prefix.at(-1)!;
    if (protocol === "live" && onScreen === next) continue;
    const recent = [...new Set(prefix.toReversed())];
    const started = performance.now();
    const items = recommend(recent, protocol === "live" ? onScreen : null);
    times.push((performance.now() - started) * 1000);
    const rank = items.indexOf(next) + 1;
    if (rank > 0) {
      hits++;
      reciprocal += 1 / rank;
    }
  }
  return {
    cases: times.length,
    hitRate: (100 * hits) / times.length,
    reciprocalRank: (100 * reciprocal) / times.length,
    times: times.sort((a, b) => a - b),
  };
}

/** Most clicked items first. */
function popularity(train: readonly string[][]): string[] {
  const clicks = new Map<string, number>();
  for (const id of train.flat()) clicks.set(id, (clicks.get(id) ?? 0) + 1);
  return [...clicks].sort((a, b) => b[1] - a[1]).map(([id]) => id);
}

function bench(
  name: string,
  train: readonly string[][],
  cases: readonly Case[],
  days: number,
): void {
  const table = new ItemTable();
  const now = START + days * DAY;
  const started = performance.now();
  train.forEach((session, i) => table.learn(session, START + (i / train.length) * days * DAY));
  const learning = ((performance.now() - started) * 1000) / train.length;
  console.log(
    `\n${name}: ${train.length} sessions over ${days} days, ${table.size} items, ` +
      `${learning.toFixed(1)} µs to learn a session`,
  );

  const popular = popularity(train).slice(0, 2 * TOP);
  const without = (items: string[], excluded: string | null) =>
    items.filter((id) => id !== excluded).slice(0, TOP);
  const shipped: Recommender = (recent, excluded) => {
    const rows = new Map<string, Neighbours>();
    for (const id of recent.slice(0, RECENT_ITEMS)) {
      const row = table.neighbours(id, now);
      if (row !== null) rows.set(id, row);
    }
    const exclude = new Set(excluded === null ? [] : [excluded]);
    return nextItems({ recent, rows, reminders: true, exclude, count: TOP }).map(({ id }) => id);
  };
  const recommenders: [string, Recommender][] = [
    ["popularity", (_, excluded) => without(popular, excluded)],
    [
      "recently viewed + popularity",
      (recent, excluded) => without([...new Set([...recent, ...popular])], excluded),
    ],
    ["table", shipped],
  ];

  measure(cases, "bench", shipped); // The first run compiles; the runs that are timed do not.
  const last = new Map<string, Result>();
  for (const protocol of ["bench", "live"] as const) {
    for (const [label, recommend] of recommenders) {
      const result = measure(cases, protocol, recommend);
      last.set(protocol, result);
      const quality = `${result.hitRate.toFixed(1)} / ${result.reciprocalRank.toFixed(1)}`;
      console.log(
        `${protocol.padEnd(5)}  ${label.padEnd(28)}  HR@${TOP} / MRR@${TOP} ${quality.padStart(11)}  ` +
          `p50 ${percentile(result, 0.5)} µs, p99 ${percentile(result, 0.99)} µs, ${result.cases} cases`,
      );
    }
  }
  for (const [protocol, { hitRate, reciprocalRank }] of last) {
    console.log(`${protocol}_hr@${TOP} ${hitRate.toFixed(2)}`);
    console.log(`${protocol}_mrr@${TOP} ${reciprocalRank.toFixed(2)}`);
  }
  console.log(`p99_us ${percentile(last.get("live")!, 0.99)}`);
}

const percentile = ({ times }: Result, share: number): string =>
  (times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0).toFixed(1);

function lines(path: string): unknown[] {
  const bytes = readFileSync(path);
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const text = (isGzip ? gunzipSync(bytes) : bytes).toString("utf8");
  return text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => JSON.parse(line) as unknown);
}

const readSessions = (path: string): string[][] =>
  lines(path).map((session) => (session as unknown[]).map(String));

const readCases = (path: string): Case[] =>
  lines(path).map((line) => {
    const { prefix, next } = line as { prefix: unknown[]; next: unknown };
    return { prefix: prefix.map(String), next: String(next) };
  });

const { values } = parseArgs({
  options: {
    train: { type: "string" },
    test: { type: "string" },
    days: { type: "string", default: "0" },
  },
});
const days = Number(values.days);
if (values.train !== undefined && values.test !== undefined) {
  bench(values.train, readSessions(values.train), readCases(values.test), days);
} else {
  const folder = process.env["OKAERI_DATA_SETS"] ?? join("..", "shared", "data");
  for (const set of ["retailrocket", "diginetica"]) {
    const [train, test] = ["train", "test"].map((part) => join(folder, set, `${part}.jsonl.gz`));
    if (!existsSync(train!))
      throw new Error(`no ${train}: set OKAERI_DATA_SETS, or --train and --test`);
    bench(set, readSessions(train!), readCases(test!), days);
  }
}
