import { describe, expect, it } from "vitest";
import { api, event, id, pass, purchase, settle } from "./api.ts";

const put = async (...orders: object[]) => (await api.put("/v1/orders", { orders })).body.results;
const orderOf = async (transaction: string) => (await api.get(`/v1/orders/${transaction}`)).body;
const ordersOf = async (customer: string) =>
  (await api.get(`/v1/orders?customer_id=${encodeURIComponent(customer)}`)).body.orders;
const now = () => new Date(Date.now() - 3_600_000).toISOString();
const order = (transaction: string, more: object = {}) => ({
  transaction_id: transaction,
  customer_id: "c1",
  date: now(),
  currency: "GBP",
  items: [
    { item_id: "mug", price: 2.5, quantity: 4 },
    { item_id: "cup", price: 5, quantity: 1 },
  ],
  ...more,
});
/** What the shop sold and took back, of all time. */
const totals = async (currency = "GBP") => {
  const { body } = await api.get("/v1/reports/orders?from=2000-01-01");
  return body.totals.find((each: { currency: string }) => each.currency === currency);
};

describe("PUT /v1/orders", () => {
  it("keeps an order with its lines, and counts it once however often it is put", async () => {
    const [customer, t] = [id("c"), id("t")];
    const before = await totals();
    const told = order(t, { customer_id: customer });
    expect(await put(told)).toEqual([{ transaction_id: t, status: "accepted" }]);
    expect((await put(told))[0]).toMatchObject({ status: "unchanged" });
    expect(await orderOf(t)).toMatchObject({
      customer_id: customer,
      status: "placed",
      value: "15.00 GBP",
      net: "15.00 GBP",
      items: [
        { item_id: "mug", quantity: 4, price: "2.50 GBP", returned: 0 },
        { item_id: "cup", quantity: 1 },
      ],
    });
    await settle();
    const after = await totals();
    expect(after.orders - (before?.orders ?? 0)).toBe(1);
    expect(after.revenue - (before?.revenue ?? 0)).toBe(1500);
    expect(after.units - (before?.units ?? 0)).toBe(5);
  });

  it("takes an order of nobody's that is told twice in one body", async () => {
    const told = order(id("t"), { customer_id: undefined, status: "cancelled" });
    const results = await put(told, told);
    expect(results).toMatchObject([{ status: "accepted" }, { status: "accepted" }]);
  });

  it("counts what the tag told and the server tells again as one order, as the server tells it", async () => {
    const [visitor, t] = [id("v"), id("t")];
    await api.post({ visitor, session: "s1", events: [purchase(t, ["mug"])] });
    await settle();
    const before = await totals();
    await put(order(t, { customer_id: undefined, value: 20 }));
    await settle();
    const after = await totals();
    expect(after.orders).toBe(before.orders);
    expect(after.revenue - before.revenue).toBe(2000 - 250);
    expect(await orderOf(t)).toMatchObject({ visitor_id: visitor, value: "20.00 GBP" });
    expect((await api.person(visitor)).body.orders).toMatchObject([
      { transaction_id: t, status: "placed", value: "20.00 GBP" },
    ]);
  });

  it("takes a cancelled order out of the sums, and says so", async () => {
    const t = id("t");
    const before = await totals();
    await put(order(t));
    await put(order(t, { status: "cancelled" }));
    await settle();
    const after = await totals();
    expect(after.orders).toBe(before.orders);
    expect(after.cancelled - before.cancelled).toBe(1);
    expect((await orderOf(t)).status).toBe("cancelled");
  });

  it("takes nothing from the others for one that was paid back and cancelled", async () => {
    const t = id("t");
    const before = await totals();
    await put(order(t, { refunds: [{ date: now(), refund_id: id("r") }] }));
    await put(order(t, { status: "cancelled" }));
    await settle();
    const after = await totals();
    expect(after.refunded - before.refunded).toBe(1500);
    expect(after.cancelled_refunded - before.cancelled_refunded).toBe(1500);
    expect(after.net).toBe(before.net);
  });

  it("names a bad order and keeps the others", async () => {
    const t = id("t");
    const results = await put(
      order(id("t"), { date: "2999-01-01" }),
      order(id("t"), { currency: "POUNDS" }),
      { customer_id: "c1" },
      order(t),
    );
    expect(results.map(({ status }: { status: string }) => status)).toEqual([
      "rejected",
      "rejected",
      "rejected",
      "accepted",
    ]);
    expect(results[0].detail).toContain("in the future");
  });

  it("knows a customer whose id is an e-mail with capitals by one name", async () => {
    const name = id("Ann.Lee");
    await put(order(id("t"), { customer_id: `${name}@Example.com ` }));
    await put(order(id("t"), { customer_id: `${name.toLowerCase()}@example.com` }));
    expect(await ordersOf(`${name}@EXAMPLE.com`)).toHaveLength(2);
  });

  it("keeps an order of nobody and one in another currency apart", async () => {
    const t = id("t");
    const before = await totals("EUR");
    await put(order(t, { customer_id: "guest", currency: "EUR" }));
    await settle();
    const after = await totals("EUR");
    expect(after.orders - (before?.orders ?? 0)).toBe(1);
    expect(after.of_nobody - (before?.of_nobody ?? 0)).toBe(1);
    expect(await orderOf(t)).toMatchObject({ customer_id: null, visitor_id: null });
  });

  it("takes an order of 5 000 lines", async () => {
    const [t, customer] = [id("t"), id("c")];
    const items = Array.from({ length: 5000 }, (_, n) => ({ item_id: `i${n}`, price: 1 }));
    expect(await put(order(t, { items, customer_id: customer }))).toMatchObject([
      { status: "accepted" },
    ]);
    await settle();
    expect((await orderOf(t)).items).toHaveLength(5000);
  });
});

