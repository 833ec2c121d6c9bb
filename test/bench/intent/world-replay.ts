import {
  DEFAULT_SETTINGS,
  type IntentSnapshot,
  learnLesson,
  newIntentModel,
  score,
  takeSnapshot,
} from "../../../worker/core/intent/index.ts";
import type { Said } from "../simulate/drive.ts";
import type { Intent } from "../../../worker/wire/decision.ts";
import type { Asked, Step } from "./world-trace.ts";

/**
 * Answers and teaches a new model in the trace's order. The edge reads the model after each lesson of
 * the first hundred, then after each hundredth part of what it has learnt. `onScored` is told of each
 * score, with what it was made by; returned is what somebody was there to see.
 */
export function replay(
  steps: readonly Step[],
  settings = DEFAULT_SETTINGS,
  onScored?: (asked: Asked, intent: Intent, snapshot: IntentSnapshot) => void,
): Said[] {
  const model = newIntentModel();
  let snapshot = takeSnapshot(model, settings);
  let readAt = 0;
  const said: Said[] = [];
  for (const step of steps) {
    if ("lesson" in step) {
      learnLesson(model, step.lesson, step.at, settings);
      continue;
    }
    if (model.lessons - readAt >= Math.max(1, readAt / 100)) {
      snapshot = takeSnapshot(model, settings);
      readAt = model.lessons;
    }
    const { at, visit, events, features, observed, chance } = step.asked;
    const intent = score(snapshot, features, observed, settings);
    onScored?.(step.asked, intent, snapshot);
    const { session, week } = intent;
    if (visit !== null && chance !== null) said.push({ visit, at, events, session, week, chance });
  }
  return said;
}
