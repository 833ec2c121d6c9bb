import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JournalRow } from "../../worker/storage/person-store.ts";
import { YoungRows } from "../../worker/storage/young-rows.ts";

/** Lines of a visit, as the log writes them. */
const lines = (name: string, from = 0) =>
  fc
    .array(fc.string({ maxLength: 12 }), { minLength: from, maxLength: 4 })
    .map((texts) => texts.map((text, n) => JSON.stringify({ id: `${name}${n}`, text })).join("\n"));

const anyRow = fc.record({
  at: fc.nat(5_000),
  source: fc.constantFrom("", "v1", "v2"),
  session: fc.constantFrom("s1", "s2"),
  facts: lines("f"),
  events: lines("e", 1),
});

const numbered = (rows: Omit<JournalRow, "seq">[]): JournalRow[] =>
  rows.map((row, place) => ({ ...row, seq: place + 1 }));

function youngOf(rows: readonly JournalRow[]): YoungRows {
  const young = new YoungRows();
  for (const row of rows) young.add(row);
  return young;
}

describe("the journal's rows that ride along", () => {
  it("are the same after their way through a text, and so is what follows them", () => {
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 6 }), lines("o"), (told, rest) => {
        const rows = numbered(told);
        const back = YoungRows.parse(youngOf(rows).before(rest));
        expect(back.young.all).toEqual(rows);
        expect(back.rest).toBe(rest);
        expect([back.young.size, back.young.lastSeq]).toEqual([
          rows.length,
          rows.at(-1)?.seq ?? null,
        ]);
      }),
    );
  });

  it("lose an event from the latest row of its session alone, and those that are not to be kept", () => {
    fc.assert(
      fc.property(fc.array(anyRow, { minLength: 1, maxLength: 6 }), fc.nat(5_000), (told, from) => {
        const rows = numbered(told);
        for (const row of rows) row.events = `{"s":"${row.session}","id":"${row.seq}"}`;
        const young = youngOf(rows);
        const last = rows.findLast(({ session }) => session === "s1");
        expect(young.dropEvent("s1", String(last?.seq ?? 0))).toBe(last !== undefined);
        const left = rows.map((row) => (row === last ? { ...row, events: "" } : row));
        expect(young.all).toEqual(left);
        const old = rows.filter(({ at }) => at < from).length;
        expect(young.keep(({ at }) => at >= from)).toBe(old);
        expect(young.all).toEqual(left.filter(({ at }) => at >= from));
      }),
    );
  });
});
