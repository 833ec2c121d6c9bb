import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import { messageId } from "../../worker/core/messages/index.ts";
import type { PersonState } from "../../worker/core/person/index.ts";
import type { ShelfLesson } from "../../worker/core/recommend/index.ts";
import type { Env } from "../../worker/edge/env.ts";
import { Person } from "../../worker/objects/person.ts";
import { Shelf } from "../../worker/objects/shelf.ts";
import { Inbox } from "../../worker/storage/inbox.ts";
import { checkedSize, MAX_VALUE_BYTES } from "../../worker/storage/limits.ts";
import { PersonStore } from "../../worker/storage/person-store.ts";
import { ShelfStore } from "../../worker/storage/shelf-store.ts";
import { api, event, id, pageView, pass, purchase, viewItem } from "./api.ts";

const { PERSON, SHELF, LEDGER, LEARNER, SHOP } = env as unknown as Env;
const personOf = (visitor: string) => PERSON.getByName(`demo/v/${visitor}`);
const shelf = () => SHELF.getByName("demo/shelf/g1/0");

/** Rows of one table of an object. */
const rows = (stub: DurableObjectStub, sql: string) =>
  runInDurableObject(stub, (_, { storage }) => storage.sql.exec(sql).toArray());
const stateOf = async (visitor: string): Promise<PersonState> => {
  const [row] = await rows(personOf(visitor), "SELECT state FROM person");
  return JSON.parse(row!.state as string);
};
/** Units of an item that the shelf has sold, by the shop's clock. */
const unitsOf = async (item: string): Promise<number> => {
  const now = Date.now() + (await SHOP.getByName("demo").clockOffset());
  const { tops } = await shelf().read({ axes: ["all"], items: [] }, now);
  return tops.get("all")?.items.find((top) => top.id === item)?.units ?? 0;
};
const order = (item: string, category = "") => ({
  kind: "order" as const,
  at: Date.now(),
  lines: [{ id: item, category, quantity: 1 }],
});

/** Bestsellers count half after a week. */
const WEEK = 7 * 86_400_000;

afterEach(() => vi.restoreAllMocks());

describe("an object that takes messages", () => {
  /** A shelf of its own, with a message that can be sent again. */
  const fresh = () => {
    const shop = id("shop");
    const stub = SHELF.getByName(`${shop}/shelf/g1/0`);
    const message = (n: number, body: ShelfLesson) => ({
      id: messageId(`${shop}/v1`, n, Date.now()),
      body,
    });
    const take = (...messages: { id: string; body: ShelfLesson }[]) =>
      stub.take(shop, messages, Date.now());
    const sold = async () => {
      const { tops } = await stub.read({ axes: ["all"], items: [] }, Date.now());
      return Object.fromEntries(
        tops.get("all")!.items.map((item) => [item.id, Math.round(item.units * 1000) / 1000]),
      );
    };
    return { stub, message, take, sold, fold: () => stub.wake(Date.now() + 5_000) };
  };

  it("folds each once, however often it is sent, before and after folding", async () => {
    const { message, take, sold, fold, stub } = fresh();
    const first = message(1, order("a"));
    await take(first, first);
    await take(first, message(2, order("b")));
    await fold();
    expect(await sold()).toEqual({ a: 1, b: 1 });
    await take(first);
    await fold();
    await evictDurableObject(stub);
    await take(first);
    await fold();
    expect(await sold()).toEqual({ a: 1, b: 1 });
    expect(await rows(stub, "SELECT * FROM inbox")).toEqual([]);
  });

  it("keeps what it has taken when it is gone before it has folded it", async () => {
    const { message, take, sold, fold, stub } = fresh();
    await take(message(1, order("a")));
    await evictDurableObject(stub);
    await fold();
    expect(await sold()).toEqual({ a: 1 });
  });

  it("leaves nothing half-done when a fold fails, and tries again", async () => {
    const { message, take, sold, fold, stub } = fresh();
    await take(message(1, order("a", "Mugs")), message(2, order("b", "Mugs")));
    const put = ShelfStore.prototype.putCounter;
    vi.spyOn(ShelfStore.prototype, "putCounter")
      .mockImplementationOnce(function (this: ShelfStore, counter) {
        put.call(this, counter);
      })
      .mockImplementationOnce(() => {
        throw new Error("disk full");
      });
    vi.spyOn(console, "error").mockImplementation(() => {});
    await fold();
    expect(await rows(stub, "SELECT * FROM counters")).toEqual([]);
    expect(await rows(stub, "SELECT * FROM folded")).toEqual([]);
    expect(await rows(stub, "SELECT * FROM inbox")).toHaveLength(1);
    expect(await sold()).toEqual({});
    vi.restoreAllMocks();
    await fold();
    expect(await sold()).toEqual({ a: 1, b: 1 });
  });

  it("puts aside what it can never fold, and goes on with the rest", async () => {
    const { message, take, sold, fold, stub } = fresh();
    await take(message(1, { kind: "visit", at: 1, items: null } as never));
    await take(message(2, order("a")));
    for (let wakes = 0; wakes < 8; wakes++) await fold();
    expect(await sold()).toEqual({ a: 1 });
    expect(await rows(stub, "SELECT * FROM inbox")).toEqual([]);
    expect(await rows(stub, "SELECT * FROM dead")).toHaveLength(1);
  });

  it("goes on when an hour brings more ids than a row can hold", async () => {
    const { stub } = fresh();
    const now = Date.now();
    const [folded, stored] = await runInDurableObject(stub, (_, { storage }) => {
      const inbox = new Inbox(storage.sql);
      let count = 0;
      for (let part = 0; part < 20; part++) {
        const ids = Array.from({ length: 10_000 }, (__, n) => messageId(`x/${part}`, n, now));
        inbox.put(ids.map((each) => ({ id: each, body: 1 })));
        inbox.drain(now, 1, () => (count += 1));
      }
      const [row] = storage.sql.exec<{ n: number }>("SELECT length(ids) AS n FROM folded");
      return [count, row!.n];
    });
    expect(folded).toBe(200_000);
    expect(stored).toBeLessThan(MAX_VALUE_BYTES);
  });

  it("forgets ids when nobody can send them any more", async () => {
    const { message, take, stub } = fresh();
    await take(message(1, order("a")));
    await stub.wake(Date.now() + 5_000);
    expect(await rows(stub, "SELECT * FROM folded")).toHaveLength(1);
    const later = Date.now() + 80 * 3_600_000;
    await stub.take("any", [{ id: messageId("x", 1, later), body: order("b") }], later);
    await stub.wake(later + 5_000);
    const hours = await rows(stub, "SELECT hour FROM folded");
    expect(hours).toEqual([{ hour: Math.floor(later / 3_600_000) }]);
  });
});

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
    const journal = () => rows(personOf(visitor), "SELECT length(events) AS length FROM journal");
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
    expect((await api.person(visitor)).body.timeline).toHaveLength(sent);
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

