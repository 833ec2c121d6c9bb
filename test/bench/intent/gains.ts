import { DEFAULT_SETTINGS, type Feature } from "../../../worker/core/intent/index.ts";
import { bound, logit, sigmoid } from "../../../worker/core/intent/logistic.ts";
import { learnPlatt, newPlatt, shiftOf, slopeOf } from "../../../worker/core/intent/platt.ts";
import { HEADER, logLoss, qualityOf, row } from "./measures.ts";
import { play, type Said } from "./play.ts";
import type { PlayedSession } from "./played.ts";

const RATES = [0.04, DEFAULT_SETTINGS.alpha, 0.16];
/** Sessions after which the isotonic layer is fitted anew. */
const REFIT = 1_000;

/**
 * What refinements gain over the shipped model on the same sessions, and where they gain nothing. What
 * the model itself does not do is done to its forecasts, in order, from past ones alone.
 */
export function gains(name: string, sessions: readonly PlayedSession[]): void {
  const isTogether = ({ key }: Feature) => /^behaviour:(moment|progress)=/.test(key);
  const shipped = play(sessions).said;
  const rates = RATES.map((alpha) =>
    alpha === DEFAULT_SETTINGS.alpha
      ? shipped
      : play(sessions, { settings: { ...DEFAULT_SETTINGS, alpha } }).said,
  );
  console.log(
    `\n${name}: ${sessions.length} sessions\n${HEADER}  groups/base  slope, first 3 events`,
  );
  const print = (label: string, said: readonly Said[]): void => {
    const early = qualityOf(said.filter(({ event }) => event <= 3)).slope;
    const cells = [groupError(said).toFixed(3).padStart(13), early.toFixed(2).padStart(23)];
    console.log(row(label, qualityOf(said)) + cells.join(""));
  };
  print("as shipped", shipped);
  print("without interactions", play(sessions, { sees: (feature) => !isTogether(feature) }).said);
  rates.forEach((said, place) => print(`learning rate ${RATES[place]}`, said));
  print("three learning rates, weighted online", ensemble(rates));
  print("a second Platt layer for each count of events", plattByEvents(shipped));
  print(`isotonic, fitted each ${REFIT} sessions`, isotonic(shipped));
}

/** Mean distance of what groups were told from what came, by events, over the rate of orders. */
function groupError(said: readonly Said[]): number {
  let distance = 0;
  let orders = 0;
  for (const group of Map.groupBy(said, (each) => each.group).values()) {
    const told = group.reduce((sum, { probability }) => sum + probability, 0);
    const came = group.filter(({ ordered }) => ordered).length;
    distance += Math.abs(told - came);
    orders += came;
  }
  return distance / orders;
}

const saying = (said: Said, probability: number): Said => ({ ...said, probability });

/** Mixes experts by how well each has done, a session counting once (Vovk's aggregation at rate 1). */
function ensemble(experts: readonly Said[][]): Said[] {
  const losses = experts.map(() => 0);
  let pending = experts.map(() => 0);
  return experts[0]!.map((said, place, all) => {
    const least = Math.min(...losses);
    const weights = losses.map((loss) => Math.exp(least - loss));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    let probability = 0;
    experts.forEach((expert, index) => {
      probability += (weights[index]! / total) * expert[place]!.probability;
      pending[index]! += logLoss(expert[place]!.probability, said.ordered);
    });
    if (all[place + 1]?.session !== said.session) {
      pending.forEach((loss, index) => (losses[index]! += loss / said.event));
      pending = experts.map(() => 0);
    }
    return saying(said, probability);
  });
}

/** A slope and a shift of their own for the 1st, 2nd to 3rd, 4th to 9th and later events. */
function plattByEvents(said: readonly Said[]): Said[] {
  const layers = [1, 3, 9, Infinity].map((upTo) => ({ upTo, platt: newPlatt() }));
  const pending: (() => void)[] = [];
  let [moments, orders] = [1, DEFAULT_SETTINGS.priorRate];
  return said.map((each, place) => {
    const { platt } = layers.find(({ upTo }) => each.event <= upTo)!;
    const base = logit(orders / moments);
    const evidence = logit(each.probability) - base;
    const probability = bound(sigmoid(base + slopeOf(platt) * evidence + shiftOf(platt)));
    const error = probability - Number(each.ordered);
    pending.push(() => {
      learnPlatt(platt, error, error * evidence);
      moments += 1;
      orders += Number(each.ordered);
    });
    if (said[place + 1]?.session !== each.session) for (const learn of pending.splice(0)) learn();
    return saying(each, probability);
  });
}

/** Isotonic regression by pooling adjacent violators, over all forecasts before the last refit. */
function isotonic(said: readonly Said[]): Said[] {
  let steps: { from: number; value: number }[] = [];
  let fitted = 0;
  return said.map((each, place) => {
    if (each.session - fitted >= REFIT) {
      fitted = each.session;
      steps = pooled(said.slice(0, place));
    }
    const step = steps.findLast(({ from }) => each.probability >= from) ?? steps[0];
    return step === undefined ? each : saying(each, step.value);
  });
}

function pooled(past: readonly Said[]): { from: number; value: number }[] {
  const blocks: { from: number; orders: number; count: number }[] = [];
  for (const { probability, ordered } of past.toSorted((a, b) => a.probability - b.probability)) {
    let block = { from: probability, orders: Number(ordered), count: 1 };
    for (let last = blocks.at(-1); last !== undefined; last = blocks.at(-1)) {
      if (last.orders * block.count < block.orders * last.count) break;
      blocks.pop();
      block = {
        from: last.from,
        orders: last.orders + block.orders,
        count: last.count + block.count,
      };
    }
    blocks.push(block);
  }
  // Half an order more and a whole visit more keep the ends away from 0 and 1.
  return blocks.map(({ from, orders, count }) => ({ from, value: (orders + 0.5) / (count + 1) }));
}
