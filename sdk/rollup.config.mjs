import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { brotliCompressSync } from "node:zlib";
import { nodeResolve } from "@rollup/plugin-node-resolve";
import terser from "@rollup/plugin-terser";
import { build, transform } from "esbuild";
import esbuild from "rollup-plugin-esbuild";

const at = (path) => new URL(path, import.meta.url).pathname;

/** A style sheet is imported as its minified text. */
const css = {
  name: "css",
  async load(id) {
    if (!id.endsWith(".css")) return null;
    const { code } = await transform(readFileSync(id, "utf8"), { loader: "css", minify: true });
    // esbuild leaves the space before a fallback in `var()`.
    return `export default ${JSON.stringify(code.trim().replaceAll(", ", ",").replaceAll(" / ", "/"))};`;
  },
};

/** Subresource integrity, as `<script integrity>` has it. */
const integrity = (source) => `sha256-${createHash("sha256").update(source).digest("base64")}`;

/** Prints what a visitor's browser transfers, and the hash by which a shop can pin it. */
const printSize = {
  name: "print-size",
  writeBundle(_options, bundle) {
    for (const { fileName, code, source = code } of Object.values(bundle)) {
      if (!fileName.endsWith("js")) continue;
      const brotli = brotliCompressSync(source).length;
      console.log(`sdk/dist/${fileName} ${source.length} bytes, ${brotli} brotli`);
      console.log(`  integrity="${integrity(source)}"`);
    }
  },
};

/** Bundles a script that loads on need; `define` gives it what it has to know of the others. */
async function script(entry, define = {}) {
  const { outputFiles } = await build({
    entryPoints: [at(entry)],
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2021",
    define,
    write: false,
  });
  return outputFiles[0].contents;
}

/**
 * Builds the scripts that load on need, and puts their hashes into those that load them: the tag
 * loads the live connection, which loads the overlay. Who pins the tag has pinned all three.
 */
const onNeed = {
  name: "on-need",
  async renderChunk(code) {
    const debug = await script("src/debug/overlay.ts");
    const hash = (source) => JSON.stringify(integrity(source));
    const live = await script("src/live.ts", { OKAERI_DEBUG_INTEGRITY: hash(debug) });
    this.emitFile({ type: "asset", fileName: "okaeri-debug.js", source: debug });
    this.emitFile({ type: "asset", fileName: "okaeri-live.js", source: live });
    return { code: code.replace("OKAERI_LIVE_INTEGRITY", hash(live)), map: null };
  },
};

const plugins = [
  nodeResolve({ browser: true }),
  css,
  esbuild({ target: "es2021", tsconfig: at("tsconfig.json") }),
];

/** Properties of our own objects that never leave the bundle, so that their names may shrink. */
const PRIVATE = /^asked$/;

const minify = terser({
  ecma: 2020,
  module: true,
  mangle: { properties: { regex: PRIVATE, builtins: true } },
  compress: {
    passes: 5,
    unsafe: true,
    // No boolean goes over the wire or is compared by `===`.
    booleans_as_integers: true,
    negate_iife: false,
    unsafe_arrows: true,
    unsafe_methods: true,
    pure_getters: true,
    inline: 1,
    keep_fargs: false,
  },
  // ASCII, because a page without a charset would read the script as Latin-1.
  format: {
    comments: false,
    ascii_only: true,
    // Chromium then compiles all of it at once and off the main thread (explicit compile hints).
    preamble: "//# allFunctionsCalledOnLoad",
  },
});

const output = { sourcemap: true, plugins: [onNeed, minify, printSize] };

export default [
  {
    input: at("src/tag.ts"),
    plugins,
    output: { ...output, sourcemap: "hidden", file: at("dist/okaeri.js"), format: "iife" },
  },
  {
    input: at("src/index.ts"),
    plugins,
    output: { ...output, file: at("dist/okaeri.mjs"), format: "es" },
  },
];
