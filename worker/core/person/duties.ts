import { DEFAULT_SIGNAL_RULES, type SignalRules } from "../../wire/signals.ts";
import { endsAt } from "../visit/index.ts";
import { endVisit, teachWeeks } from "./lessons.ts";
import { sendPersonFact, tellSegments } from "./person-facts.ts";
import { overdue } from "./sessions.ts";
import { sense } from "./signals.ts";
import type { PersonState } from "./state.ts";
import { teachItems } from "./teach-items.ts";

/** When a person has something to do next without being asked (epoch ms), or null. */
export function nextDuty(state: PersonState): number | null {
  const due = Math.min(
    state.outboxDue ?? Infinity,
    state.profile.signalDue ?? Infinity,
    ...state.open.map(({ visit }) => endsAt(visit)),
    ...state.week.map((pending) => pending.due),
  );
  return due === Infinity ? null : due;
}

/**
 * Ends visits that are over, raises the signals that follow, and teaches the weeks that have passed and
 * the items that were seen.
 */
export function settle(
  state: PersonState,
  now: number,
  rules: SignalRules = DEFAULT_SIGNAL_RULES,
): void {
  const ended = overdue(state, now);
  for (const open of ended) endVisit(state, open, now);
  sense(state, rules, now);
  const last = ended.at(-1);
  if (last !== undefined) sendPersonFact(state, last, now);
  else if (state.open.length === 0) tellSegments(state, null, now);
  teachItems(state, now);
  teachWeeks(state, now);
}
