import { type Interval, liftOf, shareInterval } from "./intervals.ts";

/** A score and what came of it. */
export interface Scored {
  id: string;
  probability: number;
  ordered: boolean;
}

export interface DecileTable {
  people: number;
  ordered: number;
  /** Of the tenth with the highest scores, against all; null while nobody has ordered. */
  top_decile_lift: { lift: number; interval: Interval } | null;
  /** The highest scores first; empty for fewer than ten people. */
  deciles: {
    people: number;
    /** Mean probability that was said, beside the share that ordered. */
    said: number;
    ordered: number;
    rate: number;
    interval: Interval;
  }[];
}

const DECILES = 10;

/** Ten groups of equal size by score. Equal scores are parted by id, which no outcome bears upon. */
export function decileTable(scored: readonly Scored[]): DecileTable {
  const ranked = scored.toSorted((a, b) => b.probability - a.probability || (a.id < b.id ? -1 : 1));
  const people = ranked.length;
  const ordered = countOrdered(ranked);
  const groups =
    people < DECILES
      ? []
      : Array.from({ length: DECILES }, (_, place) => {
          const edge = (tenth: number) => Math.round((tenth * people) / DECILES);
          return ranked.slice(edge(place), edge(place + 1));
        });
  const deciles = groups.map((group) => {
    const count = countOrdered(group);
    return {
      people: group.length,
      said: group.reduce((sum, { probability }) => sum + probability, 0) / group.length,
      ordered: count,
      rate: count / group.length,
      interval: shareInterval(count, group.length),
    };
  });
  const [top] = deciles;
  const lift =
    top === undefined
      ? null
      : liftOf(
          { successes: top.ordered, count: top.people },
          { successes: ordered - top.ordered, count: people - top.people },
        );
  return { people, ordered, top_decile_lift: lift, deciles };
}

const countOrdered = (scored: readonly Scored[]) => scored.filter(({ ordered }) => ordered).length;
