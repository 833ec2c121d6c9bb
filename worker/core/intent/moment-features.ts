import type { Behaviour } from "./behaviour.ts";
import { type Feature, feature } from "./dimension.ts";
import type { PersonTraits } from "./traits.ts";

/** Who it is, how far they are, and how much they have done: each its buckets, in words. */
const WHO = { new: "A first visit", back: "Somebody who came back", customer: "A customer" };
const STAGE = {
  browsing: "looking around",
  item: "after viewing products",
  cart: "with something in the cart",
  checkout: "in the checkout",
};
const DONE = { 1: "At the first action", 2: "Early on", 4: "After a while", 10: "After a lot" };

/**
 * What goes together: the same cart says less of a first visit than of a customer's, and less early
 * than late. Sums of weights alone cannot say so, and told newcomers with a cart far too much.
 */
const WHO_STAGE = pairs("moment", WHO, STAGE);
const DONE_STAGE = pairs("progress", DONE, STAGE);

/** Pushes who does what, and how early what is done. */
export function momentFeatures(behaviour: Behaviour, person: PersonTraits, into: Feature[]): void {
  const stage = stageOf(behaviour);
  into.push(WHO_STAGE[whoOf(person)][stage], DONE_STAGE[doneOf(behaviour.events)][stage]);
}

function whoOf({ orders, returning }: PersonTraits): keyof typeof WHO {
  if (orders > 0) return "customer";
  return returning ? "back" : "new";
}

function stageOf({ cart, distinctItems }: Behaviour): keyof typeof STAGE {
  if (cart.checkout > 0) return "checkout";
  if (cart.units > 0) return "cart";
  return distinctItems > 0 ? "item" : "browsing";
}

function doneOf(events: number): keyof typeof DONE {
  if (events <= 1) return 1;
  if (events <= 3) return 2;
  return events <= 9 ? 4 : 10;
}

function pairs<Left extends string | number, Right extends string>(
  name: string,
  left: Record<Left, string>,
  right: Record<Right, string>,
): Record<Left, Record<Right, Feature>> {
  const table = Object.entries<string>(left).map(([a, one]) => {
    const words = Object.entries<string>(right).map(([b, other]) => [
      b,
      feature("behaviour", name, `${a},${b}`, `${one}, ${other}`),
    ]);
    return [a, Object.fromEntries(words)];
  });
  return Object.fromEntries(table) as Record<Left, Record<Right, Feature>>;
}

export const MOMENT_FEATURES: Feature[] = [
  ...Object.values(WHO_STAGE),
  ...Object.values(DONE_STAGE),
].flatMap((made) => Object.values(made));
