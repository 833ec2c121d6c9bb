import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hashId, SeenIds } from "../../../worker/core/visit/index.ts";
import { DAY, NOON } from "../event.ts";

describe("the ids that a person has sent", () => {
  it("are known after they were added, and no others", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string(), { maxLength: 50 }), fc.string(), (ids, other) => {
        const seen = new SeenIds();
        for (const id of ids) seen.add(id, NOON);
        expect(ids.every((id) => seen.has(id))).toBe(true);
        expect(seen.has(other)).toBe(ids.includes(other));
      }),
    );
  });

  it("survive the way through storage", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string(), fc.nat(7))), (added) => {
        const seen = new SeenIds();
        for (const [id, day] of added.toSorted((a, b) => a[1] - b[1]))
          seen.add(id, NOON + day * DAY);
        const back = SeenIds.decode(seen.encode());
        expect(back.size).toBe(seen.size);
        for (const [id] of added) expect(back.has(id)).toBe(true);
        expect(back.encode()).toEqual(seen.encode());
      }),
    );
  });

  it("can be added to where others were forgotten, and are stored in the order in which they came", () => {
    const seen = new SeenIds();
    for (let i = 0; i < 20_100; i++) seen.add(`id${i}`, NOON);
    const back = SeenIds.decode(seen.encode());
    for (let i = 20_100; i < 20_300; i++) {
      seen.add(`id${i}`, NOON);
      back.add(`id${i}`, NOON);
    }
    expect(back.encode()).toEqual(seen.encode());
    expect([back.has("id299"), back.has("id300"), back.has("id20299")]).toEqual([
      false,
      true,
      true,
    ]);
  });

  it("are new once", () => {
    const seen = new SeenIds();
    expect([seen.add("a", NOON), seen.add("a", NOON), seen.add("b", NOON)]).toEqual([
      true,
      false,
      true,
    ]);
    expect([seen.add("a", NOON + DAY), seen.size]).toEqual([false, 2]);
  });

  it("are forgotten after more than 8 days, later than events are too old", () => {
    const seen = new SeenIds();
    seen.add("early", NOON);
    seen.add("later", NOON + 8 * DAY);
    expect(seen.has("early")).toBe(true);
    seen.add("latest", NOON + 9 * DAY);
    expect(seen.has("early")).toBe(false);
    expect(seen.has("later")).toBe(true);
  });

  it("number at most 20 000, the oldest going first", () => {
    const seen = new SeenIds();
    for (let i = 0; i < 20_500; i++) seen.add(`id${i}`, NOON);
    expect(seen.size).toBe(20_000);
    expect(seen.has("id499")).toBe(false);
    expect(seen.has("id500")).toBe(true);
    expect(seen.encode().byteLength).toBeLessThan(200_000);
  });

  it("hash to 64 bits without a collision among a hundred thousand like ids", () => {
    const hashes = new Set(Array.from({ length: 100_000 }, (_, i) => hashId(`visitor-${i}`)));
    expect(hashes.size).toBe(100_000);
    expect(hashId("a")).toMatch(/^[0-9a-f]{16}$/);
  });
});
