import { type Away, countReturn, learnLater, newAway } from "./away.ts";
import { type Head, learnSession, newHead } from "./head.ts";
import { type PrefixLog, prefixesOf } from "./prefixes.ts";
import { DEFAULT_SETTINGS, type IntentSettings } from "./settings.ts";

/** An order before the session ends, or within 7 days of it. */
export type Target = "session" | "week";

/** What a shop has learnt about purchase intent. */
export interface IntentModel {
  session: Head;
  week: Head;
  away: Away;
  /** Lessons folded so far, of both targets; the version that answers name. */
  lessons: number;
}

/** One session and what came of it. */
export interface Lesson {
  target: Target;
  prefixes: PrefixLog;
  ordered: boolean;
  /** Of a session: ms since the person's visit before, null for a first one. Left out before it was kept. */
  gap?: number | null;
  /** Of a week: the visit itself ended without an order, so that `ordered` is what came later. */
  later?: true;
  /** Time of the order, or else of the session's last event; epoch ms. */
  at: number;
  /** Of a session: what it teaches the week as well, when that is over. */
  week?: HeldWeek;
}

/** A lesson of a week that waits for its end. */
export interface HeldWeek {
  /** Names the visit to whoever tells of an order. */
  visit: string;
  /** When it may be folded; epoch ms. */
  due: number;
}

/** There was an order within the week of these visits, which ended without. */
export interface WeekOrdered {
  target: "ordered";
  visits: string[];
}

export function newIntentModel(): IntentModel {
  return { session: newHead(), week: newHead(), away: newAway(), lessons: 0 };
}

const WEEK = 7 * 86_400_000;

/**
 * When a lesson may be folded. A week with an order is known at once and one without only when it is
 * over; folded as they come, a young shop's week would look as if everybody ordered. So both wait.
 */
export function ripeAt({ target, at }: Pick<Lesson, "target" | "at">): number {
  return target === "week" ? at + WEEK : at;
}

/** Folds one lesson into the model, in place. One without prefixes teaches nothing. */
export function learnLesson(
  model: IntentModel,
  lesson: Lesson,
  now: number,
  settings: IntentSettings = DEFAULT_SETTINGS,
): void {
  const prefixes = prefixesOf(lesson.prefixes);
  if (prefixes.length === 0) return;
  // A lesson from the future would age all others.
  const at = Math.min(lesson.at, now);
  const { target, ordered, gap, later } = lesson;
  const said = learnSession(model[target], prefixes, ordered, at, settings);
  if (gap !== undefined) countReturn(model.away, gap, at, settings.halfLife);
  if (later) learnLater(model.away, said.at(-1)!, ordered, at, settings.halfLife);
  model.lessons++;
}

/** What a lesson is to its week: what comes of a visit without an order is what came later. */
export function weekOf({ ordered, later, at, prefixes }: Lesson): Lesson {
  const isLater = later ?? !ordered;
  return { target: "week", ordered, at, ...(isLater && { later: true }), prefixes };
}

export function versionOf(model: IntentModel): string {
  return `ftrl-${model.lessons}`;
}
