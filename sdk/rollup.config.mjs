import { readFileSync } from "node:fs";
import { brotliCompressSync } from "node:zlib";
import { nodeResolve } from "@rollup/plugin-node-resolve";
import terser from "@rollup/plugin-terser";
import { transform } from "esbuild";
import esbuild from "rollup-plugin-esbuild";

const at = (path) => new URL(path, import.meta.url).pathname;

/** A style sheet is imported as its minified text. */
const css = {
  name: "css",
  async load(id) {
    if (!id.endsWith(".css")) return null;
    const { code } = await transform(readFileSync(id, "utf8"), { loader: "css", minify: true });
    // esbuild leaves the space before a fallback in `var()`.
    return `export default ${JSON.stringify(code.trim().replaceAll(", ", ","))};`;
  },
};

/** Prints what a visitor's browser transfers. */
const printSize = {
  name: "print-size",
  writeBundle(_options, bundle) {
    for (const { type, fileName, code } of Object.values(bundle)) {
      if (type !== "chunk") continue;
      const brotli = brotliCompressSync(code).length;
      console.log(`sdk/dist/${fileName} ${code.length} bytes, ${brotli} brotli`);
    }
  },
};

const plugins = [
  nodeResolve({ browser: true }),
  css,
  esbuild({ target: "es2021", tsconfig: at("tsconfig.json") }),
];

/** Properties of our own objects that never leave the bundle, so that their names may shrink. */
const PRIVATE =
  /^(answer|ask|asked|decision|eraseEntries|flush|flushByBeacon|holds|input|item|onLeave|onOpen|post|read|readEntries|record|recover|report|reset|resume|settle|start|state|take|viewId|watch|wipe|writeEntry)$/;

const minify = terser({
  ecma: 2020,
  module: true,
  mangle: { properties: { regex: PRIVATE, builtins: true } },
  compress: {
    passes: 5,
    unsafe_arrows: true,
    unsafe_methods: true,
    pure_getters: true,
    inline: 1,
    keep_fargs: false,
  },
  // ASCII, because a page without a charset would read the script as Latin-1.
  format: { comments: false, ascii_only: true },
});

const output = { sourcemap: true, plugins: [minify, printSize] };

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
