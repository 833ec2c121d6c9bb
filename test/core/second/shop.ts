import { dice } from "../dice.ts";
import type { Buyer, ValidOrder } from "../../../worker/core/customer/index.ts";

export const DAY = 86_400_000;
export const START = Date.UTC(2026, 0, 1);

/** An order of these items on a day after the start, one unit each unless told otherwise. */
export function order(
  day: number,
  items: readonly string[] = ["mug"],
  more: Partial<ValidOrder> = {},
): ValidOrder {
  return {
    transaction: `t${day}`,
    time: START + day * DAY,
    net: 1000 * items.length,
    currency: "GBP",
    lines: items.map((item) => ({
      item,
      category: "Kitchen",
      quantity: 1,
      price: 1000,
      returned: 0,
    })),
    channel: "Organic Search",
    delivered: null,
    subscription: false,
    ...more,
  };
}

export const buyer = (person: string | number, orders: ValidOrder[]): Buyer => ({
  person: `c/${person}`,
  orders,
});

/** Somebody who orders on these days. */
export const buyerOn = (person: string | number, ...days: number[]): Buyer =>
  buyer(
    person,
    days.map((day) => order(day)),
  );

/**
 * A shop of one-time and repeat buyers: each comes back after the nth order with the chance
 * `rates[n − 1]` (the last for all later ones), within 60 days.
 */
export function simulateShop(
  people: number,
  rates: readonly number[],
  roll: () => number,
  days = 365,
): Buyer[] {
  return Array.from({ length: people }, (_, person) => {
    const orders = [order(roll() * days)];
    while (roll() < rates[Math.min(orders.length, rates.length) - 1]!) {
      const last = (orders.at(-1)!.time - START) / DAY;
      orders.push(order(last + 1 + roll() * 59));
    }
    return buyer(person, orders);
  });
}

/** One of a list. */
export const pick = <T>(list: readonly T[], roll: () => number): T =>
  list[Math.floor(roll() * list.length)]!;

/** Who begins with soap comes back three times as often as who begins with a vase; large baskets help too. */
export function behavingShop(seed: number): Buyer[] {
  const roll = dice(seed);
  return Array.from({ length: 1500 }, (_, person) => {
    const begin = roll() * 400;
    const item = roll() < 0.5 ? "soap" : "vase";
    const isLarge = roll() < 0.5;
    const items = isLarge ? [item, "a", "b", "c", "d"] : [item];
    const comes = roll() < (item === "soap" ? 0.45 : 0.15) + (isLarge ? 0.25 : 0);
    const orders = [order(begin, items)];
    if (comes) orders.push(order(begin + 1 + roll() * 89));
    return buyer(person, orders);
  });
}
