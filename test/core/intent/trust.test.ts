import { describe, expect, test } from "vitest";
import {
  decodeModel,
  encodeModel,
  learnLesson,
  newIntentModel,
  takeSnapshot,
  score,
} from "../../../worker/core/intent/index.ts";
import { learnTrust, newTrust, trusted } from "../../../worker/core/intent/trust.ts";
import { dice } from "../dice.ts";
import { DAY, NOON, MINUTE, bare, lesson } from "./support.ts";

const LINE = { slope: 1, shift: 0.3 };
const level = { baseRate: 0.02, length: 1 };
const logit = (p: number) => Math.log(p / (1 - p));

function taught(visits: number, ordersAt: (said: boolean) => number) {
  const trust = newTrust();
  const next = dice(3);
  for (let visit = 0; visit < visits; visit++) {
    const isHigh = next() < 0.1;
    const said = logit(isHigh ? 0.1 : 0.01);
    learnTrust(trust, [said], next() < ordersAt(isHigh), level, NOON, 60 * DAY);
  }
  return trust;
}

describe("trust", () => {
  test("leaves most of a line before anything is known", () => {
    const { slope, shift } = trusted(LINE, newTrust(), 0.02);
    expect(slope).toBeCloseTo(0.8, 12);
    expect(shift).toBeCloseTo(0.24, 12);
  });

  test("is whole in scores that have been right", () => {
    const { slope } = trusted(
      LINE,
      taught(2000, (isHigh) => (isHigh ? 0.1 : 0.01)),
      0.02,
    );
    expect(slope).toBeGreaterThan(0.99);
  });

  test("leaves scores that have been wrong for the share of moments that ordered", () => {
    const trust = taught(2000, () => 0.05);
    const { slope, shift } = trusted(LINE, trust, 0.02);
    expect(slope).toBeLessThan(0.01);
    const { orders, moments } = trust;
    expect(shift + logit(0.02)).toBeCloseTo(logit((orders + 0.4) / (moments + 20)), 1);
  });

  test("survives being stored, and a model of before is trusted as a new one is", () => {
    const model = newIntentModel();
    learnLesson(model, lesson([[1], [2]], true), Infinity);
    const stored = encodeModel(model);
    expect(decodeModel(stored).session.trusts).toEqual(model.session.trusts);
    const state = JSON.parse(stored.state);
    for (const head of [state.session, state.week]) {
      delete head.trusts;
      delete head.reliability.orderSquares;
    }
    const read = decodeModel({ ...stored, state: JSON.stringify(state) });
    expect(read.session.trusts).toEqual(newIntentModel().session.trusts);
    expect(read.session.reliability).toEqual(model.session.reliability);
  });
});

describe.each([1, 2, 3, 4, 5])(
  "a shop of about 20 orders whose visits say nothing, seed %i",
  (seed) => {
    test("loses little more than one that answers its own rate", () => {
      const next = dice(seed);
      const model = newIntentModel();
      const rate = 0.02;
      let [said, constant] = [0, 0];
      for (let visit = 0; visit < 1000; visit++) {
        const snapshot = takeSnapshot(model);
        const steps = 1 + Math.floor(-Math.log(1 - next()) * 6);
        const noise = () =>
          Array.from({ length: 20 }, (_, place) => 16 * place + Math.floor(5 * next()));
        const prefixes = Array.from({ length: steps }, noise);
        const isOrder = next() < rate;
        for (const slots of prefixes) {
          const { probability } = score(snapshot, bare(slots), {
            events: 5,
            bounce: false,
          }).session;
          said += rate * -Math.log(probability) + (1 - rate) * -Math.log(1 - probability);
          constant += rate * -Math.log(rate) + (1 - rate) * -Math.log(1 - rate);
        }
        learnLesson(model, lesson(prefixes, isOrder, { at: NOON + visit * MINUTE }), Infinity);
      }
      expect(said).toBeLessThan(1.07 * constant);
    });
  },
);
