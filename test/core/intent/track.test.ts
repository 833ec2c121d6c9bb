import { describe, expect, test } from "vitest";
import {
  decodeModel,
  encodeModel,
  learnLesson,
  modelCard,
  newIntentModel,
  score,
  takeSnapshot,
} from "../../../worker/core/intent/index.ts";
import { excessOf, newDrift, watch } from "../../../worker/core/intent/drift.ts";
import { aucOf, keepTrack, newTrack } from "../../../worker/core/intent/track.ts";
import { plantedWorld } from "./planted.ts";
import { dice } from "../dice.ts";
import { bare, DAY, lesson, MINUTE, NOON } from "./support.ts";

const keep = (track: ReturnType<typeof newTrack>, said: number[], ordered: boolean, at = NOON) =>
  keepTrack(track, said, ordered, 0.02, at, 60 * DAY);

describe("the track of past scores", () => {
  test("holds log-loss and Brier score beside those of the share so far", () => {
    const track = newTrack();
    keep(track, [0.5, 0.5], true);
    keep(track, [0.25], false);
    expect(track).toMatchObject({ moments: 3, orders: 2 });
    expect(track.loss).toBeCloseTo(2 * Math.log(2) - Math.log(0.75), 9);
    expect(track.squares).toBeCloseTo(2 * 0.25 + 0.0625, 9);
    // The first is held against the prior, the second against (2 + 0.02) / (2 + 1).
    const second = 2.02 / 3;
    expect(track.baseLoss).toBeCloseTo(-2 * Math.log(0.02) - Math.log(1 - second), 9);
  });

  test("ranks each session once, after so many of its events", () => {
    const track = newTrack();
    keep(track, [0.1, 0.9], true);
    keep(track, [0.2, 0.01], false);
    keep(track, [0.001], false);
    // Of two pairs after the first event one is in order; after the second the only one is.
    expect(aucOf(track.ranks[0]!)).toBe(0.5);
    expect(aucOf(track.ranks[1]!)).toBe(1);
    expect(aucOf(track.ranks[2]!)).toBeNull();
  });

  test("forgets by half-life", () => {
    const track = newTrack();
    keep(track, [0.1], true, NOON);
    keep(track, [0.1], false, NOON + 60 * DAY);
    expect(track.moments).toBeCloseTo(1.5, 9);
    expect(track.orders).toBeCloseTo(0.5, 9);
  });
});

describe("the drift alarm", () => {
  test("stays silent while scores are better than the base rate, or no worse than chance", () => {
    for (const gain of [-0.02, 0]) {
      const drift = newDrift();
      const next = dice(3);
      let alarms = 0;
      for (let session = 0; session < 5000; session++) {
        watch(drift, gain + (next() - 0.5), 0.2);
        alarms += Number(drift.alarmed);
      }
      expect(alarms).toBe(0);
    }
  });

  test("says nothing of a few sessions, however bad", () => {
    const drift = newDrift();
    for (let session = 0; session < 100; session++) watch(drift, 1 + (session % 2), 0.2);
    expect(drift.alarmed).toBe(false);
  });

  test("rises when scores become worse, and falls when they are better again", () => {
    const drift = newDrift();
    const next = dice(4);
    const live = (sessions: number, gain: number) => {
      for (let session = 0; session < sessions; session++) watch(drift, gain + (next() - 0.5), 0.2);
    };
    live(2000, -0.1);
    expect(drift.alarmed).toBe(false);
    live(1000, 0.3);
    expect(drift.alarmed).toBe(true);
    expect(excessOf(drift)).toBeGreaterThan(0.1);
    live(2000, -0.1);
    expect(drift.alarmed).toBe(false);
  });

  test("stays silent where the scores are surely worse, but by next to nothing", () => {
    const drift = newDrift();
    for (let session = 0; session < 2000; session++) watch(drift, 0.001, 0.2);
    expect(excessOf(drift)).toBeCloseTo(0.001, 9);
    expect(drift.alarmed).toBe(false);
    for (let session = 0; session < 2000; session++) watch(drift, 0.003, 0.2);
    expect(drift.alarmed).toBe(true);
  });

  test("leaves the base rate to answer, without a band", () => {
    const model = newIntentModel();
    for (let visit = 0; visit < 2000; visit++)
      learnLesson(model, lesson([[visit % 2]], visit % 2 === 0), Infinity);
    const seen = { events: 5, bounce: false };
    expect(score(takeSnapshot(model), bare([0]), seen).session.status).toBe("scored");
    model.session.track.drift.alarmed = true;
    const snapshot = takeSnapshot(model);
    const { session } = score(snapshot, bare([0]), seen);
    expect(session.probability).toBeCloseTo(snapshot.session.baseRate, 3);
    expect(session).toMatchObject({ status: "insufficient_evidence", band: null, reasons: [] });
  });
});

