import type { Band, Intent } from "../../wire/decision.ts";
import type { Bands, Target } from "../intent/index.ts";
import type { Announcement } from "../messages/index.ts";
import { send } from "./lessons.ts";
import type { OpenVisit, PersonState } from "./state.ts";
import { weekBand } from "./week-band.ts";

const TARGETS: readonly Target[] = ["session", "week"];

/** The bands that a score is held against: the visit's own, and that of the week if it is not over. */
export const heldBands = (state: PersonState, { visit }: OpenVisit, now: number): Bands => ({
  session: visit.band ?? null,
  week: weekBand(state, now),
});

/** Keeps the bands of a score. What is not scored changes nothing, so nobody is lowered for leaving early. */
export function holdBands(
  state: PersonState,
  { visit }: OpenVisit,
  { session, week }: Intent,
  at: number,
): void {
  if (session.band !== null) visit.band = session.band;
  if (week.band !== null) state.weekBand = { band: week.band, at };
}

/**
 * Keeps the bands of a score and announces those that have changed. `low` is where everybody begins, so
 * a first band that is low is no news.
 */
export function keepBands(state: PersonState, open: OpenVisit, intent: Intent, now: number): void {
  const held = heldBands(state, open, now);
  holdBands(state, open, intent, now);
  for (const target of TARGETS) {
    const { band } = intent[target];
    if (band !== null && band !== (held[target] ?? "low"))
      send(state, "courier", bandChanged(state, open, intent, target, held[target], now), now);
  }
}

function bandChanged(
  { visitor }: PersonState,
  { visit }: OpenVisit,
  intent: Intent,
  target: Target,
  from: Band | null,
  at: number,
): Announcement {
  const { probability, interval, band, reasons } = intent[target];
  const { evidence, model } = intent;
  return {
    type: "score.band_changed",
    at,
    person: visitor,
    data: {
      target,
      from,
      to: band,
      probability,
      interval,
      evidence,
      reasons,
      model,
      session: visit.id,
    },
  };
}
