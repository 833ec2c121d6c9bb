import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { phaseOf, seal, takeParcel } from "../../../../worker/core/person/index.ts";
import { type Call, World } from "./world.ts";

const DEVICES = ["v1", "v2"];
const CUSTOMERS = ["c/1", "c/2"];
const device = fc.constantFrom(...DEVICES);
const customer = fc.oneof(
  { weight: 4, arbitrary: fc.constant("c/1") },
  { weight: 1, arbitrary: fc.constant("c/2") },
);
const both = fc.tuple(device, customer);
const record = fc.constantFrom(...DEVICES, ...CUSTOMERS);
const again = (calls: Call[], n: number) => calls[n % Math.max(1, calls.length)]?.();
const step = fc.tuple(record, fc.boolean(), fc.integer({ min: 1, max: 3 }));

type Act = (world: World) => void;
const acts: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 3,
    arbitrary: device.map(
      (v): Act =>
        (w) =>
          void w.happen(v),
    ),
  },
  {
    weight: 3,
    arbitrary: both.map(
      ([v, c]): Act =>
        (w) =>
          w.identify(v, c),
    ),
  },
  {
    weight: 3,
    arbitrary: both.map(
      ([v, c]): Act =>
        (w) =>
          w.unmerge(v, c),
    ),
  },
  {
    weight: 1,
    arbitrary: device.map(
      (v): Act =>
        (w) =>
          w.forget(v),
    ),
  },
  {
    weight: 4,
    arbitrary: step.map(
      (one): Act =>
        (w) =>
          void w.step(...one),
    ),
  },
  { weight: 3, arbitrary: fc.constant<Act>((w) => w.settle()) },
  // A call that was heard before comes once more.
  {
    weight: 5,
    arbitrary: fc.nat(1000).map(
      (n): Act =>
        (w) =>
          again(w.late, n),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.nat(1000).map(
      (n): Act =>
        (w) =>
          again(w.lateFacts, n),
    ),
  },
);
const history = fc.array(acts, { maxLength: 60, size: "max" });

describe("a record that changes hands", () => {
  it("loses no event and has none twice, whatever is lost, repeated, late or begun anew", () => {
    fc.assert(
      fc.property(history, (steps) => {
        const world = new World();
        const before = new Set<string>();
        for (const act of steps) {
          act(world);
          const found = world.whereabouts();
          expect([...found.values()].filter((places) => places.length > 1)).toEqual([]);
          for (const event of found.keys()) before.add(event);
        }
        world.settle();
        const found = world.whereabouts();
        const kept = [...before].filter((event) => !world.forgotten.has(event));
        expect(kept.filter((event) => found.get(event)?.length !== 1)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it("has each fact counted once when all has arrived, and never twice", () => {
    fc.assert(
      fc.property(history, (steps) => {
        const world = new World();
        for (const act of steps) {
          act(world);
          expect([...world.counted().values()].filter((n) => n > 1)).toEqual([]);
        }
        world.settle();
        for (const [event] of world.whereabouts())
          expect(world.counted().get(event), event).toBe(1);
      }),
      { numRuns: 500 },
    );
  });

  it("is told from one that is known, where it has forgotten that it was given back", () => {
    const { state } = new World().record("c/1");
    const label = (life: number) => ({ root: "v1", parts: { v1: { life } } });
    expect(takeParcel(state, label(1), 0)).toBe("taken");
    expect(takeParcel(state, label(1), 0)).toBe("known");
    seal(state, { root: "v1", names: ["v1"], to: "v1", at: 0 });
    expect(takeParcel(state, label(1), 0)).toBe("overtaken");
    expect(takeParcel(state, label(2), 0)).toBe("overtaken");
    expect(takeParcel(state, label(3), 0)).toBe("taken");
  });

  it("is open, then moving, then another name", () => {
    const world = new World();
    world.happen("v1");
    const { state } = world.record("v1");
    expect(phaseOf(state)).toBe("open");
    world.identify("v1", "c/1");
    expect(phaseOf(state)).toBe("moving");
    world.settle();
    expect(phaseOf(state)).toBe("alias");
    world.unmerge("v1", "c/1");
    world.settle();
    expect(phaseOf(state)).toBe("open");
    expect(world.whereabouts().get("e1")).toEqual(["v1"]);
  });
});
