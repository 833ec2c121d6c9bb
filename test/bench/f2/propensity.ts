import type { Buyer } from "../../../worker/core/customer/index.ts";
import { chanceOf, fitPropensity, oneTimeBuyers } from "../../../worker/core/second/index.ts";
import { dice } from "../../core/dice.ts";
import { behavingShop, START } from "../../core/second/shop.ts";
import { qualityOf } from "../intent/measures.ts";
import { bootstrap, type Figure, interval, rounded } from "./figures.ts";

const DAY = 86_400_000;
const TOP = 0.1;
const day = (text: string) => Date.parse(`${text}T00:00:00Z`);
/** What METHODS asks: who of this day's one-time buyers orders again by the end of the file. */
const LAST = { split: day("2011-08-31"), end: day("2011-12-10") };
/** Ends of months from which ninety days can be watched; before April there is nothing to learn from. */
const PERIODS = ["2011-04-30", "2011-05-31", "2011-06-30", "2011-07-31", "2011-08-31"].map(
  (text) => ({ split: day(text), end: day(text) + 90 * DAY }),
);

interface Candidate {
  person: string;
  split: number;
  scored: number;
  curve: number;
  /** Days since the first order, less is better. */
  waited: number;
  ordered: boolean;
}

/** One-time buyers at the start of a period, and who of them ordered again in it. */
function candidates(
  buyers: readonly Buyer[],
  { split, end }: { split: number; end: number },
): Candidate[] {
  const model = fitPropensity(buyers, split, (end - split) / DAY);
  const again = new Set(
    buyers
      .filter(({ orders }) => orders.some(({ time }) => time > split && time <= end))
      .map(({ person }) => person),
  );
  return oneTimeBuyers(buyers, split).map((one): Candidate => {
    const { probability, by_curve: curve } = chanceOf(one, model);
    const { person, waited } = one;
    return { person, split, scored: probability, curve, waited, ordered: again.has(person) };
  });
}

const rank = {
  scored: ({ scored }: Candidate) => scored,
  curve: ({ curve }: Candidate) => curve,
  recency: ({ waited }: Candidate) => 1 / (1 + waited),
};

/** How much oftener the model's top tenth orders than recency's, of the same people. */
const gain = (list: readonly Candidate[]) => liftOf(list, rank.scored) - liftOf(list, rank.recency);

/** Who of Online Retail's one-time buyers orders again: the last quarter, and five months pooled. */
export function propensityFigures(buyers: readonly Buyer[]): Figure[] {
  const people = candidates(buyers, LAST);
  const roll = dice(1);
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
  return [
    { name: "again_people", value: people.length },
    { name: "again_rate", value: rounded(ordersIn(people) / people.length) },
    ...figures,
    {
      name: "again_lift_over_recency",
      value: rounded(gain(people), 2),
      beside: interval(bootstrap(people, gain, roll)),
    },
    ...pooledFigures(PERIODS.flatMap((period) => candidates(buyers, period))),
    ...simulatedFigures(),
  ];
}

/** Somebody is a candidate in several months, so that people are drawn again, with all of their months. */
function pooledFigures(pooled: readonly Candidate[]): Figure[] {
  const people = [...Map.groupBy(pooled, ({ person }) => person).values()];
  const roll = dice(2);
  const figure = (name: string, statistic: (list: readonly Candidate[]) => number): Figure => ({
    name: `again_pooled_${name}`,
    value: rounded(statistic(pooled), 2),
    beside: interval(bootstrap(people, (sample) => statistic(sample.flat()), roll)),
  });
  return [
    { name: "again_pooled_people", value: people.length, beside: `in ${PERIODS.length} months` },
    figure("lift", (list) => liftOf(list, rank.scored)),
    figure("lift_recency", (list) => liftOf(list, rank.recency)),
    figure("lift_over_recency", gain),
  ];
}

/** The same of shops in which the first order tells (SPEC S39: at least 2). */
function simulatedFigures(): Figure[] {
  const shops = Array.from({ length: 20 }, (_, seed) => {
    const split = START + 300 * DAY;
    return candidates(behavingShop(seed + 1), { split, end: split + 90 * DAY });
  });
  const lifts = shops.map((list) => liftOf(list, rank.scored));
  const gains = shops.map(gain);
  const mean = (list: readonly number[]) => list.reduce((sum, each) => sum + each, 0) / list.length;
  const roll = dice(3);
  const figure = (name: string, list: readonly number[]): Figure => ({
    name,
    value: rounded(mean(list), 2),
    beside: `${interval(bootstrap(list, mean, roll))}, ${list.length} shops`,
  });
  return [figure("simulated_lift", lifts), figure("simulated_lift_over_recency", gains)];
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
