// `npm run serve`: PORT (8787), HOST (127.0.0.1) and OKAERI_DATA (.okaeri/data) are honoured.
import { existsSync } from "node:fs";
import { startWorkerd } from "./workerd.mjs";

if (!existsSync(new URL("../dist/worker.js", import.meta.url))) await import("./build.mjs");

const port = Number(process.env.PORT ?? 8787);
const host = process.env.HOST ?? "127.0.0.1";
const data = process.env.OKAERI_DATA ?? ".okaeri/data";

// Without a secret no real key exists: this is somebody's own machine, and the demo's keys open it.
const isLocal = !process.env.OKAERI_SECRET && ["127.0.0.1", "localhost"].includes(host);
const env = isLocal ? { OKAERI_DEMO_KEYS: "1" } : {};
if (!isLocal && !process.env.OKAERI_SECRET) {
  console.error(`No key would open anything on ${host}: set OKAERI_SECRET and make keys of it.`);
  process.exit(2);
}
if (!Number.isInteger(port) || port < 1 || port > 65_535) {
  console.error(`PORT must be a number from 1 to 65535, not ${process.env.PORT}.`);
  process.exit(2);
}

const child = startWorkerd({ port, host, data, env });
console.log(
  `http://${host}:${port} with ${isLocal ? "pk_demo and sk_demo" : "keys of OKAERI_SECRET"}`,
);
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
child.on("exit", (code) => process.exit(code ?? 0));
