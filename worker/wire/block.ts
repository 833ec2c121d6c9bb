import * as z from "zod";
import { clipped, PersonId } from "./text.ts";

/** The most places a block of a mail has. */
export const MAX_PLACES = 12;

/**
 * The body of `POST /v1/blocks`, beside what it asks for: a scenario and its filters, as in a slot of
 * a page (`Want`).
 */
export const BlockBody = z.object({
  /** Whose mail it is; null for a mail to people of whom nothing is known. */
  visitor: PersonId.nullable().default(null),
  count: z.int().min(1).max(MAX_PLACES).default(6),
  /** Of the whole block, in CSS pixels. */
  width: z.int().min(120).max(1200).default(600),
  /** What each picture is called where none is shown, in the mail's language. Names no item. */
  alt: clipped(100).default("Recommended for you"),
});
export type BlockBody = z.infer<typeof BlockBody>;

/** The reply to `POST /v1/blocks`. */
export interface BlockReply {
  /** Slot of its receipts. */
  id: string;
  /** The block as a table that mail clients render. */
  html: string;
  slots: { image_url: string; link_url: string }[];
  /** ISO 8601: from then on images are empty and links lead to the shop's home page. */
  expires: string;
}
