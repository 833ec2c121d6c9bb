// `npm run serve`: PORT (8787), HOST (127.0.0.1) and OKAERI_DATA (.okaeri/data) are honoured.
import { existsSync } from "node:fs";
import { startWorkerd } from "./workerd.mjs";

if (!existsSync(new URL("../dist/worker.js", import.meta.url))) await import("./build.mjs");

const child = startWorkerd({
  port: Number(process.env.PORT ?? 8787),
  host: process.env.HOST ?? "127.0.0.1",
  data: process.env.OKAERI_DATA ?? ".okaeri/data",
});
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
child.on("exit", (code) => process.exit(code ?? 0));
