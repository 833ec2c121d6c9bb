import { build } from "esbuild";

const built = new Map<string, Promise<Buffer>>();

/** One minified script of a peer with its set-up, as a shop that bundles would serve it. */
export function bundleOf(peer: string): Promise<Buffer> {
  const known = built.get(peer);
  if (known) return known;
  const bundle = build({
    entryPoints: [new URL(`peers/${peer}.ts`, import.meta.url).pathname],
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2022",
    define: { "process.env.NODE_ENV": '"production"' },
    write: false,
    logLevel: "error",
  }).then(({ outputFiles }) => Buffer.from(outputFiles[0]!.contents));
  built.set(peer, bundle);
  return bundle;
}
