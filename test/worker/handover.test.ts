import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { afterEach, describe, expect, it, vi } from "vitest";
import { Person } from "../../worker/objects/person.ts";
import { type JournalRow, PersonStore } from "../../worker/storage/person-store.ts";
import { YoungRows } from "../../worker/storage/young-rows.ts";
import type { TimelineEvent } from "../../worker/wire/person.ts";
import { api, event, id, pageView, pass, purchase, settle, viewItem } from "./api.ts";
import { browser, customer, identityOf } from "./identity.ts";
import { journalOf, PERSON, personOf, rows } from "./objects.ts";

afterEach(() => vi.restoreAllMocks());

const SECRET = { authorization: "Bearer sk_demo" };

const customerObject = (who: string) => PERSON.getByName(`demo/c/${who}`);
const eventsIn = (person: { timeline: TimelineEvent[] }) =>
  person.timeline.map((line) => line.id).toSorted();
const quiet = () => vi.spyOn(console, "error").mockImplementation(() => {});

describe("a customer who cannot be reached while a visitor becomes them", () => {
  it("gets all of it when they can, in order and once", async () => {
    const [phone, who] = [browser(), id("c")];
    const sent: string[] = [];
    const send = async (...events: { id: string; name: string }[]) => {
      sent.push(...events.map((each) => each.id));
      return phone.send(events);
    };
    await send(pageView("/"), viewItem("a"));
    quiet();
    vi.spyOn(Person.prototype, "takeParcel").mockRejectedValue(new Error("down"));
    const identify = event("identify", { params: await identityOf(who) });
    const reply = await send(identify, viewItem("b"));
    expect(reply.results.map((each: { status: string }) => each.status)).toEqual([
      "accepted",
      "accepted",
    ]);
    expect(reply.canonical).toBeNull();
    await send(event("add_to_cart", { items: [{ item_id: "b" }] }));
    await send(event("remove_from_cart", { items: [{ item_id: "b" }] }));
    vi.restoreAllMocks();
    await pass({ minutes: 1 });
    const person = await customer(who);
    expect(eventsIn(person)).toEqual(sent.toSorted());
    expect(person.cart).toEqual([]);
    expect((await phone.send([viewItem("c")])).canonical).not.toBeNull();
    expect(await rows(personOf(phone.known.visitor.split("!")[0]!), "SELECT * FROM held")).toEqual(
      [],
    );
  });

  it("leaves what waited to the visitor who is parted from them before it comes", async () => {
    const [phone, who] = [browser(), id("c")];
    const { visitor } = phone.known;
    await phone.send([pageView("/"), viewItem("a")]);
    quiet();
    vi.spyOn(Person.prototype, "takeParcel").mockRejectedValue(new Error("down"));
    await phone.send([event("identify", { params: await identityOf(who) }), viewItem("b")]);
    vi.restoreAllMocks();
    quiet();
    vi.spyOn(Person.prototype, "receive").mockRejectedValue(new Error("down"));
    await pass({ minutes: 1 });
    await api.send("POST", `/v1/people/c/${who}/unmerge`, { visitor }, SECRET);
    vi.restoreAllMocks();
    await pass({ minutes: 1 });
    const { body: person } = await api.person(visitor);
    expect(person.items_viewed.map((item: { id: string }) => item.id)).toEqual(["b", "a"]);
    expect(await rows(personOf(visitor), "SELECT * FROM held")).toEqual([]);
  });

  it("leaves it to such a visitor also where it came by way of another name", async () => {
    const [phone, who, same] = [browser(), id("c"), id("c")];
    const { visitor } = phone.known;
    await phone.send([pageView("/"), viewItem("a")]);
    await phone.logIn(who);
    quiet();
    vi.spyOn(Person.prototype, "takeParcel").mockRejectedValue(new Error("down"));
    await api.send("POST", `/v1/people/c/${same}/merge`, { customer: who }, SECRET);
    await phone.send([viewItem("b")]);
    vi.restoreAllMocks();
    quiet();
    vi.spyOn(Person.prototype, "receive").mockRejectedValue(new Error("down"));
    await pass({ minutes: 1 });
    await api.send("POST", `/v1/people/c/${same}/unmerge`, { visitor }, SECRET);
    vi.restoreAllMocks();
    await pass({ minutes: 1 });
    const { body: person } = await api.person(visitor);
    expect(person.items_viewed.map((item: { id: string }) => item.id)).toEqual(["b", "a"]);
    expect(await rows(customerObject(who), "SELECT * FROM held")).toEqual([]);
  });

  it("leaves to a visitor who is on their way back what they do meanwhile", async () => {
    const [phone, who] = [browser(), id("c")];
    const { visitor } = phone.known;
    await phone.logIn(who, viewItem("a"));
    quiet();
    vi.spyOn(Person.prototype, "takeParcel").mockRejectedValue(new Error("down"));
    await api.send("POST", `/v1/people/c/${who}/unmerge`, { visitor }, SECRET);
    const reply = await phone.send([viewItem("b")]);
    expect(reply.results).toMatchObject([{ status: "accepted" }]);
    vi.restoreAllMocks();
    await pass({ minutes: 2 });
    const { body: person } = await api.person(visitor);
    expect(person.items_viewed.map((item: { id: string }) => item.id)).toEqual(["b", "a"]);
    expect((await customer(who)).items_viewed).toEqual([]);
  });

  it("is joined by a visitor who logs in again before all of them is back", async () => {
    const [phone, who] = [browser(), id("c")];
    const { visitor } = phone.known;
    await phone.logIn(who, viewItem("a"));
    await pass({ minutes: 45 });
    quiet();
    vi.spyOn(Person.prototype, "takeRows").mockRejectedValue(new Error("down"));
    await api.send("POST", `/v1/people/c/${who}/unmerge`, { visitor }, SECRET);
    phone.known.visitor = visitor;
    const reply = await phone.logIn(who, viewItem("b"));
    expect(reply.results.map((each: { status: string }) => each.status)).toEqual(
      Array(3).fill("accepted"),
    );
    vi.restoreAllMocks();
    await pass({ minutes: 2 });
    const person = await customer(who);
    expect(person.items_viewed.map((item: { id: string }) => item.id)).toEqual(["b", "a"]);
    expect((await phone.send([viewItem("c")])).canonical).not.toBeNull();
  });

  it("takes nothing from before they were erased, and what came since is a stranger's", async () => {
    const [first, name] = [`${id("who")}${crypto.randomUUID()}`, id("c")];
    const phone = browser(first);
    const { body: clock } = await pass({ minutes: 1 });
    await phone.send([pageView("/"), viewItem("a")]);
    quiet();
    vi.spyOn(Person.prototype, "takeParcel").mockRejectedValue(new Error("down"));
    await phone.send([event("identify", { params: await identityOf(name) }), viewItem("b")]);
    await customerObject(name).erase(Date.parse(clock.now) + 30_000, true, [`c/${name}`]);
    await pass({ minutes: 1 });
    const reply = await phone.send([viewItem("c")]);
    expect(reply.results).toMatchObject([{ status: "accepted" }]);
    vi.restoreAllMocks();
    await pass({ minutes: 1 });
    expect((await api.get(`/v1/people/c/${name}`)).status).toBe(404);
    expect((await api.person(first)).status).toBe(404);
    const { canonical } = await phone.send([viewItem("d")]);
    const { body: person } = await api.person(canonical);
    expect(person.items_viewed.map((item: { id: string }) => item.id)).toEqual(["d", "c"]);
  });

  it("has what a visitor brings who was never theirs before they were erased", async () => {
    const [phone, who] = [browser(), id("c")];
    await phone.send([pageView("/"), viewItem("a")]);
    const { body: clock } = await pass({ minutes: 1 });
    await customerObject(who).erase(Date.parse(clock.now) - 1, true, [`c/${who}`]);
    await phone.logIn(who, viewItem("b"));
    const { items_viewed: viewed } = await customer(who);
    expect(viewed.map((item: { id: string }) => item.id)).toEqual(["b", "a"]);
  });

  it("is not looked for without end where clocks disagree on when they were erased", async () => {
    const [phone, who] = [browser(), id("c")];
    await phone.send([pageView("/"), viewItem("a")]);
    const { body: clock } = await pass({ minutes: 1 });
    await customerObject(who).erase(Date.parse(clock.now) + 3_600_000, true, [`c/${who}`]);
    const reply = await phone.logIn(who, viewItem("b"));
    expect(reply.status).toBe(200);
    expect((await api.get(`/v1/people/c/${who}`)).status).toBe(404);
  });

  it.each(["takeParcel", "takeRows"] as const)("may lose the answer to %s", async (step) => {
    const [phone, who] = [browser(), id("c")];
    await phone.send([pageView("/"), viewItem("a")]);
    await pass({ minutes: 31 });
    quiet();
    const own = Person.prototype[step] as (...args: unknown[]) => Promise<void>;
    vi.spyOn(Person.prototype, step).mockImplementationOnce(async function (
      this: Person,
      ...args: unknown[]
    ) {
      await own.apply(this, args);
      throw new Error("connection lost");
    });
    await phone.logIn(who);
    await pass({ minutes: 1 });
    const person = await customer(who);
    expect(person.timeline).toHaveLength(4);
    expect(person.items_viewed).toMatchObject([{ id: "a", views: 1 }]);
    expect(person.visits).toBe(2);
  });

  it("may die between any two steps", async () => {
    const [phone, who] = [browser(), id("c")];
    const { visitor } = phone.known;
    await phone.send([pageView("/"), viewItem("a"), purchase(id("t"), ["b"])]);
    await pass({ minutes: 31 });
    quiet();
    const take = Person.prototype.takeRows;
    vi.spyOn(Person.prototype, "takeRows").mockImplementationOnce(async function (
      this: Person,
      ...args
    ) {
      await take.apply(this, args);
      throw new Error("connection lost");
    });
    await phone.logIn(who);
    await evictDurableObject(personOf(visitor));
    await evictDurableObject(customerObject(who));
    await pass({ minutes: 1 });
    const person = await customer(who);
    expect(person.orders).toHaveLength(1);
    expect(person.timeline).toHaveLength(5);
    expect(await journalOf(visitor)).toEqual([]);
    expect(await rows(personOf(visitor), "SELECT * FROM sales")).toEqual([]);
  });

  it("has nothing of a visitor whose hand-over could not be written down", async () => {
    const [phone, who] = [browser(), id("c")];
    await phone.send([pageView("/"), viewItem("a")]);
    quiet();
    vi.spyOn(PersonStore.prototype, "save").mockImplementationOnce(() => {
      throw new RangeError("too large");
    });
    expect((await phone.logIn(who)).status).toBe(500);
    expect((await api.person(phone.known.visitor)).body.pages).toBe(1);
    await phone.logIn(who);
    expect((await customer(who)).pages).toBe(2);
  });
});

