import {
  appendPrefix,
  DEFAULT_SETTINGS,
  type Feature,
  type IntentModel,
  isBounce,
  learnLesson,
  newIntentModel,
  newPrefixLog,
  score,
  takeSnapshot,
} from "../../../worker/core/intent/index.ts";
import { Living } from "./played.ts";
import { eventsOf, type PlayedSession } from "./sessions-file.ts";
import type { Forecast } from "./measures.ts";

/** Sessions come so far apart (ms), since files do not say when they were. */
const APART = 60_000;
const START = Date.UTC(2026, 0, 5, 12);

/** Microseconds that this thread has had of the processor, so that neighbours do not count. */
function cpuTime(): number {
  const { user, system } = process.threadCpuUsage();
  return user + system;
}

/** What was said after the `event`-th event of a session, counted from 1. */
export interface Said extends Forecast {
  session: number;
  event: number;
  /** Whether the interval was narrow enough for a band. */
  isKnown: boolean;
  /** Who, and how far: `new, cart`. */
  group: string;
}

export interface PlayOptions {
  settings?: typeof DEFAULT_SETTINGS;
  /** The model to start from; a new one if not told. */
  model?: IntentModel;
  /** Which features the model sees; all of them if not told. */
  sees?: (feature: Feature) => boolean;
}

export interface Played {
  said: Said[];
  /** Microseconds of the processor an event: features, both scores and their reasons. */
  eventTime: number;
  /** The same a session: learning it. */
  learningTime: number;
}

/**
 * Plays sessions in order as a shop would live them: each event is scored by a model that has learnt
 * no later session, and the session is learnt when it ends. The edge reads the model again after each
 * session of the first hundred, then after each hundredth part of what it has learnt.
 */
export function play(
  sessions: readonly PlayedSession[],
  { settings = DEFAULT_SETTINGS, model = newIntentModel(), sees }: PlayOptions = {},
): Played {
  let snapshot = takeSnapshot(model, settings);
  let readAt = 0;
  const said: Said[] = [];
  let eventTime = 0;
  let learningTime = 0;
  sessions.forEach((session, place) => {
    if (place - readAt >= Math.max(1, readAt / 100)) {
      snapshot = takeSnapshot(model, settings);
      readAt = place;
    }
    const end = START + place * APART;
    const events = eventsOf(session, end);
    const living = new Living();
    const prefixes = newPrefixLog();
    const began = cpuTime();
    const answers = events.map((event) => {
      const { events: before } = living.behaviour;
      const all = living.live(event);
      // As `core/person/fold.ts` has it: what a page tells while it is left teaches nothing.
      const isTaught = living.behaviour.events > before;
      const active = sees === undefined ? all : all.filter(sees);
      const observed = { events: living.behaviour.events, bounce: isBounce(living.behaviour) };
      const intent = score(snapshot, active, observed, settings).session;
      return { active, isTaught, intent, group: living.group };
    });
    eventTime += cpuTime() - began;
    answers.forEach(({ active, isTaught, intent, group }, index) => {
      if (isTaught) appendPrefix(prefixes, active);
      said.push({
        session: place,
        event: index + 1,
        probability: intent.probability,
        ordered: session.ordered,
        isKnown: intent.status === "scored",
        group,
      });
    });
    const started = cpuTime();
    const lesson = { target: "session", prefixes, ordered: session.ordered, at: end } as const;
    learnLesson(model, lesson, end, settings);
    learningTime += cpuTime() - started;
  });
  return {
    said,
    eventTime: eventTime / said.length,
    learningTime: learningTime / sessions.length,
  };
}
