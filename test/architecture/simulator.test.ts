import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { files, importsOf, root } from "./sources.ts";

/** All that is reached from these files, by way of whatever they import. */
function reached(from: readonly string[]): Set<string> {
  const found = new Set(from);
  for (const file of found)
    for (const { to } of importsOf(file))
      if (to.endsWith(".ts") && existsSync(join(root, to))) found.add(to);
  return found;
}

describe("the simulator", () => {
  const driver = ["test/bench/simulate.ts", ...files("test/bench/simulate")];

  it("knows nothing of how intent is scored, not even by way of others", () => {
    const all = reached([...files("test/simulator"), ...driver]);
    expect(all.size).toBeGreaterThan(20);
    expect([...all].filter((file) => file.startsWith("worker/core/"))).toEqual([]);
  });

  it("has a world that knows no network, no clock and no other dice than a seed's", () => {
    const all = [...reached(files("test/simulator"))];
    const foreign = all.filter(
      (file) => !/^(test\/simulator|test\/core|worker\/wire)\//.test(file),
    );
    expect(foreign).toEqual([]);
  });
});
