import { knownSet } from "../main.ts";
import { HEADER, type Recommender, TOP, measure, row } from "../measure.ts";
import { Shipped } from "../shipped.ts";

/** What recency and repeated views are worth, by leaving each out. */
export function refinements(days: number): void {
  console.log(`\nRefinements of the table, each left out in turn\n${HEADER}`);
  for (const name of ["retailrocket", "diginetica", "tmall"]) {
    const { train, cases } = knownSet(name);
    const shipped = new Shipped(train, days);
    const items = new Set(train.flat());
    const onceEach: Recommender = ({ recent }, excluded) =>
      shipped.table
        .next({
          recent,
          now: shipped.now,
          reminders: true,
          exclude: excluded === null ? [] : [excluded],
          count: TOP,
        })
        .map(({ id }) => id);
    const variants: [string, Recommender][] = [
      ["as shipped", shipped.inProcess()],
      ["all sessions of one time", new Shipped(train, 0).inProcess()],
      ["each item viewed once", onceEach],
    ];
    for (const [label, variant] of variants)
      console.log(row(`${name}: ${label}`, measure(cases, "live", variant, items)));
  }
}
