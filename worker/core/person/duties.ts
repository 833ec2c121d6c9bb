import { endsAt } from "../visit/index.ts";
import { endVisit, teachWeeks } from "./lessons.ts";
import { overdue } from "./sessions.ts";
import type { PersonState } from "./state.ts";
import { teachItems } from "./teach-items.ts";

/** When a person has something to do next without being asked (epoch ms), or null. */
export function nextDuty(state: PersonState): number | null {
  const due = Math.min(
    state.outboxDue ?? Infinity,
    ...state.open.map(({ visit }) => endsAt(visit)),
    ...state.week.map((pending) => pending.due),
  );
  return due === Infinity ? null : due;
}

/** Ends visits that are over, and teaches the weeks that have passed and the items that were seen. */
export function settle(state: PersonState, now: number): void {
  for (const open of overdue(state, now)) endVisit(state, open, now);
  teachItems(state, now);
  teachWeeks(state, now);
}
