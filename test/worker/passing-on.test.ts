import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { afterEach, describe, expect, it, vi } from "vitest";
import { emptyQuestion } from "../../worker/core/recommend/index.ts";
import { Shelf } from "../../worker/objects/shelf.ts";
import { api, id, pass, purchase, viewItem } from "./api.ts";
import { LEDGER, personOf, rows, shelf, SHOP, unitsOf } from "./objects.ts";

afterEach(() => vi.restoreAllMocks());

describe("a visit's lessons", () => {
  const ledger = () => LEDGER.getByName("demo/ledger/g1/0");
  const passing = () => rows(ledger(), "SELECT messages FROM passing");
  const viewed = async (item: string) => {
    const now = Date.now() + (await SHOP.getByName("demo").clockOffset());
    const { rows: found } = await shelf().read({ ...emptyQuestion(), items: [item] }, now);
    return found.get(item)?.ids ?? [];
  };
  const visit = async () => {
    const [visitor, a, b] = [id("v"), id("i"), id("i")];
    await api.post({ visitor, session: "s1", events: [viewItem(a), viewItem(b)] });
    await pass({ minutes: 31 });
    return { visitor, a, b };
  };
  /** Lets the shelf take nothing from now on. */
  const closeShelf = () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    return vi.spyOn(Shelf.prototype, "take").mockRejectedValue(new Error("down"));
  };

  it("come with its fact to the ledger in one row, which passes them on ten minutes later", async () => {
    await pass({ minutes: 300 });
    const { a, b } = await visit();
    expect(await rows(ledger(), "SELECT seq FROM inbox")).toHaveLength(1);
    expect(await viewed(a)).toEqual([]);
    await pass({ minutes: 11 });
    expect(await viewed(a)).toEqual([b]);
    expect(await passing()).toEqual([]);
  });

  it("wait there for the one that cannot be reached, also when the ledger is gone meanwhile", async () => {
    const { a, b } = await visit();
    closeShelf();
    await pass({ minutes: 11 });
    const [row, ...others] = await passing();
    expect(others).toEqual([]);
    const left = JSON.parse(row!["messages"] as string) as { to: string }[];
    expect(left.map(({ to }) => to)).toEqual(["shelf"]);
    await evictDurableObject(ledger());
    vi.restoreAllMocks();
    await pass({ minutes: 1 });
    expect(await viewed(a)).toEqual([b]);
    expect(await passing()).toEqual([]);
  });

  it("are given up after 48 hours into the dead letters", async () => {
    const { visitor } = await visit();
    closeShelf();
    await pass({ days: 2 });
    await pass({ minutes: 1 });
    expect(await passing()).toEqual([]);
    const dead = await rows(ledger(), "SELECT body FROM dead");
    expect(JSON.stringify(dead)).toContain(visitor);
    vi.restoreAllMocks();
  });

  it("know nobody any more who is erased while they wait", async () => {
    const { visitor } = await visit();
    closeShelf();
    await pass({ minutes: 11 });
    expect(JSON.stringify(await passing())).toContain(visitor);
    const now = Date.now() + (await SHOP.getByName("demo").clockOffset());
    expect((await ledger().erase([visitor], true, now))["messages"]).toBe(1);
    expect(JSON.stringify(await passing())).not.toContain(visitor);
    vi.restoreAllMocks();
  });
});

describe("what is told at once in an open visit", () => {
  it("is delivered with the batch, and one alarm, set once, rings at the visit's end", async () => {
    const [visitor, item] = [id("v"), id("i")];
    await api.post({ visitor, session: "s1", events: [purchase(id("t"), [item])] });
    await vi.waitFor(async () => expect(await unitsOf(item)).toBeCloseTo(1));
    const ringsAt = () =>
      runInDurableObject(personOf(visitor), (_, { storage }) => storage.getAlarm());
    const alarm = await ringsAt();
    const minutes = (alarm! - Date.now()) / 60_000;
    expect(minutes).toBeGreaterThan(39);
    expect(minutes).toBeLessThanOrEqual(40);
    await pass({ minutes: 9 });
    await api.post({ visitor, session: "s1", events: [viewItem(item)] });
    expect(await ringsAt()).toBe(alarm);
  });
});
