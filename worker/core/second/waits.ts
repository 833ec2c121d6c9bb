import type { Buyer, ValidOrder } from "../customer/index.ts";
import { DAY, decidedBy } from "./orders.ts";

/** How long somebody took from the nth order to the next, or has not taken it so far. */
export interface Wait {
  person: string;
  /** The nth order, where the clock starts. */
  order: ValidOrder;
  /** The order that ended the wait; null when it goes on. */
  next: ValidOrder | null;
  /** Days until the next order, or for which none has come (right-censored). */
  days: number;
  /** Days for which the person could be watched, whatever came. */
  watched: number;
}

/** Epoch ms from which on somebody is not watched any more (opted out), by person. */
export type OptOuts = ReadonlyMap<string, number>;

/** The waits from the nth order (1 = the first) to the next. People with fewer orders have none. */
export function waitsAfter(
  buyers: readonly Buyer[],
  nth: number,
  now: number,
  optOuts: OptOuts = new Map(),
): Wait[] {
  const waits: Wait[] = [];
  for (const buyer of buyers) {
    const end = Math.min(now, optOuts.get(buyer.person) ?? now);
    const orders = decidedBy(buyer, end);
    const order = orders[nth - 1];
    if (order === undefined) continue;
    const next = orders[nth] ?? null;
    waits.push({
      person: buyer.person,
      order,
      next,
      days: ((next?.time ?? end) - order.time) / DAY,
      watched: (end - order.time) / DAY,
    });
  }
  return waits;
}
