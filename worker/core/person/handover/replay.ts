import type { OrderFact, OrderStore } from "../../orders/index.ts";
import { SeenIds } from "../../visit/index.ts";
import { settle } from "../duties.ts";
import { fold } from "../fold.ts";
import { type Journalled, wholeEvent } from "../lines.ts";
import { recountOrders } from "../orders.ts";
import { newPerson, type PersonState, type Profile } from "../state.ts";
import { addTastes } from "../tastes.ts";

/** What the replay needs beside the events. */
export interface ReplayContext {
  /** The record's own orders. */
  orders: readonly OrderFact[];
  /** Epoch ms. */
  now: number;
}

/** What was told of orders is counted by the book, not by events. */
const NO_BOOK: OrderStore = {
  order: () => null,
  refund: () => null,
  orders: () => [],
  put: () => {},
};

/**
 * A profile as it follows from the events of a journal alone, as if nothing else had ever been in the
 * record. Nobody hears of it, since they have heard before. What is no event is not in it: receipts,
 * and which price drops were told.
 *
 * @param lines in any order
 * @param before the record with all its parts, which knows the categories of its items
 */
export function replay(
  before: PersonState,
  lines: readonly Journalled[],
  { orders, now }: ReplayContext,
): Profile {
  const ordered = lines.toSorted((a, b) => (a.event.time ?? 0) - (b.event.time ?? 0));
  const state = newPerson(before.shop, before.visitor, ordered[0]?.event.time ?? now);
  const categories = categoriesOf(before);
  const seen = new SeenIds();
  for (const { session, source, entry, event } of ordered) {
    const whole = wholeEvent(event);
    const folded = fold(state, seen, [whole], {
      now: whole.time,
      sender: {
        session,
        source,
        device: entry?.device ?? "other",
        touches: new Map(entry && [[whole.id, entry.touch]]),
        campaigns: new Map(entry?.campaign ? [[whole.id, entry.campaign]] : []),
        staff: before.profile.staff === true,
      },
      timeZone: "UTC",
      categoryOf: ({ id, category }) => categories.get(id) ?? category ?? "",
      brandOf: ({ brand }) => brand ?? null,
      orders: NO_BOOK,
      refused: new Map(),
      learnt: new Map(),
    });
    addTastes(state, folded, new Map(), "UTC");
    forget(state);
  }
  settle(state, now);
  recountOrders(state, orders);
  return state.profile;
}

/** Nobody is told again. */
function forget(state: PersonState): void {
  state.outbox = [];
  state.week = [];
  state.toKeep = [];
}

function categoriesOf({ profile }: PersonState): Map<string, string> {
  const lines = profile.recentOrders.flatMap((order) => order.lines);
  const items = [...profile.viewed, ...profile.cart, ...lines];
  return new Map(
    items.filter(({ category }) => category !== "").map(({ id, category }) => [id, category]),
  );
}
