import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  DEFAULT_SETTINGS,
  appendPrefix,
  features,
  isBounce,
  learnLesson,
  newBehaviour,
  newIntentModel,
  newPrefixLog,
  observe,
  score,
  takeSnapshot,
} from "../../../worker/core/intent/index.ts";
import { reasons } from "../../../worker/core/intent/reasons.ts";
import type { VisitEvent } from "../../../worker/core/visit/index.ts";
import { dice } from "../dice.ts";
import {
  DIRECT,
  MINUTE,
  NOON,
  REGULAR,
  STRANGER,
  bare,
  behaviourOf,
  event,
  item,
  lesson,
  productPage,
} from "./support.ts";

const add = event("add_to_cart", { items: [item("a", { price: 900 })], currency: "EUR" });
const browsing = [...productPage("a", "v1"), ...productPage("b", "v2"), ...productPage("c", "v3")];

function scoreOf(snapshot: ReturnType<typeof takeSnapshot>, ...events: VisitEvent[]) {
  const behaviour = behaviourOf(...events);
  const active = features(behaviour, STRANGER, DIRECT, NOON);
  return score(snapshot, active, { events: behaviour.events, bounce: isBounce(behaviour) });
}

/** A shop of `count` visits: one in ten adds to the cart and orders with 0.5, the others with 0.02. */
function taughtShop(count: number) {
  const model = newIntentModel();
  const next = dice(11);
  for (let visit = 0; visit < count; visit++) {
    const carts = next() < 0.1;
    const behaviour = newBehaviour();
    const prefixes = newPrefixLog();
    for (const each of carts
      ? [...browsing, add]
      : browsing.slice(0, 2 + 2 * Math.floor(3 * next()))) {
      observe(behaviour, each);
      appendPrefix(prefixes, features(behaviour, STRANGER, DIRECT, NOON));
    }
    const ordered = next() < (carts ? 0.5 : 0.02);
    const at = NOON + visit * MINUTE;
    learnLesson(model, { target: "session", prefixes, ordered, at }, at);
  }
  return takeSnapshot(model);
}

describe("a fresh model", () => {
  const fresh = takeSnapshot(newIntentModel());

  test("answers the prior base rate and says that it does not know", () => {
    const { session, week, evidence, model } = scoreOf(fresh, ...browsing);
    for (const each of [session, week]) {
      expect(each.probability).toBeCloseTo(0.02, 9);
      expect(each).toMatchObject({ status: "insufficient_evidence", band: null, reasons: [] });
    }
    expect(evidence).toBe(6);
    expect(model).toBe("ftrl-0");
  });

  test("expects a cart to raise both scores and the checkout to raise them more, and says so", () => {
    const cart = scoreOf(fresh, ...browsing, add);
    const checkout = scoreOf(fresh, ...browsing, add, event("begin_checkout"));
    for (const target of ["session", "week"] as const) {
      expect(cart[target].probability).toBeGreaterThan(0.03);
      expect(checkout[target].probability).toBeGreaterThan(cart[target].probability);
      expect(cart[target].reasons).toEqual(["After a while, with something in the cart (+)"]);
      expect(cart[target]).toMatchObject({ status: "insufficient_evidence", band: null });
    }
  });

  test("does not know a one-page visitor either", () => {
    const { session } = scoreOf(fresh, ...productPage("a", "v1"));
    expect(session).toMatchObject({ status: "insufficient_evidence", band: null });
  });
});

describe("a shop that has seen 20 000 visits", () => {
  const snapshot = taughtShop(20_000);

  test("adding to the cart raises the score, and is the reason", () => {
    const before = scoreOf(snapshot, ...browsing).session;
    const after = scoreOf(snapshot, ...browsing, add).session;
    // A quarter of those who look at all three products go on to the cart.
    expect(before.probability).toBeCloseTo(0.25 * 0.5 + 0.75 * 0.02, 1);
    // Of the carts of this run 49 % were ordered.
    expect(after.probability).toBeCloseTo(0.49, 1);
    expect(after.interval[1]).toBeGreaterThan(0.5);
    expect(after.reasons.join()).toMatch(/cart.* \(\+\)/i);
  });

  test("a shop that accepts wider intervals calls that visitor ready", () => {
    const behaviour = behaviourOf(...browsing, add);
    const active = features(behaviour, STRANGER, DIRECT, NOON);
    const bold = { ...DEFAULT_SETTINGS, widest: 5 };
    const { session } = score(snapshot, active, { events: 7, bounce: false }, bold);
    expect(session).toMatchObject({ status: "scored", band: "ready" });
  });

  test("a visitor who looked around and left the cart empty is scored", () => {
    const { session } = scoreOf(snapshot, ...browsing);
    expect(session.status).toBe("scored");
    expect(session.band).not.toBeNull();
  });

  test("a bounce is not called uninterested, however much the shop has learnt", () => {
    const { session } = scoreOf(snapshot, ...productPage("a", "v1"));
    expect(session).toMatchObject({ status: "insufficient_evidence", band: null });
  });

  test("the other target has learnt nothing from it", () => {
    expect(scoreOf(snapshot, ...browsing).week.probability).toBeCloseTo(0.02, 9);
  });

  test("the snapshot survives the structured clone to the edge", () => {
    expect(scoreOf(structuredClone(snapshot), ...browsing)).toEqual(scoreOf(snapshot, ...browsing));
  });
});

