import type { Buyer } from "./order.ts";

/** The buyers as they were at `now`: without later orders, and without whoever had none. */
export function asOf(buyers: readonly Buyer[], now: number): Buyer[] {
  return buyers.flatMap((buyer) => {
    const { orders } = buyer;
    if (orders.at(-1)!.time <= now) return buyer;
    const past = orders.filter(({ time }) => time <= now);
    return past.length === 0 ? [] : { ...buyer, orders: past };
  });
}

export function netOf({ orders }: Buyer): number {
  let net = 0;
  for (const order of orders) net += order.net;
  return net;
}