describe("the model card", () => {
  const next = plantedWorld(21, -2);
  const model = newIntentModel();
  for (let visit = 0; visit < 4000; visit++) {
    const { prefixes, ordered } = next();
    learnLesson(model, lesson(prefixes, ordered, { at: NOON + visit * MINUTE }), Infinity);
  }
  const card = modelCard(model);

  test("says how good the scores were beside the base rate", () => {
    const { session } = card.targets;
    expect(session.visits).toBeGreaterThan(3900);
    expect(session.auc_after["1"]).toBeGreaterThan(0.7);
    expect(session.log_loss).toBeLessThan(session.base_log_loss!);
    expect(session.brier).toBeLessThan(session.base_brier!);
    expect(session.drift).toMatchObject({ alarmed: false });
    expect(session.drift.excess_loss).toBeLessThan(0);
    for (const { said, came, sessions } of session.reliability.filter((row) => row.sessions > 300))
      expect(Math.abs(said - came), `${sessions} sessions`).toBeLessThan(0.08);
  });

  test("of a shop without visits promises nothing", () => {
    const { week } = modelCard(newIntentModel()).targets;
    expect(week).toMatchObject({ visits: 0, log_loss: null, base_log_loss: null, reliability: [] });
    expect(week.auc_after).toEqual({ 1: null, 2: null, 3: null, 5: null, 10: null });
  });

  test("ranks nothing by four orders, and by five it does", () => {
    const young = newIntentModel();
    const rankedAfter = (count: number) => {
      while (young.lessons < count)
        learnLesson(young, lesson([[1]], young.lessons % 2 === 0), Infinity);
      return modelCard(young).targets.session.auc_after["1"];
    };
    expect(rankedAfter(8)).toBeNull();
    expect(rankedAfter(10)).toBeGreaterThanOrEqual(0);
  });

  test("lists every feature in words with what it does to the odds", () => {
    expect(card.features.length).toBeGreaterThan(100);
    for (const { key, family, words, session_odds } of card.features) {
      expect(key.startsWith(`${family}:`)).toBe(true);
      expect(words).toMatch(/^[A-Z0-9]/);
      expect(session_odds).toBeGreaterThan(0);
    }
  });
});

test("a model that was stored before it kept a track begins one, and learns on", () => {
  const model = newIntentModel();
  learnLesson(model, lesson([[1, 2]], true), NOON);
  const stored = encodeModel(model);
  const state = JSON.parse(stored.state) as Record<"session" | "week", { track?: object }>;
  delete state.session.track;
  delete state.week.track;
  const read = decodeModel({ ...stored, state: JSON.stringify(state) });
  expect(read).toEqual({ ...model, session: { ...model.session, track: newTrack() } });
  learnLesson(read, lesson([[1, 2]], false), NOON);
  expect(read.session.track.moments).toBe(1);
});

test("a model that was stored with one Platt layer for all moments goes on from it in each", () => {
  const model = newIntentModel();
  for (let visit = 0; visit < 300; visit++)
    learnLesson(model, lesson([[visit % 3]], visit % 3 === 0), NOON);
  const stored = encodeModel(model);
  const state = JSON.parse(stored.state) as Record<"session" | "week", Record<string, unknown>>;
  const [platt] = model.session.platts.slice(-1);
  for (const head of [state.session, state.week]) {
    head["platt"] = platt;
    delete head["platts"];
  }
  const read = decodeModel({ ...stored, state: JSON.stringify(state) });
  expect(read.session.platts).toEqual(model.session.platts.map(() => platt));
  learnLesson(read, lesson([[1]], true), NOON);
  expect(read.session.platts[0]).toEqual(platt);
  expect(read.session.platts.at(-1)).not.toEqual(platt);
});
