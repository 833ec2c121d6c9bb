import { shareDifference } from "../measure/index.ts";
import { FEWEST, maturedCounts, rateOf, type Rate } from "./conversion.ts";
import { twoSided } from "./normal.ts";
import type { Wait } from "./waits.ts";

/** Is the second order harder to get than the third? */
export interface WallVerdict {
  verdict: "yes" | "no" | "cannot tell";
  /** In words, with the figures that it rests on. */
  because: string;
  /** Days within which people came back, of those whose order is at least so old. */
  days: number;
  second: Rate;
  third: Rate;
  /** F3 − F2, 95 %; null when too few people can tell. */
  difference: { value: number; interval: [number, number] } | null;
  /** Two-sided, of no difference at all. */
  p: number | null;
}

/** A difference that is surely smaller than this is no wall. */
const WALL = 0.1;

/**
 * F2(H) against F3(H) on matured cohorts (METHODS §5). "yes": the interval of the difference lies above
 * 0. "no": it lies below ten points. Else nobody can tell yet.
 */
export function wallVerdict(
  afterFirst: readonly Wait[],
  afterSecond: readonly Wait[],
  days: number,
): WallVerdict {
  const second = maturedCounts(afterFirst, days);
  const third = maturedCounts(afterSecond, days);
  const rates = {
    days,
    second: rateOf(second.returned, second.n),
    third: rateOf(third.returned, third.n),
  };
  if (second.n < FEWEST || third.n < FEWEST) {
    const because = `${second.n} first and ${third.n} second orders are ${days} days old: it takes ${FEWEST} of each`;
    return { verdict: "cannot tell", because, ...rates, difference: null, p: null };
  }
  const difference = differenceOf(second, third);
  const [low, high] = difference.interval;
  const verdict = low > 0 ? "yes" : high < WALL ? "no" : "cannot tell";
  const p = pOf(second, third);
  return { verdict, because: words(verdict, rates, p), ...rates, difference, p };
}

interface Counts {
  returned: number;
  n: number;
}

function differenceOf(from: Counts, to: Counts): NonNullable<WallVerdict["difference"]> {
  const share = ({ returned, n }: Counts) => ({ successes: returned, count: n });
  return {
    value: to.returned / to.n - from.returned / from.n,
    interval: shareDifference(share(to), share(from)),
  };
}

/** The pooled two-proportion test; 1 where everybody or nobody came back. */
function pOf(a: Counts, b: Counts): number {
  const pooled = (a.returned + b.returned) / (a.n + b.n);
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / a.n + 1 / b.n));
  return error === 0 ? 1 : twoSided((b.returned / b.n - a.returned / a.n) / error);
}

function words(
  verdict: WallVerdict["verdict"],
  { days, second, third }: Pick<WallVerdict, "days" | "second" | "third">,
  p: number,
): string {
  const shares = `${percent(second)} of ${second.n} order again within ${days} days of the first order, ${percent(third)} of ${third.n} of the second`;
  if (verdict === "yes") return `${shares} (p ${p < 0.001 ? "< 0.001" : `= ${p.toFixed(3)}`})`;
  if (verdict === "no") return `${shares}: surely less than ${WALL * 100} points apart`;
  return `${shares}: too few to tell them apart`;
}

const percent = ({ rate }: Rate) => `${(100 * (rate ?? 0)).toFixed(1)} %`;
