import { type Head, learnSession, newHead } from "./head.ts";
import { type PrefixLog, prefixesOf } from "./prefixes.ts";
import { DEFAULT_SETTINGS, type IntentSettings } from "./settings.ts";

/** An order before the session ends, or within 7 days of it. */
export type Target = "session" | "week";

/** What a shop has learnt about purchase intent. */
export interface IntentModel {
  session: Head;
  week: Head;
  /** Lessons folded so far, of both targets; the version that answers name. */
  lessons: number;
}

/** One session and what came of it. */
export interface Lesson {
  target: Target;
  prefixes: PrefixLog;
  ordered: boolean;
  /** Time of the order, or else of the session's last event; epoch ms. */
  at: number;
}

export function newIntentModel(): IntentModel {
  return { session: newHead(), week: newHead(), lessons: 0 };
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
  learnSession(model[lesson.target], prefixes, lesson.ordered, at, settings);
  model.lessons++;
}

export function versionOf(model: IntentModel): string {
  return `ftrl-${model.lessons}`;
}
