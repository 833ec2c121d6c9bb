/**
 * Writes events, orders, items and files to the stack that `npm run serve` runs, while it kills the
 * process, cuts connections, fills the disk and turns clocks. Afterwards all that was acknowledged is there
 * once, and ledger and shelf have counted what a recount of the journals comes to.
 *
 *     node test/bench/torture.ts [--rounds 5] [--seconds 20] [--seed 1]
 */
import { isDeepStrictEqual, parseArgs } from "node:util";
import { torture } from "./torture/run.ts";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "5" },
    seconds: { type: "string", default: "20" },
    seed: { type: "string", default: "1" },
  },
});
const options = {
  rounds: Number(values.rounds),
  seconds: Number(values.seconds),
  seed: Number(values.seed),
  fillsDisk: true,
};

const result = await torture(options, (round, { events, orders, unanswered }) => {
  const figures = `${events.size} events, ${orders.size} orders acknowledged, ${unanswered} unanswered`;
  console.error(`round ${round + 1} of ${options.rounds}: ${figures}`);
});
const { told, missing, counted, recounted, kills, fillings, failedDuties } = result;
let isGood = failedDuties.length === 0;
for (const [what, { acknowledged, lost, doubled }] of Object.entries(missing)) {
  console.log(`${what}_acknowledged ${acknowledged}`);
  console.log(`${what}_lost ${lost.length} ${lost.slice(0, 5).join(" ")}`);
  console.log(`${what}_doubled ${doubled.length} ${doubled.slice(0, 5).join(" ")}`);
  isGood &&= lost.length + doubled.length === 0;
}
for (const [what, value] of Object.entries(counted)) {
  const isSame = isDeepStrictEqual(value, recounted[what]);
  console.log(`${what}_recounted ${isSame ? "the same" : "otherwise"}`);
  if (!isSame) console.log(JSON.stringify({ counted: value, recounted: recounted[what] }));
  isGood &&= isSame;
}
for (const line of failedDuties) console.log(line);
console.log(`imports ${told.imports.size}`);
console.log(`unanswered ${told.unanswered}`);
console.log(`refused ${told.refused}`);
console.log(`kills ${kills}`);
console.log(`disk_full ${fillings === 0 ? "not run: no disk could be mounted" : fillings}`);
process.exitCode = isGood ? 0 : 1;
