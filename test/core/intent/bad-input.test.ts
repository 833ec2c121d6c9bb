import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  appendPrefix,
  features,
  type IntentModel,
  isBounce,
  learnLesson,
  modelCard,
  newBehaviour,
  newIntentModel,
  newPrefixLog,
  observe,
  score,
  takeSnapshot,
} from "../../../worker/core/intent/index.ts";
import type { VisitEvent } from "../../../worker/core/visit/index.ts";
import type { Intent } from "../../../worker/wire/decision.ts";
import { dice } from "../dice.ts";
import {
  DAY,
  DIRECT,
  event,
  item,
  MINUTE,
  NOON,
  productPage,
  REGULAR,
  STRANGER,
} from "./support.ts";

const add = event("add_to_cart", { items: [item("a", { price: 900 })], currency: "EUR" });
const browsing = [...productPage("a", "v1"), ...productPage("b", "v2"), ...productPage("c", "v3")];

/** Lives a visit: what is said at its end, and what it would teach. */
function live(model: IntentModel, events: Iterable<VisitEvent>, now = NOON) {
  const behaviour = newBehaviour();
  const prefixes = newPrefixLog();
  for (const each of events) {
    observe(behaviour, each);
    appendPrefix(prefixes, features(behaviour, STRANGER, DIRECT, each.time));
  }
  const active = features(behaviour, STRANGER, DIRECT, now);
  const observed = { events: behaviour.events, bounce: isBounce(behaviour) };
  return { intent: score(takeSnapshot(model), active, observed), prefixes };
}

function shop(visits: number, ordersAfter: (carts: boolean, roll: number) => boolean): IntentModel {
  const model = newIntentModel();
  const next = dice(29);
  for (let visit = 0; visit < visits; visit++) {
    const carts = next() < 0.2;
    const { prefixes } = live(newIntentModel(), carts ? [...browsing, add] : browsing);
    const ordered = ordersAfter(carts, next());
    const at = NOON + visit * MINUTE;
    for (const target of ["session", "week"] as const)
      learnLesson(model, { target, prefixes, ordered, at }, Infinity);
  }
  return model;
}

const usual = shop(1500, (carts, roll) => roll < (carts ? 0.4 : 0.02));

/** Finite, inside (0, 1), with how sure it is. */
function expectSound({ session, week, evidence }: Intent): void {
  for (const { probability, interval, status, band } of [session, week]) {
    expect(interval[0]).toBeGreaterThan(0);
    expect(interval[0]).toBeLessThanOrEqual(probability);
    expect(probability).toBeLessThanOrEqual(interval[1]);
    expect(interval[1]).toBeLessThan(1);
    expect(band === null).toBe(status === "insufficient_evidence");
  }
  expect(evidence).toBeGreaterThanOrEqual(0);
}

const odds = ({ probability }: Intent["session"]) => Math.log(probability / (1 - probability));

describe("scores stay finite and say how sure they are", () => {
  test("whatever the clocks say and in whatever order events come", () => {
    const arbitrary = fc.record({
      made: fc.constantFrom(...browsing, add, event("begin_checkout"), event("page_leave")),
      skew: fc.oneof(fc.integer({ min: -1000 * DAY, max: 1000 * DAY }), fc.constant(-NOON)),
    });
    fc.assert(
      fc.property(fc.array(arbitrary, { maxLength: 20 }), fc.integer(), (list, late) => {
        const events = list.map(({ made, skew }) => ({ ...made, time: NOON + skew }));
        expectSound(live(usual, events, NOON + late).intent);
      }),
      { numRuns: 40 },
    );
  });

  test("whatever amounts an event tells", () => {
    const amount = fc.oneof(fc.double(), fc.constantFrom(0, -5, 1e300, Infinity, Number.NaN));
    fc.assert(
      fc.property(amount, amount, fc.string({ maxLength: 4 }), (price, quantity, currency) => {
        const odd = [item("x", { price, quantity })];
        const told = ["view_item", "add_to_cart", "view_cart", "remove_from_cart"].map((name) =>
          event(name, { items: odd, currency, value: price }),
        );
        expectSound(live(usual, told).intent);
      }),
      { numRuns: 40 },
    );
  });

  test("of a person with 50 000 events", () => {
    const pages = Array.from({ length: 25_000 }, (_, n) => productPage(`i${n}`, `v${n}`)).flat();
    const { intent, prefixes } = live(usual, pages);
    expectSound(intent);
    expect(intent.evidence).toBe(50_000);
    const model = structuredClone(usual);
    learnLesson(model, { target: "session", prefixes, ordered: false, at: NOON }, NOON);
    expectSound(live(model, browsing).intent);
  });

  test("of a bot that adds to the cart 10 000 times, and it hardly moves what others are told", () => {
    const bot = Array.from({ length: 10_000 }, (_, n) => ({ ...add, time: NOON + n }));
    const { intent, prefixes } = live(usual, bot);
    expectSound(intent);
    const model = structuredClone(usual);
    learnLesson(model, { target: "session", prefixes, ordered: false, at: NOON }, NOON);
    const [before, after] = [usual, model].map((each) => live(each, [...browsing, add]).intent);
    expect(Math.abs(odds(after!.session) - odds(before!.session))).toBeLessThan(0.3);
  });
});

describe("a shop without any order", () => {
  const model = shop(1500, () => false);

  test("is told little, and how little is known of it", () => {
    const { intent } = live(model, [...browsing, add]);
    expectSound(intent);
    expect(intent.session.probability).toBeLessThan(0.002);
    expect(intent.session.interval[1]).toBeLessThan(0.02);
  });

  test("has a card without a number that is none", () => {
    const { session } = modelCard(model).targets;
    expect(session).toMatchObject({ orders: 0, drift: { alarmed: false } });
    expect(session.auc_after["1"]).toBeNull();
    expect(session.log_loss).toBeLessThan(0.05);
  });

  test("does not call a customer of long ago impossible", () => {
    const behaviour = newBehaviour();
    for (const each of browsing) observe(behaviour, each);
    const active = features(behaviour, REGULAR, DIRECT, NOON);
    expectSound(score(takeSnapshot(model), active, { events: 6, bounce: false }));
  });
});

describe("a shop where everybody orders", () => {
  const model = shop(1500, () => true);

  test("is told so, short of certainty", () => {
    const { intent } = live(model, browsing);
    expectSound(intent);
    expect(intent.session.probability).toBeGreaterThan(0.95);
    expect(intent.session.interval[0]).toBeGreaterThan(0.9);
  });
});
