import { describe, expect, it, vi } from "vitest";
import { Directory } from "../../worker/objects/directory.ts";
import { Person } from "../../worker/objects/person.ts";
import { api, event, id, pageView, pass, purchase, settle } from "./api.ts";
import { browser } from "./identity.ts";

const put = (transaction: string, customer: string | undefined, more: object = {}) =>
  api.put("/v1/orders", {
    orders: [
      {
        transaction_id: transaction,
        customer_id: customer,
        date: new Date(Date.now() - 3_600_000).toISOString(),
        currency: "GBP",
        items: [{ item_id: "mug", price: 2.5, quantity: 4 }],
        ...more,
      },
    ],
  });
const orderOf = async (transaction: string) => (await api.get(`/v1/orders/${transaction}`)).body;
const ordersOf = async (person: string) => {
  const { status, body } = await api.get(`/v1/people/${person}`);
  return status === 404
    ? []
    : body.orders.map(({ transaction_id }: { transaction_id: string }) => transaction_id);
};
const totals = async () => {
  await settle();
  const { body } = await api.get("/v1/reports/orders?from=2000-01-01");
  const gbp = body.totals.find(({ currency }: { currency: string }) => currency === "GBP");
  return { orders: 0, revenue: 0, refunded: 0, ...gbp };
};
const SECRET = { authorization: "Bearer sk_demo" };

describe("an order that a page told of first", () => {
  it("goes to the customer whom the shop's server names, and counts once", async () => {
    const [visitor, who, t] = [id("v"), id("c"), id("t")];
    const before = await totals();
    await api.post({ visitor, session: "s1", events: [pageView("/"), purchase(t, ["mug"])] });
    await settle();
    expect(await ordersOf(visitor)).toEqual([t]);
    expect((await put(t, who)).body.results).toMatchObject([{ status: "accepted" }]);
    expect(await orderOf(t)).toMatchObject({ customer_id: who, value: "10.00 GBP" });
    expect(await ordersOf(`c/${who}`)).toEqual([t]);
    expect(await ordersOf(visitor)).toEqual([]);
    const after = await totals();
    expect(after.orders - before.orders).toBe(1);
    expect(after.revenue - before.revenue).toBe(1000);
    const again = await api.post({ visitor, session: "s1", events: [purchase(t, ["mug"])] });
    expect(again.body.results[0].status).toBe("duplicate");
    expect(await ordersOf(visitor)).toEqual([]);
  });

  it("takes what was refunded of it along", async () => {
    const [visitor, who, t] = [id("v"), id("c"), id("t")];
    const refund = event("refund", { transaction_id: t, items: [{ item_id: "mug", quantity: 1 }] });
    const before = await totals();
    await api.post({ visitor, session: "s1", events: [purchase(t, ["mug", "cup"]), refund] });
    await put(t, who);
    expect(await orderOf(t)).toMatchObject({ customer_id: who, refunded: "2.50 GBP" });
    expect((await totals()).refunded - before.refunded).toBe(250);
  });

  it("stays with the browser that it was made in when its customer is named, and parts with it", async () => {
    const [phone, who, t] = [browser(), id("c"), id("t")];
    const { visitor } = phone.known;
    await phone.send([pageView("/"), purchase(t, ["mug"])]);
    await phone.logIn(who);
    await put(t, who);
    expect(await ordersOf(`c/${who}`)).toEqual([t]);
    await api.send("POST", `/v1/people/c/${who}/unmerge`, { visitor }, SECRET);
    await pass({ minutes: 1 });
    expect(await ordersOf(visitor)).toEqual([t]);
    await put(t, id("c"));
    expect(await ordersOf(visitor)).toEqual([t]);
  });

  it("stays where the server says it is when the browser that guessed it comes and goes", async () => {
    const [phone, who, t] = [browser(), id("c"), id("t")];
    const { visitor } = phone.known;
    await phone.send([pageView("/"), purchase(t, ["mug"])]);
    await put(t, who);
    await phone.logIn(who);
    await api.send("POST", `/v1/people/c/${who}/unmerge`, { visitor }, SECRET);
    await pass({ minutes: 1 });
    expect(await ordersOf(visitor)).toEqual([]);
    expect(await ordersOf(`c/${who}`)).toEqual([t]);
    expect((await put(t, who, { status: "cancelled" })).body.results[0].status).toBe("accepted");
    expect(await orderOf(t)).toMatchObject({ customer_id: who, status: "cancelled" });
  });

  it("goes to whom a server's own purchase event is of", async () => {
    const [visitor, who, t] = [id("v"), id("c"), id("t")];
    await api.post({ visitor, session: "s1", events: [purchase(t, ["cup"], { value: 1 })] });
    const told = { visitor: null, identity: { customer: who }, events: [purchase(t, ["mug"])] };
    await api.postSecret(told);
    expect(await orderOf(t)).toMatchObject({ customer_id: who, value: "2.50 GBP" });
    expect(await ordersOf(visitor)).toEqual([]);
  });

  it("is with whoever was named first when two servers name two", async () => {
    const [visitor, one, other, t] = [id("v"), id("c"), id("c"), id("t")];
    await api.post({ visitor, session: "s1", events: [purchase(t, ["mug"])] });
    await Promise.all([put(t, one), put(t, other)]);
    const { customer_id: holder } = await orderOf(t);
    const lists = await Promise.all([one, other].map((who) => ordersOf(`c/${who}`)));
    expect(lists).toEqual([one, other].map((who) => (who === holder ? [t] : [])));
    expect(await ordersOf(visitor)).toEqual([]);
  });

  it("is nobody's twice when the server names its customer while the page's word is taken in", async () => {
    const [visitor, who, t] = [id("v"), id("c"), id("t")];
    const before = await totals();
    const { claim } = Directory.prototype;
    vi.spyOn(Directory.prototype, "claim").mockImplementationOnce(async function (
      this: Directory,
      claims: never,
    ) {
      const granted = claim.call(this, claims);
      await put(t, who);
      return granted;
    } as never);
    const { body } = await api.post({ visitor, session: "s1", events: [purchase(t, ["mug"])] });
    vi.restoreAllMocks();
    expect(body.results[0].status).toBe("duplicate");
    expect(await ordersOf(visitor)).toEqual([]);
    expect(await ordersOf(`c/${who}`)).toEqual([t]);
    const after = await totals();
    expect(after.orders - before.orders).toBe(1);
    expect(after.revenue - before.revenue).toBe(1000);
  });

  it("arrives with whoever asks for it next when its way was cut", async () => {
    const [visitor, who, t] = [id("v"), id("c"), id("t")];
    await api.post({ visitor, session: "s1", events: [purchase(t, ["mug"])] });
    vi.spyOn(console, "error").mockImplementation(() => {});
    vi.spyOn(Person.prototype, "giveUp").mockRejectedValueOnce(new Error("lost on its way"));
    expect((await put(t, who)).status).toBe(500);
    vi.restoreAllMocks();
    expect(await orderOf(t)).toMatchObject({ customer_id: who, value: "2.50 GBP" });
    expect(await ordersOf(visitor)).toEqual([]);
  });
});

