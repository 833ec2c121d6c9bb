import { beforeAll, describe, expect, it } from "vitest";
import { api, event, id, purchase } from "./api.ts";
import {
  announced,
  clock,
  counts,
  DAY,
  moveTo,
  order,
  peopleIn,
  put,
  stageChanges,
  standingOf,
  startOfDay,
} from "./customers.ts";

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

  it("is announced to nobody when a file tells of the past, and of whoever waits from then on", async () => {
    const customer = id("c");
    const date = (days: number) => new Date(clock - days * DAY).toISOString();
    await put(order(customer, 20, { date: date(110) }), order(customer, 20, { date: date(100) }));
    await moveTo(clock + 5_000);
    expect(await standingOf(customer)).toMatchObject({ stage: "silent", orders: 2 });
    expect(await stageChanges(customer)).toEqual([]);
    await moveTo(startOfDay(20) + 3_600_000);
    expect(await stageChanges(customer)).toEqual([["silent", "dormant"]]);
  });

  it("falls back when the order that made it is cancelled", async () => {
    const customer = id("c");
    const last = order(customer, 20);
    await put(order(customer, 20, { date: new Date(clock - 50 * DAY).toISOString() }), last);
    await put({ ...last, status: "cancelled" });
    await moveTo(clock + 5_000);
    expect(await standingOf(customer)).toMatchObject({ stage: "silent", orders: 1 });
    expect(await stageChanges(customer)).toEqual([
      [null, "active"],
      ["active", "silent"],
    ]);
  });

  it("is also that of an order in a visit, whose buyer is known by a visitor's id", async () => {
    const visitor = id("v");
    await api.post({ visitor, session: "s1", events: [purchase(id("t"), ["mug"])] });
    expect((await api.person(visitor)).body.standing).toMatchObject({
      stage: "active",
      orders: 1,
      journey: "decision",
    });
  });
});

describe("a buyer who turns out to be a customer", () => {
  it("goes on in the same stage under the other name, and nobody is told twice", async () => {
    const [visitor, customer] = [id("v"), id("c")];
    await api.post({ visitor, session: "s1", events: [purchase(id("t"), ["mug"])] });
    await moveTo(clock + 60_000);
    await put(order(customer, 20, { date: new Date(clock - 100 * DAY).toISOString() }));
    const { status } = await api.send(
      "POST",
      `/v1/people/c/${customer}/merge`,
      { visitor },
      { authorization: "Bearer sk_demo" },
    );
    expect(status).toBe(200);
    await moveTo(clock + 60_000);
    expect(await standingOf(customer)).toMatchObject({ stage: "active", orders: 2 });
    expect(await stageChanges(customer)).toEqual([]);
    expect(await peopleIn("stage:active")).not.toContain(visitor);
    expect(await peopleIn("stage:active")).toContain(`c/${customer}`);
    await moveTo(startOfDay(30) + 3_600_000);
    expect(await stageChanges(customer)).toEqual([["active", "silent"]]);
  });
});

describe("segments that follow from orders", () => {
  it("have whoever crosses a sum within a second, without the clock's help", async () => {
    const visitor = id("v");
    const buy = (value: number) =>
      api.post({
        visitor,
        session: "s1",
        events: [event("purchase", { transaction_id: id("t"), currency: "GBP", value })],
      });
    await buy(600);
    expect(await peopleIn("big_spender")).not.toContain(visitor);
    await buy(400);
    const spenders = () => peopleIn("big_spender");
    await expect.poll(spenders, { timeout: 1_000, interval: 50 }).toContain(visitor);
    const { people } = (await api.get("/v1/segments/big_spender")).body;
    const member = people.find(({ person }: { person: string }) => person === visitor);
    expect(member).toMatchObject({ why: ["£1,000.00 spent so far"], until: null });
    expect(member.segments).toEqual(expect.arrayContaining(["stage:active", "most_wanted"]));
  });

  it("lose by alarm whoever has fewer orders in the window now, without a new event", async () => {
    const customer = id("c");
    await put(
      order(customer, 20, { date: new Date(clock - 60 * DAY).toISOString() }),
      order(customer, 20),
    );
    await moveTo(clock + 5_000);
    expect(await peopleIn("often")).toContain(`c/${customer}`);
    expect(await announced(customer, "segment.entered")).toMatchObject([{ segment: "often" }]);
    const { people } = (await api.get("/v1/segments/often")).body;
    const member = people.find(({ person }: { person: string }) => person === `c/${customer}`);
    const { until } = member;
    expect(member.why).toEqual(["2 orders in the last 90 days"]);
    await moveTo(Date.parse(until) - 60_000);
    expect(await peopleIn("often")).toContain(`c/${customer}`);
    expect(await announced(customer, "segment.left")).toEqual([]);
    await moveTo(Date.parse(until) + 1_000);
    expect(await peopleIn("often")).not.toContain(`c/${customer}`);
    expect(await announced(customer, "segment.left")).toMatchObject([{ segment: "often" }]);
  });

  it("count the most wanted as the active and the silent, as the report does", async () => {
    const ages = [1, 5, 29, 31, 119, 121, 299, 301, 500];
    await put(
      ...ages.map((days) =>
        order(id("w"), 20, { date: new Date(clock - days * DAY).toISOString() }),
      ),
    );
    await moveTo(clock + 5_000);
    const people = await counts();
    const { stages, most_wanted } = (await api.get("/v1/reports/stages")).body;
    for (const { stage, people: n } of stages) expect(people[`stage:${stage}`] ?? 0).toBe(n);
    expect(people["most_wanted"]).toBe(people["stage:active"]! + people["stage:silent"]!);
    expect(most_wanted).toBe(people["most_wanted"]);
    const union = [...(await peopleIn("stage:active")), ...(await peopleIn("stage:silent"))];
    expect((await peopleIn("most_wanted")).sort()).toEqual(union.sort());
  });

  it("keep up with a boundary at once, though the alarm rings within the hour", async () => {
    const customer = id("c");
    await put(order(customer, 20));
    await moveTo(startOfDay(30) - 5_000);
    expect(await peopleIn("stage:active")).toContain(`c/${customer}`);
    await moveTo(clock + 6_000);
    expect(await peopleIn("stage:silent")).toContain(`c/${customer}`);
    expect(await peopleIn("stage:active")).not.toContain(`c/${customer}`);
  });
});
