import { raisedAt } from "./signal.ts";
import type { OpenVisit, PersonState } from "./state.ts";
import { weekBand } from "./week-band.ts";

/**
 * The segments that the shelf counts in: what a person has bought so far, and how this visit came and
 * on what. What is taught in a segment is what people do in it, so an order is one of those who had
 * not bought yet, if it is the first.
 */
export function shelfSegmentsOf({ profile }: PersonState, open: OpenVisit | null): string[] {
  const { orders } = profile;
  const segments = [`buyers:${orders === 0 ? "none" : orders === 1 ? "one" : "repeat"}`];
  if (open === null) return segments;
  const { channel } = open.visit.touch;
  return [...segments, `channel:${channel}`, `device:${open.device}`];
}

/**
 * What the scores make of a person: `considering` or `ready` for 7 days after they said so, or
 * `insufficient_evidence`. A low score makes none: nobody is set apart for leaving early.
 */
function intentSegments(state: PersonState, now: number): string[] {
  const band = weekBand(state, now);
  if (band === null) return state.intent === null ? [] : ["insufficient_evidence"];
  return band === "low" ? [] : [band];
}

/**
 * All segments that a person is in at `now` (epoch ms): those of the shelf, what the scores make of
 * them, and `signal:<name>` for each signal that is raised.
 */
export function segmentsOf(state: PersonState, open: OpenVisit | null, now: number): string[] {
  const signals = raisedAt(state.profile, now).map(({ name }) => `signal:${name}`);
  return [
    ...shelfSegmentsOf(state, open),
    ...intentSegments(state, now),
    ...new Set(signals.sort()),
  ];
}
