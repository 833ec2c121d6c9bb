import type { Bridge } from "../visit/index.ts";
import type { Gap } from "./bridge-sums.ts";
import { byKey, daysOf, type Sum, total } from "./sum.ts";

/** What the report is made of. */
export const BRIDGE_MEASURES = ["bridge", "bridge_to", "bridge_items"].flatMap((measure) => [
  `${measure}_returns`,
  `${measure}_orders`,
]);

/** `orders` are those of the return visits. */
interface Counts {
  returns: number;
  orders: number;
}

export interface BridgesReport extends Counts {
  /** Days on which the returns began, ISO 8601. */
  from: string;
  to: string;
  /** Most frequent first: what was touched last, what led back, after how long, to what page. */
  bridges: ({ left: Bridge["left"]; via: string; gap: Gap; landed: Bridge["landed"] } & Counts)[];
  returned_to: ({ to: Bridge["to"] } & Counts)[];
  /** From the item touched last to the item landed on. */
  items: ({ left: string; landed: string } & Counts)[];
}

const TOP_BRIDGES = 200;
const TOP_ITEMS = 50;

/** The ledger's sums as a report. */
export function bridgesReport(sums: readonly Sum[], from: number, to: number): BridgesReport {
  const counts = <Named>(measure: string, parts: (key: string) => Named): (Named & Counts)[] => {
    const orders = byKey(sums, `${measure}_orders`);
    return Array.from(byKey(sums, `${measure}_returns`), ([key, returns]) => ({
      ...parts(key),
      returns,
      orders: orders.get(key) ?? 0,
    }));
  };
  return {
    ...daysOf(from, to),
    returns: total(sums, "bridge_returns"),
    orders: total(sums, "bridge_orders"),
    bridges: counts("bridge", (key) => {
      const [left, via, gap, landed] = JSON.parse(key) as [
        Bridge["left"],
        string,
        Gap,
        Bridge["landed"],
      ];
      return { left, via, gap, landed };
    }).slice(0, TOP_BRIDGES),
    returned_to: counts("bridge_to", (key) => ({ to: key as Bridge["to"] })),
    items: counts("bridge_items", (key) => {
      const [left, landed] = JSON.parse(key) as [string, string];
      return { left, landed };
    }).slice(0, TOP_ITEMS),
  };
}
