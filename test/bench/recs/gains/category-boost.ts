import { casesOf } from "../data.ts";
import { knownSet } from "../main.ts";
import { HEADER, type Recommender, type Result, TOP, measure, row } from "../measure.ts";
import { Shipped } from "../shipped.ts";

const BOOSTS = [0, 0.25, 0.5, 1, 2, 4, 8, 16];
/** Share of the training sessions, the last of them, on which the boost is chosen. */
const TAIL = 0.06;

/**
 * What re-ranking by the visitor's liking of categories gains: a score is multiplied by 1 + boost ×
 * the share that the item's category has of what the visitor viewed, newer views counting more.
 */
export function categoryBoost(days: number): void {
  const { train, cases, categories } = knownSet("diginetica-categories");
  const items = new Set(train.flat());
  const cut = Math.floor(train.length * (1 - TAIL));
  const head = new Shipped(train.slice(0, cut), days);
  const tail = casesOf(train.slice(cut));
  const trial = (boost: number): Result =>
    measure(tail, "live", boosted(head, categories!, boost), items);
  const trials = BOOSTS.map((boost) => ({ boost, gain: trial(boost).gain }));
  const { boost } = trials.reduce((a, b) => (b.gain > a.gain ? b : a));

  console.log(
    `\nCategory liking, boost ${boost} chosen on the last sessions of training\n${HEADER}`,
  );
  const whole = new Shipped(train, days);
  for (const tried of new Set([0, boost])) {
    const result = measure(cases, "live", boosted(whole, categories!, tried), items);
    console.log(row(`diginetica-categories: boost ${tried}`, result));
  }
  console.log("No set here has prices of viewed items: the price boost is not measured.");
}

function boosted(
  shipped: Shipped,
  categories: ReadonlyMap<string, string>,
  boost: number,
): Recommender {
  return ({ recent, views }, excluded) => {
    const liking = new Map<string | undefined, number>();
    let total = 0;
    recent.forEach((id, age) => {
      const weight = 0.65 ** age;
      total += weight;
      liking.set(categories.get(id), (liking.get(categories.get(id)) ?? 0) + weight);
    });
    return shipped.table
      .next({
        recent,
        views,
        now: shipped.now,
        reminders: true,
        exclude: excluded === null ? [] : [excluded],
        count: 3 * TOP,
      })
      .map(({ id, score }) => {
        const share = (liking.get(categories.get(id)) ?? 0) / total;
        return { id, score: score * (1 + boost * share) };
      })
      .sort((a, b) => b.score - a.score)
      .slice(0, TOP)
      .map(({ id }) => id);
  };
}
