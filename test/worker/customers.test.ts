import { beforeAll, describe, expect, it } from "vitest";
import { api, event, id, pageView, viewItem } from "./api.ts";
import {
  clock,
  DAY,
  moveTo,
  order,
  peopleIn,
  put,
  stageChanges,
  standingOf,
  startOfDay,
} from "./customers.ts";

beforeAll(() => moveTo(startOfDay(1) + 10 * 3_600_000));

describe("RFM on the person", () => {
  it("has an order of six months and a day in R alone", async () => {
    const customer = id("c");
    const day = startOfDay(0) + 9 * 3_600_000;
    await put(order(customer, 20, { date: new Date(day - 182 * DAY).toISOString() }));
    expect((await standingOf(customer)).rfm).toMatchObject({
      recency_days: 182,
      frequency: 1,
      spend: "20.00 GBP",
    });
    await moveTo(startOfDay(1));
    expect((await standingOf(customer)).rfm).toMatchObject({
      recency_days: 183,
      frequency: 0,
      spend: "0.00 GBP",
      f: 1,
      m: 1,
    });
  });
});

describe("eight people of eight kinds", () => {
  /** One of each cell: days since the last order, orders, pounds each, and the class. */
  const KINDS = [
    [5, 4, 100, "value"],
    [5, 4, 1, "develop"],
    [150, 4, 100, "develop"],
    [150, 4, 1, "develop"],
    [5, 1, 400, "keep"],
    [5, 1, 1, "newcomer"],
    [150, 1, 400, "lapsed_big_spender"],
    [150, 1, 1, "general"],
  ] as const;

  it("fall into six named classes, each with what to do, which the shop may change", async () => {
    const { body: settings } = await api.get("/v1/settings");
    await api.put("/v1/settings", {
      ...settings,
      customers: {
        ...settings.customers,
        rfm_cuts: {
          recency: [30, 60, 90, 180],
          frequency: [1, 2, 3, 4],
          spend: [10, 50, 200, 300],
        },
        care_plans: { keep: { actions: ["call"] } },
      },
    });
    const people: [string, string][] = [];
    for (const [last, count, value, name] of KINDS) {
      const customer = id(name);
      people.push([customer, name]);
      const dates = Array.from({ length: count }, (_, n) => clock - (last + 2 * n) * DAY);
      await put(...dates.map((at) => order(customer, value, { date: new Date(at).toISOString() })));
    }
    const cells = new Set<string>();
    for (const [customer, name] of people) {
      const { rfm } = await standingOf(customer);
      expect([rfm.class, rfm.care_plan.plan]).toEqual([name, expect.stringMatching(/\w/)]);
      if (name === "keep") expect(rfm.care_plan.actions).toEqual(["call"]);
      cells.add(rfm.cell);
    }
    expect(cells.size).toBe(8);
    await moveTo(clock + 5_000);
    for (const [customer, name] of people)
      expect(await peopleIn(`rfm:${name}`)).toContain(`c/${customer}`);
  });
});

describe("the value of a customer", () => {
  it("differs in credit and composite alone for two of equal net orders, one with more returns", async () => {
    const [good, bad] = [id("good"), id("bad")];
    for (const customer of [good, bad])
      await put(
        order(customer, 40, { date: new Date(clock - 20 * DAY).toISOString() }),
        order(customer, 60, { date: new Date(clock - 3 * DAY).toISOString() }),
      );
    await put(
      order(bad, 80, { date: new Date(clock - 10 * DAY).toISOString(), status: "refunded" }),
    );
    await moveTo(clock + 120_000);
    const [one, other] = [await standingOf(good), await standingOf(bad)];
    expect(other.net).toBe(one.net);
    const { credit, ...rest } = one.value.aspects;
    const { credit: worse, ...same } = other.value.aspects;
    expect(same).toEqual(rest);
    expect(worse.score).toBeLessThan(credit.score);
    expect(worse.reason).toBe("33 % of 3 orders cancelled or given back");
    expect(other.value.composite).toBeLessThan(one.value.composite);
  });
});

describe("the journey report", () => {
  it("has everybody in one stage, and its sums match", async () => {
    const before = (await api.get("/v1/reports/journey")).body;
    const [looked, carted, praised] = [id("v"), id("v"), id("c")];
    await api.post({ visitor: looked, session: "s1", events: [pageView("/"), viewItem("mug")] });
    await api.post({
      visitor: carted,
      session: "s1",
      events: [viewItem("mug"), event("add_to_cart", { items: [{ item_id: "mug" }] })],
    });
    await put(order(praised, 20));
    await api.postSecret({
      visitor: null,
      identity: { customer: praised },
      events: [event("review", { items: [{ item_id: "mug" }], rating: 5 })],
    });
    await moveTo(clock + 31 * 60_000);
    await moveTo(clock + 60_000);
    const after = (await api.get("/v1/reports/journey")).body;
    const added = (stage: string) => {
      const at = ({ stages }: typeof after) =>
        stages.find((row: { stage: string }) => row.stage === stage).people;
      return at(after) - at(before);
    };
    expect(["interest", "consideration", "advocacy"].map(added)).toEqual([1, 1, 1]);
    const sum = (rows: { people: number }[]) => rows.reduce((all, { people }) => all + people, 0);
    expect(sum(after.stages)).toBe(after.people);
    expect(sum(after.channels)).toBe(after.people);
    for (const { people, stages } of after.channels) expect(sum(stages)).toBe(people);
    expect((await standingOf(praised)).journey).toBe("advocacy");
  });
});

describe("settings of customers", () => {
  const put422 = async (customers: object) => (await api.put("/v1/settings", { customers })).status;

  it("are refused where they make no sense", async () => {
    expect(await put422({ stages: [120, 30, 300] })).toBe(422);
    expect(await put422({ value_weights: { current: -1 } })).toBe(422);
    expect(await put422({ thresholds: [{ name: "ready", orders: 2, days: 30 }] })).toBe(422);
    expect(await put422({ thresholds: [{ name: "vip" }] })).toBe(422);
    const vip = { name: "vip", orders: 2, days: 30 };
    expect(await put422({ thresholds: [vip, vip] })).toBe(422);
  });

  it("move stages at once where people are read, and announce nothing by themselves", async () => {
    const customer = id("c");
    await put(order(customer, 20, { date: new Date(clock - 15 * DAY).toISOString() }));
    const { body: settings } = await api.get("/v1/settings");
    await api.put("/v1/settings", {
      ...settings,
      customers: { ...settings.customers, stages: [10, 120, 300] },
    });
    await moveTo(clock + 60_000);
    expect((await standingOf(customer)).stage).toBe("silent");
    expect(await peopleIn("stage:silent")).toContain(`c/${customer}`);
    expect(await stageChanges(customer)).toEqual([]);
  });
});
