import { beforeAll, describe, expect, it } from "vitest";
import { STRATEGIES, type SlotLesson } from "../../worker/core/recommend/index.ts";
import type { Decision } from "../../worker/wire/decision.ts";
import { api, event, id, item, pageView, pass, purchase, settle } from "./api.ts";
import { LEARNER, rows } from "./objects.ts";

const learner = () => LEARNER.getByName("demo/learner");
const strategies = STRATEGIES.home!;
const [favourite, ...others] = strategies.toReversed() as [string, ...string[]];
const WANT = [{ slot: "front", scenario: "home", count: 3 }];

/** Somebody comes, is shown a slot, and clicks where it was filled as they like it. */
async function visit(likes: (strategy: string | undefined) => boolean): Promise<Decision> {
  const batch = { visitor: id("v"), session: id("s") };
  const { body } = await api.post({ ...batch, events: [pageView("/")], want: WANT });
  const decision = body.decisions.front as Decision;
  const [first] = decision.items;
  const feedback = (name: string) =>
    event(name, { receipt_id: decision.receipt_id, items: [{ item_id: first!.id }] });
  const events = [feedback("recommendation_shown")];
  if (likes(decision.strategy)) events.push(feedback("recommendation_clicked"));
  await api.post({ ...batch, events });
  return decision;
}

/** Ends the open visits, and lets what the edge knows of the slots grow old. */
async function learn() {
  await pass({ minutes: 41 });
  await settle();
  await pass({ minutes: 2 });
}

const slotReport = async () => {
  const { body } = await api.get("/v1/reports/recommendations");
  return body.slots.find(({ slot }: { slot: string }) => slot === "front");
};

describe("a slot with several strategies", () => {
  const first: Decision[] = [];

  beforeAll(async () => {
    const items = Array.from({ length: 8 }, (_, n) => item(`home-${n}`));
    await api.put("/v1/items", { items });
    const ids = items.map((each) => each.id);
    await api.post({ visitor: id("v"), session: id("s"), events: [purchase(id("t"), ids)] });
    await settle();
    for (let n = 0; n < 30; n++) first.push(await visit((strategy) => strategy === favourite));
    await learn();
  }, 60_000);

  it("tries all of them at first, each as likely as the others", () => {
    expect(new Set(first.map(({ strategy }) => strategy))).toEqual(new Set(strategies));
    for (const { propensity } of first) expect(propensity).toBeCloseTo(1 / strategies.length, 9);
  });

  it("gives most visitors what was clicked, and tells the probability of it", async () => {
    const later: Decision[] = [];
    for (let n = 0; n < 12; n++) later.push(await visit(() => false));
    const favoured = later.filter(({ strategy }) => strategy === favourite);
    expect(favoured.length).toBeGreaterThanOrEqual(8);
    for (const { propensity } of favoured) expect(propensity).toBeGreaterThan(0.9);
    for (const { strategy, propensity } of later)
      if (strategy !== favourite) expect(propensity).toBeLessThan(0.1);
  });

  it("keeps strategy and propensity on the receipt", async () => {
    const visitor = id("v");
    const { body } = await api.post({
      visitor,
      session: id("s"),
      events: [pageView("/")],
      want: WANT,
    });
    const { strategy, propensity, receipt_id } = body.decisions.front;
    const { receipts } = (await api.person(visitor)).body;
    expect(receipts[0]).toMatchObject({ receipt_id, strategy, propensity });
  });

  it("writes one row a slot and day, however many visits teach it", async () => {
    const days = await rows(learner(), "SELECT * FROM slot_days WHERE slot = 'front'");
    expect(days.length).toBeLessThanOrEqual(2);
  });

  it("is reported with what each would come to alone, and what trying out cost, in words", async () => {
    await learn();
    const { slot, scenario, strategies: told, verdict, exploration } = await slotReport();
    expect({ slot, scenario }).toEqual({ slot: "front", scenario: "home" });
    expect(told[0]).toMatchObject({ strategy: favourite, clicked: expect.any(Number) });
    expect(told[0].clicked).toBeGreaterThan(0);
    expect(told.map((each: { strategy: string }) => each.strategy).sort()).toEqual(
      [favourite, ...others].sort(),
    );
    for (const { if_it_served_everybody } of told)
      for (const estimate of Object.values(if_it_served_everybody))
        expect(estimate).toEqual({
          rate: expect.any(Number),
          interval: [expect.any(Number), expect.any(Number)],
        });
    expect(verdict).toContain(`“${favourite}”`);
    expect(exploration.text).toMatch(/^Trying out cost/);
  });

  it("is reported beside slots that know one way to be filled", async () => {
    const batch = { visitor: id("v"), session: id("s") };
    const want = [{ slot: "plain", scenario: "bestsellers" }];
    const { body } = await api.post({ ...batch, events: [pageView("/")], want });
    const { receipt_id, items } = body.decisions.plain;
    const shown = { receipt_id, items: [{ item_id: items[0].id }] };
    await api.post({ ...batch, events: [event("recommendation_shown", shown)] });
    await learn();
    const report = (await api.get("/v1/reports/recommendations")).body;
    expect(report.slots.find(({ slot }: { slot: string }) => slot === "plain")).toMatchObject({
      scenario: "bestsellers",
      strategies: [{ strategy: "bestsellers", shown: 1, clicked: 0, propensity: 1 }],
    });
  });

  it("is reported to the shop alone, and of days that are days", async () => {
    expect((await api.send("GET", "/v1/reports/recommendations?key=pk_demo")).status).toBe(403);
    expect((await api.get("/v1/reports/recommendations?from=yesterday")).status).toBe(422);
    const none = await api.get("/v1/reports/recommendations?from=2020-01-01&to=2020-01-31");
    expect(none.body).toEqual({ from: "2020-01-01", to: "2020-01-31", slots: [] });
  });
});

