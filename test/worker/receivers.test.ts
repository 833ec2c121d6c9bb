import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { afterEach, describe, expect, it, vi } from "vitest";
import {
  appendPrefix,
  type Lesson,
  newPrefixLog,
  type WeekOrdered,
} from "../../worker/core/intent/index.ts";
import { messageId } from "../../worker/core/messages/index.ts";
import { emptyQuestion, type ShelfLesson } from "../../worker/core/recommend/index.ts";
import { Person } from "../../worker/objects/person.ts";
import { Inbox } from "../../worker/storage/inbox.ts";
import { MAX_VALUE_BYTES } from "../../worker/storage/limits.ts";
import { PersonStore } from "../../worker/storage/person-store.ts";
import { ShelfStore } from "../../worker/storage/shelf-store.ts";
import { api, id, pass, purchase, viewItem } from "./api.ts";
import { SHELF, LEDGER, LEARNER, personOf, shelf, rows, unitsOf, order } from "./objects.ts";

const HOUR = 3_600_000;

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
      const { tops } = await stub.read({ ...emptyQuestion(), axes: ["all"] }, Date.now());
      return Object.fromEntries(
        tops.get("all")!.items.map((item) => [item.id, Math.round(item.units * 1000) / 1000]),
      );
    };
    return { stub, message, take, sold, fold: () => stub.wake(Date.now() + 5 * HOUR) };
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
    vi.spyOn(ShelfStore.prototype, "putOutcomes").mockImplementationOnce(() => {
      throw new Error("disk full");
    });
    vi.spyOn(console, "error").mockImplementation(() => {});
    await fold();
    expect(await rows(stub, "SELECT * FROM counter_groups")).toEqual([]);
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
        inbox.put(
          ids.map((each) => ({ id: each, body: 1 })),
          now,
        );
        inbox.read(1, () => (count += 1));
        inbox.drop(now);
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
    await stub.wake(Date.now() + 5 * HOUR);
    expect(await rows(stub, "SELECT * FROM folded")).toHaveLength(1);
    const later = Date.now() + 80 * 3_600_000;
    await stub.take("any", [{ id: messageId("x", 1, later), body: order("b") }], later);
    await stub.wake(later + 5 * HOUR);
    const hours = await rows(stub, "SELECT hour FROM folded");
    expect(hours).toEqual([{ hour: Math.floor(later / 3_600_000) }]);
  });
});

describe("a batch that waits", () => {
  it("is seen by readers at once, and saved within four hours with what came meanwhile", async () => {
    const [first, second] = [id("i"), id("i")];
    await api.post({ visitor: id("v"), session: "s", events: [purchase(id("t"), [first])] });
    await pass({ seconds: 2 });
    expect(await unitsOf(first)).toBeCloseTo(1);
    await api.post({ visitor: id("v"), session: "s", events: [purchase(id("t"), [second])] });
    await pass({ seconds: 2 });
    expect(await unitsOf(second)).toBeCloseTo(1);
    expect(await rows(shelf(), "SELECT seq FROM inbox")).toHaveLength(1);
    await pass({ minutes: 241 });
    expect(await rows(shelf(), "SELECT seq FROM inbox")).toEqual([]);
    expect(await unitsOf(first)).toBeCloseTo(1, 1);
  });

  it("is folded early when a lot waits", async () => {
    const shop = id("shop");
    const stub = LEARNER.getByName(`${shop}/learner`);
    const now = Date.now();
    const text = "x".repeat(20_000);
    for (let n = 0; n < 17; n++) {
      const lesson = { target: "slots", at: now, context: {}, trials: [], text } as never;
      await stub.take(shop, [{ id: messageId(shop, n, now), body: lesson }], now);
    }
    expect(await stub.wake(now)).toBe(now + 1_000);
  });
});

describe("the week of a visit", () => {
  /** A learner of its own that has heard of one visit without an order. */
  const taught = async () => {
    const shop = id("shop");
    const stub = LEARNER.getByName(`${shop}/learner`);
    const now = Date.now();
    let sent = 0;
    const tell = (body: Lesson | WeekOrdered) =>
      stub.take(shop, [{ id: messageId(shop, (sent += 1), now), body }], now);
    const due = now + 7 * 24 * HOUR;
    const prefixes = newPrefixLog();
    appendPrefix(prefixes, [{ slot: 1 }]);
    const pending = { visit: "v1", due };
    await tell({ target: "session", ordered: false, at: now, gap: null, prefixes, week: pending });
    const held = () => rows(stub, "SELECT due FROM held_weeks");
    const learnt = async (at: number) => {
      const { session, week } = (await stub.card(at)).targets;
      return [session, week].map(({ visits, orders }) => [Math.round(visits), Math.round(orders)]);
    };
    return { stub, now, due, tell, held, learnt };
  };

  it("is held by the learner until it is over", async () => {
    const { stub, now, due, held, learnt } = await taught();
    expect(await learnt(now)).toEqual([
      [1, 0],
      [0, 0],
    ]);
    expect(await stub.wake(now + 4 * HOUR)).toBe(due);
    expect(await held()).toEqual([{ due }]);
    await evictDurableObject(stub);
    await stub.wake(due - 1);
    expect((await learnt(due))[1]).toEqual([0, 0]);
    await stub.wake(due);
    expect((await learnt(due))[1]).toEqual([1, 0]);
    expect(await held()).toEqual([]);
  });

  it("has an order when one is told of, before the lesson is saved or after", async () => {
    for (const hours of [0, 4]) {
      const { stub, now, due, tell, learnt } = await taught();
      await stub.wake(now + hours * HOUR);
      await tell({ target: "ordered", visits: ["v1"] });
      await stub.wake(now + 5 * HOUR);
      await stub.wake(due);
      expect((await learnt(due))[1]).toEqual([1, 1]);
    }
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
      const asked = { ...emptyQuestion(), axes: ["all"], items: [item] };
      const answer = { ...(await shelf().read(asked, now)), revision: null };
      return [answer, await ledger.report(0, now, ["visits"], now), await learner.snapshot(now)];
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
        await person.wake(Date.now() + 6 * HOUR);
        return storage.getAlarm();
      });
    expect(await next()).toBeGreaterThan(Date.now());
    vi.restoreAllMocks();
    expect(await runDurableObjectAlarm(stub)).toBe(true);
  });
});
