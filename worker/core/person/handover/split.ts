import type { SalesFact } from "../../orders/index.ts";
import { type Journalled } from "../lines.ts";
import { linesIn, type TimelineText } from "../timeline.ts";

/** Something of a record, parted: what goes, and what stays. */
export interface Split<T> {
  go: T[];
  stay: T[];
}

/**
 * The events of a record by whether they go with the parts `names`, each marked with the part that it
 * is of within the record that it will be in.
 *
 * @param rows of the journal; of the open log the lines say it themselves
 */
export function splitLines(
  rows: Iterable<TimelineText>,
  open: string,
  names: ReadonlySet<string>,
  root: string,
): Split<Journalled> {
  const split: Split<Journalled> = { go: [], stay: [] };
  const add = (line: Journalled, source: string | undefined) => {
    const goes = source !== undefined && names.has(source);
    line.source = source === root ? undefined : source;
    split[goes ? "go" : "stay"].push(line);
  };
  for (const { source, events } of rows)
    for (const line of linesIn(events)) add(line, source || undefined);
  for (const line of linesIn(open)) add(line, line.source);
  return split;
}

/**
 * The sales that go with the parts whose purchases are among `going`, and those that came with them; of a
 * part that came by way of another record sales bear that one's name. Refunds go with their orders.
 */
export function splitSales(
  sales: readonly SalesFact[],
  names: ReadonlySet<string>,
  going: readonly Journalled[],
): Split<SalesFact> {
  // A refund names its order as well, and may come of somebody else's browser.
  const purchases = going.filter(({ event }) => event.name === "purchase");
  const bought = new Set(purchases.map(({ event }) => event.transaction ?? ""));
  const cameAlong = ({ part }: SalesFact) => part !== undefined && names.has(part);
  const transactions = new Set<string>();
  for (const fact of sales)
    if (fact.kind === "order" && (cameAlong(fact) || (!fact.named && bought.has(fact.id))))
      transactions.add(fact.id);
  const goes = (fact: SalesFact): boolean => {
    if (fact.kind === "order") return transactions.has(fact.id);
    if (fact.orders.length === 0) return cameAlong(fact);
    return fact.orders.every((transaction) => transactions.has(transaction));
  };
  return { go: sales.filter(goes), stay: sales.filter((fact) => !goes(fact)) };
}
