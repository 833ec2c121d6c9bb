import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Stack } from "../../e2e/stack.ts";
import { loadOf, type Traffic } from "./compare.ts";
import { type CpuProfile, profiled } from "./inspector.ts";
import { drive, EVENTS } from "./load.ts";

const BUNDLE = fileURLToPath(new URL("../../../dist/worker.js", import.meta.url));
const WARM_UP_MS = 5_000;

/** What the engine says of samples that lie in no function. */
const WITHOUT_FUNCTION = new Map([
  ["(garbage collector)", "garbage collection"],
  ["(program)", "the platform: HTTP, calls, disk"],
]);

/** Time (µs a request) of a part of the Worker: a folder of its code, a library, or the engine. */
export interface Spent {
  part: string;
  us: number;
}

/**
 * Where the time of a request goes, the largest part first, by the innermost function of ours or a library's
 * on the stack: what the engine does for it, such as `JSON.stringify` or a statement, counts as its own.
 * The profiler itself takes a share, so that the sum is more than a request takes without it.
 *
 * @param inspector address of the Worker's inspector
 */
export async function timeByPart(
  worker: Stack,
  inspector: string,
  traffic: Traffic,
  ms: number,
): Promise<Spent[]> {
  const load = loadOf(worker, EVENTS, traffic);
  await drive(load, { ms: WARM_UP_MS });
  let requests = 0;
  const profile = await profiled(inspector, async () => {
    requests = (await drive(load, { ms })).times.length;
  });
  const partOfLine = partsOf(await readFile(BUNDLE, "utf8"));
  return [...sumsOf(profile, partOfLine)]
    .map(([part, us]) => ({ part, us: us / requests }))
    .toSorted((a, b) => b.us - a.us);
}

/** For each line of the bundle the part of which it is; a comment begins each file's. */
function partsOf(bundle: string): string[] {
  let part = "the bundle";
  return bundle.split("\n").map((line) => {
    const file = /^\/\/ (\S+\.(?:ts|js|mjs))$/.exec(line)?.[1];
    if (file !== undefined) part = partOf(file);
    return part;
  });
}

function partOf(file: string): string {
  const library = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1];
  if (library !== undefined) return library;
  const [, folder = "", inner = ""] = file.split("/");
  return folder === "core" ? join(folder, inner) : folder.replace(/\.ts$/, "");
}

function sumsOf(
  { nodes, samples, timeDeltas }: CpuProfile,
  partOfLine: readonly string[],
): Map<string, number> {
  const parentOf = new Map(nodes.flatMap(({ id, children = [] }) => children.map((c) => [c, id])));
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const partOfNode = (id: number | undefined): string | null => {
    const node = id === undefined ? undefined : byId.get(id);
    if (node === undefined) return "the engine";
    const { functionName, url, lineNumber } = node.callFrame;
    if (functionName === "(idle)") return null;
    const own = url === "" ? undefined : partOfLine[lineNumber];
    return WITHOUT_FUNCTION.get(functionName) ?? own ?? partOfNode(parentOf.get(node.id));
  };
  const sums = new Map<string, number>();
  for (const [place, id] of samples.entries()) {
    const part = partOfNode(id);
    if (part !== null) sums.set(part, (sums.get(part) ?? 0) + timeDeltas[place]!);
  }
  return sums;
}
