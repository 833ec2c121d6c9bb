import type { Behaviour } from "./behaviour.ts";
import { type Feature, feature } from "./dimension.ts";
import { SLOTS } from "./hash.ts";
import type { PersonTraits } from "./traits.ts";

/** Who it is, how far they are, and how much they have done: each its buckets, in words. */
const WHO = {
  new: "A first visit",
  back: "Somebody who came back",
  member: "Somebody logged in who has not ordered",
  customer: "A customer",
};
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
export function momentFeatures(
  behaviour: Behaviour,
  person: PersonTraits,
  loggedIn: boolean,
  into: Feature[],
): void {
  const stage = stageOf(behaviour);
  const who = whoOf(person, loggedIn);
  into.push(WHO_STAGE[who][stage], DONE_STAGE[doneOf(behaviour.events)][stage]);
}

function whoOf({ orders, returning }: PersonTraits, loggedIn: boolean): keyof typeof WHO {
  if (orders > 0) return "customer";
  if (loggedIn) return "member";
  return returning ? "back" : "new";
}

function stageOf({ cart, distinctItems }: Behaviour): keyof typeof STAGE {
  if (cart.checkout > 0) return "checkout";
  if (cart.units > 0 || cart.value > 0) return "cart";
  return distinctItems > 0 ? "item" : "browsing";
}

function doneOf(events: number): keyof typeof DONE {
  if (events <= 1) return 1;
  if (events <= 3) return 2;
  return events <= 9 ? 4 : 10;
}

/** Slots of a stage, one a stretch. */
export const funnelSlots = (stage: keyof typeof STAGE): number[] =>
  Object.values(DONE_STAGE).map((made) => made[stage].slot);

/** Stretches of a visit, in order, by how much has been done. */
export const STRETCHES = Object.keys(DONE).length;
const STRETCH_OF_SLOT = new Int8Array(SLOTS).fill(-1);
for (const [stretch, made] of Object.values(DONE_STAGE).entries())
  for (const { slot } of Object.values(made)) STRETCH_OF_SLOT[slot] = stretch;

/** The stretch that a prefix's slots tell of; the last where they tell none. */
export function stretchOf(slots: ArrayLike<number>): number {
  // What is pushed last is found first.
  for (let index = slots.length - 1; index >= 0; index--) {
    const stretch = STRETCH_OF_SLOT[slots[index]!]!;
    if (stretch >= 0) return stretch;
  }
  return STRETCHES - 1;
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
