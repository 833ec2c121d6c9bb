import { evictDurableObject } from "cloudflare:test";
import { afterEach, describe, expect, it, vi } from "vitest";
import { Shelf } from "../../worker/objects/shelf.ts";
import { PersonStore } from "../../worker/storage/person-store.ts";
import { api, event, id, pageView, pass, purchase, viewItem } from "./api.ts";
import { journalOf, SHOP, personOf, rows, stateOf, unitsOf, WEEK } from "./objects.ts";

afterEach(() => vi.restoreAllMocks());

describe("a person's outbox", () => {
  const buy = async (item: string) => {
    const visitor = id("v");
    await api.post({ visitor, session: id("s"), events: [purchase(id("t"), [item])] });
    return visitor;
  };

  it("waits for a receiver that fails, while the others get theirs", async () => {
    vi.spyOn(Shelf.prototype, "take").mockRejectedValue(new Error("down"));
    vi.spyOn(console, "error").mockImplementation(() => {});
    const item = id("i");
    const visitor = await buy(item);
    await pass({ seconds: 5 });
    expect((await stateOf(visitor)).outbox.map(({ to }) => to)).toEqual(["shelf"]);
    expect(await unitsOf(item)).toBe(0);
    vi.restoreAllMocks();
    await pass({ minutes: 1 });
    expect((await stateOf(visitor)).outbox).toEqual([]);
    expect(await unitsOf(item)).toBeCloseTo(1);
  });

  it("delivers again when the receiver's answer was lost, and it counts once", async () => {
    const take = Shelf.prototype.take;
    const taking = vi.spyOn(Shelf.prototype, "take").mockImplementationOnce(async function (
      this: Shelf,
      ...args
    ) {
      await take.apply(this, args);
      throw new Error("connection lost");
    });
    vi.spyOn(console, "error").mockImplementation(() => {});
    const item = id("i");
    const visitor = await buy(item);
    await pass({ seconds: 5 });
    await pass({ minutes: 1 });
    await pass({ seconds: 5 });
    expect((await stateOf(visitor)).outbox).toEqual([]);
    expect(taking.mock.calls.length).toBeGreaterThan(1);
    expect(await unitsOf(item)).toBeCloseTo(1);
  });

  it("does not keep waiting what came in while it was being delivered", async () => {
    const [first, second] = [id("i"), id("i")];
    const visitor = id("v");
    const buyMore = (item: string) =>
      api.post({ visitor, session: "s1", events: [purchase(id("t"), [item])] });
    const take = Shelf.prototype.take;
    vi.spyOn(Shelf.prototype, "take").mockImplementationOnce(async function (this: Shelf, ...args) {
      await buyMore(second);
      await take.apply(this, args);
    });
    await buyMore(first);
    await pass({ seconds: 5 });
    expect(await unitsOf(first)).toBeCloseTo(1);
    expect(await unitsOf(second)).toBeCloseTo(1);
  });

  it("is given up after 48 hours into the dead letters", async () => {
    vi.spyOn(Shelf.prototype, "take").mockRejectedValue(new Error("down"));
    vi.spyOn(console, "error").mockImplementation(() => {});
    const item = id("i");
    const visitor = await buy(item);
    await pass({ minutes: 47 * 60 });
    expect((await stateOf(visitor)).outbox).not.toEqual([]);
    await pass({ minutes: 90 });
    expect((await stateOf(visitor)).outbox).toEqual([]);
    const dead = await rows(personOf(visitor), "SELECT message FROM dead");
    expect(dead.some(({ message }) => String(message).includes(item))).toBe(true);
  });

  it("takes an import of more than a row holds, and delivers all of it", async () => {
    const visitor = id("v");
    const item = id("i");
    const items = Array.from({ length: 20 }, (_, n) => ({
      item_id: n === 0 ? item : `${item}-${n}`,
      item_category: "Home & Garden, a department with a long name",
    }));
    const events = Array.from({ length: 700 }, (_, n) => {
      const time = new Date(Date.now() - n * 60_000).toISOString();
      return { ...purchase(id("t"), [], { items }), time };
    });
    const half = events.length / 2;
    for (const part of [events.slice(0, half), events.slice(half)]) {
      const reply = await api.postSecret({ visitor, session: id("s"), events: part });
      expect(reply.status).toBe(200);
    }
    for (let wakes = 0; wakes < 40; wakes++) {
      await pass({ seconds: 2 });
      const state = await stateOf(visitor);
      if (!state.overflowing && state.outbox.length === 0) break;
    }
    await pass({ seconds: 5 });
    const now = Date.now() + (await SHOP.getByName("demo").clockOffset());
    const left = events.reduce((sum, { time }) => sum + 2 ** ((Date.parse(time) - now) / WEEK), 0);
    expect(await unitsOf(item)).toBeCloseTo(left, 1);
    expect(await rows(personOf(visitor), "SELECT * FROM overflow")).toEqual([]);
  });

  it("survives an eviction", async () => {
    const item = id("i");
    const visitor = await buy(item);
    await evictDurableObject(personOf(visitor));
    await pass({ seconds: 5 });
    expect(await unitsOf(item)).toBeCloseTo(1);
  });
});

