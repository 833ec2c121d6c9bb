import { probabilityNow } from "../../../worker/core/intent/index.ts";
import { Calendar } from "../../simulator/calendar.ts";
import { comingBackToOrder } from "../../simulator/coming-back.ts";
import type { VisitRecord } from "../../simulator/requests.ts";
import { tune } from "../../simulator/tuning.ts";
import { newWorld, type Tuning, type World } from "../../simulator/world.ts";
import { liftOf } from "../simulate/lift.ts";
import { ordersByVisitor, withinWeek } from "../simulate/outcomes.ts";
import { replay } from "./world-replay.ts";
import { type Asked, traceOf } from "./world-trace.ts";

const CONVERSION = 0.02;
const DAY = 86_400_000;
/** A Monday. */
const START = Date.UTC(2026, 0, 5);
/** Three months teach; then, on each of these days of the calendar, everybody is scored. */
const CUTS = [90, 97, 104, 111];
const DAYS = CUTS.at(-1)! + 7;

/** Who is in a list, by the days since they were seen last. */
const LISTS = [
  ["everybody", Infinity],
  ["seen_in_30_days", 30],
  ["seen_in_7_days", 7],
] as const;

/** What a list may be ordered by. */
const RULES = {
  now: "the score, as of now",
  told: "the score, as it was told last",
  recency: "who was seen last",
  visits: "visits in 30 days",
  exact: "exact probabilities, hidden need and all",
} as const;
type Rule = keyof typeof RULES;

/** Somebody who has not ordered, as a list has them, and whether they do within 7 days. */
interface Listed {
  visitor: string;
  daysAway: number;
  ordered: boolean;
  by: Record<Rule, number>;
}

/**
 * SPEC S62: three months of a shop where one visit in fifty orders teach its model; then everybody who has
 * not ordered is scored as their row has them, bots and all, and held against the orders of the next 7
 * days. Lists and seeds are pooled, the tenth being taken of each list by itself.
 */
export function people(visits: number, seeds: number): void {
  const calendar = new Calendar(START, DAYS);
  const tuning = tune(CONVERSION, calendar);
  const lists: Listed[][] = [];
  for (let seed = 1; seed <= seeds; seed++) {
    const world = newWorld({ seed, sessions: visits, tuning, intervention: null }, calendar);
    lists.push(...listsOf(world, tuning, calendar));
    console.error(`${seed} of ${seeds} worlds`);
  }
  const figures: string[] = [];
  for (const [name, days] of LISTS) {
    const within = lists.map((list) => list.filter(({ daysAway }) => daysAway < days));
    const all = within.flat();
    console.log(`\n${name.replaceAll("_", " ")}: ${all.length} in ${lists.length} lists`);
    for (const rule of Object.keys(RULES) as Rule[]) {
      const { lift, interval, orders } = liftOf(
        within.map((list) =>
          list.map(({ visitor, ordered, by }) => ({ visitor, ordered, score: by[rule] })),
        ),
      );
      const [low, high] = interval.map((end) => end.toFixed(2));
      console.log(`${RULES[rule].padEnd(44)}${lift.toFixed(2).padStart(6)} (${low}–${high})`);
      figures.push(`people_${name}_${rule} ${lift.toFixed(2)}`);
      if (rule === "now")
        figures.push(`people_${name}_now_low ${low}`, `people_${name}_orders ${orders}`);
    }
    const expected = (rule: Rule) => all.reduce((sum, { by }) => sum + by[rule], 0).toFixed(1);
    const came = all.filter(({ ordered }) => ordered).length;
    console.log(
      `orders expected by it: ${expected("now")}; exactly ${expected("exact")}; came ${came}`,
    );
  }
  console.log(`\n${figures.join("\n")}`);
}

/** The row of each visitor, as the latest score left it. */
type Row = Pick<Asked, "visitor" | "at"> & { told: number };

function listsOf(world: World, tuning: Tuning, calendar: Calendar): Listed[][] {
  const steps = traceOf(world);
  const known = knownOf(world.visits);
  const cuts = CUTS.map((day) => START + day * DAY);
  const rows = new Map<string, Row>();
  const lists: Listed[][] = [];
  replay(steps, undefined, ({ visitor, at }, { week }, { away }) => {
    for (let cut = cuts[0]; cut !== undefined && at > cut; cut = cuts[0]) {
      lists.push(
        [...rows.values()].flatMap((row) => {
          const times = known.orders.get(row.visitor);
          if (times?.some((time) => time <= cut)) return [];
          const own = known.visits.get(row.visitor)?.filter(({ started }) => started <= cut) ?? [];
          const last = known.lastOf(own[0], cut);
          return {
            visitor: row.visitor,
            daysAway: (cut - row.at) / DAY,
            ordered: withinWeek(times, cut),
            by: {
              now: probabilityNow(away, row.told, row.at, cut),
              told: row.told,
              recency: row.at,
              visits: own.filter(({ started }) => cut - started < 30 * DAY).length,
              exact:
                last === null
                  ? 0
                  : comingBackToOrder(tuning.behaviour, calendar, last, row.visitor, cut, 7),
            },
          };
        }),
      );
      cuts.shift();
    }
    rows.set(visitor, { visitor, at, told: week.probability });
  });
  return lists;
}

/** What the world knows of its visits, by visitor id and by person. */
function knownOf(visits: readonly VisitRecord[]) {
  const byPerson = Map.groupBy(visits, ({ person }) => person);
  return {
    visits: Map.groupBy(visits, ({ visitor }) => visitor),
    orders: ordersByVisitor(visits),
    /** The last visit before `cut` of whoever made `one`, on any device. */
    lastOf: (one: VisitRecord | undefined, cut: number): VisitRecord | null =>
      one === undefined
        ? null
        : byPerson
            .get(one.person)!
            .filter(({ started }) => started <= cut)
            .reduce((a, b) => (a.started > b.started ? a : b)),
  };
}