describe("a page's refund", () => {
  const refundOf = (transaction: string | undefined) =>
    event("refund", { transaction_id: transaction, items: [{ item_id: "mug", quantity: 1 }] });

  it("of an order that somebody else made is not counted", async () => {
    const [buyer, other, who, t, told] = [id("v"), id("v"), id("c"), id("t"), id("t")];
    await api.post({ visitor: buyer, session: "s1", events: [purchase(t, ["mug"])] });
    await put(told, who);
    const events = [refundOf(t), refundOf(told), refundOf("unheard-of"), refundOf(undefined)];
    const { body } = await api.post({ visitor: other, session: "s1", events });
    expect(body.results).toHaveLength(4);
    for (const { status, detail } of body.results) {
      expect(status).toBe("invalid");
      expect(detail).toContain("secret key");
    }
    expect(await orderOf(t)).toMatchObject({ refunded: "0.00 GBP" });
    expect(await orderOf(told)).toMatchObject({ refunded: "0.00 GBP" });
  });

  it("of what was bought on it is counted, and a server's of anybody's", async () => {
    const [visitor, t] = [id("v"), id("t")];
    await api.post({ visitor, session: "s1", events: [purchase(t, ["mug", "cup"])] });
    await api.post({ visitor, session: "s1", events: [refundOf(t)] });
    expect(await orderOf(t)).toMatchObject({ refunded: "2.50 GBP" });
    const cup = event("refund", { transaction_id: t, items: [{ item_id: "cup", quantity: 1 }] });
    await api.postSecret({ visitor: id("v"), session: "s1", events: [cup] });
    expect(await orderOf(t)).toMatchObject({ refunded: "5.00 GBP" });
  });
});
