import * as z from "zod";
import { VisitorId } from "./identity.ts";
import { ItemId } from "./text.ts";

const DAY_MS = 86_400_000;

/** What a page asks of `GET /v1/live`: to hear of changes of its visitor's items. */
export const Watch = z.object({
  visitor: VisitorId,
  items: z
    .array(ItemId)
    .min(1)
    .max(10)
    .optional()
    .describe(
      "What the visitor has looked at and waits for, when it is left out. The platform takes no more.",
    ),
  unheard: z.coerce
    .number()
    .catch(0)
    .transform((ms) => Math.min(Math.max(ms, 0), DAY_MS))
    .describe(
      "For how long the page has heard nothing (ms): what changed meanwhile is told at once.",
    ),
});
export type Watch = z.infer<typeof Watch>;

/**
 * What the socket says: which of its items have another price or stock. The page then asks its
 * person, with the want `{"slot": "news", "version": …}`; the socket itself carries nothing personal.
 */
export interface LiveMessage {
  /** Ids of items. */
  changed: string[];
  /** Of the price and stock ledger. */
  version: number;
}
