import type { Buyer, ValidOrder } from "../customer/index.ts";
import { fnv1a, logit } from "../intent/index.ts";
import { type Comeback, comebackChance, fitComeback, speedOf } from "./comeback.ts";
import { type FirstOrder, readFirstOrder, traitValues, traitWords } from "./first-order.ts";
import { DAY, decidedBy } from "./orders.ts";
import {
  contributions,
  evidenceOf,
  type Example,
  fitLogistic,
  type Logistic,
} from "./ridge-logistic.ts";
import type { OptOuts } from "./waits.ts";

/** Who has ordered once by some moment. */
export interface OneTimeBuyer {
  person: string;
  order: ValidOrder;
  /** Days since. */
  waited: number;
}

export interface Propensity {
  /** Days within which the second order is asked for. */
  days: number;
  comeback: Comeback;
  /** What first orders tell beyond the curve; null where that gains nothing. */
  scored: Logistic | null;
  /** Log-loss of the curve and of the scored model on people that it was not fitted to; null when untried. */
  trial: { curve: number; scored: number; people: number } | null;
}

export interface Chance {
  probability: number;
  /** By the curve alone: waiting time, channel and first items. */
  by_curve: number;
  /** What is read of the order, and what each adds to the log odds, against the average one-time buyer. */
  told: { words: string; adds: number }[];
}

/** Fewer examples teach less than they cost in error. */
const FEWEST_EXAMPLES = 200;
/** Earlier moments to learn from: so many, so many days apart. */
const SNAPSHOTS = 6;
const APART = 30;
const RIDGE = 20;
const FOLDS = 5;

export function oneTimeBuyers(
  buyers: readonly Buyer[],
  now: number,
  optOuts?: OptOuts,
): OneTimeBuyer[] {
  return buyers.flatMap((buyer) => {
    const [order, second] = decidedBy(buyer, now);
    if (order === undefined || second !== undefined) return [];
    if ((optOuts?.get(buyer.person) ?? Infinity) <= now) return [];
    return { person: buyer.person, order, waited: (now - order.time) / DAY };
  });
}

/**
 * Learns who comes back within `days`. The scored model looks at earlier moments: at what was known
 * then, and at what came in the days after, all of it before `now`. It is kept only where it tells
 * people apart that it was not fitted to (5 folds of people) better than the curve does.
 */
export function fitPropensity(
  buyers: readonly Buyer[],
  now: number,
  days: number,
  optOuts?: OptOuts,
): Propensity {
  const comeback = fitComeback(buyers, now, optOuts);
  const examples = snapshots(buyers, now, days, optOuts);
  if (examples.length < FEWEST_EXAMPLES) return { days, comeback, scored: null, trial: null };
  const trial = tryOut(examples);
  const scored = trial.scored < trial.curve ? fitLogistic(examples, RIDGE) : null;
  return { days, comeback, scored, trial };
}

/** The chance of a second order within the model's days, with what speaks for it. */
export function chanceOf(
  { order, waited }: Pick<OneTimeBuyer, "order" | "waited">,
  { comeback, days, scored }: Propensity,
): Chance {
  const { first, byCurve } = read(order, waited, comeback, days);
  if (scored === null) return { probability: byCurve, by_curve: byCurve, told: [] };
  const x = traitValues(first);
  const adds = contributions(scored, x);
  return {
    probability: 1 / (1 + Math.exp(-logit(byCurve) - evidenceOf(scored, x))),
    by_curve: byCurve,
    told: traitWords(first).map((words, index) => ({ words, adds: adds[index]! })),
  };
}

function read(
  order: ValidOrder,
  waited: number,
  comeback: Comeback,
  days: number,
): { first: FirstOrder; byCurve: number } {
  const speed = speedOf(order, comeback);
  return {
    first: readFirstOrder(order, speed, waited),
    byCurve: comebackChance(comeback, waited, days, speed.channel * speed.items),
  };
}

interface PersonExample extends Example {
  person: string;
  fold: number;
}

function snapshots(
  buyers: readonly Buyer[],
  now: number,
  days: number,
  optOuts?: OptOuts,
): PersonExample[] {
  const began = buyers.reduce((least, { orders }) => Math.min(least, orders[0]?.time ?? now), now);
  const examples: PersonExample[] = [];
  for (let snapshot = 0; snapshot < SNAPSHOTS; snapshot++) {
    const then = now - (days + snapshot * APART) * DAY;
    if (then < began + APART * DAY) break;
    const comeback = fitComeback(buyers, then, optOuts);
    const orderedIn = peopleOrdering(buyers, then, then + days * DAY);
    for (const { person, order, waited } of oneTimeBuyers(buyers, then, optOuts)) {
      const { first, byCurve } = read(order, waited, comeback, days);
      examples.push({
        person,
        fold: fnv1a(person) % FOLDS,
        x: traitValues(first),
        offset: logit(byCurve),
        y: orderedIn.has(person),
      });
    }
  }
  return examples;
}

/** Who has ordered after `from`, until `to` (epoch ms). */
function peopleOrdering(buyers: readonly Buyer[], from: number, to: number): Set<string> {
  const people = new Set<string>();
  for (const { person, orders } of buyers)
    if (orders.some(({ time, subscription }) => !subscription && time > from && time <= to))
      people.add(person);
  return people;
}

/** Log-loss on people left out of the fit, of the curve and of the scored model. */
function tryOut(examples: readonly PersonExample[]): NonNullable<Propensity["trial"]> {
  let [curve, scored] = [0, 0];
  for (let fold = 0; fold < FOLDS; fold++) {
    const model = fitLogistic(
      examples.filter((example) => example.fold !== fold),
      RIDGE,
    );
    for (const { fold: own, x, offset, y } of examples) {
      if (own !== fold) continue;
      curve += logLoss(offset, y);
      scored += logLoss(offset + evidenceOf(model, x), y);
    }
  }
  const people = new Set(examples.map(({ person }) => person)).size;
  return { curve: curve / examples.length, scored: scored / examples.length, people };
}

const logLoss = (logOdds: number, y: boolean) => Math.log1p(Math.exp(y ? -logOdds : logOdds));
