/**
 * What the tag sends, costs and keeps in real browsers, beside its peers.
 *
 *     npm run bench:sdk                 harness, engagement, offline, consent and footprint in turn
 *     npm run bench:sdk -- harness      one of them; `lighthouse` runs only when it is named
 *
 * `OKAERI_TAG` names a build of the tag to measure as it is; without it the tag is built anew.
 * `CHROME_PATH` and `FIREFOX_PATH` name other browsers than Debian's. Exit code 1 when the tag misses
 * an aim.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

/** Resolves to whether the tag met every aim. */
type Bench = () => Promise<boolean>;

const BENCHES: Record<string, () => Promise<{ run: Bench }>> = {
  harness: () => import("./harness.ts"),
  engagement: () => import("./engagement.ts"),
  offline: () => import("./offline.ts"),
  consent: () => import("./consent.ts"),
  footprint: () => import("./footprint.ts"),
  lighthouse: () => import("./lighthouse.ts"),
};
const IN_TURN = ["harness", "engagement", "offline", "consent", "footprint"];

/** The peers and the driver are 300 MB that only this bench needs, so they come when it runs. */
function prepare(): void {
  const run = (folder: URL, ...args: string[]) => {
    const { status } = spawnSync("npm", args, { cwd: folder, stdio: "inherit" });
    if (status !== 0) throw new Error(`npm ${args.join(" ")} failed`);
  };
  const here = new URL(".", import.meta.url);
  const root = new URL("../../../", import.meta.url);
  if (!existsSync(new URL("node_modules/.package-lock.json", here)))
    run(here, "ci", "--no-audit", "--no-fund", "--loglevel=error", "--ignore-scripts");
  // Who names a build may be at work on the next one.
  if (!process.env.OKAERI_TAG) run(root, "run", "build");
}

const named = process.argv.slice(2);
const unknown = named.find((name) => !(name in BENCHES));
if (unknown !== undefined) {
  console.error(`${unknown} is none of ${Object.keys(BENCHES).join(", ")}`);
  process.exit(2);
}
prepare();
const missed: string[] = [];
for (const name of named.length > 0 ? named : IN_TURN) {
  const { run } = await BENCHES[name]!();
  if (!(await run())) missed.push(name);
}
if (missed.length > 0) console.error(`the tag missed an aim in: ${missed.join(", ")}`);
process.exit(missed.length > 0 ? 1 : 0);
