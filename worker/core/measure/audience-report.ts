import {
  byPerson,
  type Outcome,
  type ScoredPerson,
  scoredPerson,
  type Selection,
} from "./audience-people.ts";
import { type DecileTable, decileTable } from "./deciles.ts";
import {
  addMoment,
  type Interval,
  meanDifference,
  meanInterval,
  meanOf,
  type Moments,
  newMoments,
  shareDifference,
  shareInterval,
} from "./intervals.ts";
import { daysOf } from "./sum.ts";
import type { VisitFact } from "./visit-fact.ts";

/** Shares of people who did something at least once, and means over all of a group. */
export interface AudienceGroup {
  people: number;
  shares: Record<ShareName, { share: number; interval: Interval } | null>;
  means: Record<MeanName, { mean: number; interval: Interval | null } | null>;
}

/** The selected less those below, with 95 % intervals; null where one of them is empty. */
export interface AudienceDifference {
  shares: Record<ShareName, { difference: number; interval: Interval } | null>;
  means: Record<MeanName, { difference: number; interval: Interval | null } | null>;
}

export interface AudienceReport {
  /** Days, ISO 8601. */
  from: string;
  to: string;
  outcome_days: 7;
  groups: Record<Selection, AudienceGroup>;
  difference: AudienceDifference;
  /**
   * First orders by score: at a visit's end among those who had not ordered by then, over the 7 days
   * after it, and at its first answer among all, over the visit and the 7 days.
   */
  scores: { at_exit: DecileTable; at_entry: DecileTable };
}

const SHARES = { returned: "visits", carted: "carts", ordered: "orders" } as const;
type ShareName = keyof typeof SHARES;

const MEANS = {
  return_visits: "visits",
  pages: "pages",
  visible_ms: "visible",
  items_viewed: "items",
  carts: "carts",
  orders: "orders",
} as const;
type MeanName = keyof typeof MEANS;

const DAY = 86_400_000;

/**
 * Visitors whom the score selected against those whom it did not, over the same 7 days after it
 * (SPEC S63), and how orders go with scores (S62). Scores stand before what they are held against.
 *
 * @param facts sorted by id, of the days from `from` until 8 days after `to` at least
 * @param from the first day and `to` the last, epoch ms
 */
export function audienceReport(
  facts: Iterable<VisitFact>,
  from: number,
  to: number,
  now: number,
): AudienceReport {
  const until = to + DAY;
  const all: ScoredPerson[] = [];
  for (const visits of byPerson(facts)) {
    const person = scoredPerson(visits, from, until, now);
    if (person !== null) all.push(person);
  }
  const still = all.filter(({ orderedInVisit }) => !orderedInVisit);
  const of = (selection: Selection) =>
    outcomesOf(still.filter((person) => person.selection === selection));
  const [selected, below] = [of("selected"), of("below")];
  return {
    ...daysOf(from, to),
    outcome_days: 7,
    groups: {
      selected: groupOf(selected),
      below: groupOf(below),
      insufficient_evidence: groupOf(of("insufficient_evidence")),
    },
    difference: differenceOf(selected, below),
    scores: {
      at_exit: decileTable(
        still.map(({ person, exit, after }) => ({
          id: person,
          probability: exit,
          ordered: after.orders > 0,
        })),
      ),
      at_entry: decileTable(
        all.map(({ person, entry, orderedInVisit, after }) => ({
          id: person,
          probability: entry,
          ordered: orderedInVisit || after.orders > 0,
        })),
      ),
    },
  };
}

/** Of each outcome how many did it at all, and its moments. */
type Outcomes = Record<keyof Outcome, { some: number; moments: Moments }>;

function outcomesOf(people: readonly ScoredPerson[]): Outcomes {
  const of = (key: keyof Outcome) => {
    const moments = newMoments();
    for (const { after } of people) addMoment(moments, after[key]);
    return { some: people.filter(({ after }) => after[key] > 0).length, moments };
  };
  return {
    visits: of("visits"),
    pages: of("pages"),
    visible: of("visible"),
    items: of("items"),
    carts: of("carts"),
    orders: of("orders"),
  };
}

const mapped = <Name extends string, Key, Value>(
  names: Record<Name, Key>,
  make: (key: Key) => Value,
) =>
  Object.fromEntries(
    Object.entries(names).map(([name, key]) => [name, make(key as Key)]),
  ) as Record<Name, Value>;

function groupOf(outcomes: Outcomes): AudienceGroup {
  return {
    people: outcomes.visits.moments.n,
    shares: mapped(SHARES, (key) => {
      const { some, moments } = outcomes[key];
      if (moments.n === 0) return null;
      return { share: some / moments.n, interval: shareInterval(some, moments.n) };
    }),
    means: mapped(MEANS, (key) => {
      const { moments } = outcomes[key];
      return moments.n === 0 ? null : { mean: meanOf(moments), interval: meanInterval(moments) };
    }),
  };
}

function differenceOf(selected: Outcomes, below: Outcomes): AudienceDifference {
  const isEmpty = selected.visits.moments.n === 0 || below.visits.moments.n === 0;
  return {
    shares: mapped(SHARES, (key) => {
      if (isEmpty) return null;
      const [a, b] = [selected[key], below[key]].map(({ some, moments }) => ({
        successes: some,
        count: moments.n,
      }));
      return {
        difference: a!.successes / a!.count - b!.successes / b!.count,
        interval: shareDifference(a!, b!),
      };
    }),
    means: mapped(MEANS, (key) => {
      if (isEmpty) return null;
      const [a, b] = [selected[key].moments, below[key].moments];
      return { difference: meanOf(a) - meanOf(b), interval: meanDifference(a, b) };
    }),
  };
}
