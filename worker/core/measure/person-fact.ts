import type { Band } from "../../wire/decision.ts";

/** What the ledger knows of a person: who is in which segment, and why. Sent when that changes. */
export interface PersonFact {
  kind: "person";
  /** The person: a visitor's id, or `c/<customer>`. */
  id: string;
  version: number;
  person: string;
  /** Epoch ms. */
  at: number;
  /** Of an order within 7 days; null when nothing can be said. */
  band: Band | null;
  /** All that the person was in at `at`; none of a record that is another's name by now. */
  segments: string[];
  /** Of those that lapse or want explaining. */
  because: Record<string, SegmentReason>;
  /** Of an order within 7 days, as was said last; null before the first score. */
  probability: number | null;
  /** Epoch ms. */
  lastSeen: number;
  orders: number;
  /** When they first praised an item (epoch ms); left out before. */
  praised?: number;
}

/** Why somebody is in a segment, in words, and until when (epoch ms) if nothing else happens. */
export interface SegmentReason {
  why: string[];
  until: number | null;
}

/** The segments that a person is still in at `now` (epoch ms). */
export const segmentsAt = ({ segments, because }: PersonFact, now: number): string[] =>
  segments.filter((segment) => {
    const until = because[segment]?.until ?? null;
    return until === null || now < until;
  });

/** How many of `facts` are in each segment at `now` (epoch ms), by name. */
export function countSegments(
  facts: Iterable<PersonFact>,
  now: number,
): { people: number; segments: { name: string; people: number }[] } {
  const counts = new Map<string, number>();
  let people = 0;
  for (const fact of facts) {
    if (fact.segments.length > 0) people += 1;
    for (const segment of segmentsAt(fact, now))
      counts.set(segment, (counts.get(segment) ?? 0) + 1);
  }
  const segments = Array.from(counts, ([name, count]) => ({ name, people: count }));
  return { people, segments: segments.sort((a, b) => (a.name < b.name ? -1 : 1)) };
}

/** The first `limit` of `facts` that are in `segment` at `now` (epoch ms). */
export function inSegment(
  facts: Iterable<PersonFact>,
  segment: string,
  now: number,
  limit: number,
): PersonFact[] {
  const found: PersonFact[] = [];
  for (const fact of facts) {
    if (segmentsAt(fact, now).includes(segment)) found.push(fact);
    if (found.length === limit) break;
  }
  return found;
}