describe("what visits teach of slots", () => {
  const lesson = (slot: string, shown: number): SlotLesson => ({
    target: "slots",
    at: Date.now(),
    context: "new desktop",
    trials: [
      {
        slot,
        scenario: "home",
        strategy: "a",
        sums: { shown, clicked: 0, w: 2 * shown, wr: 0, w2: 4 * shown, w2r: 0 },
      },
    ],
  });
  const teach = async (messages: { id: string; body: SlotLesson }[]) => {
    await learner().take("demo", messages, Date.now());
    await learner().settle(Date.now());
  };
  const hour = Math.floor(Date.now() / 3_600_000);
  const shownIn = async (slot: string) =>
    (await rows(learner(), `SELECT strategies FROM slot_days WHERE slot = '${slot}'`)).map(
      ({ strategies: stored }) => JSON.parse(String(stored)).a["new desktop"].shown,
    );

  it("counts once, though it is sent twice", async () => {
    const message = { id: `${hour}-test-1`, body: lesson("once", 3) };
    await teach([message]);
    await teach([message]);
    expect(await shownIn("once")).toEqual([3]);
  });

  it("adds up over messages of one moment and of later ones, in one row", async () => {
    const message = (n: number) => ({ id: `${hour}-add-${n}`, body: lesson("sum", n) });
    await teach([message(1), message(2), message(3)]);
    await teach([message(4)]);
    expect(await shownIn("sum")).toEqual([10]);
  });

  it("makes room for 200 slots a day: their names come from pages", async () => {
    const messages = Array.from({ length: 230 }, (_, n) => ({
      id: `${hour}-many-${n}`,
      body: lesson(`made-up-${n}`, 1),
    }));
    await teach(messages);
    const [{ n }] = (await rows(
      learner(),
      "SELECT max(n) AS n FROM (SELECT count(*) AS n FROM slot_days GROUP BY day)",
    )) as [{ n: number }];
    expect(n).toBe(200);
    await teach([{ id: `${hour}-again-1`, body: lesson("made-up-0", 1) }]);
    expect(await shownIn("made-up-0")).toEqual([2]);
  });
});
