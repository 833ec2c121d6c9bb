import {
  type Gathered,
  type Job,
  noOutcome,
  type Outcome,
  rejectAll,
  sumTotals,
  totalsOf,
} from "../core/imports/index.ts";
import type { Env } from "../edge/env.ts";
import { type Told, tellOrders } from "../edge/tell-orders.ts";

/** Tells what was gathered of a file to the people whose it is, and says what became of its lines. */
export async function tellGathered(
  env: Env,
  shop: string,
  job: Job,
  gathered: readonly Gathered[],
  now: number,
): Promise<Outcome> {
  const outcome = noOutcome();
  const all = gathered.flatMap(({ tellings }) => tellings);
  const { id, started, dryRun } = job;
  const results = dryRun
    ? all.map((): Told => ({ status: "accepted" }))
    : await tellOrders(env, shop, all, { id, started: started! }, now);
  let at = 0;
  for (const one of gathered) {
    const own = results.slice(at, (at += one.tellings.length));
    const refused = own.find(({ status }) => status === "rejected");
    if (refused !== undefined) rejectAll(outcome, one, refused.detail ?? "");
    else {
      const isNews = own.some(({ status }) => status === "accepted");
      outcome[isNews ? "accepted" : "unchanged"] += one.lines.length;
      outcome.totals.push(...one.tellings.flatMap(({ person, told }) => totalsOf(person, told)));
    }
  }
  outcome.totals = sumTotals(outcome.totals);
  return outcome;
}
