import { beforeAll, describe, expect, it } from "vitest";
import type { Intent } from "../../worker/wire/decision.ts";
import { api, event, id, pageView, pass, purchase, viewItem } from "./api.ts";

const VISITS = 800;
const DAY = 86_400_000;

/** So many days the past takes: whole weeks, so that no weekday has more carts than another. */
const PAST_DAYS = 14;

/**
 * One visit of the past: everybody looks at two items, every fourth visitor fills a cart, and of
 * those two in three order. Without a cart nobody does.
 */
function visit(n: number, start: number) {
  const at = (seconds: number) => ({ time: new Date(start + seconds * 1000).toISOString() });
  const session = `past-${n}`;
  const carts = n % 4 === 0;
  const orders = carts && n % 12 !== 0;
  const cart = event("add_to_cart", { items: [{ item_id: "a", price: 2 }], ...at(40) });
  return {
    visitor: `past-${n}`,
    session,
    events: [
      pageView("/", { ...at(0) }),
      viewItem("a", 2, { view: `${session}-1`, ...at(10) }),
      viewItem("b", 2, { view: `${session}-2`, ...at(30) }),
      ...(carts ? [cart] : []),
      ...(orders ? [purchase(`order-${n}`, ["a"], at(90))] : []),
    ],
  };
}

/** Browses like the visitors of the past, and then does `more`. */
async function browse(more: object[]): Promise<Intent> {
  const batch = { visitor: id("v"), session: id("s") };
  const events = [pageView("/"), viewItem("a", 2, { view: id("p") })];
  await api.post({ ...batch, events });
  const last = [viewItem("b", 2, { view: id("p") }), ...more];
  return (await api.post({ ...batch, events: last })).body.intent;
}

describe("intent learnt from a shop's own visits", () => {
  let untaught: Intent;

  beforeAll(async () => {
    untaught = await browse([]);
    const start = Date.now() - 24 * DAY;
    for (let n = 0; n < VISITS; n += 20)
      await Promise.all(
        Array.from({ length: 20 }, (_, place) =>
          api.postSecret(visit(n + place, start + ((n + place) / VISITS) * PAST_DAYS * DAY)),
        ),
      );
    // Imported visits wait a minute for their orders, and the edge reads the model once a minute.
    await pass({ minutes: 3 });
    await pass({ minutes: 2 });
  }, 60_000);

  it("starts from a cautious guess, without a verdict", () => {
    expect(untaught.model).toBe("ftrl-0");
    expect(untaught.session.status).toBe("insufficient_evidence");
    expect(untaught.session.band).toBeNull();
  });

  it("has heard of every visit twice: of its end, and of its week", async () => {
    const { model } = await browse([]);
    expect(model).toBe(`ftrl-${2 * VISITS}`);
  });

  it("scores who adds to the cart higher than who does not", async () => {
    const without = await browse([]);
    const cart = await browse([event("add_to_cart", { items: [{ item_id: "a", price: 2 }] })]);
    expect(cart.session.probability).toBeGreaterThan(2 * without.session.probability);
    expect(cart.week.probability).toBeGreaterThan(without.week.probability);
    expect(cart.session.status).toBe("scored");
    expect(cart.session.band).not.toBe("low");
    expect(cart.evidence).toBeGreaterThan(without.evidence);
  });

  it("gives an interval around each probability", async () => {
    for (const { probability, interval } of Object.values(await browse([])).filter(
      (part) => typeof part === "object",
    )) {
      expect(interval[0]).toBeLessThanOrEqual(probability);
      expect(interval[1]).toBeGreaterThanOrEqual(probability);
    }
  });

  it("gives its reasons in words that a merchant reads", async () => {
    const cart = await browse([event("add_to_cart", { items: [{ item_id: "a", price: 2 }] })]);
    expect(cart.session.reasons.length).toBeGreaterThan(0);
    expect(cart.session.reasons.join()).toMatch(/cart/i);
    for (const reason of cart.session.reasons) expect(reason).toMatch(/^[A-Z0-9][^_:=]+ \([+−]\)$/);
  });

  it("calls nobody uninterested who has seen a single page", async () => {
    const batch = { visitor: id("v"), session: id("s"), events: [pageView("/")] };
    const { session, week, evidence } = (await api.post(batch)).body.intent as Intent;
    expect(session).toMatchObject({ status: "insufficient_evidence", band: null });
    expect(week).toMatchObject({ status: "insufficient_evidence", band: null });
    expect(evidence).toBe(1);
  });

  it("reaches the edge within a minute of what was learnt, and is not asked for at each event", async () => {
    const version = async () => (await browse([])).model;
    await pass({ minutes: 2 });
    const before = await version();
    const events = [pageView("/"), viewItem("a", 2), purchase(id("order"), ["a"])];
    await api.post({ visitor: id("v"), session: id("s"), events });
    await pass({ minutes: 9, seconds: 50 });
    expect(await version()).toBe(before);
    await pass({ seconds: 20 });
    const { body } = await api.get("/v1/models/intent");
    expect(body.model).not.toBe(before);
    expect(await version()).toBe(before);
    await pass({ seconds: 45 });
    expect(await version()).toBe(body.model);
  });

  it("is sound of whatever comes", async () => {
    const batch = { visitor: id("v"), session: id("s") };
    const bot = Array.from({ length: 45 }, (_, n) =>
      event("add_to_cart", {
        items: [{ item_id: `i${n}`, price: 1e9, quantity: 1e6 }],
        age: (n * 7919) % 100_000,
      }),
    );
    for (const events of [bot, [pageView("/", { age: -5e7 })], [viewItem("a", 0, { age: 1e12 })]]) {
      const { status, body } = await api.post({ ...batch, events });
      expect(status).toBe(200);
      for (const { probability, interval, status: sure } of [
        body.intent.session,
        body.intent.week,
      ]) {
        expect(interval[0]).toBeGreaterThan(0);
        expect(interval[0]).toBeLessThanOrEqual(probability);
        expect(interval[1]).toBeGreaterThanOrEqual(probability);
        expect(interval[1]).toBeLessThan(1);
        expect(["scored", "insufficient_evidence"]).toContain(sure);
      }
    }
  });

  it("is told of a person as it was answered last", async () => {
    const visitor = id("v");
    const batch = { visitor, session: id("s"), events: [pageView("/"), viewItem("a")] };
    const { body } = await api.post(batch);
    expect((await api.person(visitor)).body.intent).toEqual(body.intent);
  });
});