describe("a person's storage", () => {
  it("costs one row a batch", async () => {
    const visitor = id("v");
    const send = (...events: object[]) => api.post({ visitor, session: "s1", events });
    await send(pageView("/"));
    const written = async () => {
      const [row] = await rows(personOf(visitor), "SELECT total_changes() AS n");
      return row!.n as number;
    };
    const before = await written();
    for (let batch = 1; batch <= 5; batch++) {
      await send(pageView("/"), viewItem(`i${batch}`), event("add_to_cart"));
      expect(await written()).toBe(before + batch);
    }
    await api.person(visitor);
    expect(await written()).toBe(before + 5);
  });

  it("moves a visit of more than 16 KB to the journal, and the rest when it ends", async () => {
    const visitor = id("v");
    const journal = () => journalOf(visitor);
    let sent = 0;
    const send = async (count: number) => {
      const params = { note: "x".repeat(500) };
      const events = Array.from({ length: count }, () => event("played", { params }));
      sent += count;
      await api.post({ visitor, session: "s1", events });
    };
    await send(20);
    expect(await journal()).toEqual([]);
    await send(20);
    expect(await journal()).toHaveLength(1);
    await send(5);
    expect(await journal()).toHaveLength(1);
    expect(
      (await rows(personOf(visitor), "SELECT length(log) AS n FROM person"))[0]!.n,
    ).toBeLessThan(16_384);
    await pass({ minutes: 31 });
    expect(await journal()).toHaveLength(2);
    expect(await rows(personOf(visitor), "SELECT seq FROM journal")).toHaveLength(1);
    expect((await api.person(visitor)).body.timeline).toHaveLength(sent);
  });

  it("keeps the journal of a few visits in its row, and moves it to a table when it grows", async () => {
    const visitor = id("v");
    const tables = async () =>
      (
        await rows(
          personOf(visitor),
          "SELECT name FROM sqlite_schema WHERE name NOT LIKE '!_%' ESCAPE '!'",
        )
      ).map(({ name }) => name);
    const sent: string[] = [];
    const visit = async (session: string) => {
      const params = { note: "x".repeat(500) };
      const events = Array.from({ length: 10 }, () => event("played", { params }));
      sent.unshift(...events.map((each) => each.id));
      await api.post({ visitor, session, events });
      await pass({ minutes: 31 });
    };
    const seqs = async () => (await journalOf(visitor)).map(({ seq }) => seq);
    await visit("s1");
    await visit("s2");
    expect(await tables()).toEqual(["person"]);
    expect(await seqs()).toEqual([2, 1]);
    await evictDurableObject(personOf(visitor));
    expect(await seqs()).toEqual([2, 1]);
    await visit("s3");
    expect(await tables()).toEqual(["person", "journal"]);
    await visit("s4");
    expect(await seqs()).toEqual([4, 3, 2, 1]);
    expect(await rows(personOf(visitor), "SELECT seq FROM journal")).toHaveLength(3);
    const { timeline } = (await api.person(visitor)).body as { timeline: { id: string }[] };
    expect(timeline.map((each) => each.id).toSorted()).toEqual(sent.toSorted());
  });

  it("is all there after an eviction", async () => {
    const visitor = id("v");
    const transaction = id("t");
    const batch = {
      visitor,
      session: "s1",
      events: [pageView("/?utm_source=line"), viewItem("a"), purchase(transaction, ["a"])],
      want: ["recently_viewed"],
    };
    await api.post(batch);
    const before = (await api.person(visitor)).body;
    await evictDurableObject(personOf(visitor));
    expect((await api.person(visitor)).body).toEqual(before);
    const again = await api.post(batch);
    expect(again.body.results.map((each: { status: string }) => each.status)).toEqual(
      Array(3).fill("duplicate"),
    );
  });

  it("has nothing of a batch that could not be stored, and takes it when it is sent again", async () => {
    const visitor = id("v");
    await api.post({ visitor, session: "s1", events: [pageView("/")] });
    const batch = { visitor, session: "s1", events: [viewItem("a"), purchase(id("t"), ["a"])] };
    vi.spyOn(PersonStore.prototype, "save").mockImplementationOnce(() => {
      throw new RangeError("too large");
    });
    vi.spyOn(console, "error").mockImplementation(() => {});
    expect((await api.post(batch)).status).toBe(500);
    expect((await api.person(visitor)).body).toMatchObject({ orders: [], items_viewed: [] });
    const again = await api.post(batch);
    expect(again.body.results.map((each: { status: string }) => each.status)).toEqual([
      "accepted",
      "accepted",
    ]);
    const { orders, timeline } = (await api.person(visitor)).body;
    expect([orders.length, timeline.length]).toEqual([1, 3]);
  });
});

describe("a new person whose first batch could not be stored", () => {
  it("is nobody, and somebody when it is sent again", async () => {
    const visitor = id("v");
    const old = { time: "2026-01-05T10:00:00.000Z" };
    const batch = { visitor, events: [pageView("/", old)] };
    vi.spyOn(PersonStore.prototype, "append").mockImplementationOnce(() => {
      throw new Error("disk full");
    });
    vi.spyOn(console, "error").mockImplementation(() => {});
    expect((await api.postSecret(batch)).status).toBe(500);
    expect((await api.person(visitor)).status).toBe(404);
    expect((await api.postSecret(batch)).body.results[0].status).toBe("accepted");
    expect((await api.person(visitor)).body.pages).toBe(1);
  });
});
