import {
  type IntentSnapshot,
  newIntentModel,
  takeSnapshot,
} from "../../../worker/core/intent/index.ts";

/**
 * A model that says the same of everybody: so many times the base rate's odds, known to the width of a
 * hair; `sure` false makes the interval as wide as can be.
 */
export function model(session: number, week = session, sure = true): IntentSnapshot {
  const fresh = takeSnapshot(newIntentModel());
  const head = (times: number) => ({
    ...fresh.session,
    base: Math.log(0.02 / 0.98) + Math.log(times),
    lines: fresh.session.lines.map(() => ({ slope: 0, shift: 0 })),
    below: fresh.session.below.map(() => (sure ? -0.01 : -9)),
    above: fresh.session.above.map(() => (sure ? 0.01 : 9)),
  });
  return { ...fresh, session: head(session), week: head(week) };
}
