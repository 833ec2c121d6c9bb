import { describe, expect, it } from "vitest";
import { api, event, id, item, ORIGIN, pass } from "./api.ts";

const DAY = 86_400_000;
const BEGIN = Date.parse("2026-08-01T10:00:00Z");
const iso = (day: number) => new Date(BEGIN + day * DAY).toISOString();

/** One visit of a customer, as the shop's server tells it. */
async function visit(customer: string, day: number, paths: string[]) {
  const events = paths.map((path) =>
    event("page_view", { time: iso(day), view: id("p"), page: { url: `${ORIGIN}${path}` } }),
  );
  const body = { visitor: null, session: id("s"), identity: { customer }, events };
  expect((await api.postSecret(body)).body.results.at(-1).status).toBe("accepted");
}

const order = (customer: string, day: number, more: object = {}) => ({
  transaction_id: id("t"),
  customer_id: customer,
  date: iso(day),
  currency: "GBP",
  value: 10,
  ...more,
});

describe("the pages that repeat buyers over-visit", () => {
  it("are found among visits and orders, without the home page and what the second order brings", async () => {
    const orders: object[] = [];
    for (let person = 0; person < 80; person++) {
      const customer = `pages${person}`;
      const comesBack = person % 2 === 0;
      const reads = comesBack ? person % 8 !== 0 : person % 8 === 1;
      orders.push(order(customer, 0), ...(comesBack ? [order(customer, 30)] : []));
      await visit(customer, 10, ["/", "/guides/any/", ...(reads ? ["/guides/planted/"] : [])]);
      await visit(customer, 30.1, ["/", ...(comesBack ? ["/account/orders/"] : [])]);
    }
    expect((await api.put("/v1/orders", { orders })).status).toBe(200);
    await pass({ minutes: 40 });

    const { body } = await api.get("/v1/reports/pages");
    expect(body).toMatchObject({ label: "association: test it", repeat_buyers: 40 });
    expect(body.pages).toMatchObject([{ path: "/guides/planted/" }]);
    expect(body.pages[0].viewers).toBeGreaterThanOrEqual(30);
    expect(body.pages[0].interval[0]).toBeGreaterThan(1);
  }, 60_000);
});

describe("the consumption clock", () => {
  it("takes the catalogue's word: two units of 30 days, used from the delivery on, last 60", async () => {
    const cream = id("cream");
    const vase = id("vase");
    await api.put("/v1/items", {
      items: [
        item(cream, { days_per_unit: 30 }),
        item(vase, { days_per_unit: 30, replenishable: false }),
      ],
    });
    const items = [cream, vase].map((item_id) => ({ item_id, quantity: 2, price: 5 }));
    await api.put("/v1/orders", {
      orders: [order("keen", 78, { items, delivered: iso(80), value: 20 })],
    });
    await pass({ minutes: 1 });

    const { body } = await api.get(`/v1/reports/clock?at=2026-11-01&within=60`);
    expect(body.items).toMatchObject([{ item: cream, gaps: 0, customers: 1 }]);
    expect(body.upcoming).toMatchObject([{ person: "c/keen", item: cream, units: 2 }]);
    expect((body.upcoming[0].run_out_at - BEGIN) / DAY).toBeCloseTo(140, 6);
  });
});
