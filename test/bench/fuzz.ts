/**
 * Asks the stack that `npm run serve` runs whatever can be asked: requests made of the schemas that
 * validate them, and mutations of those, over every route, of two shops that use the same ids. No answer
 * may be a 5xx, take 10 s, or hold a byte of the other shop, and memory must not grow with requests.
 *
 *     node test/bench/fuzz.ts [--requests 1000000] [--seed 1]
 */
import { parseArgs } from "node:util";
import { fuzz } from "./fuzz/run.ts";
import { printed } from "./fuzz/verdict.ts";
import { median } from "./edge/load.ts";

const { values } = parseArgs({
  options: {
    requests: { type: "string", default: "1000000" },
    seed: { type: "string", default: String(Date.now() % 1e6) },
  },
});
const [requests, seed] = [Number(values.requests), Number(values.seed)];
/** Memory at the end, of that when a fifth was done. */
const MAX_GROWTH = 1.1;

console.log(`seed ${seed}`);
const started = performance.now();
const run = await fuzz({ requests, seed }, (part, resident) => {
  const rate = (1_000 * part * requests) / (performance.now() - started);
  const mb = Math.round(resident / 1e6);
  console.error(`${Math.round(100 * part)} %, ${Math.round(rate)} a second, workerd ${mb} MB`);
});
for (const { fault, n, asked, smallest, said } of run.faults) {
  console.log(`\n${fault} at request ${n} of seed ${seed}: ${said}\n${printed(asked)}`);
  const least =
    smallest === null ? "does not fail again by itself" : `least:\n${printed(smallest)}`;
  console.log(`\n${least}`);
}
const early = median(run.resident.slice(18, 23));
const late = median(run.resident.slice(-5));
const growth = late / early;
for (const [status, count] of [...run.statuses].toSorted())
  console.log(`status_${status} ${count}`);
for (const line of run.failedDuties) console.log(line);
console.log(`requests ${run.requests}`);
console.log(`requests_a_second ${Math.round(run.requests / run.seconds)}`);
console.log(`resident_mb_at_20_percent ${Math.round(early / 1e6)}`);
console.log(`resident_mb_at_end ${Math.round(late / 1e6)}`);
console.log(`resident_growth ${growth.toFixed(3)}`);
console.log(`faults ${run.faults.length}`);
const isGood = run.faults.length === 0 && run.failedDuties.length === 0 && growth <= MAX_GROWTH;
process.exitCode = isGood ? 0 : 1;
