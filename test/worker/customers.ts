import { expect } from "vitest";
import { api, id } from "./api.ts";

export const DAY = 86_400_000;

/** Time on the shop's clock, epoch ms, as far as the test has moved it. */
export let clock = Date.now();
/** Moves the shop's clock to a moment. */
export const moveTo = async (time: number) => {
  clock = time;
  await api.put("/v1/clock", { now: new Date(time).toISOString() });
};
export const startOfDay = (days: number) => Math.floor(clock / DAY + days) * DAY;

export const order = (customer: string, value: number, more: object = {}) => ({
  transaction_id: id("t"),
  customer_id: customer,
  date: new Date(clock).toISOString(),
  currency: "GBP",
  value,
  items: [{ item_id: "mug", item_category: "Kitchen > Mugs", price: value, quantity: 1 }],
  ...more,
});
export const put = async (...orders: object[]) => {
  const { body } = await api.put("/v1/orders", { orders });
  expect(body.results.map(({ status }: { status: string }) => status)).not.toContain("rejected");
};
export const standingOf = async (customer: string) =>
  (await api.get(`/v1/people/c/${customer}`)).body.standing;
/** All that was announced so far, by id, since the courier keeps nothing for ever. */
const heard = new Map<string, { type: string; person: string; time: string; data: object }>();
export const announced = async (customer: string, type: string) => {
  const { body } = await api.get(`/v1/outbound?person=c/${customer}`);
  for (const each of body.events) heard.set(each.id, each);
  return Array.from(heard.values())
    .filter((each) => each.person === `c/${customer}` && each.type === type)
    .map(({ data, time }): Record<string, string> => Object.assign({}, data, { time }));
};
export const stageChanges = async (customer: string) =>
  (await announced(customer, "stage.changed")).map(({ from, to }) => [from, to]);
export const peopleIn = async (segment: string): Promise<string[]> =>
  (await api.get(`/v1/segments/${segment}`)).body.people.map(
    ({ person }: { person: string }) => person,
  );
export const counts = async (): Promise<Record<string, number>> => {
  const { segments } = (await api.get("/v1/segments")).body;
  return Object.fromEntries(
    segments.map(({ name, people }: { name: string; people: number }) => [name, people]),
  );
};
