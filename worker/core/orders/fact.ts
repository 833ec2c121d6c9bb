import type { OrderRecord } from "../customer/index.ts";

/** One fact of the ledger: an order as it stands. Each change of it comes with a higher version. */
export interface OrderFact {
  kind: "order";
  /** The transaction. */
  id: string;
  version: number;
  person: string | null;
  order: OrderRecord;
  /** Lines that are part of `order.value` but no product, such as postage. */
  charges?: { lines: number; units: number };
  /** Hashes of what servers and files told of it: what is told again changes nothing. */
  told: string[];
  /** The import that told it last, which may add to it; null for other ways. */
  job: string | null;
  /** The record that it came with, when the person's own is another; see `core/person/handover`. */
  part?: string;
  /** The shop's server named its buyer, whichever browser told of it: it goes with none of them. */
  named?: true;
  /** Taken back: it counts no more. */
  gone?: true;
}

/** Money or goods that went back, as a fact of its own; what it did to orders is in their facts. */
export interface RefundFact {
  kind: "refund";
  id: string;
  version: number;
  person: string | null;
  /** Epoch ms. */
  time: number;
  currency: string;
  /** Minor units. */
  value: number;
  lines: number;
  units: number;
  /** Transactions that it was booked on; none when the orders are not known. */
  orders: string[];
  job: string | null;
  /** As of `OrderFact`. */
  part?: string;
  gone?: true;
}

export type SalesFact = OrderFact | RefundFact;

/** Where the orders of one person lie, or those of nobody. */
export interface OrderStore {
  order(transaction: string): OrderFact | null;
  refund(id: string): RefundFact | null;
  /** All of a person's, in no order; of nobody's none: a return finds no order by its goods there. */
  orders(): Iterable<OrderFact>;
  put(fact: SalesFact): void;
}

/** Who a fact is of and which way it was told. */
export interface Teller {
  person: string | null;
  job: string | null;
  /** The part of the person's record that holds the order's claim, as of `OrderFact`. */
  part?: string | undefined;
}

/** An order before anything has become of it. */
export type Placed = Omit<OrderRecord, "person" | "refunded" | "delivered" | "cancelled">;

/** What a server or a file says of orders. Times in epoch ms, money in minor units. */
export type OrderTold =
  | {
      tells: "order";
      order: Placed;
      charges?: OrderFact["charges"];
      /** Null: as it is known. */
      cancelled: boolean | null;
      delivered: number | null;
      /** Hash of all this. */
      hash: string;
    }
  | ({ tells: "refund" } & RefundTold)
  | { tells: "delivery"; transaction: string; delivered: number };

/** What somebody tells of an order, and whose they say it is: a person ref, or null for nobody's. */
export interface Telling {
  person: string | null;
  told: OrderTold;
}

export interface RefundTold {
  /** Names this refund among all of the shop's. */
  id: string;
  /** Null: of the buyer's latest orders that hold the goods. */
  transaction: string | null;
  time: number;
  /** Null: the order's. */
  currency: string | null;
  /** Null: what its lines come to; without lines all that is left of the order. */
  value: number | null;
  /** `price` null: that of the sale. */
  lines: { item: string; quantity: number; price: number | null }[];
  /** As of `OrderFact`. */
  charges?: { lines: number; units: number };
}

/** What became of a telling, and what others are to hear. */
export interface Booked {
  status: "accepted" | "unchanged" | "rejected";
  detail?: string;
  facts: SalesFact[];
  /** Orders or parts of orders that the shelves have not heard of. */
  sold: OrderRecord[];
  /** Goods that came back, each with the time of its sale. */
  returned: { transaction: string; at: number; lines: Returned[] }[];
}

export interface Returned {
  item: string;
  category: string;
  quantity: number;
  price: number;
}

export const unchanged = (detail: string): Booked => ({
  status: "unchanged",
  detail,
  facts: [],
  sold: [],
  returned: [],
});

export const rejected = (detail: string): Booked => ({
  ...unchanged(detail),
  status: "rejected",
});
