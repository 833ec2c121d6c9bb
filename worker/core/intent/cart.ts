import type { EventItem, VisitEvent } from "../visit/index.ts";

/** The cart as this visit's events tell it. */
export interface Cart {
  /** Units in it now, and their value in minor units of `currency`. */
  units: number;
  value: number;
  currency: string | null;
  adds: number;
  removes: number;
  /** Furthest step of the checkout: 0 none, 1 begun, 2 shipping given, 3 payment given. */
  checkout: number;
}

export function newCart(): Cart {
  return { units: 0, value: 0, currency: null, adds: 0, removes: 0, checkout: 0 };
}

const CHECKOUT_STEPS = new Map([
  ["begin_checkout", 1],
  ["add_shipping_info", 2],
  ["add_payment_info", 3],
]);

/** Folds one event into `cart`, in place. An order empties it; a new one would start from there. */
export function followCart(cart: Cart, event: VisitEvent): void {
  const step = CHECKOUT_STEPS.get(event.name) ?? 0;
  if (event.name === "add_to_cart") {
    cart.adds++;
    cart.units += unitsOf(event);
    cart.value += amountOf(event);
  } else if (event.name === "remove_from_cart") {
    cart.removes++;
    cart.units = Math.max(0, cart.units - unitsOf(event));
    cart.value = cart.units === 0 ? 0 : Math.max(0, cart.value - amountOf(event));
  } else if (event.name === "purchase") {
    Object.assign(cart, newCart());
  } else if (step > 0 || event.name === "view_cart") {
    cart.checkout = Math.max(cart.checkout, step);
    // These name the whole cart, and so also what an earlier visit left in it.
    if (event.items.length > 0) cart.units = unitsOf(event);
    if (event.items.length > 0 || event.value !== null) cart.value = amountOf(event);
  } else return;
  cart.currency = event.currency ?? cart.currency;
}

function unitsOf(event: VisitEvent): number {
  return event.items.length === 0 ? 1 : sum(event.items, (item) => item.quantity);
}

/** What an event is about, in minor units: its value, or else its items' prices. */
export function amountOf(event: VisitEvent): number {
  if (event.value !== null && event.value >= 0) return event.value;
  return sum(event.items, (item) => (item.price ?? 0) * item.quantity);
}

function sum(items: EventItem[], read: (item: EventItem) => number): number {
  let total = 0;
  for (const item of items) total += Math.max(0, read(item) || 0);
  return total;
}
