import type { Case } from "./data.ts";

export const TOP = 20;

/** *bench*, as published: the item on screen may be recommended. *live*, as a shop does it: it may not. */
export type Protocol = "bench" | "live";

/** What a visitor viewed. */
export interface History {
  /** Oldest first, repeats included; the last is on screen. */
  prefix: readonly string[];
  /** Each item once, newest first. */
  recent: string[];
  /** How often each of `recent` was viewed. */
  views: number[];
}

/** Ranks up to `TOP` items after what was viewed. */
export type Recommender = (history: History, excluded: string | null) => string[];

export function historyOf(prefix: readonly string[]): History {
  const views = new Map<string, number>();
  for (const id of prefix.toReversed()) views.set(id, (views.get(id) ?? 0) + 1);
  return { prefix, recent: [...views.keys()], views: [...views.values()] };
}

export interface Result {
  cases: number;
  /** Percent of cases whose answer is among the first `TOP`. */
  hitRate: number;
  /** Mean reciprocal rank of the answer within the first `TOP`, in percent. */
  reciprocalRank: number;
  /** Discounted gain `1/log2(rank + 1)` of the answer within the first `TOP`, in percent. */
  gain: number;
  /** Percent of the items of training that came up in some answer. */
  coverage: number;
  /** Microseconds per case, ascending; of several passes the fastest, since others use the machine. */
  times: Float64Array;
}

/**
 * @param items those of training
 * @param every measure each so-many-th case
 * @param passes how often all cases are asked
 */
export function measure(
  cases: readonly Case[],
  protocol: Protocol,
  recommend: Recommender,
  items: ReadonlySet<string>,
  { every = 1, passes = 1 } = {},
): Result {
  const asked = cases.filter(
    ({ prefix, next }, i) => i % every === 0 && !(protocol === "live" && prefix.at(-1) === next),
  );
  const histories = asked.map(({ prefix }) => historyOf(prefix));
  const times = new Float64Array(asked.length).fill(Infinity);
  let answers: string[][] = [];
  for (let pass = 0; pass < passes; pass++) {
    answers = histories.map((history, i) => {
      const excluded = protocol === "live" ? history.recent[0]! : null;
      const started = performance.now();
      const answer = recommend(history, excluded);
      times[i] = Math.min(times[i]!, (performance.now() - started) * 1000);
      return answer;
    });
  }
  return { ...quality(asked, answers, items), times: times.sort() };
}

function quality(
  asked: readonly Case[],
  answers: readonly string[][],
  items: ReadonlySet<string>,
): Omit<Result, "times"> {
  const shown = new Set(answers.flat().filter((id) => items.has(id)));
  let hits = 0;
  let reciprocal = 0;
  let gain = 0;
  asked.forEach(({ next }, i) => {
    const rank = answers[i]!.indexOf(next) + 1;
    if (rank === 0) return;
    hits += 1;
    reciprocal += 1 / rank;
    gain += 1 / Math.log2(rank + 1);
  });
  const percent = (sum: number): number => (100 * sum) / asked.length;
  return {
    cases: asked.length,
    hitRate: percent(hits),
    reciprocalRank: percent(reciprocal),
    gain: percent(gain),
    coverage: (100 * shown.size) / items.size,
  };
}

/** The time that a `share` of the answers keep to, in microseconds. */
export const percentile = ({ times }: Result, share: number): number =>
  times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;

export const HEADER = `${"".padEnd(36)}   HR@20  MRR@20  NDCG@20  coverage@20   p50 µs   p99 µs    cases`;

export function row(label: string, result: Result): string {
  const { hitRate, reciprocalRank, gain, coverage, cases } = result;
  const cells = [
    hitRate.toFixed(1).padStart(8),
    reciprocalRank.toFixed(1).padStart(8),
    gain.toFixed(1).padStart(9),
    coverage.toFixed(1).padStart(13),
    percentile(result, 0.5).toFixed(1).padStart(9),
    percentile(result, 0.99).toFixed(1).padStart(9),
    String(cases).padStart(9),
  ];
  return label.padEnd(36) + cells.join("");
}
