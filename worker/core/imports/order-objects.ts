import { collect, type Vocabulary } from "../catalogue/feeds/index.ts";
import { orderRows, type RowContext } from "./order-rows.ts";
import { orderTellings, refundTellings, type Tellings } from "./order-tellings.ts";
import { VOCABULARIES } from "./vocabulary.ts";

/** What one order as JSON tells: itself and, if it lists `refunds`, each of them. */
export function objectTellings(
  told: Record<string, unknown>,
  context: RowContext,
  categoryOf: (item: string) => string,
): Tellings {
  const read = rowsOf(told, VOCABULARIES.orders, context);
  if (typeof read === "string") return read;
  const order = orderTellings(read, new Set(), categoryOf);
  if (typeof order === "string") return order;
  const { refunds = [] } = told;
  if (!Array.isArray(refunds)) return "refunds must be a list";
  for (const refund of refunds as unknown[]) {
    const of = {
      ...(refund as object),
      transaction_id: read[0]!.transaction,
      currency: read[0]!.currency,
    };
    const rows = rowsOf(of, VOCABULARIES.refunds, context);
    const tellings = typeof rows === "string" ? rows : refundTellings(rows);
    if (typeof tellings === "string") return `of a refund: ${tellings}`;
    order.push(...tellings);
  }
  return order;
}

const rowsOf = (told: object, vocabulary: Vocabulary, context: RowContext) =>
  orderRows(collect(Object.entries(told), vocabulary), 1, context);
