import {
  DEFAULT_SETTINGS,
  learnLesson,
  newIntentModel,
  score,
  takeSnapshot,
} from "../../../worker/core/intent/index.ts";
import type { Said } from "../simulate/drive.ts";
import type { Step } from "./world-trace.ts";

/**
 * Answers and teaches a new model in the trace's order. The edge reads the model after each lesson of
 * the first hundred, then after each hundredth part of what it has learnt.
 */
export function replay(steps: readonly Step[], settings = DEFAULT_SETTINGS): Said[] {
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
    const { session, week } = score(snapshot, features, observed, settings);
    said.push({ visit, at, events, session, week, chance });
  }
  return said;
}
