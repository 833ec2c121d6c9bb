import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ItemTable, type ItemTableOptions } from "../../../worker/core/recommend/index.ts";
import { ask, DAY, NOW, sessions, weights } from "./table.ts";

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
