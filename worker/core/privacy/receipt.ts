import type { ErasureReceipt } from "../../wire/privacy.ts";
import { type ErasureRequest, PLACES } from "./request.ts";

/** What was erased and where, before it is signed. */
export type UnsignedReceipt = Omit<ErasureReceipt, "signature">;

export const receiptOf = (
  shop: string,
  { id, at, completed, subject, keepOrders, removed }: ErasureRequest,
): UnsignedReceipt => ({
  id,
  shop,
  subject,
  requested: new Date(at).toISOString(),
  completed: new Date(completed!).toISOString(),
  keep_orders: keepOrders,
  erased: PLACES.map((place) => ({ place, removed: removed[place] ?? {} })),
});

/**
 * What a receipt is signed as: JSON with its keys in order and no blanks, as RFC 8785 has it for texts
 * and integers, so that it may be stored and printed in any form.
 */
export const canonicalText = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