describe("a record that was given back, and has begun anew since", () => {
  it("can be given to the same customer again", async () => {
    const [who, laptop] = [id("c"), browser()];
    const { visitor } = laptop.known;
    await laptop.send([pageView("/"), viewItem("a")]);
    await laptop.logIn(who);
    await api.send("POST", `/v1/people/c/${who}/unmerge`, { visitor }, SECRET);
    await pass({ minutes: 1 });
    // Idle for too long, it is let go of; the customer, who is known for something else, stays.
    await personOf(visitor).erase(Number.MAX_SAFE_INTEGER, false, [visitor]);
    laptop.known.visitor = visitor;
    const reply = await laptop.logIn(who, viewItem("b"));
    expect(reply.status).toBe(200);
    expect((await laptop.send([viewItem("c")])).status).toBe(200);
    const { items_viewed: viewed } = await customer(who);
    expect(viewed.map((item: { id: string }) => item.id)).toEqual(["c", "b"]);
  });
});

describe("batches that come at once", () => {
  it("count once each, whoever identifies first", async () => {
    const [phone, who] = [browser(), id("c")];
    const { visitor } = phone.known;
    await phone.send([pageView("/")]);
    const identity = await identityOf(who);
    const batches = Array.from({ length: 6 }, (_, n) => ({
      visitor,
      session: "s1",
      ...(n % 2 === 0 && { identity }),
      events: [viewItem(`i${n}`)],
    }));
    const replies = await Promise.all(batches.map((batch) => api.post(batch)));
    expect(replies.map(({ status }) => status)).toEqual(Array(6).fill(200));
    const again = await api.post(batches[0]);
    expect(again.body.results[0].status).toBe("duplicate");
    await pass({ minutes: 1 });
    const person = await customer(who);
    expect(person.items_viewed).toHaveLength(6);
    expect(person.timeline).toHaveLength(7);
  });
});

