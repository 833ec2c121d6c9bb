import type { Score } from "../../wire/decision.ts";
import type { PersonFact, SegmentReason } from "../measure/index.ts";
import { send } from "./lessons.ts";
import { segmentsOf } from "./segments.ts";
import { raisedAt } from "./signal.ts";
import type { OpenVisit, PersonState } from "./state.ts";
import { weekBand, WEEK_MS } from "./week-band.ts";

/** Segments of which the ledger hears at once; of the others when the visit ends. */
const isUrgent = (segment: string) =>
  segment === "considering" || segment === "ready" || segment.startsWith("signal:");

/** Tells the ledger of a person whose visit has not ended just now, if what it cannot wait for has changed. */
export function tellSegments(state: PersonState, open: OpenVisit | null, now: number): void {
  const urgent = segmentsOf(state, open, now).filter(isUrgent);
  if (urgent.join() !== (state.toldSegments ?? []).join()) sendPersonFact(state, open, now);
}

/** Tells the ledger what a person is now. The shop's own people are in no segment. */
export function sendPersonFact(state: PersonState, open: OpenVisit | null, now: number): void {
  if (state.profile.staff) return;
  const { visitor, profile, intent } = state;
  // A record that is another's name now is nobody to be selected.
  const segments = state.alias === undefined ? segmentsOf(state, open, now) : [];
  const fact: PersonFact = {
    kind: "person",
    id: visitor,
    version: state.sent,
    person: visitor,
    at: now,
    band: weekBand(state, now),
    segments,
    because: reasonsOf(state, segments, now),
    probability: intent?.week.probability ?? null,
    lastSeen: profile.lastSeen,
    orders: profile.orders,
    ...(profile.praised !== undefined && { praised: profile.praised }),
  };
  send(state, "ledger", fact, now);
  state.toldSegments = segments.filter(isUrgent);
}

/** Why a person is in those of `segments` that a score or a signal makes. */
function reasonsOf(
  { intent, weekBand: known, profile }: PersonState,
  segments: readonly string[],
  now: number,
): PersonFact["because"] {
  const because: Record<string, SegmentReason> = {};
  for (const segment of segments)
    if (segment === "insufficient_evidence" && intent !== null)
      because[segment] = { why: [unsure(intent.week)], until: null };
    else if (segment === known?.band)
      because[segment] = { why: intent?.week.reasons ?? [], until: known.at + WEEK_MS };
  for (const { name, reason, until } of raisedAt(profile, now)) {
    const own = (because[`signal:${name}`] ??= { why: [], until });
    own.why.push(reason);
    own.until = Math.max(own.until ?? until, until);
  }
  return because;
}

const unsure = ({ interval: [low, high] }: Score): string =>
  `An order within 7 days may be ${percent(low)} to ${percent(high)} likely, from all that is known`;

const percent = (share: number) => `${Number((100 * share).toPrecision(2))} %`;
