import * as z from "zod";
import { clipped, PersonId } from "./text.ts";

/** The most places a block of a mail has. */
export const MAX_PLACES = 12;

/**
 * The body of `POST /v1/blocks`, beside what it asks for: a scenario and its filters, as in a slot of
 * a page (`Want`).
 */
export const BlockBody = z.object({
  visitor: PersonId.nullable()
    .default(null)
    .describe("Whose mail it is; null for a mail to people of whom nothing is known."),
  count: z.int().min(1).max(MAX_PLACES).default(6),
  width: z.int().min(120).max(1200).default(600).describe("Of the whole block, in CSS pixels."),
  alt: clipped(100)
    .default("Recommended for you")
    .describe(
      "What each picture is called where none is shown, in the mail's language. Names no item.",
    ),
});
export type BlockBody = z.infer<typeof BlockBody>;

/** The reply to `POST /v1/blocks`. */
export const BlockReply = z.object({
  id: z.string().describe("Slot of its receipts."),
  html: z.string().describe("The block as a table that mail clients render."),
  slots: z.array(z.object({ image_url: z.string(), link_url: z.string() })),
  expires: z.iso
    .datetime()
    .describe("ISO 8601: from then on images are empty and links lead to the shop's home page."),
});
export type BlockReply = z.infer<typeof BlockReply>;
