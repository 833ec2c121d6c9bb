import type { OrderStore, SalesFact } from "../../orders/index.ts";
import { send } from "../lessons.ts";
import { recountOrders } from "../orders.ts";
import { ordersMoved } from "../stage-duty.ts";
import type { PersonState } from "../state.ts";

/**
 * Takes over orders and refunds with the record that they came with: each is this person's from now
 * on, as a new version of its fact.
 */
export function takeSales(
  state: PersonState,
  store: OrderStore,
  sales: readonly SalesFact[],
  root: string,
  now: number,
): void {
  for (const sale of sales) {
    const { part = root, ...fact } = sale;
    const taken: SalesFact = {
      ...owned(fact as SalesFact, state.visitor),
      version: fact.version + 1,
      ...(part !== state.visitor && { part }),
    };
    const known = taken.kind === "order" ? store.order(taken.id) : store.refund(taken.id);
    if (known !== null && known.version >= taken.version) continue;
    store.put(taken);
    send(state, "ledger", taken, now);
    ordersMoved(state);
  }
}

/**
 * Takes over an order that another's page had told of, with its refunds, because the shop's server says
 * that it is this person's.
 */
export function takeNamed(
  state: PersonState,
  store: OrderStore,
  sales: readonly SalesFact[],
  now: number,
): void {
  const named = sales.map((sale): SalesFact => {
    const fact = { ...sale };
    delete fact.part;
    return fact.kind === "order" ? { ...fact, named: true } : fact;
  });
  takeSales(state, store, named, state.visitor, now);
  recountOrders(state, [...store.orders()]);
}

/** An order and the refunds that are of it alone, among all sales of a record. */
export const salesOf = (sales: readonly SalesFact[], transaction: string): SalesFact[] =>
  sales.filter((fact) =>
    fact.kind === "order"
      ? fact.id === transaction
      : fact.orders.length > 0 && fact.orders.every((order) => order === transaction),
  );

const owned = (fact: SalesFact, person: string): SalesFact =>
  fact.kind === "order"
    ? { ...fact, person, order: { ...fact.order, person } }
    : { ...fact, person };
