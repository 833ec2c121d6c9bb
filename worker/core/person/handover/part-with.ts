import { partFields } from "../../identity/index.ts";
import type { OrderFact, SalesFact } from "../../orders/index.ts";
import type { Journalled } from "../lines.ts";
import { ordersMoved } from "../stage-duty.ts";
import { newPerson, type PersonState } from "../state.ts";
import { replay } from "./replay.ts";
import type { Split } from "./split.ts";

/**
 * Takes some parts out of a record: what is left is as if they had never come, and what goes as if it
 * had always been alone. Visits that are open go on there. Lessons that wait stay and are taught once.
 *
 * @param names of the parts, see `partsWith`
 * @returns what goes, as a record of `root`
 */
export function partWith(
  state: PersonState,
  root: string,
  names: ReadonlySet<string>,
  lines: Split<Journalled>,
  sales: Split<SalesFact>,
  now: number,
): PersonState {
  const goes = (source: string | undefined) => source !== undefined && names.has(source);
  const parted = newPerson(state.shop, root, now);
  parted.open = state.open.filter(({ visit }) => goes(visit.source));
  parted.closed = state.closed.filter(({ source }) => goes(source));
  parted.profile = replay({ ...state, visitor: root }, lines.go, {
    orders: ordersIn(sales.go),
    now,
  });
  if (state.fields !== undefined) parted.fields = partFields(state.fields, names);
  // What was forbidden was forbidden by either of them.
  if (state.choices !== undefined) parted.choices = structuredClone(state.choices);
  state.profile = replay(state, lines.stay, { orders: ordersIn(sales.stay), now });
  if (sales.go.length > 0) ordersMoved(state);
  state.open = state.open.filter(({ visit }) => !goes(visit.source));
  state.closed = state.closed.filter(({ source }) => !goes(source));
  return parted;
}

const ordersIn = (sales: readonly SalesFact[]): OrderFact[] =>
  sales.filter((fact) => fact.kind === "order");
