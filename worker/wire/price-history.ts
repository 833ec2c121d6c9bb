import * as z from "zod";
import { AVAILABILITY } from "./catalogue-item.ts";

/** What the item became. */
export const PriceChange = z.object({
  time: z.iso.datetime(),
  price: z.string().nullable(),
  availability: z.enum([...AVAILABILITY, "removed"]),
  quantity: z.number().nullable(),
});
export type PriceChange = z.infer<typeof PriceChange>;

/** The reply to `GET /v1/items/{id}/prices`. Prices in Google Merchant form. */
export const PriceHistory = z.object({
  id: z.string(),
  price: z.string().nullable().describe("What is asked now; null where it has none or is gone."),
  since: z.iso.datetime().nullable().describe("Since when `price` is asked."),
  reference_price: z
    .string()
    .nullable()
    .describe("The lowest price of the 30 days before `since`: the prior price of a reduction."),
  lowest_30_days: z
    .string()
    .nullable()
    .describe(
      "The lowest price of the last 30 days: what a reduction that began now would have to beat.",
    ),
  changes: z.array(PriceChange).describe("Newest first."),
  next_cursor: z.string().nullable(),
});
export type PriceHistory = z.infer<typeof PriceHistory>;
