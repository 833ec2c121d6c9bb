import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  ItemTable,
  type ItemTableOptions,
  type Neighbours,
  nextItems,
} from "../../../worker/core/recommend/index.ts";
import { decodeRow, encodeRow } from "../../../worker/core/recommend/table/row-codec.ts";

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 0, 1);

/** Weights as learnt: without the popularity of either side, which `neighbours` divides by. */
function weights(table: ItemTable, id: string, count: number, now = NOW): Record<string, number> {
  const { ids, scores } = table.neighbours(id, now) ?? { ids: [], scores: [] };
  return Object.fromEntries(ids.map((other, i) => [other, scores[i]! * Math.sqrt(count)]));
}
const plain = (options = {}) => new ItemTable({ popularityDiscount: 0, ...options });

const ask = { reminders: true, exclude: [], count: 10, now: NOW };

const sorted = (row: Neighbours | null): [string, number][] =>
  (row?.ids ?? []).map((id, i): [string, number] => [id, row!.scores[i]!]).sort();

const sessions = fc.array(
  fc.record({
    items: fc.array(fc.constantFrom(..."abcdefgh"), { minLength: 1, maxLength: 12 }),
    age: fc.integer({ min: 0, max: 4000 }),
  }),
  { maxLength: 15 },
);

type Disk = Map<number, ReturnType<ItemTable["takeDirty"]>[number]>;

function save(table: ItemTable, disk: Disk): void {
  for (const item of table.takeDirty()) disk.set(item.number, item);
}

/** A table that reads its rows from what another has stored. */
function stored(disk: Disk, options: ItemTableOptions = {}): ItemTable {
  const table = new ItemTable(options, (number) => disk.get(number)?.blob);
  table.loadDictionary([...disk.values()].map(({ number, id, count }) => [number, id, count]));
  return table;
}

describe("what a session teaches", () => {
  it("the way forward counts 1/√d and the way back 0.75/√d", () => {
    const table = plain();
    table.learn(["a", "b", "c"], NOW);
    const far = expect.closeTo(Math.SQRT1_2, 6);
    expect(weights(table, "a", 1)).toEqual({ b: 1, c: far });
    expect(weights(table, "b", 1)).toEqual({ a: 0.75, c: 1 });
    expect(weights(table, "c", 1)).toEqual({ a: expect.closeTo(0.75 * Math.SQRT1_2, 6), b: 0.75 });
  });

  it("clicks more than ten apart teach nothing", () => {
    const table = plain();
    table.learn([..."abcdefghijkl"], NOW);
    expect(Object.keys(weights(table, "a", 1)).sort()).toEqual([..."bcdefghijk"]);
    expect(weights(table, "a", 1)["k"]).toBeCloseTo(1 / Math.sqrt(10));
  });

  it("an item never becomes its own neighbour, but its repeats are distance", () => {
    const table = plain();
    table.learn(["a", "a", "a", "b"], NOW);
    expect(weights(table, "a", 3)).toEqual({ b: expect.closeTo(1, 6) });
    table.learn(["x", ...Array<string>(10).fill("y"), "z"], NOW);
    expect(weights(table, "x", 1)).toEqual({ y: 1 });
  });

  it("going back and forth between two items teaches each way once, at its nearest", () => {
    const table = plain();
    table.learn(["a", "b", "a", "b", "a"], NOW);
    expect(weights(table, "a", 3)["b"]).toBeCloseTo(1 + 0.75);
    expect(weights(table, "b", 2)["a"]).toBeCloseTo(0.75 + 1);
  });

  it("a session of weight 2 teaches what two sessions teach", () => {
    const once = new ItemTable();
    const twice = new ItemTable();
    once.learn(["a", "b", "c"], NOW, 2);
    for (let i = 0; i < 2; i++) twice.learn(["a", "b", "c"], NOW);
    expect(once.neighbours("a", NOW)).toEqual(twice.neighbours("a", NOW));
  });

  it("a session without a time or a positive weight is refused and leaves nothing behind", () => {
    const table = new ItemTable();
    expect(() => table.learn(["a", "b"], Number.NaN)).toThrow(RangeError);
    for (const weight of [0, -1, Number.NaN, Infinity]) {
      expect(() => table.learn(["a", "b"], NOW, weight)).toThrow(RangeError);
    }
    expect(table.size).toBe(0);
    expect(table.takeDirty()).toEqual([]);
  });
});

