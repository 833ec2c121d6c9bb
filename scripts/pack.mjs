// `npm run pack -- DIR`: puts what a server needs to run into DIR, without the tools that built it and
// without the demo shop: the built Worker, the tag, the console, the platform's binary and the scripts
// that run there (`node scripts/serve.mjs`). `npm run build` comes first. DIR must be new or empty.
import { cp, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** Each becomes one file that imports nothing of ours. */
const SCRIPTS = ["serve", "backup", "restore", "shop", "key"];
/** The demo shop's part of dist/public; all else is the product's. */
const DEMO = new Set([
  "404.html",
  "about",
  "assets",
  "c",
  "cart",
  "checkout",
  "images",
  "index.html",
  "mail",
  "p",
  "returns",
  "search",
  "search.json",
  "shipping",
  "thanks",
]);

const root = fileURLToPath(new URL("..", import.meta.url));
const [given] = process.argv.slice(2);
if (!given) {
  console.error("usage: npm run pack -- DIR");
  process.exit(2);
}
const out = resolve(given);
const keep = (path) => cp(join(root, path), join(out, path), { recursive: true });

await mkdir(out, { recursive: true });
if ((await readdir(out)).length > 0) {
  console.error(`${given} is not empty.`);
  process.exit(2);
}
await build({
  entryPoints: SCRIPTS.map((name) => join(root, `scripts/${name}.mjs`)),
  outdir: join(out, "scripts"),
  outExtension: { ".js": ".mjs" },
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node24",
  external: ["./build.mjs"],
  logLevel: "warning",
});
await keep("dist/worker.js");
for (const name of await readdir(join(root, "dist/public")))
  if (!DEMO.has(name)) await keep(`dist/public/${name}`);
for (const name of await readdir(join(root, "node_modules/@cloudflare")))
  if (name.startsWith("workerd-")) await keep(`node_modules/@cloudflare/${name}`);
for (const name of ["package.json", "workerd.capnp"]) await keep(`node_modules/workerd/${name}`);
for (const name of ["workerd.capnp", "LICENSE"]) await keep(name);

const { name, version, type, license } = JSON.parse(
  await readFile(join(root, "package.json"), "utf8"),
);
const scripts = Object.fromEntries(SCRIPTS.map((each) => [each, `node scripts/${each}.mjs`]));
const manifest = { name, version, private: true, license, type, scripts };
await writeFile(join(out, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
