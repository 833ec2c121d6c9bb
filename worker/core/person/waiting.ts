import {
  type Card,
  type Cards,
  isInStock,
  isOutOfStock,
  type Waits,
  type WaitsNoMore,
} from "../catalogue/index.ts";
import type { VisitEvent } from "../visit/index.ts";
import { CAPS } from "./caps.ts";
import { send } from "./lessons.ts";
import type { PersonState } from "./state.ts";

/** What makes a person wait for an item that is sold out; `waitlist` is a shop's own "tell me". */
const ASKING = new Set(["view_item", "add_to_wishlist", "waitlist"]);
/** An import of the past asks for nothing. */
const LATEST_MS = 24 * 3_600_000;

/** An item that the person waits for. */
export interface WaitedFor {
  item: string;
  /** How far its list was served when the person last asked for their place (`Offer.served`). */
  asked: number;
  /** Since when the piece was promised that the person has been told of. */
  told?: number;
}

/** Joins the waiting lists of what was looked at or asked for while it was sold out. */
export function waitFor(
  state: PersonState,
  events: readonly VisitEvent[],
  cards: Cards,
  now: number,
): void {
  for (const { name, items, time } of events)
    for (const { id } of items) {
      if (name === "purchase") stopWaiting(state, id, true, now);
      const card = cards.get(id);
      if (card === undefined || !isOutOfStock(card)) continue;
      if (ASKING.has(name) && time > now - LATEST_MS) join(state, card, now);
    }
}

function join(state: PersonState, { id, offer }: Card, now: number): void {
  const waiting = (state.profile.waiting ??= []);
  if (waiting.some(({ item }) => item === id)) return;
  const longest = waiting[0]?.item;
  if (waiting.length >= CAPS.waiting && longest !== undefined)
    stopWaiting(state, longest, false, now);
  state.profile.waiting.push({ item: id, asked: offer?.served ?? 0 });
  const body: Waits = { kind: "waits", item: id, person: state.visitor, at: now };
  send(state, "catalogue", body, now);
}

/** Leaves a list, if the person is in it. */
export function stopWaiting(state: PersonState, id: string, bought: boolean, now: number): void {
  const { waiting } = state.profile;
  if (!waiting?.some(({ item }) => item === id)) return;
  state.profile.waiting = waiting.filter(({ item }) => item !== id);
  const body: WaitsNoMore = { kind: "waits_no_more", item: id, person: state.visitor, bought };
  send(state, "catalogue", body, now);
}

/** Items whose list has been served since the person last asked: their place may have come up. */
export function placesToAsk(state: PersonState, cards: Cards): string[] {
  const waiting = state.profile.waiting ?? [];
  return waiting.flatMap(({ item, asked }) => {
    const card = cards.get(item);
    const isCounted = card !== undefined && isInStock(card) && card.quantity !== undefined;
    return isCounted && (card.offer?.served ?? 0) > asked ? item : [];
  });
}

/** As many items as one live connection may be about, half of them such as are waited for. */
const WATCHED = 10;

/** Ids of the items whose change the person may want to hear of, most wanted first. */
export function watchList({ profile }: PersonState): string[] {
  const waiting = (profile.waiting ?? []).map(({ item }) => item).toReversed();
  const viewed = profile.viewed.map(({ id }) => id);
  return [...new Set([...waiting.slice(0, WATCHED / 2), ...viewed])].slice(0, WATCHED);
}