describe("what a row answers", () => {
  it("popular neighbours are discounted by count^0.3, and the row by the root of its own count", () => {
    const table = new ItemTable();
    table.learn(["a", "b"], NOW);
    for (let i = 0; i < 4; i++) table.learn(["b"], NOW);
    for (let i = 0; i < 8; i++) table.learn(["a"], NOW);
    expect(table.neighbours("a", NOW)?.scores[0]).toBeCloseTo(1 / (5 ** 0.3 * Math.sqrt(9)), 6);
  });

  it("an unknown item and an item viewed alone have no row", () => {
    const table = new ItemTable();
    table.learn(["lonely"], NOW);
    expect(table.neighbours("lonely", NOW)).toBeNull();
    expect(table.neighbours("never seen", NOW)).toBeNull();
  });

  it("what was learnt counts half after 90 days", () => {
    const table = plain();
    table.learn(["a", "b"], NOW);
    expect(weights(table, "a", 1, NOW + 90 * DAY)["b"]).toBeCloseTo(0.5, 5);
  });

  it("survives decades: old lessons fade, new ones count in full, late ones as if in time", () => {
    const table = plain();
    table.learn(["a", "old"], NOW);
    const later = NOW + 60 * 365 * DAY;
    table.learn(["a", "new"], later);
    table.learn(["a", "late"], later - 90 * DAY);
    const row = weights(table, "a", 3, later);
    expect(row["new"]).toBeCloseTo(1, 5);
    expect(row["late"]).toBeCloseTo(0.5, 5);
    expect(row["old"]).toBeLessThan(1e-20);
  });

  it("the order in which sessions arrive does not matter while rows have room", () => {
    fc.assert(
      fc.property(sessions, (list) => {
        const [forward, backward] = [list, list.toReversed()].map((order) => {
          const table = new ItemTable();
          for (const { items, age } of order) table.learn(items, NOW - age * DAY);
          return table;
        });
        for (const id of "abcdefgh") {
          const [one, other] = [forward, backward].map((table) =>
            sorted(table!.neighbours(id, NOW)),
          );
          expect(one!.map(([name]) => name)).toEqual(other!.map(([name]) => name));
          one!.forEach(([, score], i) => {
            expect(Math.abs(score - other![i]![1])).toBeLessThanOrEqual(1e-5 * score + 1e-9);
          });
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe("a full row", () => {
  it("gives the place of its smallest to a newcomer, who brings only its own weight", () => {
    const table = plain({ neighbours: 2 });
    for (let i = 0; i < 3; i++) table.learn(["a", "strong"], NOW);
    for (let i = 0; i < 2; i++) table.learn(["a", "weak"], NOW);
    table.learn(["a", "new"], NOW);
    const row = weights(table, "a", 6);
    expect(Object.keys(row).sort()).toEqual(["new", "strong"]);
    expect(row["strong"]).toBeCloseTo(3, 5);
    expect(row["new"]).toBeCloseTo(1, 5);
  });

  it("never holds more than 64 neighbours", () => {
    const table = new ItemTable();
    for (let i = 0; i < 200; i++) table.learn(["a", `b${i}`], NOW);
    const row = table.neighbours("a", NOW)!;
    expect(row.ids).toHaveLength(64);
    expect(new Set(row.ids).size).toBe(64);
    expect(row.ids).toContain("b199");
  });
});

describe("storage", () => {
  it("a table loaded from what was taken as dirty answers and learns on like the one in memory", () => {
    fc.assert(
      fc.property(sessions, sessions, (before, after) => {
        const disk: Disk = new Map();
        const memory = new ItemTable();
        for (const { items, age } of before) memory.learn(items, NOW - age * DAY);
        save(memory, disk);
        const restored = stored(disk);
        for (const { items, age } of after) {
          memory.learn(items, NOW - age * DAY);
          restored.learn(items, NOW - age * DAY);
        }
        save(restored, disk);
        const again = stored(disk);
        for (const id of "abcdefgh") {
          expect(restored.neighbours(id, NOW)).toEqual(memory.neighbours(id, NOW));
          expect(again.neighbours(id, NOW)).toEqual(memory.neighbours(id, NOW));
        }
      }),
      { numRuns: 60 },
    );
  });

  it("names only the items of new sessions as dirty, and each once", () => {
    const table = new ItemTable();
    table.learn(["a", "b", "a"], NOW);
    expect(table.takeDirty().map(({ id, count }) => [id, count])).toEqual([
      ["a", 2],
      ["b", 1],
    ]);
    expect(table.takeDirty()).toEqual([]);
    table.learn(["c"], NOW);
    expect(table.takeDirty().map(({ id }) => id)).toEqual(["c"]);
  });

  it("reads from storage only the rows that are touched", () => {
    const table = new ItemTable();
    table.learn(["a", "b", "c"], NOW);
    const disk = new Map(table.takeDirty().map((item) => [item.number, item]));
    const read: number[] = [];
    const lazy = new ItemTable({}, (number) => {
      read.push(number);
      return disk.get(number)?.blob;
    });
    lazy.loadDictionary([...disk.values()].map(({ number, id, count }) => [number, id, count]));
    expect(read).toEqual([]);
    lazy.neighbours("b", NOW);
    lazy.neighbours("b", NOW);
    expect(read).toEqual([1]);
  });

  it("a row that names an item beyond the dictionary is refused", () => {
    const table = new ItemTable();
    table.learn(["a", "b"], NOW);
    const [a] = table.takeDirty();
    const broken = new ItemTable({}, () => a!.blob);
    broken.loadDictionary([[0, "a", 1]]);
    expect(() => broken.neighbours("a", NOW)).toThrow(/item 1 is not in the dictionary/);
    // And leaves nothing half-done that the next answer would show.
    expect(() => broken.next({ ...ask, recent: ["x", "a"] })).toThrow(/not in the dictionary/);
    expect(broken.next({ ...ask, recent: ["x"] }).map(({ id }) => id)).toEqual(["x"]);
  });
});

describe("rows that do not all fit into memory", () => {
  it("answer and learn on as if they did, however few are kept", () => {
    fc.assert(
      fc.property(sessions, fc.integer({ min: 1, max: 8 }), (list, rowsInMemory) => {
        const whole = new ItemTable();
        const disk: Disk = new Map();
        const small = stored(disk, { rowsInMemory });
        const longest = Math.max(...list.map(({ items }) => new Set(items).size));
        for (const { items, age } of list) {
          whole.learn(items, NOW - age * DAY);
          small.learn(items, NOW - age * DAY);
          save(small, disk);
          for (const id of "hgfedcba")
            expect(small.neighbours(id, NOW)).toEqual(whole.neighbours(id, NOW));
          expect(small.rowsInMemory).toBeLessThanOrEqual(Math.max(rowsInMemory, 2 * longest));
        }
      }),
      { numRuns: 60 },
    );
  });

  it("stay until they are stored", () => {
    const disk: Disk = new Map();
    const table = stored(disk, { rowsInMemory: 2 });
    for (const id of "bcdefg") table.learn(["a", id], NOW);
    expect(table.rowsInMemory).toBe(7);
    save(table, disk);
    for (let i = 0; i < 6; i++) table.learn(["x", "y"], NOW);
    expect(Object.keys(weights(table, "a", 6)).sort()).toEqual([..."bcdefg"]);
  });

  it("keep what is asked for over what is not", () => {
    const disk: Disk = new Map();
    const first = new ItemTable();
    for (let i = 0; i < 100; i++) first.learn([`a${i}`, `b${i}`], NOW);
    save(first, disk);
    const read: number[] = [];
    const table = new ItemTable({ rowsInMemory: 20 }, (number) => {
      read.push(number);
      return disk.get(number)?.blob;
    });
    table.loadDictionary([...disk.values()].map(({ number, id, count }) => [number, id, count]));
    for (let i = 1; i < 100; i++) {
      table.neighbours("a0", NOW);
      table.neighbours(`a${i}`, NOW);
    }
    expect(read.filter((number) => number === 0).length).toBeLessThanOrEqual(5);
    expect(table.rowsInMemory).toBe(20);
  });
});

describe("the answer from the table itself", () => {
  const names = fc.constantFrom(..."abcdefghijklm");

  it("is what the edge makes of the table's rows, to the last bit", () => {
    const request = fc.record({
      recent: fc.uniqueArray(names, { maxLength: 10 }),
      views: fc.option(fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 10, maxLength: 10 }), {
        nil: undefined,
      }),
      reminders: fc.boolean(),
      exclude: fc.uniqueArray(names),
      count: fc.integer({ min: 0, max: 12 }),
      weights: fc.option(fc.constant({ ageWeight: 0.8, reminder: 0.5 }), { nil: undefined }),
    });
    fc.assert(
      fc.property(
        sessions,
        fc.array(request, { minLength: 1, maxLength: 4 }),
        fc.constantFrom(undefined, 0.1, 0.5),
        (list, requests, popularityDiscount) => {
          const table = new ItemTable();
          for (const { items, age } of list) table.learn(items, NOW - age * DAY);
          for (const { exclude, ...given } of requests) {
            const rows = new Map<string, Neighbours>();
            for (const id of given.recent) {
              const row = table.neighbours(id, NOW, popularityDiscount);
              if (row !== null) rows.set(id, row);
            }
            const atEdge = nextItems({ ...given, rows, exclude: new Set(exclude) });
            expect(table.next({ ...given, exclude, now: NOW, popularityDiscount })).toEqual(atEdge);
          }
        },
      ),
    );
  });

  it("takes rows of any size", () => {
    const table = new ItemTable({ neighbours: 300 });
    const recent = [..."abcdefgh"];
    for (const id of recent) for (let i = 0; i < 300; i++) table.learn([id, `${id}${i}`], NOW);
    expect(table.next({ ...ask, recent, count: 5000 })).toHaveLength(8 * 300 + 8);
  });
});

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
