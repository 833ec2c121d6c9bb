import type { Behaviour } from "./behaviour.ts";
import { pulled } from "./draws.ts";

/** What pulls on a visit: all of it is fixed when the visit begins. */
export interface Circumstances {
  /** Hidden need and the channel's pull on it. */
  need: number;
  /** The channel's pull on leaving after one page. */
  bounce: number;
  isCustomer: boolean;
  isPhone: boolean;
  /** Weekend, season and whatever else acts on each step to an order. */
  moment: number;
}

/** Probabilities at each page of one visit. */
export interface Rates {
  bounce: number;
  leave: number;
  leaveCart: number;
  item: number;
  add: number;
  remove: number;
  begin: number;
  step: number;
}

/** How far a visit is: `address` and `payment` are the two steps of the checkout. */
export type Stage = "landing" | "browse" | "cart" | "address" | "payment";

export function ratesOf(b: Behaviour, at: Circumstances): Rates {
  const { need, isCustomer, isPhone } = at;
  const leaving = b.needLeaving * need;
  const adding = b.needAdding * need + (isCustomer ? b.customerAdding : 0);
  const ordering =
    b.resolve +
    b.needOrdering * need +
    (isCustomer ? b.customerOrdering : 0) +
    (isPhone ? b.phoneOrdering : 0) +
    at.moment;
  return {
    bounce: pulled(b.bounce, leaving + at.bounce),
    leave: pulled(b.leave, leaving),
    leaveCart: pulled(b.leaveCart, leaving),
    item: b.item,
    add: pulled(b.add, adding),
    remove: b.remove,
    begin: pulled(b.begin, ordering),
    step: pulled(b.step, ordering),
  };
}

/** Rates after something has multiplied the odds of each step to an order by e^`pull`. */
export const lifted = (rates: Rates, pull: number): Rates => ({
  ...rates,
  begin: pulled(rates.begin, pull),
  step: pulled(rates.step, pull),
});

/**
 * The exact probability that a visit at this stage, whose page is done, comes to an order: a visit is
 * an absorbing Markov chain, solved by hand. From browsing, with x = item · add,
 * B = (1 − leave)(x·C + (1 − x)·B); with a cart, C = (1 − leaveCart)(begin·step² +
 * (1 − begin)(remove·B + (1 − remove)·C)).
 */
export function chanceOf(rates: Rates, stage: Stage): number {
  const { bounce, leave, leaveCart, item, add, remove, begin, step } = rates;
  if (stage === "payment") return step;
  if (stage === "address") return step ** 2;
  const filling = item * add;
  const browse = ((1 - leave) * filling) / (1 - (1 - leave) * (1 - filling));
  const stay = 1 - leaveCart;
  const again = stay * (1 - begin) * (1 - remove + remove * browse);
  const cart = (stay * begin * step ** 2) / (1 - again);
  if (stage === "cart") return cart;
  return stage === "browse" ? browse * cart : ((1 - bounce) / (1 - leave)) * browse * cart;
}
