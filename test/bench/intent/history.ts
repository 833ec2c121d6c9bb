import {
  appendPrefix,
  type Feature,
  learnLesson,
  newIntentModel,
  newPrefixLog,
  score,
  takeSnapshot,
} from "../../../worker/core/intent/index.ts";
import { dice } from "../../core/dice.ts";
import { baseLogLoss, type Forecast, HEADER, qualityOf, row } from "./measures.ts";
import { boosting } from "./peers/boosting.ts";
import { logistic, type Peer } from "./peers/logistic.ts";
import { readUci, type UciVisit } from "./uci.ts";

const FOLDS = 5;
/** The first month of the test in time. */
const TEST_FROM = 11;
const DAY = 86_400_000;
/** The edge reads the model again after so many visits; a minute of a busy shop. */
const READ_EVERY = 20;

/** The shipped model, learning visit by visit. */
class Shipped {
  readonly #model = newIntentModel();
  #learnt = 0;
  #snapshot = takeSnapshot(this.#model);
  #readAt = 0;

  learn(visit: UciVisit): void {
    const prefixes = newPrefixLog();
    appendPrefix(prefixes, featuresOf(visit));
    const at = Math.floor((this.#learnt / 40) * DAY);
    learnLesson(this.#model, { target: "session", prefixes, ordered: visit.ordered, at }, at);
    this.#learnt += 1;
  }

  /** Rereads the model at most each twentieth visit. */
  forecast(visit: UciVisit): Forecast {
    if (this.#learnt - this.#readAt >= READ_EVERY) {
      this.#snapshot = takeSnapshot(this.#model);
      this.#readAt = this.#learnt;
    }
    const observed = { events: 10, bounce: false };
    const { session } = score(this.#snapshot, featuresOf(visit), observed);
    return { probability: session.probability, ordered: visit.ordered };
  }
}

const featuresOf = ({ slots }: UciVisit): Feature[] =>
  slots.map((slot) => ({ key: `${slot}`, slot, words: "" }));

const oncePassed = (train: readonly UciVisit[]): Shipped => {
  const shipped = new Shipped();
  for (const visit of train) shipped.learn(visit);
  return shipped;
};

const PEERS: [name: string, train: (visits: readonly UciVisit[]) => Peer][] = [
  ["logistic regression, batch", logistic],
  ["gradient-boosted trees", boosting],
];

/** UCI Online Shoppers in folds and in time, the shipped model beside its peers. */
export function history(): void {
  const visits = readUci();
  const orders = visits.filter(({ ordered }) => ordered).length;
  console.log(
    `\nUCI Online Shoppers, live-only features: ${visits.length} visits, ${orders} orders`,
  );
  inFolds(visits);
  inTime(visits);
}

function inFolds(visits: readonly UciVisit[]): void {
  console.log(`${FOLDS} folds${HEADER.slice(7)}`);
  const order = shuffled(visits);
  const fold = (k: number) => ({
    train: order.filter((_, place) => place % FOLDS !== k),
    test: order.filter((_, place) => place % FOLDS === k),
  });
  const folds = Array.from({ length: FOLDS }, (_, k) => fold(k));
  for (const [name, train] of PEERS) {
    const forecasts = folds.flatMap((each) => answers(train(each.train), each.test));
    console.log(row(name, qualityOf(forecasts)));
  }
  const ours = qualityOf(
    folds.flatMap(({ train, test }) => {
      const shipped = oncePassed(train);
      return test.map((visit) => shipped.forecast(visit));
    }),
  );
  console.log(row("okaeri, one pass", ours));
  console.log(`folds_auc ${ours.auc.toFixed(4)}\nfolds_logloss ${ours.logLoss.toFixed(4)}`);
  console.log(`folds_ece ${ours.ece.toFixed(4)}`);
}

function inTime(visits: readonly UciVisit[]): void {
  const train = visits.filter(({ month }) => month < TEST_FROM);
  const test = visits.filter(({ month }) => month >= TEST_FROM);
  console.log(`\nin time: February to October, then November and December\n${HEADER}`);
  // Who does not learn on never sees the months of the test, and is better off without any.
  for (const [name, learn] of PEERS) {
    const peer = learn(train.map(withoutMonth));
    console.log(row(name, qualityOf(answers(peer, test.map(withoutMonth)))));
  }
  const online = oncePassed(train);
  const ours = qualityOf(
    test.map((visit) => {
      const forecast = online.forecast(visit);
      online.learn(visit);
      return forecast;
    }),
  );
  console.log(row("okaeri, as it is lived", ours));
  console.log(`time_auc ${ours.auc.toFixed(4)}\ntime_logloss ${ours.logLoss.toFixed(4)}`);
  console.log(`time_base_logloss ${baseLogLoss(ours.rate).toFixed(4)}`);
  console.log(`time_brier ${ours.brier.toFixed(4)}\ntime_ece ${ours.ece.toFixed(4)}`);
  console.log(`time_top_decile_lift ${ours.topLift.toFixed(2)}`);
}

const withoutMonth = (visit: UciVisit): UciVisit => ({
  ...visit,
  categories: visit.categories.slice(0, -1),
});

const answers = (peer: Peer, visits: readonly UciVisit[]): Forecast[] =>
  visits.map((visit) => ({ probability: peer(visit), ordered: visit.ordered }));

function shuffled<T>(list: readonly T[]): T[] {
  const roll = dice(5);
  return list
    .map((each) => ({ each, key: roll() }))
    .sort((a, b) => a.key - b.key)
    .map(({ each }) => each);
}
