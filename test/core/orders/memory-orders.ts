import type {
  OrderFact,
  OrderStore,
  RefundFact,
  SalesFact,
} from "../../../worker/core/orders/index.ts";

/** A person's orders, in memory. */
export class MemoryOrders implements OrderStore {
  readonly facts = new Map<string, SalesFact>();

  order(transaction: string): OrderFact | null {
    return (this.facts.get(`o/${transaction}`) as OrderFact | undefined) ?? null;
  }

  refund(id: string): RefundFact | null {
    return (this.facts.get(`r/${id}`) as RefundFact | undefined) ?? null;
  }

  orders(): OrderFact[] {
    return [...this.facts.values()].filter((fact) => fact.kind === "order");
  }

  put(fact: SalesFact): void {
    this.facts.set(`${fact.kind === "order" ? "o" : "r"}/${fact.id}`, fact);
  }
}