describe("a refund", () => {
  it("lowers its order and the sums once, whoever tells of it and however often", async () => {
    const [visitor, t] = [id("v"), id("t")];
    await api.post({ visitor, session: "s1", events: [purchase(t, ["mug", "cup"])] });
    await settle();
    const before = await totals();
    const refund = { transaction_id: t, items: [{ item_id: "mug", quantity: 1 }] };
    await api.post({ visitor, session: "s1", events: [event("refund", refund)] });
    await api.postSecret({ visitor, session: "s1", events: [event("refund", refund)] });
    const other = id("v");
    await api.postSecret({ visitor: other, session: "s1", events: [event("refund", refund)] });
    await settle();
    const after = await totals();
    expect(after.refunds - before.refunds).toBe(1);
    expect(after.refunded - before.refunded).toBe(250);
    expect(await orderOf(t)).toMatchObject({ refunded: "2.50 GBP", net: "2.50 GBP" });
    expect((await api.person(visitor)).body.orders).toMatchObject([
      { transaction_id: t, status: "placed", refunded: "2.50 GBP", net: "2.50 GBP" },
    ]);
  });

  it("of all of it leaves nothing, and a second one is refused", async () => {
    const [customer, t] = [id("c"), id("t")];
    const refunds = [{ date: now(), refund_id: "r1" }];
    await put(order(t, { customer_id: customer, refunds }));
    expect(await orderOf(t)).toMatchObject({ status: "refunded", net: "0.00 GBP" });
    const again = await put(
      order(t, { customer_id: customer, refunds: [{ date: now(), refund_id: id("r2") }] }),
    );
    expect(again[0]).toMatchObject({ status: "rejected" });
    expect(again[0].detail).toContain("nothing of order");
  });

  it("told of an order in another currency is refused", async () => {
    const t = id("t");
    await put(order(t));
    await pass({ seconds: 1 });
    const sent = await api.upload(
      "/v1/imports?type=refunds",
      `transaction_id,date,value,currency\n${t},2026-01-01,1,USD\n`,
      { "content-type": "text/csv" },
    );
    await pass({ seconds: 2 });
    const { body } = await api.get(`/v1/imports/${sent.body.id}`);
    expect(body).toMatchObject({ status: "done", rejected: 1, accepted: 0 });
    expect(body.rejected_lines[0]).toMatchObject({ line: 2, id: t });
  });
});

describe("GET /v1/reports/funnel", () => {
  it("tells how far visits came, in order", async () => {
    const [visitor, session] = [id("v"), id("s")];
    const steps = ["view_item", "add_to_cart", "begin_checkout"].map((name, n) =>
      event(name, { items: [{ item_id: "mug" }], age: 30_000 - n * 10_000 }),
    );
    const path = "/v1/reports/funnel?steps=view_item,add_to_cart,begin_checkout,purchase";
    const before = (await api.get(path)).body.funnel;
    await api.post({ visitor, session, events: steps });
    await pass({ minutes: 40 });
    await settle();
    const { funnel } = (await api.get(path)).body;
    const more = funnel.map(({ n }: { n: number }, place: number) => n - before[place].n);
    expect(more).toEqual([1, 1, 1, 0]);
    expect((await api.get("/v1/reports/funnel?steps=fly")).status).toBe(422);
  });
});
