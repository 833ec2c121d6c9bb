import { decay, fnv1a } from "../intent/index.ts";
import type { VisitEvent } from "../visit/index.ts";
import { CAPS } from "./caps.ts";
import type { Profile } from "./state.ts";

/**
 * What is weighed before buying changes within days: evidence counts half after a week (proposal; a
 * taste, which lasts longer, halves in 30 days).
 */
const HALF_LIFE_MS = 7 * 86_400_000;

/** Something that a person weighs, with what shows it. */
export interface Consideration {
  /** Name of a section of the shop's taxonomy. */
  factor: string;
  /** Pieces of evidence, decayed to `at` (epoch ms), the time of the latest. */
  sum: number;
  at: number;
  count: number;
  /** The newest, newest first: the event, its time, and a hash of its page view if it names one. */
  evidence: { id: string; time: number; view: number | null }[];
}

/**
 * Takes in what an event shows of what the person weighs: the sections that were read (a leave), or
 * what the whole event is about (a page on returns, a list sorted by price). A page view shows each
 * factor once, however many of its events do.
 */
export function consider(profile: Profile, event: VisitEvent): void {
  const factors = event.name === "page_leave" ? event.sections : event.about;
  if (factors === undefined || factors.length === 0) return;
  const known = (profile.considerations ??= []);
  for (const factor of factors) {
    let one = known.find((other) => other.factor === factor);
    if (one === undefined) known.push((one = newConsideration(factor)));
    addEvidence(one, event);
  }
  if (known.length > CAPS.factors) forgetLeast(known);
}

const newConsideration = (factor: string): Consideration => ({
  factor,
  sum: 0,
  at: 0,
  count: 0,
  evidence: [],
});

function addEvidence(one: Consideration, { id, time, view }: VisitEvent): void {
  const place = view === null ? null : fnv1a(view);
  if (place !== null && one.evidence.some((piece) => piece.view === place)) return;
  const { old, fresh, since } = decay(one.at, time, HALF_LIFE_MS);
  one.sum = one.sum * old + fresh;
  one.at = since;
  one.count += 1;
  one.evidence.push({ id, time, view: place });
  one.evidence.sort((a, b) => b.time - a.time);
  one.evidence.length = Math.min(one.evidence.length, CAPS.factorEvidence);
}

/** What two records of one person say that they weigh, as if all of it had come to one of them. */
export function joinConsiderations(
  one: readonly Consideration[],
  other: readonly Consideration[],
): Consideration[] {
  const joined = new Map(one.map((known) => [known.factor, known]));
  for (const more of other) {
    const known = joined.get(more.factor);
    joined.set(more.factor, known === undefined ? more : joinEvidence(known, more));
  }
  const all = [...joined.values()];
  if (all.length > CAPS.factors) forgetLeast(all);
  return all;
}

function joinEvidence(one: Consideration, other: Consideration): Consideration {
  const { old, fresh, since } = decay(one.at, other.at, HALF_LIFE_MS);
  const evidence = [...one.evidence, ...other.evidence].sort((a, b) => b.time - a.time);
  return {
    factor: one.factor,
    sum: one.sum * old + other.sum * fresh,
    at: since,
    count: one.count + other.count,
    evidence: evidence.slice(0, CAPS.factorEvidence),
  };
}

function forgetLeast(known: Consideration[]): void {
  const now = Math.max(...known.map(({ at }) => at));
  known.sort((a, b) => weightOf(b, now) - weightOf(a, now));
  known.length = CAPS.factors;
}

/** How much a person weighs a factor at `now` (epoch ms), 0 … 1: one fresh piece of evidence is ½. */
export const weightOf = ({ sum, at }: Consideration, now: number): number =>
  1 - 2 ** -(sum * decay(at, now, HALF_LIFE_MS).old);
