import { describe, expect, it } from "vitest";
import { CAPS } from "../../../worker/core/person/caps.ts";
import { addTastes, decideSlots, type Shelves } from "../../../worker/core/person/index.ts";
import { emptyAnswer, NO_RULES, stockKey } from "../../../worker/core/recommend/index.ts";
import { event, HOUR, item, NOON, pageView } from "../event.ts";
import { receive, somebody, touch } from "./support.ts";

const KB = 1024;
const card = (id: string) => ({
  id,
  title: `A title of some length for ${id}`,
  link: `/p/${id}/`,
  image_link: null,
  price: 255,
  currency: "GBP",
  availability: "in_stock" as const,
  product_type: "Kitchen & Dining > Mugs and cups",
  brand: null,
  group: null,
});
const goods = Array.from({ length: 2_000 }, (_, n) => card(`SKU-${100_000 + n}`));
const good = (n: number) => {
  const { id, price, product_type } = goods[n % goods.length]!;
  return item(id, price, product_type);
};
const shelves: Shelves = {
  ...emptyAnswer(),
  facts: new Map(),
  rules: NO_RULES,
  posteriors: new Map(),
  cards: new Map(goods.map((one) => [one.id, one])),
  stock: new Map(
    [null, "GBP"].map((currency) => [
      stockKey({ axes: [], least: null, most: null, currency }),
      goods.slice(0, 48).map(({ id }) => id),
    ]),
  ),
};

/** One busy session: 250 events in 10 batches, a full slot with each, an order at the end. */
function shop(person: ReturnType<typeof somebody>, start: number, n: number): void {
  const session = `a-session-of-21-chars${n}`;
  for (let batch = 0; batch < 10; batch++) {
    const events = Array.from({ length: 24 }, (_, place) => {
      const [at, time] = [n + batch * 24 + place, start + (batch * 25 + place) * 1000];
      if (place % 6 === 0)
        return pageView(`/kitchen-dining/mugs-and-cups/page-${at}/`, time, { view: `p${at}` });
      if (place % 6 === 5) {
        const engagement = { visible: 123_456, focused: 123_456, active: 12_345, scroll: 100 };
        const sections = ["price", "size_fit", "shipping", "returns"];
        return event("page_leave", time, { view: `p${at - 5}`, engagement, sections });
      }
      const name = place % 6 < 4 ? "view_item" : "add_to_cart";
      const view = `p${at - (place % 6)}`;
      return event(name, time, { view, items: [good(at)], currency: "GBP" });
    });
    const now = start + (batch * 25 + 24) * 1000;
    const items = Array.from({ length: 40 }, (_, line) => good(n + batch + line));
    const order = event("purchase", now, { transaction: `t${n}`, value: 99, items });
    const folded = receive(person, [...events, batch === 9 ? order : pageView("/", now)], {
      session,
      touches: new Map([[events[0]!.id, touch("https://shop.example/?utm_source=line")]]),
    });
    addTastes(person.state, folded, shelves.cards, "UTC");
    const wants = ["one", "two", "three"].map((slot) => ({
      slot,
      scenario: "recently_viewed" as const,
      count: 16,
    }));
    let made = 0;
    decideSlots(
      person.state,
      [],
      wants,
      shelves,
      now,
      () => `a-receipt-of-21-chars${n}${(made += 1)}`,
    );
  }
}

describe("a person who has done 50 000 things", () => {
  const person = somebody();
  let largest = 0;
  for (let n = 0; n < 200; n++) {
    shop(person, NOON + n * 6 * HOUR, n * 250);
    // Delivered meanwhile: what waits for other objects is not the person's to keep.
    person.state.outbox = [];
    person.state.toKeep = [];
    largest = Math.max(largest, JSON.stringify(person.state.profile).length);
  }
  const { state } = person;

  it("has a profile of less than 64 KB, and a row of less than 160 KB", () => {
    expect(state.profile.visits).toBe(200);
    expect(largest).toBeLessThan(64 * KB);
    expect(JSON.stringify(state).length).toBeLessThan(160 * KB);
    expect(person.seen.encode().byteLength).toBeLessThan(161 * KB);
  });

  it("has no list that is longer than its cap", () => {
    const { profile } = state;
    expect(profile.viewed).toHaveLength(CAPS.viewed);
    expect(profile.sessions).toHaveLength(CAPS.sessions);
    expect(profile.recentOrders).toHaveLength(CAPS.recentOrders);
    expect(profile.bought).toHaveLength(CAPS.bought);
    expect(profile.cart.length).toBeLessThanOrEqual(CAPS.cart);
    expect(profile.receipts.length).toBeLessThanOrEqual(CAPS.receipts);
    expect(state.open.length).toBeLessThanOrEqual(CAPS.open);
    expect(state.closed.length).toBeLessThanOrEqual(CAPS.closed);
    expect(state.week.length).toBeLessThanOrEqual(CAPS.week);
  });

  it("still has the newest of everything", () => {
    const { profile } = state;
    const newest = <T>(list: T[], time: (entry: T) => number) =>
      expect(list.map(time)).toEqual(list.map(time).sort((a, b) => b - a));
    newest(profile.viewed, ({ last }) => last);
    newest(profile.sessions, ({ started }) => started);
    newest(profile.recentOrders, ({ time }) => time);
    newest(profile.receipts, ({ time }) => time);
    expect(profile.recentOrders[0]?.transaction).toBe(`t${199 * 250}`);
  });

  it("keeps as many receipts as their text allows, the newest always", () => {
    const { receipts } = state.profile;
    expect(JSON.stringify(receipts).length).toBeLessThan(1.1 * CAPS.receiptText);
    expect(receipts.length).toBeGreaterThan(2);
    expect(receipts[0]?.items.length).toBeGreaterThan(0);
  });
});
