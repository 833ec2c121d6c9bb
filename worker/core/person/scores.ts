import type { Intent } from "../../wire/decision.ts";
import { type Feature, type IntentSnapshot, isBounce, score } from "../intent/index.ts";
import { endsAt } from "../visit/index.ts";
import { heldBands, holdBands } from "./bands.ts";
import type { OpenVisit, PersonState } from "./state.ts";
import { weekBand } from "./week-band.ts";

/** Both scores of a visit that shows `active` at `at` (epoch ms), kept as the person's latest. */
export function scoreAt(
  state: PersonState,
  open: OpenVisit,
  model: IntentSnapshot,
  active: readonly Feature[],
  at: number,
): Intent {
  const { behaviour } = open;
  state.intent = score(model, active, {
    events: behaviour.events,
    bounce: isBounce(behaviour),
    held: heldBands(state, open, at),
  });
  return state.intent;
}

/**
 * How long a visit may have been over for its moments to be scored. Of a longer history only the end finds
 * a model that has learnt what came before: it is told within minutes, faster than anything is learnt.
 */
const PAST_MS = 21 * 86_400_000;

/**
 * Scores a moment of a visit that was over when it was told, by a server or a tag that was asleep, as the
 * page would have been answered then: `active` and the person are what they were, and the model has
 * learnt nothing of this visit (fold asks no more once it has). Nobody is told of bands of the past.
 * Where the person came again since, more is known of them now than was then, and nothing is said.
 *
 * @param at when the moment was, and `now`: epoch ms
 */
export function scorePast(
  state: PersonState,
  open: OpenVisit,
  model: IntentSnapshot,
  active: readonly Feature[],
  at: number,
  now: number,
): void {
  if (now - at > PAST_MS || !isLatest(state, open)) return;
  const intent = scoreAt(state, open, model, active, at);
  holdBands(state, open, intent, at);
  keepScores(state, open, intent, at);
}

/** Whether a visit was over by `now` already, however much of it comes only now. */
export const isPast = ({ visit }: OpenVisit, now: number): boolean => endsAt(visit) <= now;

function isLatest({ open, profile }: PersonState, { visit }: OpenVisit): boolean {
  const isEarlier = ({ started }: { started: number }) => started <= visit.started;
  return open.every((other) => isEarlier(other.visit)) && profile.sessions.every(isEarlier);
}

/** Keeps with a visit what was said of its week, for as long as nothing of the outcome is known. */
export function keepScores(
  state: PersonState,
  { visit }: OpenVisit,
  { week }: Intent,
  now: number,
): void {
  if (visit.orders > 0) return;
  visit.scores = {
    entry: visit.scores?.entry ?? week.probability,
    exit: week.probability,
    band: weekBand(state, now),
    orders: state.profile.orders,
  };
}
