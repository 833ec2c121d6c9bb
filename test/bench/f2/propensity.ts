import type { Buyer } from "../../../worker/core/customer/index.ts";
import { chanceOf, fitPropensity, oneTimeBuyers } from "../../../worker/core/second/index.ts";
import { dice } from "../../core/dice.ts";
import { qualityOf } from "../intent/measures.ts";
import { bootstrap, type Figure, interval, rounded } from "./figures.ts";

const DAY = 86_400_000;
const SPLIT = Date.parse("2011-08-31T00:00:00Z");
const END = Date.parse("2011-12-10T00:00:00Z");
const TOP = 0.1;

interface Candidate {
  scored: number;
  curve: number;
  /** Days since the first order, less is better. */
  waited: number;
  ordered: boolean;
}

/** One-time buyers of 2011-08-31 and who of them ordered again by 2011-12-09. */
export function propensityFigures(buyers: readonly Buyer[]): Figure[] {
  const model = fitPropensity(buyers, SPLIT, (END - SPLIT) / DAY);
  const again = new Set(
    buyers
      .filter(({ orders }) => orders.some(({ time }) => time > SPLIT && time <= END))
      .map(({ person }) => person),
  );
  const people = oneTimeBuyers(buyers, SPLIT).map((one): Candidate => {
    const { probability, by_curve: curve } = chanceOf(one, model);
    return { scored: probability, curve, waited: one.waited, ordered: again.has(one.person) };
  });
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
    { name: "again_people", value: people.length, beside: `${again.size} people ordered in all` },
    {
      name: "again_rate",
      value: rounded(people.filter(({ ordered }) => ordered).length / people.length),
    },
    ...figures,
    {
      name: "again_lift_over_recency",
      value: rounded(gain(people), 2),
      beside: interval(bootstrap(people, gain, roll)),
    },
  ];
}

/** How much oftener the top of a ranking ordered than all. */
function liftOf(people: readonly Candidate[], by: (candidate: Candidate) => number): number {
  const top = people.toSorted((a, b) => by(b) - by(a)).slice(0, Math.round(TOP * people.length));
  const rate = (list: readonly Candidate[]) =>
    list.filter(({ ordered }) => ordered).length / list.length;
  return rate(top) / rate(people);
}
