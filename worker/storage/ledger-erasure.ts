import { type Addend, difference, type Retraction, type VisitFact } from "../core/measure/index.ts";
import { salesDifference, type SalesFact } from "../core/orders/index.ts";
import type { Removed } from "../core/privacy/index.ts";
import { OrderStore } from "./order-store.ts";

/** What an erasure took out of a ledger, and what it moves in the sums. */
export interface LedgerErasure {
  removed: Removed;
  moved: Addend[];
}

/**
 * Takes people out of a ledger. Facts of visits go and so does what they added to the sums of their days;
 * orders stay as nobody's, or go likewise.
 */
export function eraseFromLedger(
  sql: SqlStorage,
  names: readonly string[],
  keepsOrders: boolean,
): LedgerErasure {
  const list = JSON.stringify(names);
  const moved: Addend[] = [];
  let visits = 0;
  for (const name of names) {
    const facts = factsOf(sql, name);
    visits += facts.length;
    for (const fact of facts) {
      moved.push(...difference(fact, { id: fact.id, version: fact.version, gone: true }));
      sql.exec("DELETE FROM facts WHERE id = ?", fact.id);
    }
  }
  const people = sql.exec(
    "DELETE FROM people WHERE person IN (SELECT value FROM json_each(?))",
    list,
  );
  const orders = new OrderStore(sql);
  const sales = [...orders.factsOf(names)];
  for (const fact of sales) {
    const after: SalesFact = keepsOrders ? nobodys(fact) : { ...fact, gone: true };
    moved.push(...salesDifference(fact, after));
    if (keepsOrders) orders.put(after);
    else orders.drop(fact);
  }
  return { removed: { visits, people: people.rowsWritten, orders: sales.length }, moved };
}

/** A fact of one person's visits begins with their name, and may say no more once it was taken back. */
function factsOf(sql: SqlStorage, name: string): (VisitFact | Retraction)[] {
  const rows = sql.exec<{ body: string }>(
    "SELECT body FROM facts WHERE id BETWEEN ? AND ?",
    `${name}/`,
    `${name}0`,
  );
  const facts = Array.from(rows, ({ body }) => JSON.parse(body) as VisitFact | Retraction);
  // A visitor may be called `c`, with which all customers' names begin.
  return facts.filter((fact) => ("gone" in fact ? name !== "c" : fact.person === name));
}

function nobodys(fact: SalesFact): SalesFact {
  const anonymous = { ...fact, person: null };
  delete anonymous.part;
  return anonymous.kind === "order"
    ? { ...anonymous, order: { ...anonymous.order, person: null } }
    : anonymous;
}
