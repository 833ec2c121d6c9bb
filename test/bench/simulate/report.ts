import type { Calendar } from "../../simulator/calendar.ts";
import type { VisitRecord } from "../../simulator/requests.ts";
import type { Band } from "../../../worker/wire/decision.ts";
import { baseLogLoss, calibrationError, HEADER, mean, qualityOf, row } from "../intent/measures.ts";
import { coverageOf } from "./coverage.ts";
import type { Said } from "./drive.ts";
import { audienceLift, type Lift, momentLift } from "./lift.ts";
import { after, type Judged, judged, ordersByVisitor, WEEK, withinWeek } from "./outcomes.ts";
import { plantedOf } from "./planted.ts";
import { untilGood } from "./until.ts";

const EVENTS = [1, 2, 3, 5, 10];
/** Lists are made, and lifts measured, on the last third of the time. */
const SPLIT = 2 / 3;

type Figures = Map<string, number | null>;

/** Prints what was said beside what came, and at the end one `name value` a line. */
export function report(
  said: readonly Said[],
  visits: readonly VisitRecord[],
  calendar: Calendar,
  hasIntervention: boolean,
): void {
  const ascending = said.toSorted((a, b) => a.at - b.at);
  const all = judged(ascending);
  const orders = visits.filter(({ orderedAt }) => orderedAt !== null).length;
  const figures: Figures = new Map([
    ["sessions", visits.length],
    ["orders", orders],
    ["conversion", orders / visits.length],
    ["scores", all.length],
  ]);
  console.log(HEADER);
  for (const n of EVENTS) {
    const quality = qualityOf(judged(after(ascending, n)));
    console.log(row(`after ${n} events, ${quality.forecasts} visits`, quality));
    figures.set(`auc@${n}`, quality.auc);
  }
  belief("", "at every score", all, figures);
  belief("late_", "the same, second half", all.slice(Math.floor(all.length / 2)), figures);
  const { better, calibrated } = untilGood(all);
  figures.set("sessions_until_better", better);
  figures.set("sessions_until_calibrated", calibrated);
  week(ascending, visits, calendar, figures);
  bands(ascending, visits, figures);
  if (hasIntervention) {
    const { planted, found, interval } = plantedOf(visits);
    figures.set("planted", planted);
    figures.set("planted_found", found);
    figures.set("planted_found_low", interval[0]);
    figures.set("planted_found_high", interval[1]);
  }
  console.log();
  for (const [name, value] of figures)
    console.log(`${name} ${value === null ? "never" : Number(value.toFixed(5))}`);
}

/** How far scores of the session's order can be believed; names begin with `prefix`. */
function belief(prefix: string, words: string, part: readonly Judged[], figures: Figures): void {
  const quality = qualityOf(part);
  console.log(row(words, quality));
  const ascending = part.toSorted((a, b) => a.probability - b.probability);
  const truth = ({ chance }: Judged) => chance;
  const coverage = coverageOf(part);
  const best = qualityOf(part.map(({ chance, ordered }) => ({ probability: chance, ordered })));
  const set = (name: string, value: number) => figures.set(prefix + name, value);
  set("auc", quality.auc);
  set("auc_of_truth", best.auc);
  set("logloss", quality.logLoss);
  set("logloss_of_truth", best.logLoss);
  set("base_logloss", baseLogLoss(quality.rate));
  set("brier", quality.brier);
  set("base_brier", quality.rate * (1 - quality.rate));
  set("ece_by_base", quality.relativeEce);
  set("ece_by_base_of_truth", calibrationError(ascending, truth) / mean(part, truth));
  set("slope", quality.slope);
  set("coverage_of_outcomes", coverage.outcomes);
  set("coverage_of_truth", coverage.truth);
  set("coverage_of_visitors", coverage.visitors);
}

/** The other target: an order of the same visitor id within 7 days. */
function week(
  said: readonly Said[],
  visits: readonly VisitRecord[],
  { start, end }: Calendar,
  figures: Figures,
): void {
  const orders = ordersByVisitor(visits);
  const known = said
    .filter(({ at }) => at <= end - WEEK)
    .map(({ week: { probability }, visit, at }) => ({
      probability,
      ordered: withinWeek(orders.get(visit.visitor), at),
    }));
  const late = qualityOf(known.slice(Math.floor(known.length / 2)));
  console.log(row("an order within 7 days, second half", late));
  figures.set("late_week_auc", late.auc);
  figures.set("late_week_logloss", late.logLoss);
  figures.set("late_week_base_logloss", baseLogLoss(late.rate));
  figures.set("late_week_ece_by_base", late.relativeEce);
  figures.set("late_week_slope", late.slope);
  const period: [number, number] = [start + SPLIT * (end - start), end];
  const set = (name: string, { lift, interval, orders: count }: Lift) => {
    figures.set(name, lift);
    figures.set(`${name}_low`, interval[0]);
    figures.set(`${name}_high`, interval[1]);
    figures.set(`${name}_orders`, count);
  };
  const early = after(said, 3);
  const told = ({ week: { probability } }: Said) => probability;
  set("lift_of_visits", momentLift(early, visits, period, told));
  const best = momentLift(early, visits, period, ({ chance }) => chance);
  figures.set("lift_of_visits_by_truth", best.lift);
  set("lift_of_scores", momentLift(said, visits, period, told));
  set("lift_of_audience", audienceLift(said, visits, period));
}

/** Who was called `considering` or `ready` before the order, and how many others were. */
function bands(said: readonly Said[], visits: readonly VisitRecord[], figures: Figures): void {
  const called = (band: readonly (Band | null)[]) =>
    new Set(said.filter(({ session }) => band.includes(session.band)).map(({ visit }) => visit));
  const share = (of: readonly VisitRecord[], set: Set<VisitRecord>) =>
    mean(of, (visit) => Number(set.has(visit)));
  const ordered = visits.filter(({ orderedAt }) => orderedAt !== null);
  const others = visits.filter(({ orderedAt }) => orderedAt === null);
  const interested = called(["considering", "ready"]);
  const ready = called(["ready"]);
  figures.set("buyers_called_considering_or_ready", share(ordered, interested));
  figures.set("buyers_called_ready", share(ordered, ready));
  figures.set("others_called_considering_or_ready", share(others, interested));
  figures.set("others_called_ready", share(others, ready));
}
