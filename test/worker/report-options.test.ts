import { describe, expect, it } from "vitest";
import { api, id, item, settle } from "./api.ts";

const DAY = 86_400_000;
const order = (customer: string, daysAgo: number) => ({
  transaction_id: id("t"),
  customer_id: customer,
  date: new Date(Date.now() - daysAgo * DAY).toISOString(),
  currency: "GBP",
  value: 20,
});
const report = async (address: string) => (await api.get(`/v1/reports/${address}`)).body;
const people = (list: { person: string }[]) => list.map(({ person }) => person);

describe("what a report of orders is told", () => {
  it("lists one stage, or one cell of the lost, and refuses what is neither", async () => {
    const [active, dormant, lost, longLost] = [id("c"), id("c"), id("c"), id("c")];
    await api.put("/v1/orders", {
      orders: [
        order(active, 5),
        order(dormant, 200),
        order(lost, 310),
        order(longLost, 400),
        order(longLost, 450),
      ],
    });
    await settle();
    const stages = await report("stages?stage=dormant&limit=1000");
    expect(people(stages.list)).toContain(`c/${dormant}`);
    expect(new Set(stages.list.map(({ stage }: { stage: string }) => stage))).toEqual(
      new Set(["dormant"]),
    );
    expect(people((await report("stages?limit=1000")).list)).toContain(`c/${active}`);
    const everybody = people((await report("lost-grid?limit=1000")).list);
    expect(everybody).toEqual(expect.arrayContaining([`c/${lost}`, `c/${longLost}`]));
    expect(people((await report("lost-grid?cell=365x2")).list)).toEqual([`c/${longLost}`]);
    expect((await api.get("/v1/reports/lost-grid?cell=365")).status).toBe(422);
    expect((await api.get("/v1/reports/stages?stage=asleep")).status).toBe(422);
  });

  it("starts the clock of f2 at the order asked for, and tells of groups", async () => {
    expect(await report("f2?nth=2")).toMatchObject({ nth: 2, groups: [] });
    const customers = Array.from({ length: 31 }, () => id("c"));
    await api.put("/v1/orders", { orders: customers.map((customer) => order(customer, 100)) });
    await settle();
    const month = new Date(Date.now() - 100 * DAY).toISOString().slice(0, 7);
    const { groups } = await report("f2?by=month");
    expect(groups.map(({ group }: { group: string }) => group)).toContain(month);
    expect((await api.get("/v1/reports/f2?nth=0")).status).toBe(422);
  });

  it("tells how far everybody has come, as many as there are", async () => {
    await api.put("/v1/orders", { orders: [order(id("c"), 3)] });
    await settle();
    const { people: all, stages } = await report("journey");
    const inOne = stages.reduce((sum: number, stage: { people: number }) => sum + stage.people, 0);
    expect(inOne).toBe(all);
    expect(all).toBeGreaterThan(0);
  });
});

describe("GET /v1/items", () => {
  it("gives the items that are asked for, without those that are not there", async () => {
    const [a, b] = [item(id("i")), item(id("i"))];
    await api.put("/v1/items", { items: [a, b] });
    const { body } = await api.get(`/v1/items?id=${a.id}&id=${id("none")}&id=${b.id}`);
    const titles = body.items.map(({ title }: { title: string }) => title);
    expect(titles.sort()).toEqual([a.title, b.title].sort());
    expect((await api.get("/v1/items")).status).toBe(422);
  });
});
