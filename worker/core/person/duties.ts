import { DEFAULT_SIGNAL_RULES, type SignalRules } from "../../wire/signals.ts";
import type { CustomerSettings } from "../customer/index.ts";
import type { OrderStore } from "../orders/index.ts";
import { endsAt } from "../visit/index.ts";
import { endVisit, handOverWeeks } from "./lessons.ts";
import { sendPersonFact, tellSegments } from "./person-facts.ts";
import { overdue } from "./sessions.ts";
import { sense } from "./signals.ts";
import { keepStanding } from "./stage-duty.ts";
import type { PersonState } from "./state.ts";
import { teachItems } from "./teach-items.ts";

/** When a person has something to do next without being asked (epoch ms), or null. */
export function nextDuty(state: PersonState): number | null {
  const due = Math.min(state.outboxDue ?? Infinity, settlesAt(state));
  return due === Infinity ? null : due;
}

/** When `settle` has something to do next (epoch ms), or `Infinity`. */
export function settlesAt(state: PersonState): number {
  return Math.min(
    state.profile.signalDue ?? Infinity,
    state.standing?.due ?? Infinity,
    ...state.open.map(({ visit }) => endsAt(visit)),
    ...state.week.filter(({ lesson }) => lesson !== undefined).map(({ due }) => due),
  );
}

/** What settling goes by, as far as it is at hand. */
export interface Settling {
  /** The person's orders; without them or `customers` nothing is said of what they come to. */
  orders?: OrderStore;
  /** When signals are raised; the defaults where the shop has set none. */
  signals?: SignalRules | undefined;
  /** What customers are measured by. */
  customers?: CustomerSettings | undefined;
}

/**
 * Ends visits that are over, raises the signals that follow, looks where orders put the person now, and
 * teaches the items that were seen.
 */
export function settle(
  state: PersonState,
  now: number,
  { orders, signals = DEFAULT_SIGNAL_RULES, customers }: Settling = {},
): void {
  const ended = overdue(state, now);
  for (const open of ended) endVisit(state, open, now);
  sense(state, signals, now);
  if (orders !== undefined && customers !== undefined) keepStanding(state, orders, customers, now);
  const last = ended.at(-1);
  if (last !== undefined) sendPersonFact(state, last, now);
  else if (state.open.length === 0) tellSegments(state, null, now);
  teachItems(state, now);
  handOverWeeks(state, now);
}