describe("in every shop", () => {
  const shops = {
    "without orders": () => false,
    "where everybody orders": () => true,
    "that alternates": (visit: number) => visit % 2 === 0,
  };
  test.each(Object.entries(shops))(
    "%s scores stay finite, in (0, 1), inside their interval",
    (_, rule) => {
      const model = newIntentModel();
      const slots = fc.array(fc.nat(16_383), { maxLength: 32 });
      for (let visit = 0; visit < 3000; visit++)
        learnLesson(model, lesson([[visit % 50, 100], [visit % 7]], rule(visit)), NOON);
      const snapshot = takeSnapshot(model);
      fc.assert(
        fc.property(fc.oneof(slots, fc.constant([5, 100])), (active) => {
          const intent = score(snapshot, bare(active), { events: 3, bounce: false });
          for (const { probability, interval, status, band } of [intent.session, intent.week]) {
            expect(interval[0]).toBeGreaterThan(0);
            expect(interval[1]).toBeLessThan(1);
            expect(interval[0]).toBeLessThanOrEqual(probability);
            expect(probability).toBeLessThanOrEqual(interval[1]);
            expect(band === null).toBe(status === "insufficient_evidence");
          }
        }),
      );
    },
  );

  test("a bot that adds to the cart 10 000 times gets a finite score", () => {
    const snapshot = taughtShop(500);
    const bot = Array.from({ length: 10_000 }, (_, index) => ({ ...add, time: NOON - index }));
    const { session } = scoreOf(snapshot, ...browsing, ...bot);
    expect(session.probability).toBeGreaterThan(0);
    expect(session.probability).toBeLessThan(1);
  });

  test("status follows the width of the interval against the probability, or the base rate if that is more", () => {
    const model = newIntentModel();
    const statuses = new Set<string>();
    for (let visit = 0; visit < 3000; visit++) {
      learnLesson(model, lesson([[1, 2]], visit % 20 === 0), NOON);
      if (visit % 100 !== 0) continue;
      const snapshot = takeSnapshot(model);
      const { session } = score(snapshot, bare([1, 2]), { events: 3, bounce: false });
      const width = session.interval[1] - session.interval[0];
      const isWide = width > 2 * Math.max(snapshot.session.baseRate, session.probability);
      expect(session.status).toBe(isWide ? "insufficient_evidence" : "scored");
      statuses.add(session.status);
    }
    expect(statuses.size).toBe(2);
  });
});

test("hardly anything known is insufficient at whatever probability it comes out", () => {
  const model = newIntentModel();
  const shared = Array.from({ length: 24 }, (_, slot) => slot);
  // A young shop whose last few visits all ordered.
  for (let visit = 0; visit < 50; visit++) learnLesson(model, lesson([shared], visit >= 43), NOON);
  const { session } = score(takeSnapshot(model), bare(shared), { events: 9, bounce: false });
  expect(session.probability).toBeGreaterThan(0.5);
  expect(session).toMatchObject({ status: "insufficient_evidence", band: null });
});

describe("reasons", () => {
  test("are the four strongest, in order, with their direction", () => {
    const active = bare([1, 2, 3, 4, 5, 6]);
    expect(reasons(active, [0.2, -1, 0.05, 0.5, 0.3, -0.15])).toEqual([
      "Slot 2 (−)",
      "Slot 4 (+)",
      "Slot 5 (+)",
      "Slot 1 (+)",
    ]);
  });

  test("say nothing where nothing counts", () => {
    expect(reasons(features(newBehaviour(), REGULAR, DIRECT, NOON), new Float32Array(40))).toEqual(
      [],
    );
  });
});
