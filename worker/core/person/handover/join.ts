import { joinFields } from "../../identity/index.ts";
import type { Visit } from "../../visit/index.ts";
import { CAPS } from "../caps.ts";
import { joinChoices } from "../choices.ts";
import { send } from "../lessons.ts";
import { newPerson, type PersonState } from "../state.ts";
import { joinProfiles } from "./join-profile.ts";

/**
 * Adds to a record what another was when it was sealed: its profile, its open visits, which go on
 * here, and what it has not taught yet. Its outbox stays there, since those messages bear its name.
 *
 * @param root the name of that record; what comes home is one's own again
 */
export function join(state: PersonState, sealed: PersonState, root: string, now: number): void {
  const mark = (visit: Visit) => {
    const source = visit.source ?? root;
    if (source === state.visitor) delete visit.source;
    else visit.source = source;
  };
  for (const { visit } of sealed.open) mark(visit);
  for (const visit of sealed.closed) mark(visit);
  const waited = new Set(state.profile.waiting?.map(({ item }) => item));
  state.profile = joinProfiles(state.profile, sealed.profile);
  state.open.push(...sealed.open);
  state.closed = [...state.closed, ...sealed.closed]
    .sort((a, b) => b.started - a.started)
    .slice(0, CAPS.closed);
  state.week.push(...sealed.week);
  state.tellings.push(...sealed.tellings);
  state.taught = [...state.taught, ...sealed.taught].slice(0, CAPS.taught);
  state.intent ??= sealed.intent;
  if ((sealed.standing?.lastOrder ?? 0) > (state.standing?.lastOrder ?? 0))
    state.standing = sealed.standing!;
  if (sealed.weekBand !== undefined) state.weekBand ??= sealed.weekBand;
  if (sealed.fields !== undefined) joinFields((state.fields ??= {}), sealed.fields, root);
  if (sealed.choices !== undefined)
    state.choices = joinChoices(state.choices ?? { consents: [] }, sealed.choices);
  for (const { item } of state.profile.waiting ?? []) if (!waited.has(item)) wait(state, item, now);
}

/** What is left of a record that has gone: its name, the way to its taker, and what it has to send. */
export function leave(state: PersonState, to: string, now: number): PersonState {
  for (const { item } of state.profile.waiting ?? [])
    send(
      state,
      "catalogue",
      { kind: "waits_no_more", item, person: state.visitor, bought: false },
      now,
    );
  const { sent, outbox, outboxDue, overflowing, parts, giving } = state;
  return {
    ...newPerson(state.shop, state.visitor, now),
    sent,
    outbox,
    outboxDue,
    overflowing,
    alias: to,
    ...(parts && { parts }),
    ...(giving && { giving }),
  };
}

/** Takes a place in an item's waiting list under this record's own name. */
const wait = (state: PersonState, item: string, now: number): void =>
  send(state, "catalogue", { kind: "waits", item, person: state.visitor, at: now }, now);
