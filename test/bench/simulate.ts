/**
 * Lives a shop that is made up, from its first visitor on, through the tag's own protocol, on the stack
 * that `npm run serve` runs; prints how far the Worker's scores could be believed. What is
 * assumed of the visitors is in `test/simulator/behaviour.ts`.
 *
 *     node test/bench/simulate.ts [--sessions 20000] [--conversion 0.02] [--seed 1] [--days 60]
 *     node test/bench/simulate.ts --assumptions            prints what is assumed, and ends
 *     node test/bench/simulate.ts --share 0.5 --pull 0.4   half of the people see recommendations,
 *                                 which multiply their odds of an order by e^0.4: a planted effect
 */
import { parseArgs } from "node:util";
import { startStack } from "../e2e/stack.ts";
import { describe } from "../simulator/behaviour.ts";
import { Calendar } from "../simulator/calendar.ts";
import { recommendation } from "../simulator/requests.ts";
import { tune } from "../simulator/tuning.ts";
import { newWorld } from "../simulator/world.ts";
import { drive, type Said } from "./simulate/drive.ts";
import { progress } from "./simulate/progress.ts";
import { report } from "./simulate/report.ts";

const { values } = parseArgs({
  options: {
    sessions: { type: "string", default: "20000" },
    conversion: { type: "string", default: "0.02" },
    seed: { type: "string", default: "1" },
    days: { type: "string", default: "60" },
    assumptions: { type: "boolean", default: false },
    share: { type: "string", default: "0" },
    click: { type: "string", default: "0.1" },
    pull: { type: "string", default: "0" },
  },
});
/** A Monday; the test clock makes it today. */
const START = Date.UTC(2026, 0, 5);

const share = Number(values.share);
const calendar = new Calendar(START, Number(values.days));
const tuning = tune(Number(values.conversion), calendar);
const world = newWorld(
  {
    tuning,
    seed: Number(values.seed),
    sessions: Number(values.sessions),
    intervention:
      share > 0 ? recommendation(share, Number(values.click), Number(values.pull)) : null,
  },
  calendar,
);
if (values.assumptions) {
  console.log(describe(tuning.behaviour).join("\n"));
} else {
  const said: Said[] = [];
  const started = performance.now();
  const stack = await startStack({ OKAERI_TEST_CLOCK: "1" });
  try {
    await drive(stack.origin, world, calendar, {
      onSaid: (each) => said.push(each),
      onProgress: progress(started),
    });
  } finally {
    await stack.close();
  }
  report(said, world.visits, calendar, share > 0);
  console.log(`seconds ${Math.round((performance.now() - started) / 1000)}`);
}
