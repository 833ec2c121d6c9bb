import { describe, expect, it } from "vitest";
import { isAsNew, isOlder, RecentChanges } from "../../worker/edge/recent-changes.ts";
import { Standing } from "../../worker/edge/standing.ts";

const NOW = 1_000_000;

describe("what is held of an object", () => {
  it("stands for four seconds, is asked about by one in the fifth, and then by all", () => {
    const standing = new Standing();
    expect([standing.isToAsk(NOW), standing.isToAsk(NOW)]).toEqual([true, true]);
    standing.confirm(NOW);
    expect(standing.isToAsk(NOW + 3_999)).toBe(false);
    expect([1, 2, 3].map((n) => standing.isToAsk(NOW + 4_000 + n))).toEqual([true, false, false]);
    expect([1, 2].map((n) => standing.isToAsk(NOW + 5_000 + n))).toEqual([true, true]);
    standing.confirm(NOW + 5_000);
    expect(standing.isToAsk(NOW + 5_001)).toBe(false);
  });

  it("is asked about anew when the clock is set back", () => {
    const standing = new Standing();
    standing.confirm(NOW);
    expect(standing.isToAsk(NOW - 60_000)).toBe(true);
  });
});

describe("an object's recent changes", () => {
  it("are told by name since a revision, and all may have changed since one that is not known", () => {
    const changes = new RecentChanges();
    const { revision: first } = changes.since(null);
    expect(changes.since(null).changed).toBeNull();
    changes.note(["a", "b"]);
    const { revision: second, changed } = changes.since(first);
    expect(changed).toEqual(["a", "b"]);
    changes.note(["a"]);
    expect(changes.since(second).changed).toEqual(["a"]);
    expect(changes.since(first).changed).toEqual(["b", "a"]);
    expect(new RecentChanges().since(second).changed).toBeNull();
    changes.noteAll();
    expect(changes.since(second).changed).toBeNull();
  });

  it("are forgotten past a few thousand names, and then all may have changed", () => {
    const changes = new RecentChanges();
    const { revision: first } = changes.since(null);
    changes.note(["early"]);
    const { revision: second } = changes.since(null);
    changes.note(Array.from({ length: 4_096 }, (_, n) => `n${n}`));
    expect(changes.since(first).changed).toBeNull();
    expect(changes.since(second).changed).toHaveLength(4_096);
  });

  it("order what was read of one memory, and nothing else", () => {
    const [old, young] = [
      { of: "a", count: 1 },
      { of: "a", count: 2 },
    ];
    expect([isAsNew(young, old), isAsNew(old, young), isAsNew(old, undefined)]).toEqual([
      true,
      false,
      true,
    ]);
    expect([isOlder(old, young), isOlder(young, old), isOlder(old, undefined)]).toEqual([
      true,
      false,
      false,
    ]);
    const other = { of: "b", count: 9 };
    expect([isAsNew(other, young), isOlder(other, young)]).toEqual([false, false]);
  });
});
