import type { Buyer } from "../../../worker/core/customer/index.ts";
import { chanceOf, fitPropensity, oneTimeBuyers } from "../../../worker/core/second/index.ts";
import { dice } from "../../core/dice.ts";
import { qualityOf } from "../intent/measures.ts";
import { bootstrap, type Figure, interval, rounded } from "./figures.ts";

const DAY = 86_400_000;
/** Each is forecast from its first day to its last; the earlier ones only add people to compare lifts on. */
const SPLITS = ["2011-05-31", "2011-08-31", "2011-12-10"].map((day) =>
  Date.parse(`${day}T00:00:00Z`),
);
const TOP = 0.1;

interface Candidate {
  split: number;
  scored: number;
  curve: number;
  /** Days since the first order, less is better. */
  waited: number;
  ordered: boolean;
}

/** One-time buyers at the start of a period, and who of them ordered again in it. */
function candidates(buyers: readonly Buyer[], split: number, end: number): Candidate[] {
  const model = fitPropensity(buyers, split, (end - split) / DAY);
  const again = new Set(
    buyers
      .filter(({ orders }) => orders.some(({ time }) => time > split && time <= end))
      .map(({ person }) => person),
  );
  return oneTimeBuyers(buyers, split).map((one): Candidate => {
    const { probability, by_curve: curve } = chanceOf(one, model);
    return {
      split,
      scored: probability,
      curve,
      waited: one.waited,
      ordered: again.has(one.person),
    };
  });
}

/** Who of 2011-08-31 ordered again by 2011-12-09, and the same of the quarter before. */
export function propensityFigures(buyers: readonly Buyer[]): Figure[] {
  const periods = SPLITS.slice(1).map((end, index) => candidates(buyers, SPLITS[index]!, end));
  const people = periods.at(-1)!;
  const both = periods.flat();
  const roll = dice(1);
  const rank = {
    scored: ({ scored }: Candidate) => scored,
    curve: ({ curve }: Candidate) => curve,
    recency: ({ waited }: Candidate) => 1 / (1 + waited),
  };
  const figures = Object.entries(rank).flatMap(([name, by]): Figure[] => {
    const auc = (list: readonly Candidate[]) =>
      qualityOf(list.map((each) => ({ probability: by(each), ordered: each.ordered }))).auc;
    return [
      {
        name: `again_auc_${name}`,
        value: rounded(auc(people)),
        beside: interval(bootstrap(people, auc, roll)),
      },
      {
        name: `again_lift_${name}`,
        value: rounded(liftOf(people, by), 2),
        beside: `top ${100 * TOP} %, ${interval(bootstrap(people, (list) => liftOf(list, by), roll))}`,
      },
    ];
  });
  const gain = (list: readonly Candidate[]) =>
    liftOf(list, rank.scored) - liftOf(list, rank.recency);
  return [
    { name: "again_people", value: people.length },
    {
      name: "again_rate",
      value: rounded(ordersIn(people) / people.length),
    },
    ...figures,
    {
      name: "again_lift_over_recency",
      value: rounded(gain(people), 2),
      beside: interval(bootstrap(people, gain, roll)),
    },
    {
      name: "again_lift_over_recency_2_periods",
      value: rounded(gain(both), 2),
      beside: `${interval(bootstrap(both, gain, roll))}; lift ${liftOf(both, rank.scored).toFixed(2)} of ${both.length}`,
    },
  ];
}

/** How much oftener the top of each period's ranking ordered than all of the period. */
function liftOf(people: readonly Candidate[], by: (candidate: Candidate) => number): number {
  let [ordered, expected] = [0, 0];
  for (const period of Map.groupBy(people, ({ split }) => split).values()) {
    const top = period.toSorted((a, b) => by(b) - by(a)).slice(0, Math.round(TOP * period.length));
    ordered += ordersIn(top);
    expected += (top.length * ordersIn(period)) / period.length;
  }
  return ordered / expected;
}

const ordersIn = (people: readonly Candidate[]) => people.filter(({ ordered }) => ordered).length;
