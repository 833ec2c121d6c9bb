import { FEWEST } from "./conversion.ts";
import { Q_LIMIT, qValues } from "./false-discovery.ts";
import { mantelHaenszel, type Table } from "./mantel-haenszel.ts";

/** Somebody of a stratum, what they were exposed to, and whether it happened to them. */
export interface Observation {
  person: string;
  /** Only people of the same stratum are compared. */
  stratum: string;
  keys: Iterable<string>;
  happened: boolean;
}

/** What came of an exposure. */
export interface Exposure {
  key: string;
  /** Observations, and the people behind them. */
  n: number;
  people: number;
  /** To how many it happened, and to how many it would at the strata's own rates. */
  observed: number;
  expected: number;
  /** Mantel–Haenszel, null where nobody else is there to compare with. */
  odds_ratio: number | null;
  /** 95 %. */
  interval: [number, number] | null;
  p: number;
  /** Benjamini–Hochberg over all exposures of at least 30 people. */
  q: number;
}

/** Tests each exposure of enough people against others of the same strata, the surest first. */
export function testExposures(observations: readonly Observation[]): Exposure[] {
  const { strata, exposed } = countAll(observations);
  const rows: Exposure[] = [];
  for (const [key, { people, counts }] of exposed) {
    if (people.size < FEWEST) continue;
    let n = 0;
    for (const count of counts.values()) n += count.n;
    const { oddsRatio, interval, p, observed, expected } = mantelHaenszel(tablesOf(counts, strata));
    rows.push({
      key,
      n,
      people: people.size,
      observed,
      expected,
      odds_ratio: oddsRatio,
      interval,
      p,
      q: 1,
    });
  }
  const qs = qValues(rows.map(({ p }) => p));
  for (const [index, row] of rows.entries()) row.q = qs[index]!;
  return rows.sort((a, b) => a.p - b.p || b.n - a.n || (a.key < b.key ? -1 : 1));
}

/** What is surely more frequent after the exposure than without. */
export const isFind = ({ q, observed, expected }: Exposure): boolean =>
  q <= Q_LIMIT && observed > expected;

/** An exposure as a report tells of it. */
export interface Finding {
  /** Observations with the exposure, and the people behind them. */
  n: number;
  people: number;
  /** Share to which it happened, and what it would be at the rates of others in the same strata. */
  rate: number;
  expected: number;
  odds_ratio: number | null;
  /** 95 %. */
  interval: [number, number] | null;
  p: number;
  /** Benjamini–Hochberg over all that were tested. */
  q: number;
}

export const findingOf = (exposure: Exposure): Finding => {
  const { n, people, observed, expected, odds_ratio, interval, p, q } = exposure;
  return { n, people, rate: observed / n, expected: expected / n, odds_ratio, interval, p, q };
};

interface Count {
  n: number;
  happened: number;
}

interface Exposed {
  people: Set<string>;
  /** By stratum. */
  counts: Map<string, Count>;
}

function countAll(observations: readonly Observation[]) {
  const strata = new Map<string, Count>();
  const exposed = new Map<string, Exposed>();
  for (const { person, stratum, keys, happened } of observations) {
    add(strata, stratum, happened);
    for (const key of keys) {
      let known = exposed.get(key);
      if (known === undefined) exposed.set(key, (known = { people: new Set(), counts: new Map() }));
      known.people.add(person);
      add(known.counts, stratum, happened);
    }
  }
  return { strata, exposed };
}

function add(counts: Map<string, Count>, stratum: string, happened: boolean): void {
  let count = counts.get(stratum);
  if (count === undefined) counts.set(stratum, (count = { n: 0, happened: 0 }));
  count.n++;
  if (happened) count.happened++;
}

function* tablesOf(
  exposed: ReadonlyMap<string, Count>,
  strata: ReadonlyMap<string, Count>,
): Generator<Table> {
  for (const [stratum, { n, happened: a }] of exposed) {
    const all = strata.get(stratum)!;
    const c = all.happened - a;
    yield { a, b: n - a, c, d: all.n - n - c };
  }
}
