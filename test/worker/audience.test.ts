import { beforeAll, describe, expect, it } from "vitest";
import type { AudienceReport } from "../../worker/core/measure/index.ts";
import type { OutboundEvent } from "../../worker/wire/outbound.ts";
import type { SegmentMember } from "../../worker/wire/segment.ts";
import { api, event, id, pageView, pass, purchase, settle, viewItem } from "./api.ts";

const DAY = 86_400_000;
const VISITS = 240;

/** A visit of the past: every fourth visitor fills a cart, and two in three of those order. */
function visit(n: number, start: number) {
  const at = (seconds: number) => ({ time: new Date(start + seconds * 1000).toISOString() });
  const session = `past-${n}`;
  const cart = event("add_to_cart", { items: [{ item_id: "a", price: 2 }], ...at(40) });
  const looks = [
    pageView("/", at(0)),
    viewItem("a", 2, { view: `${session}-1`, ...at(10) }),
    viewItem("b", 2, { view: `${session}-2`, ...at(30) }),
  ];
  const carts = n % 4 === 0 ? [cart] : [];
  const orders = n % 4 === 0 && n % 12 !== 0 ? [purchase(`order-${n}`, ["a"], at(90))] : [];
  return { visitor: session, session, events: [...looks, ...carts, ...orders] };
}

const today = async () => {
  const now = Date.now();
  return (await api.put("/v1/clock", { now: new Date(now).toISOString() })).body;
};

/** A visit of now, in batches as a page sends them; how far it goes is told by `steps`. */
async function come(visitor: string, steps: number, session = id("s")) {
  const cart = event("add_to_cart", { items: [{ item_id: "a", price: 2 }] });
  const batches = [
    [pageView("/")],
    [pageView("/p/a/"), viewItem("a", 2, { view: id("p") })],
    [pageView("/p/b/"), viewItem("b", 2, { view: id("p") })],
    [cart],
  ];
  let last;
  for (const events of batches.slice(0, steps))
    last = (await api.post({ visitor, session, events })).body;
  return last.intent;
}

const outbound = async (person: string): Promise<OutboundEvent[]> =>
  (await api.get(`/v1/outbound?person=${person}&type=score.band_changed`)).body.events;
const members = async (segment: string): Promise<SegmentMember[]> =>
  (await api.get(`/v1/segments/${encodeURIComponent(segment)}`)).body.people;
const isIn = async (segment: string, person: string) =>
  (await members(segment)).find((each) => each.person === person);

describe("a shop that has learnt who orders", () => {
  const [bouncer, browser, keen] = [id("bounce"), id("browse"), id("keen")];

  beforeAll(async () => {
    await today();
    const start = Date.now() - 30 * DAY;
    for (let n = 0; n < VISITS; n += 20)
      await Promise.all(
        Array.from({ length: 20 }, (_, place) =>
          api.postSecret(visit(n + place, start + (n + place) * 0.02 * DAY)),
        ),
      );
    await pass({ minutes: 13 });
    await pass({ minutes: 2 });
    await come(bouncer, 1);
    await come(browser, 3);
    await come(keen, 4);
    await settle();
  }, 120_000);

  it("announces the bands that somebody comes to, as the reply told them", async () => {
    const told = await outbound(keen);
    // The cart came last, and says most.
    const last = told.findLast(({ data }) => data["target"] === "week")!.data;
    expect(last["to"]).toBe("ready");
    expect(last["probability"]).toBeGreaterThan(0.3);
    expect((last["reasons"] as string[]).join()).toMatch(/cart/i);
    for (const { data, time } of told) {
      expect(["considering", "ready"]).toContain(data["to"]);
      // One visit in six has ordered here.
      expect(data["probability"]).toBeGreaterThan(1 / 6);
      expect(data["interval"]).toHaveLength(2);
      expect(data["reasons"]).not.toEqual([]);
      expect(data["model"]).toBe(`ftrl-${2 * VISITS}`);
      expect(Date.parse(time)).not.toBeNaN();
    }
    expect(await outbound(bouncer)).toEqual([]);
  });

  it("puts nobody into a segment for leaving early: a bounce is insufficient evidence", async () => {
    await pass({ minutes: 31 });
    await settle();
    const bounce = await isIn("insufficient_evidence", bouncer);
    expect(bounce).toMatchObject({ person: bouncer, orders: 0 });
    expect(bounce!.why.join()).toMatch(/likely/);
    expect(bounce!.segments.filter((name) => !name.includes(":"))).toEqual([
      "insufficient_evidence",
    ]);
    const { body } = await api.get("/v1/segments");
    const names = body.segments.map((segment: { name: string }) => segment.name);
    expect(names).toContain("insufficient_evidence");
    expect(names.join()).not.toMatch(/low|uninterested/);
  });

  it("tells of each in a segment why they are in it, how likely they still are to order, and until when", async () => {
    const { intent, probability } = (await api.person(keen)).body;
    const member = await isIn(intent.week.band, keen);
    expect(member).toMatchObject({
      person: keen,
      why: intent.week.reasons,
      probability,
      orders: 0,
    });
    // They have left without an order since.
    expect(probability).toBeLessThan(intent.week.probability);
    const left = Date.parse(member!.until!) - Date.parse(member!.last_seen);
    expect(left / DAY).toBeCloseTo(7, 1);
  });

  it("counts as many people as it lists, page by page", async () => {
    const { body } = await api.get("/v1/segments");
    const { people } = body.segments.find((each: { name: string }) => each.name === "buyers:none");
    const listed: string[] = [];
    let cursor: string | null = null;
    do {
      const from: string = cursor === null ? "" : `?cursor=${cursor}`;
      const page = await api.get(`/v1/segments/buyers:none${from}`);
      listed.push(...page.body.people.map(({ person }: SegmentMember) => person));
      cursor = page.body.next_cursor;
    } while (cursor !== null);
    expect(new Set(listed).size).toBe(people);
    expect(listed).toHaveLength(people);
    expect(people).toBeGreaterThan(VISITS / 2);
  });

  it("lets a segment lapse when the week that its score spoke of is over", async () => {
    const before = (await api.person(keen)).body.probability;
    await pass({ days: 8 });
    const { intent, probability } = (await api.person(keen)).body;
    expect(probability).toBeLessThan(before / 2);
    const { band } = intent.week;
    expect(await isIn(band, keen)).toBeUndefined();
    expect((await isIn("buyers:none", keen))!.segments).not.toContain(band);
  });

  it("compares those whom the score selected with the others, once their week is over", async () => {
    const { status, body } = await api.get("/v1/reports/audience");
    const report = body as AudienceReport;
    expect(status).toBe(200);
    const people = Object.values(report.groups).map((group) => group.people);
    // The visits of the past came in when they had been over for weeks, and nobody was scored in them.
    expect(people.reduce((sum, count) => sum + count)).toBe(3);
    expect(report.groups.selected.people).toBeGreaterThan(0);
    expect(report.groups.insufficient_evidence.people).toBeGreaterThan(0);
    expect(report.scores.at_exit).toMatchObject({ people: 3, ordered: 0, deciles: [] });
  });

  it("refuses a list of nobody's making", async () => {
    expect((await api.get(`/v1/segments/${"x".repeat(300)}`)).status).toBe(422);
    expect((await api.get("/v1/segments/unheard-of")).body).toEqual({
      people: [],
      next_cursor: null,
    });
    expect((await api.send("GET", "/v1/segments?key=pk_demo")).status).toBe(403);
  });
});
