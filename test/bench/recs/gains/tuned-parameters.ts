import { ItemTable, newTuning, tune } from "../../../../worker/core/recommend/index.ts";
import { knownSet } from "../main.ts";
import { HEADER, measure, row } from "../measure.ts";
import { Shipped } from "../shipped.ts";

/** What a shop gains that tunes its table by its own sessions as they come, before the test begins. */
export function tunedParameters(days: number): void {
  console.log(`\nParameters tuned by replay of the training sessions\n${HEADER}`);
  for (const name of ["retailrocket", "diginetica", "tmall"]) {
    const { train, cases } = knownSet(name);
    const shipped = new Shipped(train, days);
    const table = new ItemTable();
    let tuning = newTuning();
    train.forEach((session, i) => {
      const at = shipped.timeOf(i, train.length, days);
      tuning = tune(tuning, session, table, at);
      table.learn(session, at);
    });
    const { popularityDiscount, ...weights } = tuning.parameters;
    const items = new Set(train.flat());
    for (const protocol of ["bench", "live"] as const) {
      const usual = measure(cases, protocol, shipped.inProcess(), items);
      const tuned = measure(
        cases,
        protocol,
        shipped.inProcess({ weights, popularityDiscount }),
        items,
      );
      console.log(row(`${name}: ${protocol}, usual`, usual));
      console.log(row(`${name}: ${protocol}, tuned`, tuned));
    }
    console.log(`${name}: ${JSON.stringify(tuning.parameters)}`);
  }
}
