import {
  appendPrefix,
  DEFAULT_SETTINGS,
  type Feature,
  FIXED_FEATURES,
  type IntentModel,
  learnLesson,
  newIntentModel,
  newPrefixLog,
  score,
  takeSnapshot,
} from "../../../worker/core/intent/index.ts";
import { logLoss, mean } from "./measures.ts";
import { play } from "./play.ts";
import type { PlayedSession } from "./sessions-file.ts";
import { readUci, type UciVisit } from "./uci.ts";

/** Visits that the prior passes for. */
const PSEUDO_VISITS = [20, 100];
const FIRST = [100, 300, 1000];
const TEST_FROM = 11;
const MINUTE = 60_000;

/**
 * Whether a new shop does better with weights from elsewhere: those of UCI's first months, as
 * pseudo-visits on what is known at entry and has the same meaning there (returning, weekend; its
 * traffic sources are numbers without names). Held against no prior on UCI's last months, as a shop that
 * begins then and sees no more than these, and on shops that are made up.
 */
export function priorGain(shops: ReadonlyMap<string, readonly PlayedSession[]>): void {
  const visits = readUci();
  const weights = entryWeights(visits.filter(({ month }) => month < TEST_FROM));
  console.log("\nprior from UCI, February to October, in logits:");
  for (const [{ words }, weight] of weights)
    console.log(`  ${words.padEnd(28)}${weight.toFixed(3)}`);
  console.log("log-loss of the first sessions, without → with it as so many visits");
  const last = visits.filter(({ month }) => month >= TEST_FROM);
  compare("UCI, November and December", weights, (start) => entryLosses(start, last));
  for (const [name, sessions] of shops)
    compare(name, weights, (start) => sessionLosses(start, sessions));
  console.log("the same, without → with what is expected of a cart and the checkout, as shipped");
  for (const [name, sessions] of shops)
    printGain(
      name,
      sessionLosses(expectingNothing(), sessions),
      sessionLosses(newIntentModel(), sessions),
    );
}

function expectingNothing(): IntentModel {
  const model = newIntentModel();
  for (const { ftrl } of [model.session, model.week])
    for (const sums of [ftrl.z, ftrl.n, ftrl.information]) sums.fill(0);
  return model;
}

type Weights = ReadonlyMap<Feature, number>;

function compare(
  name: string,
  weights: Weights,
  losses: (start: IntentModel) => readonly number[],
): void {
  const without = losses(newIntentModel());
  for (const pseudo of PSEUDO_VISITS)
    printGain(`${name}, ${pseudo} visits`, without, losses(seeded(weights, pseudo)));
}

function printGain(label: string, ...losses: (readonly number[])[]): void {
  const shown = FIRST.map((first) => {
    const means = losses.map((list) => mean(list.slice(0, first), (loss) => loss).toFixed(4));
    return `${first}: ${means.join(" → ")}`;
  });
  console.log(label.padEnd(48) + shown.join("   "));
}

/** Log odds ratio of each entry feature against all visits. */
function entryWeights(visits: readonly UciVisit[]): Weights {
  const odds = (of: readonly UciVisit[]) => {
    const rate = mean(of, ({ ordered }) => Number(ordered));
    return Math.log(rate / (1 - rate));
  };
  const all = odds(visits);
  return new Map(
    [...ENTRY].map(([category, feature]) => [
      feature,
      odds(visits.filter(({ categories }) => categories.includes(category))) - all,
    ]),
  );
}

const fixed = (key: string): Feature => FIXED_FEATURES.find((feature) => feature.key === key)!;
/** UCI's value → the shipped feature of that meaning. */
const ENTRY = new Map([
  ["VisitorType=Returning_Visitor", fixed("person:returning=yes")],
  ["VisitorType=New_Visitor", fixed("person:returning=no")],
  ["Weekend=TRUE", fixed("traffic:weekend=yes")],
  ["Weekend=FALSE", fixed("traffic:weekend=no")],
]);

/** A new model that starts from `weights` as if it had seen `pseudo` visits: FTRL's z and n solved for them. */
function seeded(weights: Weights, pseudo: number): IntentModel {
  const model = newIntentModel();
  const { alpha, beta, l1, l2, priorRate } = DEFAULT_SETTINGS;
  const { z, n, information } = model.session.ftrl;
  for (const [{ slot }, weight] of weights) {
    n[slot] = pseudo * priorRate * (1 - priorRate);
    information[slot] = n[slot]!;
    z[slot] = -weight * ((beta + Math.sqrt(n[slot]!)) / alpha + l2) - Math.sign(weight) * l1;
  }
  return model;
}

/** Loss of each visit, seen at entry only and learnt when it is over. */
function entryLosses(model: IntentModel, visits: readonly UciVisit[]): number[] {
  return visits.slice(0, FIRST.at(-1)).map(({ categories, ordered }, place) => {
    const active = categories.flatMap((category) => ENTRY.get(category) ?? []);
    const { session } = score(takeSnapshot(model), active, { events: 1, bounce: true });
    const prefixes = newPrefixLog();
    appendPrefix(prefixes, active);
    learnLesson(model, { target: "session", prefixes, ordered, at: place * MINUTE }, Infinity);
    return logLoss(session.probability, ordered);
  });
}

/** Mean loss of each session over its events. */
function sessionLosses(model: IntentModel, sessions: readonly PlayedSession[]): number[] {
  const { said } = play(sessions.slice(0, FIRST.at(-1)), { model });
  return [...Map.groupBy(said, ({ session }) => session).values()].map((of) =>
    mean(of, ({ probability, ordered }) => logLoss(probability, ordered)),
  );
}
