import type { Intent } from "../../wire/decision.ts";
import type { IntentSnapshot } from "../intent/index.ts";
import { keepBands } from "./bands.ts";
import { featuresOf } from "./fold.ts";
import { tellSegments } from "./person-facts.ts";
import { keepScores, scoreAt } from "./scores.ts";
import type { OpenVisit, PersonState } from "./state.ts";

/** Both scores of a visit, kept as the person's latest; of one that is over nobody gets to hear. */
export function scoreVisit(
  state: PersonState,
  open: OpenVisit,
  model: IntentSnapshot,
  timeZone: string,
  now: number,
): Intent {
  const intent = scoreAt(state, open, model, featuresOf(state, open, timeZone, now), now);
  if (!open.visit.ended) {
    keepBands(state, open, intent, now);
    keepScores(state, open, intent, now);
    tellSegments(state, open, now);
  }
  return intent;
}
