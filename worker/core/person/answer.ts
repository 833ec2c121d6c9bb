import type { Intent } from "../../wire/decision.ts";
import { type IntentSnapshot, isBounce, score } from "../intent/index.ts";
import { heldBands, keepBands } from "./bands.ts";
import { featuresOf } from "./fold.ts";
import { tellSegments } from "./person-facts.ts";
import type { OpenVisit, PersonState } from "./state.ts";
import { weekBand } from "./week-band.ts";

/** Both scores of a visit, kept as the person's latest; of one that is over nobody gets to hear. */
export function scoreVisit(
  state: PersonState,
  open: OpenVisit,
  model: IntentSnapshot,
  timeZone: string,
  now: number,
): Intent {
  const { behaviour, visit } = open;
  const observed = {
    events: behaviour.events,
    bounce: isBounce(behaviour),
    held: heldBands(state, open, now),
  };
  state.intent = score(model, featuresOf(state, open, timeZone, now), observed);
  if (!visit.ended) {
    keepBands(state, open, state.intent, now);
    keepScores(state, open, state.intent, now);
    tellSegments(state, open, now);
  }
  return state.intent;
}

/** Keeps with a visit what was said of its week, for as long as nothing of the outcome is known. */
function keepScores(state: PersonState, { visit }: OpenVisit, { week }: Intent, now: number): void {
  if (visit.orders > 0) return;
  visit.scores = {
    entry: visit.scores?.entry ?? week.probability,
    exit: week.probability,
    band: weekBand(state, now),
    orders: state.profile.orders,
  };
}
