import { beforeAll, describe, expect, it } from "vitest";
import { api, event, id, ORIGIN, pass } from "./api.ts";
import { dayOf, exportOf, MAPPING, plantedShop } from "./planted-orders.ts";

const people = plantedShop(6);
/** So many loyal people are seen in the club. */
const CLUB = 20;
const report = async (name: string, query = "") => {
  const { status, body } = await api.get(
    `/v1/reports/${name}?at=${dayOf(500).slice(0, 10)}${query}`,
  );
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
};

/** What only loyal people do, after they have become loyal. */
async function visitOfClub(customer: string, day: number): Promise<void> {
  const url = `${ORIGIN}/?utm_source=club&utm_medium=affiliate`;
  const page = event("page_view", { time: dayOf(day), view: id("p"), page: { url } });
  const identity = { customer };
  await api.postSecret({ visitor: null, session: id("s"), identity, events: [page] });
}

// The whole way: the shop's own export goes in, and its reports come out.
beforeAll(async () => {
  const mapping = encodeURIComponent(JSON.stringify(MAPPING));
  const sent = await api.upload(`/v1/imports?type=orders&mapping=${mapping}`, exportOf(people));
  expect(sent.status).toBe(202);
  for (const { customer, orders } of people.filter(({ isLoyal }) => isLoyal).slice(0, CLUB))
    await visitOfClub(customer, orders[0]!.day + 150);
  await pass({ minutes: 40 });
  const { body } = await api.get(`/v1/imports/${sent.body.id}`);
  expect(body).toMatchObject({ status: "done", rejected: 0 });
  expect(body.bytes_read).toBe(body.bytes);
}, 120_000);

describe("a shop's export with something planted", () => {
  it("shows the planted pair of first and second product on top, and no noise", async () => {
    const { products } = await report("product-matrix");
    expect(products[0]).toMatchObject({ first: "pillow", second: "pillowcase", again: false });
    expect(products[0].lift).toBeGreaterThan(2);
    expect(products[0].n).toBeGreaterThanOrEqual(10);
    expect(products.length).toBe(1);
  });

  it("names the product that brings people back, and not what loyal people love", async () => {
    const { gateways } = await report("gateway");
    expect(gateways.map(({ item }: { item: string }) => item)).toEqual(["starter"]);
    expect(gateways[0].rate).toBeGreaterThan(gateways[0].expected);
    expect(gateways[0].interval[0]).toBeGreaterThan(1);
  });

  it("ranks what future loyal people did first, and rejects what they did after", async () => {
    const { precursors, rejected, loyal } = await report("precursors");
    expect(precursors[0].name).toBe("Came by Email");
    expect(JSON.stringify(precursors)).not.toContain("Affiliate");
    expect(rejected).toBe(CLUB);
    expect(loyal).toBeGreaterThanOrEqual(40);
  });

  it("tells who of the one-time buyers comes back, at least twice as well as chance and recency does", async () => {
    const path = `/v1/reports/propensity?at=${dayOf(230).slice(0, 10)}&limit=1000`;
    const { body } = await api.get(path);
    const again = new Set(
      people
        .filter(({ orders }) => orders.some(({ day }) => day > 230 && day <= 320))
        .map(({ customer }) => `c/${customer}`),
    );
    const rate = (list: { person: string }[]) =>
      list.filter(({ person }) => again.has(person)).length / list.length;
    const latest = body.people.toSorted(
      (a: { first_order: number }, b: { first_order: number }) => b.first_order - a.first_order,
    );
    const tenth = Math.round(body.people.length / 10);
    expect(body.people.length).toBe(body.one_time_buyers);
    expect(rate(body.people.slice(0, tenth)) / rate(body.people)).toBeGreaterThan(2);
    expect(rate(body.people.slice(0, tenth))).toBeGreaterThan(rate(latest.slice(0, tenth)));
    expect(body.people[0].reasons.length).toBeGreaterThan(1);
  });
});
