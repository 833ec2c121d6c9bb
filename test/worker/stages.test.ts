import { beforeAll, describe, expect, it } from "vitest";
import { api, event, id, pass, purchase, viewItem } from "./api.ts";

const DAY = 86_400_000;

/** Time on the shop's clock, epoch ms, as far as this file has moved it. */
let clock = Date.now();
/** Moves the shop's clock to a moment. */
const moveTo = async (time: number) => {
  clock = time;
  await api.put("/v1/clock", { now: new Date(time).toISOString() });
};
const startOfDay = (days: number) => Math.floor(clock / DAY + days) * DAY;

const order = (customer: string, value: number, more: object = {}) => ({
  transaction_id: id("t"),
  customer_id: customer,
  date: new Date(clock).toISOString(),
  currency: "GBP",
  value,
  items: [{ item_id: "mug", item_category: "Kitchen > Mugs", price: value, quantity: 1 }],
  ...more,
});
const put = async (...orders: object[]) => {
  const { body } = await api.put("/v1/orders", { orders });
  expect(body.results.map(({ status }: { status: string }) => status)).not.toContain("rejected");
};
const standingOf = async (customer: string) =>
  (await api.get(`/v1/people/c/${customer}`)).body.standing;
const announced = async (customer: string, type: string) => {
  const { body } = await api.get(`/v1/outbound?person=c/${customer}&type=${type}`);
  return body.events.map(({ data, time }: { data: object; time: string }) => ({ ...data, time }));
};
const stageChanges = async (customer: string): Promise<[string, string][]> =>
  (await announced(customer, "stage.changed")).map(({ from, to }: { from: string; to: string }) => [
    from,
    to,
  ]);
const peopleIn = async (segment: string): Promise<string[]> =>
  (await api.get(`/v1/segments/${segment}`)).body.people.map(
    ({ person }: { person: string }) => person,
  );
const counts = async (): Promise<Record<string, number>> => {
  const { segments } = (await api.get("/v1/segments")).body;
  return Object.fromEntries(
    segments.map(({ name, people }: { name: string; people: number }) => [name, people]),
  );
};

beforeAll(async () => {
  await api.put("/v1/settings", {
    customers: {
      thresholds: [
        { name: "big_spender", spend: { amount: 1000, currency: "GBP" } },
        { name: "often", orders: 2, days: 90 },
      ],
    },
  });
  await moveTo(startOfDay(1) + 10 * 3_600_000);
});

describe("the stage of a customer", () => {
  it("fires once at each boundary, by alarm, within the hour after it, and anew at an order", async () => {
    const customer = id("c");
    const bought = startOfDay(0);
    await put(order(customer, 20));
    await moveTo(clock + 5_000);
    expect(await stageChanges(customer)).toEqual([[null, "active"]]);
    expect(await standingOf(customer)).toMatchObject({
      stage: "active",
      next_stage_at: new Date(bought + 30 * DAY).toISOString(),
      policy: { contact: "keep", max_discount: 0 },
      orders: 1,
      net: "20.00 GBP",
    });
    const stages = ["active", "silent", "dormant", "lost"] as const;
    for (const [place, cut] of [30, 120, 300].entries()) {
      const fired = stages.slice(0, place + 2).length;
      await moveTo(bought + cut * DAY - 5_000);
      expect(await stageChanges(customer)).toHaveLength(fired - 1);
      await moveTo(bought + cut * DAY + 3_600_000);
      const changes = await announced(customer, "stage.changed");
      expect(changes).toHaveLength(fired);
      expect(changes.at(-1)).toMatchObject({
        from: stages[place],
        to: stages[place + 1],
        time: new Date(bought + cut * DAY).toISOString(),
      });
      expect(await standingOf(customer)).toMatchObject({
        stage: stages[place + 1],
        stage_since: new Date(bought + cut * DAY).toISOString(),
      });
    }
    await moveTo(clock + 100 * DAY);
    expect(await stageChanges(customer)).toHaveLength(4);
    await put(order(customer, 30));
    await moveTo(clock + 5_000);
    expect((await stageChanges(customer)).slice(4)).toEqual([["lost", "active"]]);
  }, 60_000);
});
