import { FUNNEL_STEPS, type FunnelStep } from "../visit/index.ts";
import { daysOf } from "./sum.ts";
import type { VisitFact } from "./visit-fact.ts";

export interface FunnelQuery {
  steps: FunnelStep[];
  /** `ordered`: each step at the time of the one before or later. `any`: all of them, in any order. */
  order: "ordered" | "any";
  /** Whether the way is one visit's, or may go over several of the same person. */
  by: "visit" | "person";
}

export interface FunnelReport extends FunnelQuery {
  /** Days on which the visits began, ISO 8601. */
  from: string;
  to: string;
  funnel: {
    step: FunnelStep;
    /** Visits or people that came so far. */
    n: number;
    /** Of those at the first step, and of those at the step before. */
    of_first: number | null;
    of_before: number | null;
    /** Time since the step before, the median of those who came so far (ms); null on the first step. */
    median_ms: number | null;
  }[];
  /** From the first step to the last, of those who came through (ms). */
  time_to_convert: { n: number; median_ms: number | null; p90_ms: number | null };
}

/**
 * How far visits or people came on a way of steps. A visit knows of each kind of step when it happened
 * first and last: a step that is only found between other steps counts by these two.
 */
export function funnelReport(
  facts: Iterable<Pick<VisitFact, "id" | "person" | "steps">>,
  query: FunnelQuery,
  from: number,
  to: number,
): FunnelReport {
  const ways = waysOf(facts, query.by).map((times) => reached(times, query));
  const funnel = query.steps.map((step, place) => {
    const here = ways.filter((way) => way.length > place);
    const before = place === 0 ? here : ways.filter((way) => way.length >= place);
    const first = ways.filter((way) => way.length > 0);
    const waits = here.map((way) => (place === 0 ? 0 : Math.abs(way[place]! - way[place - 1]!)));
    return {
      step,
      n: here.length,
      of_first: share(here.length, first.length),
      of_before: share(here.length, before.length),
      median_ms: place === 0 ? null : quantile(waits, 0.5),
    };
  });
  const through = ways.filter((way) => way.length === query.steps.length);
  const spans = through.map((way) => Math.max(...way) - Math.min(...way));
  return {
    ...daysOf(from, to),
    ...query,
    funnel,
    time_to_convert: {
      n: spans.length,
      median_ms: quantile(spans, 0.5),
      p90_ms: quantile(spans, 0.9),
    },
  };
}

/** When each step happened, of every visit or person: all times known, ascending. */
type Way = Map<FunnelStep, number[]>;

function waysOf(
  facts: Iterable<Pick<VisitFact, "id" | "person" | "steps">>,
  by: FunnelQuery["by"],
): Way[] {
  const ways = new Map<string, Way>();
  for (const { id, person, steps = {} } of facts) {
    const key = by === "visit" ? id : person;
    const way = ways.get(key) ?? new Map<FunnelStep, number[]>();
    for (const step of FUNNEL_STEPS)
      if (steps[step] !== undefined) way.set(step, [...(way.get(step) ?? []), ...steps[step]]);
    ways.set(key, way);
  }
  for (const way of ways.values()) for (const times of way.values()) times.sort((a, b) => a - b);
  return [...ways.values()];
}

/** Times of the steps that were reached, as far as the way goes. */
function reached(way: Way, { steps, order }: FunnelQuery): number[] {
  const times: number[] = [];
  for (const step of steps) {
    const earliest = order === "any" ? -Infinity : (times.at(-1) ?? -Infinity);
    const time = way.get(step)?.find((known) => known >= earliest);
    if (time === undefined) break;
    times.push(time);
  }
  return times;
}

const share = (n: number, of: number): number | null => (of === 0 ? null : n / of);

/** Interpolated between ranks (Hyndman and Fan 1996, type 7), in whole ms; null of none. */
function quantile(values: readonly number[], q: number): number | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  const place = q * (sorted.length - 1);
  const [below, above] = [sorted[Math.floor(place)]!, sorted[Math.ceil(place)]!];
  return Math.round(below + (place % 1) * (above - below));
}
