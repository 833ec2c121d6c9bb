import type { VisitFact } from "./visit-fact.ts";

/** What came of somebody is counted for so long. */
export const OUTCOME_MS = 7 * 86_400_000;

/** What the score made of somebody: selected is `considering` or `ready`. */
export type Selection = "selected" | "below" | "insufficient_evidence";

/** Somebody who had bought nothing yet when they were scored, and what came of it. */
export interface ScoredPerson {
  person: string;
  /** Of an order within 7 days, as it stood at the first answer of the visit and at its end. */
  entry: number;
  exit: number;
  selection: Selection;
  /** Whether they ordered in the visit itself, after its scores. */
  orderedInVisit: boolean;
  /** In the 7 days after the visit. */
  after: Outcome;
}

/** What later visits add up to. */
export interface Outcome {
  visits: number;
  pages: number;
  /** ms. */
  visible: number;
  items: number;
  carts: number;
  orders: number;
}

/**
 * One person's visits as an observation: their first scored visit from `from` until before `until`
 * stands for them (a landmark: taking the visit in which somebody was first selected would give the
 * selected, and only them, the visits that it took), and what came of it is counted for 7 days from
 * its end. Null for buyers, and where no visit was scored or its 7 days are not over at `now`.
 *
 * @param visits in any order; times are epoch ms
 */
export function scoredPerson(
  visits: readonly VisitFact[],
  from: number,
  until: number,
  now: number,
): ScoredPerson | null {
  const scored = visits.filter(
    ({ scores, started }) => scores !== null && started >= from && started < until,
  );
  const [first] = scored.sort((a, b) => a.started - b.started);
  if (first?.scores == null || first.scores.orders > 0) return null;
  const end = first.last + OUTCOME_MS;
  if (end > now) return null;
  const after = { visits: 0, pages: 0, visible: 0, items: 0, carts: 0, orders: 0 };
  for (const visit of visits) {
    if (visit.started <= first.last || visit.started >= end) continue;
    after.visits += 1;
    after.pages += visit.pages;
    after.visible += visit.visible;
    after.items += visit.itemsViewed;
    after.carts += visit.carts;
    after.orders += visit.orders;
  }
  const { entry, exit, band } = first.scores;
  return {
    person: first.person,
    entry,
    exit,
    selection: band === null ? "insufficient_evidence" : band === "low" ? "below" : "selected",
    orderedInVisit: first.orders > 0,
    after,
  };
}

/** The visits of each person together, of facts that come sorted by id: ids begin with the person. */
export function* byPerson(facts: Iterable<VisitFact>): Generator<VisitFact[]> {
  let own: VisitFact[] = [];
  for (const fact of facts) {
    if (own[0] !== undefined && own[0].person !== fact.person) {
      yield own;
      own = [];
    }
    own.push(fact);
  }
  if (own.length > 0) yield own;
}
