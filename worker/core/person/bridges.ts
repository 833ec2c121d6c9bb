import { type Bridge, bridgeBetween, type Visit } from "../visit/index.ts";
import type { PersonState } from "./state.ts";

/** How a visit came back to the one before it; null on the first, and when too little is known. */
export function bridgeOf(state: PersonState, visit: Visit): Bridge | null {
  const before = visitBefore(state, visit);
  return before === null ? null : bridgeBetween(before, visit);
}

/** The visit before, unless it is so long ago that only its summary is left. */
function visitBefore(state: PersonState, visit: Visit): Visit | null {
  const isBefore = (other: { fact: string; started: number }) =>
    other.fact !== visit.fact && other.started < visit.started;
  const known = [...state.open.map((open) => open.visit), ...state.closed]
    .filter(isBefore)
    .reduce<Visit | null>((last, one) => (last && last.started >= one.started ? last : one), null);
  const past = state.profile.sessions.find(isBefore);
  return known === null || (past?.started ?? 0) > known.started ? null : known;
}
