import { describe, expect, test } from "vitest";
import { countVisit, newBaseRate, rateOf } from "../../../worker/core/intent/base-rate.ts";
import {
  BINS,
  binOf,
  newReliability,
  reachOf,
  recordScores,
} from "../../../worker/core/intent/evidence.ts";
import { learn, newFtrl, predict, varianceAt, weightAt } from "../../../worker/core/intent/ftrl.ts";
import { INTERCEPT } from "../../../worker/core/intent/hash.ts";
import { learnPlatt, newPlatt, shiftOf, slopeOf } from "../../../worker/core/intent/platt.ts";
import { DEFAULT_SETTINGS } from "../../../worker/core/intent/index.ts";
import { dice } from "../dice.ts";
import { DAY, NOON, shuffled } from "./support.ts";

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

describe("the base rate", () => {
  test("begins at the prior", () => {
    expect(rateOf(newBaseRate(), DEFAULT_SETTINGS)).toBeCloseTo(0.02, 12);
  });

  test("an order counts half after the half-life", () => {
    const base = newBaseRate();
    countVisit(base, true, NOON, 60 * DAY);
    countVisit(base, false, NOON + 60 * DAY, 60 * DAY);
    expect(base).toMatchObject({ visits: 1.5, orders: 0.5 });
  });

  test("does not depend on the order in which visits are told", () => {
    const visits = Array.from({ length: 40 }, (_, day) => ({
      at: NOON + day * DAY,
      ordered: day % 7 === 0,
    }));
    const rates = [visits, shuffled(visits, dice(1))].map((list) => {
      const base = newBaseRate();
      for (const { ordered, at } of list) countVisit(base, ordered, at, 10 * DAY);
      return rateOf(base, DEFAULT_SETTINGS);
    });
    expect(rates[1]).toBeCloseTo(rates[0]!, 12);
  });
});

const one = (slots: number[], probability: number) => [{ slots, probability }];

describe("FTRL", () => {
  test("one step is the one of the paper", () => {
    const model = newFtrl();
    learn(model, one([7], 0.9), false, 1, DEFAULT_SETTINGS);
    // z = g = 0.9, n = 0.81, w = −(0.9 − 0.5) / ((1 + 0.9) / 0.08 + 1)
    expect(weightAt(model, 7, DEFAULT_SETTINGS)).toBeCloseTo(-0.4 / 24.75, 12);
    // The intercept is not regularised: w = −0.9 / (1.9 / 0.08)
    expect(weightAt(model, INTERCEPT, DEFAULT_SETTINGS)).toBeCloseTo(-0.9 / 23.75, 12);
  });

  test("weak evidence leaves a weight at zero", () => {
    const model = newFtrl();
    learn(model, one([7], 0.4), false, 1, DEFAULT_SETTINGS);
    expect(weightAt(model, 7, DEFAULT_SETTINGS)).toBe(0);
  });

  test("a slot that goes with orders gains weight and certainty", () => {
    const model = newFtrl();
    const next = dice(5);
    for (let index = 0; index < 2000; index++) {
      const slots = [index % 2];
      const probability = sigmoid(predict(model, slots, DEFAULT_SETTINGS));
      learn(model, one(slots, probability), next() < (index % 2 ? 0.8 : 0.3), 1, DEFAULT_SETTINGS);
    }
    expect(sigmoid(predict(model, [1], DEFAULT_SETTINGS))).toBeCloseTo(0.8, 1);
    expect(sigmoid(predict(model, [0], DEFAULT_SETTINGS))).toBeCloseTo(0.3, 1);
    expect(varianceAt(model, 1)).toBeLessThan(varianceAt(model, 2) / 10);
  });
});

const learnt = (truth: (evidence: number) => number) => {
  const platt = newPlatt();
  const next = dice(9);
  for (let index = 0; index < 80_000; index++) {
    const evidence = 4 * next() - 2;
    const probability = sigmoid(slopeOf(platt) * evidence + shiftOf(platt));
    const error = probability - (next() < truth(evidence) ? 1 : 0);
    learnPlatt(platt, error, error * evidence);
  }
  return platt;
};

describe("the Platt layer", () => {
  test("is the identity at first", () => {
    expect([slopeOf(newPlatt()), shiftOf(newPlatt())]).toEqual([1, expect.closeTo(0, 12)]);
  });

  test("finds the slope and the shift that calibrate", () => {
    const platt = learnt((evidence) => sigmoid(0.5 * evidence + 0.4));
    expect(slopeOf(platt)).toBeCloseTo(0.5, 1);
    expect(shiftOf(platt)).toBeCloseTo(0.4, 1);
  });

  test("never turns the order of scores round, even when outcomes do", () => {
    expect(slopeOf(learnt((evidence) => sigmoid(-2 * evidence)))).toBeGreaterThan(0);
  });
});

const settled = (count: number, rate: number, probability: number) => {
  const table = newReliability();
  for (let index = 0; index < count; index++) {
    const ordered = Math.floor((index + 1) * rate) > Math.floor(index * rate);
    recordScores(table, [probability], ordered, NOON, 60 * DAY);
  }
  return reachOf(table, binOf(Math.log(probability / (1 - probability))));
};

const logit = (p: number) => Math.log(p / (1 - p));

describe("reliability", () => {
  test("an empty bin knows nothing", () => {
    for (let bin = 0; bin < BINS; bin++) {
      const { below, above } = reachOf(newReliability(), bin);
      expect(above - below).toBeGreaterThan(5);
    }
  });

  test("a bin's reach is the Jeffreys interval around the score given there", () => {
    const { below, above } = settled(1000, 0.02, 0.02);
    expect(below).toBeCloseTo(logit(0.013702949417301543) - logit(0.02), 3);
    expect(above).toBeGreaterThan(0.2);
  });

  test("scores that were too high reach further down", () => {
    const { below, above } = settled(1000, 0.02, 0.03);
    expect(below).toBeLessThan(-0.6);
    expect(above).toBe(0);
  });

  test("many prefixes of one visit are not many visits", () => {
    const table = newReliability();
    const scores = Array.from({ length: 40 }, () => 0.02);
    recordScores(table, scores, false, NOON, 60 * DAY);
    const single = newReliability();
    recordScores(single, [0.02], false, NOON, 60 * DAY);
    const bin = binOf(Math.log(0.02 / 0.98));
    expect(reachOf(table, bin).above).toBeCloseTo(reachOf(single, bin).above, 6);
  });
});
