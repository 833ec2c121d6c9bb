// Builds what is served: dist/worker.js (the Worker) and dist/public (the demo shop with the tag).
import { cp, mkdir, rm, writeFile } from "node:fs/promises";
import { build } from "esbuild";
import { rollup } from "rollup";
import { buildDemo } from "../demo-site/build.mjs";
import sdk from "../sdk/rollup.config.mjs";

const root = new URL("..", import.meta.url);
const at = (path) => new URL(path, root);

async function buildTag() {
  for (const { output, ...input } of sdk) {
    const bundle = await rollup(input);
    for (const options of [output].flat()) await bundle.write(options);
    await bundle.close();
  }
}

async function buildWorker() {
  await build({
    entryPoints: [at("worker/index.ts").pathname],
    outfile: at("dist/worker.js").pathname,
    bundle: true,
    format: "esm",
    target: "es2024",
    conditions: ["workerd", "worker", "browser"],
    external: ["cloudflare:*"],
    sourcemap: "inline",
    logLevel: "warning",
  });
}

await rm(at("dist"), { recursive: true, force: true });
await mkdir(at("dist/public"), { recursive: true });
await Promise.all([buildTag(), buildWorker(), buildDemo(at("dist/public/"))]);
for (const file of ["okaeri.js", "okaeri.js.map", "okaeri-live.js", "okaeri-debug.js"])
  await cp(at(`sdk/dist/${file}`), at(`dist/public/${file}`));
// What `edge/assets` adds to each file, for Cloudflare's assets, which answer before the Worker.
await writeFile(at("dist/public/_headers"), "/*\n  Access-Control-Allow-Origin: *\n");
