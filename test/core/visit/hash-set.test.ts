import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hashId, hashOf, HashSet } from "../../../worker/core/visit/index.ts";

/** `null` forgets the first, `"store"` sends all through storage. */
const step = fc.oneof(
  { weight: 8, arbitrary: fc.nat(150).map((n) => `id${n}`) },
  { weight: 3, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.constant("store") },
);

const storedIn = (set: HashSet): string[] =>
  Array.from({ length: set.size }, (_, place) =>
    new DataView(set.encode())
      .getBigUint64(8 * place)
      .toString(16)
      .padStart(16, "0"),
  );

describe("a set of hashes", () => {
  it("keeps what a Set of the ids would, in its order, whatever is added, forgotten and stored", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 400 }), (steps) => {
        let set = new HashSet();
        const model = new Set<string>();
        for (const one of steps) {
          if (one === "store") set = HashSet.decode(new Uint8Array(set.encode()));
          else if (one === null) {
            set.forgetFirst();
            for (const first of [...model].slice(0, 1)) model.delete(first);
          } else {
            expect(set.add(hashOf(one))).toBe(!model.has(one));
            model.add(one);
          }
        }
        expect(storedIn(set)).toEqual([...model].map(hashId));
        expect([...set]).toEqual([...model].map(hashOf));
        for (let n = 0; n <= 150; n++) expect(set.has(hashOf(`id${n}`))).toBe(model.has(`id${n}`));
      }),
    );
  });

  it("keeps words apart that differ in one half alone", () => {
    const set = new HashSet();
    expect([set.add([1, 2]), set.add([3, 2]), set.add([1, 4]), set.add([1, 2])]).toEqual([
      true,
      true,
      true,
      false,
    ]);
    expect(set.has([3, 4])).toBe(false);
  });

  it("reads each of what is stored twice once", () => {
    const twice = new HashSet();
    twice.add(hashOf("a"));
    const bytes = new Uint8Array([...twice.bytes, ...twice.bytes]);
    expect(HashSet.decode(bytes).size).toBe(1);
  });
});
