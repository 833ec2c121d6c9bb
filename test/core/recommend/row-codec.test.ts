import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeRow, encodeRow } from "../../../worker/core/recommend/table/row-codec.ts";

const NOW = Date.UTC(2026, 0, 1);

describe("the row codec", () => {
  const rows = fc
    .array(
      fc.tuple(fc.nat(0xffff_ffff), fc.float({ min: 0, max: Math.fround(1e30), noNaN: true })),
      {
        maxLength: 64,
      },
    )
    .chain((entries) =>
      fc.record({
        neighbours: fc.constant(Uint32Array.from(entries, ([n]) => n)),
        weights: fc.constant(Float32Array.from(entries, ([, w]) => Math.abs(w))),
        landmark: fc.integer({ min: -8.64e15, max: 8.64e15 }),
      }),
    );

  it("gives back bit by bit what it was given", () => {
    fc.assert(
      fc.property(rows, (row) => {
        expect(decodeRow(encodeRow(row))).toEqual(row);
      }),
    );
  });

  it("takes 9 bytes and 8 a neighbour", () => {
    const row = { neighbours: Uint32Array.of(7, 8), weights: Float32Array.of(1, 2), landmark: NOW };
    expect(encodeRow(row)).toHaveLength(9 + 2 * 8);
  });

  it("says what is wrong with bytes that are no row", () => {
    const row = {
      neighbours: Uint32Array.of(7),
      weights: Float32Array.of(1),
      landmark: 0,
    };
    const good = encodeRow(row);
    expect(() => decodeRow(new Uint8Array())).toThrow("Corrupt item row: version missing");
    expect(() => decodeRow(Uint8Array.of(9, ...good.slice(1)))).toThrow("version 9, expected 1");
    expect(() => decodeRow(good.slice(0, -1))).toThrow("length of 16 bytes");
    expect(() => decodeRow(encodeRow({ ...row, landmark: Number.NaN }))).toThrow("landmark NaN");
    expect(() => decodeRow(encodeRow({ ...row, weights: Float32Array.of(-1) }))).toThrow(
      "weight -1 in slot 0",
    );
  });
});
