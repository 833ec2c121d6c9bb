import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { event, id, item, pageView, purchase, viewItem } from "./api.ts";
import { type As, shopOf } from "./as.ts";
import { ROUTES } from "./routes.ts";

const IDS = ["1", "2", "3"] as const;
const pick = fc.constantFrom(...IDS);
/** What the routes' parameters name; both shops use the same. */
const SAMPLES: Record<string, string> = {
  ":customer": "1",
  ":transaction": "1",
  ":scenario": "bestsellers",
  ":name": "f2",
};

const at = (shop: As, days: number) =>
  shop.put("/v1/clock", { now: new Date(Date.now() + days * 86_400_000).toISOString() });

/** What somebody may do to a shop: each names people, items and orders of the pool that both shops use. */
const operation = fc.oneof(
  fc.record({ visitor: pick, item: pick, customer: fc.option(pick) }).map(
    ({ visitor, item: viewed, customer }) =>
      (shop: As) =>
        shop.post("/v1/events", {
          visitor: `v-${visitor}`,
          session: id("s"),
          ...(customer !== null && { identity: { customer } }),
          events: [
            pageView("/"),
            viewItem(viewed),
            event("add_to_cart", { items: [{ item_id: viewed }] }),
          ],
        }),
  ),
  fc.record({ visitor: pick, order: pick, item: pick }).map(
    ({ visitor, order, item: bought }) =>
      (shop: As) =>
        shop.post("/v1/events", {
          visitor: `v-${visitor}`,
          session: id("s"),
          events: [purchase(order, [bought])],
        }),
  ),
  fc.record({ item: pick, price: fc.integer({ min: 1, max: 99 }), title: fc.string() }).map(
    ({ item: put, price, title }) =>
      (shop: As) =>
        shop.put("/v1/items", {
          items: [item(put, { price: `${price}.00 GBP`, title: `A ${title}` })],
        }),
  ),
  fc.record({ order: pick, customer: pick }).map(
    ({ order, customer }) =>
      (shop: As) =>
        shop.put("/v1/orders", {
          orders: [
            {
              transaction_id: order,
              customer_id: customer,
              time: new Date(Date.now() - 86_400_000).toISOString(),
              currency: "GBP",
              items: [{ item_id: "1", price: 5, quantity: 1 }],
            },
          ],
        }),
  ),
  fc.record({ customer: pick, name: fc.string({ minLength: 1, maxLength: 20 }) }).map(
    ({ customer, name }) =>
      (shop: As) =>
        shop.put(`/v1/people/c/${customer}`, { fields: { name }, source: "crm" }),
  ),
  fc.record({ customer: pick, visitor: pick }).map(
    ({ customer, visitor }) =>
      (shop: As) =>
        shop.post(`/v1/people/c/${customer}/merge`, { visitor: `v-${visitor}` }),
  ),
  pick.map((gone) => (shop: As) => shop.delete(`/v1/items/${gone}`)),
  fc
    .constantFrom("EUR", "GBP", "JPY")
    .map((currency) => (shop: As) => shop.put("/v1/settings", { currency })),
  fc.constant((shop: As) => shop.post("/v1/keys", { kind: "pk", label: "another" })),
  fc.constant((shop: As) => shop.post("/v1/users", { email: "ann@shop.example", role: "owner" })),
  fc.integer({ min: 0, max: 3 }).map((days) => (shop: As) => at(shop, days)),
);

/** What stands in a reply anew each time that it is made. */
const NEW_EACH_TIME = /"(request_id|receipt_id)":"[^"]*"/g;

/**
 * Everything that a shop can be asked, and what it says. A decision for a visitor is no reading: it
 * adds a receipt to what is known of them.
 */
async function readAll(shop: As): Promise<Map<string, string>> {
  const read = Object.keys(ROUTES).filter((each) => /^GET \/v1[^?]*$/.test(each));
  const paths = read.flatMap((route) =>
    IDS.map((n) =>
      route
        .slice("GET ".length)
        .replaceAll(/:\w+/g, (name) => SAMPLES[name] ?? n)
        .replace("/people/1", "/people/v-1"),
    ),
  );
  paths.push("/v1/items?id=1&id=2&id=3", "/v1/search?q=a", "/v1/orders?customer_id=1");
  const said = new Map<string, string>();
  for (const path of paths) {
    const { status, body } = await shop.get(path);
    said.set(path, `${status} ${JSON.stringify(body)}`.replaceAll(NEW_EACH_TIME, "$1"));
  }
  return said;
}

describe("two shops that use the same ids", () => {
  let alpha: As;
  let beta: As;

  beforeAll(async () => {
    // Scores and sums fade with time, so time stands still where replies are compared byte by byte.
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
    ({ shop: alpha } = await shopOf("alpha"));
    ({ shop: beta } = await shopOf("beta"));
    for (const shop of [alpha, beta]) {
      const seen = fc.sample(operation, { numRuns: 25, seed: 7 });
      for (const act of seen) await act(shop);
      await at(shop, 4);
    }
    await readAll(beta);
  }, 60_000);
  afterAll(() => {
    vi.useRealTimers();
  });

  it("never meet: whatever is done in one, the other answers the same bytes", async () => {
    const before = await readAll(beta);
    const answered = [...before.values()].filter((said) => said.startsWith("200"));
    expect(answered.length).toBeGreaterThan(30);
    await fc.assert(
      fc.asyncProperty(fc.array(operation, { minLength: 5, maxLength: 15 }), async (acts) => {
        for (const act of acts) expect((await act(alpha)).status).toBeLessThan(500);
        await at(alpha, 5);
        expect(await readAll(beta)).toEqual(before);
      }),
      { numRuns: 4 },
    );
    expect(await readAll(alpha)).not.toEqual(before);
  }, 120_000);
});
