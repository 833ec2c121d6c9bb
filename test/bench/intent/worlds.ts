import { Calendar } from "../../simulator/calendar.ts";
import type { VisitRecord } from "../../simulator/requests.ts";
import { tune } from "../../simulator/tuning.ts";
import { newWorld } from "../../simulator/world.ts";
import { coverageOf } from "../simulate/coverage.ts";
import type { Said } from "../simulate/drive.ts";
import { judged } from "../simulate/outcomes.ts";
import { baseLogLoss, calibrationError, mean, qualityOf } from "./measures.ts";
import { replay } from "./world-replay.ts";
import { traceOf } from "./world-trace.ts";

const CONVERSIONS = [0.01, 0.02, 0.04];
const DAYS = 60;
/** A Monday. */
const START = Date.UTC(2026, 0, 5);

/**
 * The simulator's worlds, lived in this process without HTTP, from a cold start: means over the seeds of
 * the later half of all scores of the session's order. Each seed's row comes as it is done.
 */
export function worlds(visits: number, seeds: number, conversions = CONVERSIONS): void {
  const calendar = new Calendar(START, DAYS);
  console.log(
    "conversion seed orders".padEnd(24) + NAMES.map((name) => name.padStart(11)).join(""),
  );
  for (const conversion of conversions) {
    const tuning = tune(conversion, calendar);
    const rows: number[][] = [];
    for (let seed = 1; seed <= seeds; seed++) {
      const world = newWorld({ seed, sessions: visits, tuning, intervention: null }, calendar);
      const said = replay(traceOf(world));
      const figures = [
        ...figuresOf(said.slice(Math.floor(said.length / 2))),
        levelError(world.visits),
      ];
      const orders = world.visits.filter(({ orderedAt }) => orderedAt !== null).length;
      print(`${conversion} ${seed} ${orders}`, figures);
      rows.push(figures);
    }
    print(
      `${conversion} mean`,
      NAMES.map((_, place) => mean(rows, (figures) => figures[place]!)),
    );
  }
}

const NAMES = [
  "auc",
  "of_truth",
  "logloss",
  "base",
  "of_truth",
  "ece_truth",
  "ece_came",
  "of_truth",
  "slope",
  "cover_truth",
  "cover_came",
  "scored",
  "level",
];

/** In the order of `NAMES`; see docs/simulator.md. */
function figuresOf(said: readonly Said[]): number[] {
  const all = judged(said);
  const quality = qualityOf(all);
  const truth = qualityOf(all.map(({ chance, ordered }) => ({ probability: chance, ordered })));
  const ascending = all.toSorted((a, b) => a.probability - b.probability);
  const { truth: covered, outcomes } = coverageOf(all);
  return [
    quality.auc,
    truth.auc,
    quality.logLoss,
    baseLogLoss(quality.rate),
    truth.logLoss,
    calibrationError(ascending, ({ chance }) => chance) / mean(all, ({ chance }) => chance),
    quality.relativeEce,
    truth.relativeEce,
    quality.slope,
    covered,
    outcomes,
    mean(said, ({ session }) => Number(session.status === "scored")),
  ];
}

/**
 * How far off a rate is that is learnt from the orders of the first three quarters of the visits, as far as
 * half of the later half goes, by their number alone: E|X| = √(2/π) · σ, relative σ = 1/√orders.
 */
function levelError(visits: readonly VisitRecord[]): number {
  const ordered = visits.filter(({ orderedAt }) => orderedAt !== null).length;
  return Math.sqrt(2 / Math.PI / (0.75 * ordered));
}

const print = (label: string, figures: readonly number[]): void =>
  console.log(label.padEnd(24) + figures.map((figure) => figure.toFixed(3).padStart(11)).join(""));