describe("an order", () => {
  it("is the customer's in all reports, once", async () => {
    const orders = async () => {
      const { body } = await api.get("/v1/reports/orders");
      return body.totals ?? body;
    };
    const [phone, who, transaction] = [browser(), id("c"), id("t")];
    await phone.send([pageView("/"), purchase(transaction, ["a"])]);
    await settle();
    const before = await orders();
    await phone.logIn(who);
    await settle();
    expect(await orders()).toEqual(before);
    const [fact] = await rows(PERSON.getByName(`demo/c/${who}`), "SELECT body FROM sales");
    expect(JSON.parse(fact!.body as string)).toMatchObject({ id: transaction, person: `c/${who}` });
    const retried = await phone.send([purchase(transaction, ["a"])]);
    expect(retried.results[0].status).toBe("duplicate");
  });

  it("stays theirs when a browser is parted from them in which it was refunded", async () => {
    const [phone, desk, who, transaction] = [browser(), browser(), id("c"), id("t")];
    const { visitor } = desk.known;
    await phone.logIn(who);
    const items = [{ item_id: "a", quantity: 1 }];
    const refund = event("refund", { transaction_id: transaction, items });
    await api.postSecret({ visitor, session: id("s"), events: [refund] });
    await phone.send([purchase(transaction, ["a"])]);
    await desk.logIn(who);
    await api.send("POST", `/v1/people/c/${who}/unmerge`, { visitor }, SECRET);
    await pass({ minutes: 1 });
    expect((await api.get(`/v1/orders/${transaction}`)).body).toMatchObject({ customer_id: who });
    expect((await api.person(visitor)).body.orders).toEqual([]);
  });

  it("is told of where it is, also while the browser that made it is parted from them", async () => {
    const [phone, who, transaction] = [browser(), id("c"), id("t")];
    const { visitor } = phone.known;
    await phone.logIn(who);
    await phone.send([purchase(transaction, ["a"])]);
    const release = Person.prototype.release;
    let isParted = () => {};
    const parted = new Promise<void>((resolve) => (isParted = resolve));
    // The record goes after the customer was asked, and before they have looked.
    const tellOrders = Person.prototype.tellOrders;
    vi.spyOn(Person.prototype, "tellOrders").mockImplementation(async function (
      this: Person,
      telling,
    ) {
      if (telling.record !== undefined) await parted;
      return tellOrders.call(this, telling);
    });
    vi.spyOn(Person.prototype, "release").mockImplementation(async function (
      this: Person,
      ...asked
    ) {
      const released = await release.apply(this, asked);
      isParted();
      return released;
    });
    const date = new Date(Date.now() - 60_000).toISOString();
    const told = { transaction_id: transaction, customer_id: who, date, value: 7, currency: "GBP" };
    const [put] = await Promise.all([
      api.put("/v1/orders", { orders: [told] }),
      api.send("POST", `/v1/people/c/${who}/unmerge`, { visitor }, SECRET),
    ]);
    expect(put.body.results).toMatchObject([{ status: "accepted" }]);
    expect((await api.get(`/v1/orders/${transaction}`)).body).toMatchObject({
      visitor_id: visitor,
      value: "7.00 GBP",
    });
    expect((await customer(who)).orders).toEqual([]);
  });
});

