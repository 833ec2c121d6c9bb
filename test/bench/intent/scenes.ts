import { dice } from "../../core/dice.ts";
import type { PlayedSession, WireEvent } from "./sessions-file.ts";

/**
 * A shop that is made up, for want of a public clickstream with carts and orders at 1–4 % conversion:
 * who knows the shop puts less into the cart and orders what is in it; who is new collects and leaves.
 * Each visitor has an `urge` that no feature sees, and it drifts by ±20 % over the sessions.
 */
export interface Scene {
  name: string;
  /** Scales how many of the carts become orders. */
  resolve: number;
  sessions: number;
}

export const SCENES: readonly Scene[] = [
  { name: "one in fifty orders", resolve: 0.45, sessions: 30_000 },
  { name: "one in twenty orders", resolve: 1.4, sessions: 30_000 },
];

const SECOND = 1000;

export function playScene({ resolve, sessions }: Scene, seed: number): PlayedSession[] {
  const roll = dice(seed);
  return Array.from({ length: sessions }, (_, place) => {
    const drift = 1 + 0.2 * Math.sin((6.28 * place) / sessions);
    return visit(roll, resolve * drift, `s${place}`);
  });
}

function visit(roll: () => number, resolve: number, id: string): PlayedSession {
  const orders = roll() < 0.3 ? 1 + Math.floor(roll() * 4) : 0;
  const loggedIn = orders > 0 && roll() < 0.6;
  const urge = Math.exp(0.7 * (roll() + roll() + roll() - 1.5));
  const events: WireEvent[] = [];
  let clock = 0;
  let view = 0;
  const tell = (name: string, more: object = {}): void => {
    events.push({
      id: `${id}-e${events.length}`,
      name,
      view: `${id}-v${view}`,
      age: clock,
      logged_in: loggedIn,
      past_orders: orders,
      ...more,
    });
    clock += (2 + 30 * roll()) * SECOND;
  };
  const turn = (path: string): void => {
    view += 1;
    tell("page_view", { page: { url: `https://shop.example${path}` } });
  };
  let inCart = 0;
  let ordered = false;
  turn(roll() < 0.4 ? "/" : "/list");
  while (roll() < 0.72 + 0.06 * Math.min(2, urge) && events.length < 80) {
    const item = `i${Math.floor(roll() * 40)}`;
    const price = 5 + Math.floor(roll() * 60);
    if (roll() < 0.15) {
      turn("/search");
      tell("search", { search_term: "mug" });
      continue;
    }
    turn(`/p/${item}`);
    tell("view_item", { currency: "EUR", items: [{ item_id: item, price }] });
    if (roll() < 0.08 * urge * (orders > 0 ? 0.8 : 1.2)) {
      tell("add_to_cart", { currency: "EUR", items: [{ item_id: item, price, quantity: 1 }] });
      inCart += 1;
    }
    if (inCart > 0 && roll() < 0.05 * resolve * urge * (orders > 0 ? 3.5 : 0.7)) {
      turn("/checkout");
      tell("begin_checkout");
      if (roll() > (orders > 0 ? 0.85 : 0.6)) break;
      tell("add_payment_info");
      ordered = roll() < 0.9;
      break;
    }
  }
  // Ages count back from the last event.
  for (const event of events) event.age = clock - event.age;
  return { events, ordered };
}
