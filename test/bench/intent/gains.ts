import { DEFAULT_SETTINGS } from "../../../worker/core/intent/index.ts";
import { HEADER, logLoss, qualityOf, row } from "./measures.ts";
import { play, type Said } from "./play.ts";
import type { PlayedSession } from "./sessions-file.ts";
import { trees } from "./trees.ts";

const RATES = [0.04, DEFAULT_SETTINGS.alpha, 0.16];
/** Without its progress no moment tells its stretch, and all share one Platt layer. */
const LEFT_OUT: [what: string, pattern: RegExp][] = [
  ["a Platt layer for each stretch", /:progress=/],
  ["interactions, and so without layers", /:(moment|progress)=/],
  ["last action, pause and prices", /:(action|pause|amount|viewed_price)=/],
];
/** Sessions after which the isotonic layer is fitted anew. */
const REFIT = 1_000;

/**
 * What refinements gain over the shipped model on the same sessions, and where they gain nothing. What
 * the model itself does not do is done to its forecasts, in order, from past ones alone.
 */
export function gains(name: string, sessions: readonly PlayedSession[]): void {
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
  for (const [what, pattern] of LEFT_OUT)
    print(`without ${what}`, play(sessions, { sees: ({ key }) => !pattern.test(key) }).said);
  rates.forEach((said, place) => print(`learning rate ${RATES[place]}`, said));
  print("three learning rates, weighted online", ensemble(rates));
  print(`isotonic, fitted each ${REFIT} sessions`, isotonic(shipped));
  const { always, promoted, promotions } = trees(sessions, shipped);
  print("trees, grown four times", always);
  print(`trees, promoted by winning (${promotions} of 4)`, promoted);
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