describe("a record that comes back while the last answer is still missing", () => {
  it("is whole", async () => {
    const [phone, who] = [browser(), id("c")];
    const { visitor } = phone.known;
    await phone.send([pageView("/"), viewItem("a")]);
    quiet();
    const take = Person.prototype.takeRows;
    vi.spyOn(Person.prototype, "takeRows").mockImplementationOnce(async function (
      this: Person,
      ...args
    ) {
      await take.apply(this, args);
      throw new Error("connection lost");
    });
    await phone.logIn(who, viewItem("b"));
    const { status } = await api.send(
      "POST",
      `/v1/people/c/${who}/unmerge`,
      { visitor },
      { authorization: "Bearer sk_demo" },
    );
    expect(status).toBe(200);
    await pass({ minutes: 1 });
    expect((await api.person(visitor)).body.timeline).toHaveLength(5);
    expect((await customer(who)).timeline).toEqual([]);
  });
});

describe("a journal of before rows said when and by whom they were made", () => {
  it("is read as it was, and can be given away", async () => {
    const [phone, who] = [browser(), id("c")];
    const { visitor } = phone.known;
    await phone.send([pageView("/"), viewItem("a")]);
    await pass({ minutes: 31 });
    await runInDurableObject(personOf(visitor), (_, { storage }) => {
      const { log } = storage.sql.exec<{ log: string }>("SELECT log FROM person").one();
      const [{ session, events }] = YoungRows.parse(log).young.all as [JournalRow];
      storage.sql.exec(
        `CREATE TABLE journal (seq INTEGER PRIMARY KEY, session TEXT NOT NULL, events TEXT NOT NULL);
         UPDATE person SET log = ''`,
      );
      storage.sql.exec("INSERT INTO journal (session, events) VALUES (?, ?)", session, events);
    });
    await evictDurableObject(personOf(visitor));
    expect((await api.person(visitor)).body.timeline).toHaveLength(2);
    await phone.logIn(who);
    expect((await customer(who)).timeline).toHaveLength(4);
  });
});

describe("the cost of a visitor who is known", () => {
  it("stays one row a batch", async () => {
    const [phone, who] = [browser(), id("c")];
    await phone.logIn(who);
    await settle();
    const written = async () =>
      (await rows(customerObject(who), "SELECT total_changes() AS n"))[0]!.n as number;
    await phone.send([viewItem("a")]);
    const before = await written();
    for (let batch = 1; batch <= 3; batch++) {
      await phone.send([viewItem(`i${batch}`)]);
      expect(await written()).toBe(before + batch);
    }
  });
});
