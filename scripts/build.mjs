// Builds what is served: dist/worker.js (the Worker) and dist/public (the demo shop with the tag, the
// console at /console, the visitor's page at /me and the API's at /docs).
import { cp, mkdir, rm, writeFile } from "node:fs/promises";
import { build } from "esbuild";
import { rollup } from "rollup";
import { buildDemo } from "../demo-site/build.mjs";
import sdk from "../sdk/rollup.config.mjs";
import { openApiText } from "./openapi.mjs";

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
    // Beside it, not in it: workerd keeps the text of what it runs in memory, and reads no map.
    sourcemap: true,
    logLevel: "warning",
  });
}

async function buildConsole() {
  const folder = "dist/public/console/";
  await build({
    entryPoints: [at("worker/console/src/main.tsx").pathname],
    outfile: at(`${folder}console.js`).pathname,
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    jsx: "automatic",
    jsxImportSource: "preact",
    sourcemap: true,
    logLevel: "warning",
  });
  await build({
    entryPoints: [at("worker/console/src/styles.css").pathname],
    outfile: at(`${folder}console.css`).pathname,
    minify: true,
    logLevel: "warning",
  });
  for (const file of ["index.html", "icon.svg"])
    await cp(at(`worker/console/${file}`), at(`${folder}${file}`));
}

/** The visitor's own page, at /me. */
async function buildVisitorPage() {
  await build({
    entryPoints: [{ in: at("worker/console/visitor/main.ts").pathname, out: "me" }],
    outdir: at("dist/public/me/").pathname,
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    logLevel: "warning",
  });
  for (const file of ["index.html", "me.css"])
    await cp(at(`worker/console/visitor/${file}`), at(`dist/public/me/${file}`));
}

/** The client for the shop's servers. */
async function buildServerClient() {
  await build({
    entryPoints: [at("sdk/server/index.ts").pathname],
    outfile: at("sdk/dist/server/index.mjs").pathname,
    bundle: true,
    format: "esm",
    platform: "neutral",
    target: "es2022",
    logLevel: "warning",
  });
}

/** The API's document and the page that shows it, at /docs. */
async function buildDocs() {
  await build({
    entryPoints: [{ in: at("worker/console/docs/main.tsx").pathname, out: "docs" }],
    outdir: at("dist/public/docs/").pathname,
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    jsx: "automatic",
    jsxImportSource: "preact",
    logLevel: "warning",
  });
  for (const file of ["index.html", "docs.css"])
    await cp(at(`worker/console/docs/${file}`), at(`dist/public/docs/${file}`));
  await writeFile(at("dist/public/docs/openapi.json"), await openApiText());
}

await rm(at("dist"), { recursive: true, force: true });
await mkdir(at("dist/public"), { recursive: true });
await Promise.all([buildTag(), buildWorker(), buildDemo(at("dist/public/"))]);
await buildConsole();
await buildVisitorPage();
await buildDocs();
await buildServerClient();
for (const file of ["okaeri.js", "okaeri.js.map", "okaeri-live.js", "okaeri-debug.js"])
  await cp(at(`sdk/dist/${file}`), at(`dist/public/${file}`));
// What `edge/assets` adds to each file, for Cloudflare's assets, which answer before the Worker.
await writeFile(at("dist/public/_headers"), "/*\n  Access-Control-Allow-Origin: *\n");
