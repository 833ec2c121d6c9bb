import { describe, expect, it } from "vitest";
import { FLOOR } from "../../../../worker/core/recommend/index.ts";
import { thompson, uniform } from "../../../bench/bandit/policies.ts";
import type { Scene } from "../../../bench/bandit/scenes.ts";
import { simulate } from "../../../bench/bandit/simulate.ts";
import { dice } from "../../dice.ts";

const shop = (rates: Scene["rates"], turn: number): Scene => ({
  name: "",
  key: "",
  days: 20,
  impressions: 500,
  turn,
  rates,
});
const run = (scene: Scene, make: typeof thompson, seed: number) =>
  simulate(scene, make(dice(100 + seed)), dice(seed));

describe("in the simulator, the better strategy", () => {
  it.each([1, 2, 3, 4, 5])(
    "takes over within 4 000 views, at a fifth of what trying all costs (%i)",
    (seed) => {
      const scene = shop(() => ({ popular: 0.03, table: 0.04, vectors: 0.08 }), 0);
      const learnt = run(scene, thompson, seed);
      expect(learnt.takeover).toBeLessThan(4_000);
      expect(learnt.regret).toBeLessThan(run(scene, uniform, seed).regret / 5);
    },
  );

  it.each([1, 2, 3])("takes over as a newcomer within 3 000 views (%i)", (seed) => {
    const scene = shop(
      (day): Record<string, number> =>
        day < 10 ? { table: 0.05 } : { table: 0.05, newcomer: 0.09 },
      10,
    );
    expect(run(scene, thompson, seed).takeover).toBeLessThan(3_000);
  });

  it("costs little more than the floor asks for, once it is known", () => {
    const half = { ...shop(() => ({ table: 0.04, vectors: 0.08 }), 0), days: 10 };
    const [first, both] = [half, { ...half, days: 20 }].map((scene) => run(scene, thompson, 1));
    const floor = FLOOR * 0.04 * 10 * half.impressions;
    expect(both!.regret - first!.regret).toBeLessThan(3 * floor);
  });
});
