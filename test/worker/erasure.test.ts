import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { describe, expect, it, vi } from "vitest";
import { Exporter } from "../../worker/objects/exporter.ts";
import { api, event, id, item, pageView, pass, purchase, settle, viewItem } from "./api.ts";
import { dumpAll, tablesWith } from "./dump.ts";
import { browser } from "./identity.ts";
import { PERSON, PRIVACY, SHOP } from "./objects.ts";

const erase = (body: object) => api.send("POST", "/v1/privacy/erasure", body, SECRET);
const SECRET = { authorization: "Bearer sk_demo" };
/** A name that is part of no other word. */
const unique = () => `${id("who")}${crypto.randomUUID().slice(0, 8)}`;

/** Everything that there may be of somebody: two browsers, an account, orders, contacts, imports. */
async function live() {
  const [name, first, second] = [unique(), unique(), unique()];
  const email = `${name}@example.org`;
  const order = unique();
  await api.put("/v1/items", { items: [item("erased-mug", { availability: "out_of_stock" })] });
  const phone = browser(first);
  const laptop = browser(second);
  await phone.send([
    pageView("/"),
    viewItem("erased-mug"),
    event("notify_me", { items: [{ item_id: "erased-mug" }] }),
  ]);
  await phone.logIn(name, purchase(order, ["erased-mug"]));
  await laptop.logIn(name, viewItem("erased-mug"));
  await api.put(`/v1/people/c/${name}`, {
    fields: { email, name: `Ms ${name}`, phone: "+44 20 7946 0958" },
    source: "crm",
  });
  await api.upload("/v1/imports?type=customers", `customer_id,date,city\n${name},never,Leeds\n`, {
    "content-type": "text/csv",
  });
  await pass({ minutes: 45 });
  await settle();
  return {
    name,
    first,
    second,
    email,
    order,
    phone,
    laptop,
    words: [name, first, second, email, "79460958"],
  };
}

async function erased(body: object) {
  const { body: begun, status } = await erase(body);
  expect(status).toBe(202);
  for (let n = 0; n < 5; n++) await pass({ seconds: 90 });
  const { body: done } = await api.get(`/v1/privacy/${begun.id}`);
  expect(done.status).toBe("done");
  return done;
}

/** Takes out the customer's record alone, as if `canonical` had come to it after names were looked up. */
const eraseRecord = (name: string, canonical: string) =>
  PERSON.getByName(`demo/c/${name}`).erase(Date.now(), true, [
    `c/${name}`,
    canonical.split("!")[0]!,
  ]);

