import { describe, expect, test } from "vitest";
import {
  decodeModel,
  encodeModel,
  FIXED_FEATURES,
  type IntentModel,
  learnLesson,
  newIntentModel,
  newPrefixLog,
  ripeAt,
  score,
  takeSnapshot,
  versionOf,
} from "../../../worker/core/intent/index.ts";
import { plantedWorld } from "./planted.ts";
import { dice } from "../dice.ts";
import { DAY, MINUTE, NOON, bare, lesson, logOf, shuffled } from "./support.ts";

function sessionScore(model: IntentModel, slots: number[]) {
  return score(takeSnapshot(model), bare(slots), { events: 5, bounce: false }).session;
}

function taught(seed: number, baseLogit: number, count: number) {
  const next = plantedWorld(seed, baseLogit);
  const unseen = Array.from({ length: 3000 }, next);
  const model = newIntentModel();
  for (let visit = 0; visit < count; visit++) {
    const { prefixes, ordered } = next();
    learnLesson(model, lesson(prefixes, ordered, { at: NOON + visit * MINUTE }), Infinity);
  }
  const snapshot = takeSnapshot(model);
  return unseen
    .map(({ truth, prefixes }) => {
      const { session } = score(snapshot, bare(prefixes[0]!), { events: 5, bounce: false });
      return { truth, probability: session.probability, interval: session.interval };
    })
    .sort((a, b) => a.probability - b.probability);
}

const mean = (list: number[]) => list.reduce((sum, value) => sum + value, 0) / list.length;

/** Area under the ROC curve against true probabilities, of scores in ascending order. */
function expectedAuc(ascending: { truth: number }[]): number {
  let passed = 0;
  let won = 0;
  let orders = 0;
  for (const { truth } of ascending) {
    won += truth * (passed + (1 - truth) / 2);
    passed += 1 - truth;
    orders += truth;
  }
  return won / (orders * passed);
}

function logLoss(scored: { truth: number }[], said: (at: number) => number): number {
  return mean(
    scored.map(
      ({ truth }, at) => -truth * Math.log(said(at)) - (1 - truth) * Math.log(1 - said(at)),
    ),
  );
}

describe.each([
  { seed: 77, baseLogit: -1.2, name: "a third order" },
  { seed: 154, baseLogit: -4, name: "one in thirty orders" },
])("on a planted world where about $name", ({ seed, baseLogit }) => {
  const scored = taught(seed, baseLogit, 20_000);
  const base = mean(scored.map(({ truth }) => truth));

  test("scores rank almost as well as the truth", () => {
    const ideal = expectedAuc(scored.toSorted((a, b) => a.truth - b.truth));
    expect(expectedAuc(scored)).toBeGreaterThan(ideal - 0.025);
  });

  test("log-loss beats the base rate by most of what can be had", () => {
    const floor = logLoss(scored, (at) => scored[at]!.truth);
    const constant = logLoss(scored, () => base);
    const ours = logLoss(scored, (at) => scored[at]!.probability);
    expect((constant - ours) / (constant - floor)).toBeGreaterThan(0.75);
  });

  test("scores are calibrated in ten bins of equal mass", () => {
    const bins = Array.from({ length: 10 }, (_, bin) => scored.slice(300 * bin, 300 * bin + 300));
    const error = mean(
      bins.map((bin) => Math.abs(mean(bin.map(({ probability, truth }) => probability - truth)))),
    );
    expect(error).toBeLessThan(0.2 * base);
  });

  test("intervals of nominally 90 % cover the truth of those who look alike", () => {
    const groups = Array.from({ length: 30 }, (_, at) => scored.slice(100 * at, 100 * at + 100));
    const covered = groups.filter((group) => {
      const truth = mean(group.map((each) => each.truth));
      const [low, high] = ([0, 1] as const).map((end) => mean(group.map((g) => g.interval[end])));
      return low! <= truth && truth <= high!;
    });
    expect(covered.length / groups.length).toBeGreaterThanOrEqual(0.85);
    const widths = scored.map(({ interval }) => interval[1] - interval[0]);
    expect(mean(widths)).toBeLessThan(2.5 * base);
  });
});