describe("what others have learnt", () => {
  it("is all there after an eviction", async () => {
    const item = id("i");
    await api.post({ visitor: id("v"), session: "s", events: [viewItem(item), viewItem("other")] });
    await api.post({ visitor: id("v"), session: "s", events: [purchase(id("t"), [item])] });
    await pass({ minutes: 31 });
    const ledger = LEDGER.getByName("demo/ledger/g1/0");
    const learner = LEARNER.getByName("demo/learner");
    const all = async () => {
      const now = 4_102_444_800_000;
      const answer = await shelf().read({ axes: ["all"], items: [item] }, now);
      return [answer, await ledger.report(0, now), await learner.snapshot()];
    };
    const before = await all();
    for (const stub of [shelf(), ledger, learner]) await evictDurableObject(stub);
    expect(await all()).toEqual(before);
    expect(await unitsOf(item)).toBeCloseTo(1);
  });
});

describe("an alarm", () => {
  it("does not throw when a duty fails, and rings again", async () => {
    const visitor = id("v");
    await api.post({ visitor, session: "s1", events: [purchase(id("t"), ["a"])] });
    const stub = personOf(visitor);
    vi.spyOn(PersonStore.prototype, "save").mockImplementation(() => {
      throw new Error("disk full");
    });
    vi.spyOn(console, "error").mockImplementation(() => {});
    const next = () =>
      runInDurableObject(stub, async (person: Person, { storage }) => {
        await person.wake(Date.now() + 40 * 60_000);
        return storage.getAlarm();
      });
    expect(await next()).toBeGreaterThan(Date.now());
    vi.restoreAllMocks();
    expect(await runDurableObjectAlarm(stub)).toBe(true);
  });
});

describe("a value that is too large to store", () => {
  it("is refused by name, in bytes and not in characters", () => {
    expect(checkedSize("a row", "x".repeat(MAX_VALUE_BYTES))).toHaveLength(MAX_VALUE_BYTES);
    expect(() => checkedSize("a row", "x".repeat(MAX_VALUE_BYTES + 1))).toThrow(
      new RangeError("a row is 1500001 bytes, more than the 1500000 that are stored"),
    );
    expect(() => checkedSize("a row", "あ".repeat(500_001))).toThrow(/1500003 bytes/);
    expect(() => checkedSize("a row", new ArrayBuffer(MAX_VALUE_BYTES + 1))).toThrow(RangeError);
  });

  it("never gets into a table", async () => {
    const large = "x".repeat(MAX_VALUE_BYTES + 1);
    const errors = await runInDurableObject(
      PERSON.getByName(`demo/v/${id("v")}`),
      (_, { storage }) => {
        storage.sql.exec("CREATE TABLE inbox (seq INTEGER PRIMARY KEY, body TEXT NOT NULL)");
        const attempts = [
          () => new PersonStore(storage).save({ state: large, seen: new ArrayBuffer(0), log: "" }),
          () => new PersonStore(storage).save({ state: "", seen: new ArrayBuffer(0), log: large }),
          () => new PersonStore(storage).append("s1", large),
          () => new Inbox(storage.sql).put([{ id: "1-x-1", body: large }]),
        ];
        return attempts.map((attempt) => {
          try {
            attempt();
            return "stored";
          } catch (error) {
            return (error as Error).message;
          }
        });
      },
    );
    expect(errors).toEqual([
      expect.stringMatching(/^a person's state is/),
      expect.stringMatching(/^a person's open log is/),
      expect.stringMatching(/^a journal row is/),
      expect.stringMatching(/^an inbox row is/),
    ]);
  });
});