describe("an erasure", () => {
  it("leaves no word of a person in any table of any object", async () => {
    const { name, words } = await live();
    expect(tablesWith(await dumpAll(), words).length).toBeGreaterThan(5);
    const done = await erased({ customer: name });
    expect(tablesWith(await dumpAll(), words)).toEqual([]);
    expect(
      done.receipt.erased.find((one: { place: string }) => one.place === "people").removed.records,
    ).toBe(3);
    expect((await api.get(`/v1/people/c/${name}`)).status).toBe(404);
  });

  it("takes a person's visits out of the sums of their days, and keeps orders as nobody's", async () => {
    const sums = async () => {
      await settle();
      const {
        visits,
        landing_pages: landings,
        exit_pages: exits,
      } = (await api.get("/v1/reports/visits")).body;
      const { totals } = (await api.get("/v1/reports/orders")).body;
      return { visits: { visits, landings, exits }, orders: { ...totals[0], of_nobody: 0 } };
    };
    const before = await sums();
    const { name, order } = await live();
    const between = await sums();
    expect(between.visits.visits).toBe(before.visits.visits + 2);
    await erased({ customer: name });
    const after = await sums();
    expect(after.visits).toEqual(before.visits);
    expect(after.orders).toEqual(between.orders);
    const { body } = await api.get(`/v1/orders/${order}`);
    expect(body).toMatchObject({ customer_id: null, visitor_id: null, status: "placed" });
  });

  it("takes orders out too where none are to be kept", async () => {
    await settle();
    const before = (await api.get("/v1/reports/orders")).body.totals;
    const { name, order } = await live();
    const done = await erased({ customer: name, keep_orders: "none" });
    expect(done.receipt.keep_orders).toBe("none");
    expect((await api.get("/v1/reports/orders")).body.totals).toEqual(before);
    expect((await api.get(`/v1/orders/${order}`)).status).toBe(404);
    expect(tablesWith(await dumpAll(), [order])).toEqual([]);
  });

  it("refuses what comes late, and knows whoever comes back as somebody new", async () => {
    const { name, words, first, phone } = await live();
    const late = pageView("/", { time: new Date().toISOString() });
    await erased({ customer: name });
    phone.known.visitor = first;
    const reply = await api.postSecret({ visitor: first, events: [late, pageView("/new/")] });
    expect(reply.body.results.map((one: { status: string }) => one.status)).toEqual([
      "not_stored",
      "accepted",
    ]);
    const { canonical } = reply.body;
    expect(canonical).not.toContain(first);
    expect((await api.person(canonical)).body).toMatchObject({ visits: 1, customer: null });
    expect((await api.person(first)).status).toBe(404);
    const old = {
      transaction_id: unique(),
      customer_id: name,
      date: "2020-01-01",
      value: 1,
      currency: "GBP",
      items: [{ item_id: "a", price: 1 }],
    };
    const told = await api.put("/v1/orders", { orders: [old] });
    expect(told.body.results[0]).toMatchObject({ status: "rejected" });
    await api.put(`/v1/people/c/${name}`, {
      fields: { email: `${name}@example.org` },
      time: "2020-01-01T00:00:00Z",
    });
    expect((await api.get(`/v1/people/c/${name}`)).status).toBe(404);
    expect(tablesWith(await dumpAll(), words)).toEqual([]);
  });

  it("ends a name that came to somebody while it was under way", async () => {
    const [phone, name] = [browser(), unique()];
    await phone.send([pageView("/")]);
    await phone.logIn(name, viewItem("erased-mug"));
    await eraseRecord(name, phone.known.visitor);
    await pass({ minutes: 1 });
    const reply = await phone.send([pageView("/new/")]);
    expect(reply.results).toMatchObject([{ status: "accepted" }]);
    expect((await api.person(reply.canonical)).body).toMatchObject({ visits: 1, items_viewed: [] });
    expect((await api.get(`/v1/people/c/${name}`)).status).toBe(404);
  });

  it("ends such a name though the customer has come back meanwhile", async () => {
    const [phone, laptop, name] = [browser(), browser(), unique()];
    await phone.logIn(name, viewItem("erased-mug"));
    await eraseRecord(name, phone.known.visitor);
    await pass({ minutes: 1 });
    await laptop.logIn(name, viewItem("new-mug"));
    const { visitor: canonical } = phone.known;
    const reply = await phone.send([viewItem("other-mug")]);
    expect(reply.results).toMatchObject([{ status: "accepted" }]);
    expect(reply.canonical).not.toBe(canonical);
    const viewed = async (who: string) =>
      (await api.person(who)).body.items_viewed.map((one: { id: string }) => one.id);
    expect(await viewed(reply.canonical)).toEqual(["other-mug"]);
    const { body } = await api.get(`/v1/people/c/${name}`);
    expect(body.items_viewed.map((one: { id: string }) => one.id)).toEqual(["new-mug"]);
  });

  it("takes out too who becomes the customer while it is under way", async () => {
    const [phone, laptop, name] = [browser(), browser(unique()), unique()];
    const { visitor } = laptop.known;
    await laptop.send([pageView("/")]);
    await phone.logIn(name, viewItem("erased-mug"));
    const { body } = await erase({ customer: name });
    const person = PERSON.getByName(`demo/c/${name}`);
    const before = Date.now() + (await SHOP.getByName("demo").clockOffset());
    expect(await person.erase(before, true, [`c/${name}`])).toBeNull();
    expect((await api.get(`/v1/people/c/${name}`)).status).toBe(200);
    await laptop.logIn(name);
    for (let n = 0; n < 5; n++) await pass({ seconds: 90 });
    expect((await api.get(`/v1/privacy/${body.id}`)).body.status).toBe("done");
    expect(tablesWith(await dumpAll(), [name, visitor])).toEqual([]);
  });

  it("asked for a visitor is of the customer that they are, and asked again is the same", async () => {
    const { first, name } = await live();
    const [one, two] = await Promise.all([erase({ visitor: first }), erase({ visitor: first })]);
    expect(one.body.id).toBe(two.body.id);
    const done = await erased({ visitor: first });
    expect(done.id).toBe(one.body.id);
    expect((await api.get(`/v1/people/c/${name}`)).status).toBe(404);
    const again = await erased({ visitor: first });
    expect(again.id).not.toBe(one.body.id);
    expect(again.receipt.erased[0].removed).toEqual({});
  });

  it("goes on where it was, whatever kills its object between two steps", async () => {
    const { name, words } = await live();
    const { body } = await erase({ customer: name });
    const stub = PRIVACY.getByName("demo/privacy");
    let progress = 0;
    for (let step = 0; progress < 1 && step < 40; step++) {
      const now = Date.now() + (await SHOP.getByName("demo").clockOffset());
      await stub.wake(now + step * 120_000);
      await evictDurableObject(stub);
      ({ progress } = (await api.get(`/v1/privacy/${body.id}`)).body);
    }
    expect(progress).toBe(1);
    expect(tablesWith(await dumpAll(), words)).toEqual([]);
  });

  it("leaves an object that is woken again for whoever comes back", async () => {
    const name = unique();
    const batch = () => ({
      visitor: null,
      session: id("s"),
      identity: { customer: name },
      events: [pageView("/")],
    });
    const alarm = () =>
      runInDurableObject(PERSON.getByName(`demo/c/${name}`), (_, { storage }) =>
        storage.getAlarm(),
      );
    await api.postSecret(batch());
    expect(await alarm()).not.toBeNull();
    await erased({ customer: name });
    expect(await alarm()).toBeNull();
    await api.postSecret(batch());
    expect(await alarm()).not.toBeNull();
  });

  it("leaves no reply that tells of the person, and carries out nothing twice for that", async () => {
    const name = unique();
    await api.put(`/v1/people/c/${name}`, { fields: { name: `Ms ${name}` }, source: "crm" });
    const ask = (path: string, body: object, key: string) =>
      api.send("POST", path, body, { ...SECRET, "idempotency-key": `${key}-${name}` });
    const access = () => ask("/v1/privacy/access", { customer: name }, "access");
    const key = () => ask("/v1/keys", { kind: "pk", label: "till" }, "key");
    expect(JSON.stringify((await access()).body)).toContain(`Ms ${name}`);
    const made = await key();
    await erased({ customer: name });
    const again = await access();
    expect(again.status).toBe(409);
    expect(again.body.detail).toContain("erased since");
    expect((await key()).body).toEqual(made.body);
    const rows = async () => (await dumpAll()).filter(({ table }) => table === "SHOP.replies");
    expect((await rows()).length).toBeGreaterThan(0);
    await pass({ days: 2 });
    expect(await rows()).toEqual([]);
  });

  it("goes on while another's fails, and ends when that does not any more", async () => {
    const [one, other] = [unique(), unique()];
    for (const name of [one, other])
      await api.put(`/v1/people/c/${name}`, { fields: { name: "N" }, source: "crm" });
    vi.spyOn(console, "error").mockImplementation(() => {});
    const own = Exporter.prototype.erase;
    const spy = vi.spyOn(Exporter.prototype, "erase").mockImplementation(async function (
      this: Exporter,
      names,
      keepsOrders,
    ) {
      if (names.includes(`c/${one}`)) throw new Error("the bucket is away");
      return own.call(this, names, keepsOrders);
    });
    const { body: failing } = await erase({ customer: one });
    await erased({ customer: other });
    const { body } = await api.get(`/v1/privacy/${failing.id}`);
    expect(body.status).toBe("running");
    spy.mockRestore();
    vi.restoreAllMocks();
    await pass({ minutes: 61 });
    await pass({ minutes: 5 });
    expect((await api.get(`/v1/privacy/${failing.id}`)).body.status).toBe("done");
  });

  it("gives a receipt that can be checked, and announces that it is done by its number alone", async () => {
    const { name } = await live();
    const { receipt, id: number } = await erased({ customer: name });
    const verify = async (told: object) =>
      (await api.send("POST", "/v1/privacy/verify", told, SECRET)).body;
    expect(await verify({ receipt })).toEqual({ valid: true, concerns: null });
    expect(await verify({ receipt, customer: name })).toEqual({ valid: true, concerns: true });
    expect(await verify({ receipt, customer: "else" })).toEqual({ valid: true, concerns: false });
    const forged = { ...receipt, requested: "2020-01-01T00:00:00.000Z" };
    expect(await verify({ receipt: forged })).toMatchObject({ valid: false });
    await settle();
    const { events } = (await api.get("/v1/outbound?type=dsr.completed")).body;
    expect(events.at(-1)).toMatchObject({
      person: null,
      data: { request: number, kind: "erasure" },
    });
  });

  it("needs a secret key and one name, and knows no request that was not made", async () => {
    expect(
      (await api.send("POST", "/v1/privacy/erasure?key=pk_demo", { visitor: "v" })).status,
    ).toBe(403);
    expect((await erase({})).status).toBe(422);
    expect((await erase({ visitor: "a", customer: "b" })).status).toBe(422);
    expect((await erase({ customer: "guest" })).status).toBe(422);
    expect((await api.get("/v1/privacy/none")).status).toBe(404);
  });
});
