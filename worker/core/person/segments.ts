import type { OpenVisit, PersonState } from "./state.ts";

/**
 * The segments that a person is in at this moment: what they have bought so far, and how this visit
 * came and on what. What is taught in a segment is what people do in it, so an order is one of those
 * who had not bought yet, if it is the first.
 */
export function segmentsOf({ profile }: PersonState, open: OpenVisit | null): string[] {
  const { orders } = profile;
  const segments = [`buyers:${orders === 0 ? "none" : orders === 1 ? "one" : "repeat"}`];
  if (open === null) return segments;
  const { channel } = open.visit.touch;
  return [...segments, `channel:${channel}`, `device:${open.device}`];
}
