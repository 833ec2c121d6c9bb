import type { Intent } from "../../wire/decision.ts";
import { type IntentSnapshot, isBounce, score } from "../intent/index.ts";
import { featuresOf } from "./fold.ts";
import type { OpenVisit, PersonState } from "./state.ts";

/** Both scores of an open visit, kept as the person's latest. */
export function scoreVisit(
  state: PersonState,
  open: OpenVisit,
  model: IntentSnapshot,
  timeZone: string,
  now: number,
): Intent {
  const { behaviour } = open;
  const observed = { events: behaviour.events, bounce: isBounce(behaviour) };
  state.intent = score(model, featuresOf(state, open, timeZone, now), observed);
  return state.intent;
}
