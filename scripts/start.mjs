// `npm start`: builds, serves, loads the demo's catalogue and year once, and says what to open.
// PORT and OKAERI_DATA are honoured.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import "./build.mjs";
import { progress } from "../demo-site/progress.ts";
import { seed } from "../demo-site/seed.ts";
import { startWorkerd, untilHealthy } from "./workerd.mjs";

const port = Number(process.env.PORT ?? 8787);
const data = process.env.OKAERI_DATA ?? ".okaeri/data";
const origin = `http://localhost:${port}`;
/** When the demo's year was loaded, and whether all of it was: an interrupted load goes on from there. */
const marker = join(data, "demo.json");

const child = startWorkerd({ port, data, env: { OKAERI_DEMO_KEYS: "1" } });
let stopping = false;
for (const signal of ["SIGINT", "SIGTERM"])
  process.on(signal, () => {
    stopping = true;
    child.kill(signal);
  });
child.on("exit", (code) => process.exit(stopping ? 0 : (code ?? 1)));

await untilHealthy(child, origin);
const load = existsSync(marker) ? JSON.parse(readFileSync(marker, "utf8")) : { now: Date.now() };
if (!load.done) {
  const started = Date.now();
  writeFileSync(marker, JSON.stringify(load));
  const counts = await seed({
    endpoint: origin,
    secretKey: "sk_demo",
    now: load.now,
    onProgress: progress("Loading the demo's year"),
  });
  writeFileSync(marker, JSON.stringify({ ...load, done: true }));
  const { items, visits, orders, pastOrders } = counts;
  const seconds = Math.round((Date.now() - started) / 1000);
  console.log(
    `Loaded ${items} items, ${visits} visits and ${orders + pastOrders} orders in ${seconds} s.`,
  );
}
console.log(`
  The demo shop   ${origin}/
  The console     ${origin}/console/ (sign in with sk_demo)
  A person        curl -H "Authorization: Bearer sk_demo" ${origin}/v1/people/<visitor>
  Visits          curl -H "Authorization: Bearer sk_demo" ${origin}/v1/reports/visits

  Data is kept in ${data}. Stop with Ctrl+C.
`);