describe("learning", () => {
  test("is as good in whatever order the lessons come", () => {
    const next = plantedWorld(3, -2);
    const unseen = Array.from({ length: 1000 }, next);
    const lessons = Array.from({ length: 16_000 }, (_, visit) => {
      const { prefixes, ordered } = next();
      return lesson(prefixes, ordered, { at: NOON + visit * MINUTE });
    });
    const [one, other] = [lessons, shuffled(lessons, dice(1))].map((list) => {
      const model = newIntentModel();
      for (const each of list) learnLesson(model, each, Infinity);
      const snapshot = takeSnapshot(model);
      const observed = { events: 5, bounce: false };
      return logLoss(
        unseen,
        (at) => score(snapshot, bare(unseen[at]!.prefixes[0]!), observed).session.probability,
      );
    });
    expect(Math.abs(one! / other! - 1)).toBeLessThan(0.02);
  }, 30_000);

  test("a session without orders teaches the base rate", () => {
    const model = newIntentModel();
    learnLesson(model, lesson([[1]], false), NOON);
    expect(takeSnapshot(model).session.baseRate).toBeCloseTo(1 / 51, 9);
    expect(versionOf(model)).toBe("ftrl-1");
  });

  test("a lesson without prefixes teaches nothing", () => {
    const model = newIntentModel();
    learnLesson(model, lesson([], true), NOON);
    expect(model).toEqual(newIntentModel());
  });

  test("a lesson from the future does not age the others", () => {
    const model = newIntentModel();
    learnLesson(model, lesson([[1]], true), NOON);
    learnLesson(model, lesson([[1]], true, { at: NOON + 4000 * DAY }), NOON);
    expect(model.session.base).toMatchObject({ visits: 2, orders: 2, since: NOON });
  });

  test("a first moment is believed as often as it is right, though buyers stay longer", () => {
    const model = newIntentModel();
    const [first, later, browsing] = [[1, 2], [3], [4]];
    for (let visit = 0; visit < 6000; visit++) {
      const ordered = visit % 20 === 0;
      const rest = Array.from({ length: ordered ? 30 : 1 }, () => (ordered ? later : browsing));
      const at = NOON + visit * MINUTE;
      learnLesson(model, lesson([first, ...rest], ordered, { at }), Infinity);
    }
    // 1 in 20 orders; weighing moments by 1/length says 1 in 5 000.
    expect(sessionScore(model, first).probability).toBeGreaterThan(0.025);
    expect(sessionScore(model, first).probability).toBeLessThan(0.125);
    expect(sessionScore(model, later).probability).toBeGreaterThan(0.9);
  });

  test("each stretch of a visit is calibrated by itself", () => {
    const model = newIntentModel();
    const next = dice(5);
    // At first the same slot says less than later on.
    const stretches = [
      { progress: "1,browsing", rates: [0.09, 0.11] },
      { progress: "10,browsing", rates: [0.02, 0.5] },
    ].map(({ progress, rates }) => {
      const { slot } = FIXED_FEATURES.find(({ key }) => key === `behaviour:progress=${progress}`)!;
      return { slot, rates };
    });
    for (let visit = 0; visit < 20_000; visit++) {
      const { slot, rates } = stretches[visit % 2]!;
      const kind = next() < 0.2 ? 1 : 0;
      const ordered = next() < rates[kind]!;
      const at = NOON + visit * MINUTE;
      learnLesson(model, lesson([[kind, slot]], ordered, { at }), Infinity);
    }
    const [first, last] = stretches.map(({ slot }) => sessionScore(model, [1, slot]).probability);
    expect(last).toBeGreaterThan(0.35);
    expect(first).toBeGreaterThan(0.08);
    expect(first).toBeLessThan(0.17);
    const [firstLine, , , lastLine] = takeSnapshot(model).session.lines;
    expect(firstLine!.slope).toBeLessThan(lastLine!.slope);
  });

  test("a week's lesson is ripe when the week is over, with an order or without", () => {
    expect(ripeAt({ target: "session", at: NOON })).toBe(NOON);
    expect(ripeAt({ target: "week", at: NOON })).toBe(NOON + 7 * DAY);
  });
});

describe("the stored model", () => {
  const next = plantedWorld(8, -2);
  const model = newIntentModel();
  for (let visit = 0; visit < 500; visit++) {
    const { prefixes, ordered } = next();
    const target = visit % 3 === 0 ? "week" : "session";
    learnLesson(model, { target, prefixes: logOf(prefixes), ordered, at: NOON + visit }, Infinity);
  }

  test("comes back as it was", () => {
    expect(decodeModel(encodeModel(model))).toEqual(model);
  });

  test("comes back from a view at an odd offset too, as storage may give it", () => {
    const stored = encodeModel(model);
    const shifted = new Uint8Array(stored.session.length + 3);
    shifted.set(stored.session, 3);
    expect(decodeModel({ ...stored, session: shifted.subarray(3) })).toEqual(model);
  });

  test("goes on learning as if it had not been stored", () => {
    const read = decodeModel(encodeModel(model));
    const kept = structuredClone(model);
    for (const each of [read, kept]) learnLesson(each, lesson([[1, 2]], true), NOON);
    expect(read).toEqual(kept);
  });

  test("refuses bytes that were cut or name no slot", () => {
    const stored = encodeModel(model);
    expect(() => decodeModel({ ...stored, week: stored.week.subarray(8) })).toThrow(RangeError);
    const wrong = new Uint8Array(Float64Array.of(99_999, 0, 0, 0).buffer);
    expect(() => decodeModel({ ...stored, week: wrong })).toThrow(RangeError);
  });

  test("is far below the limit of a row with every slot touched", () => {
    const full = newIntentModel();
    for (const table of Object.values(full.session.ftrl)) table.fill(0.123);
    const stored = encodeModel(full);
    expect(stored.session.length).toBeLessThan(600_000);
    expect(stored.state.length).toBeLessThan(10_000);
    const snapshot = takeSnapshot(full);
    const { weights, variances } = snapshot.session;
    expect(
      snapshot.slots.byteLength + 2 * (weights.byteLength + variances.byteLength),
    ).toBeLessThan(300_000);
  });

  test("of a new shop is empty and begins at the prior", () => {
    const empty = decodeModel(encodeModel(newIntentModel()));
    expect(sessionScore(empty, [1]).probability).toBeCloseTo(0.02, 9);
    expect(newPrefixLog().rows).toEqual([]);
  });
});
