import * as z from "zod";
import { Currency } from "./text.ts";

const Origin = z
  .string()
  .max(300)
  .regex(/^https?:\/\/[^/\s]+$/, "must be an origin such as https://shop.example")
  .refine((origin) => URL.canParse(origin), "must be an origin such as https://shop.example")
  // As browsers send it: lower case, without the scheme's own port.
  .transform((origin) => new URL(origin).origin);

const TimeZone = z.string().refine((zone) => {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions();
    return true;
  } catch {
    return false;
  }
}, "must be an IANA time zone such as Europe/London");

/** What the tag may read from a page without being told. */
export const CAPTURES = ["json_ld", "microdata", "open_graph", "data_layer"] as const;

/** What a shop may set (`GET` and `PUT /v1/settings`). */
export const Settings = z.object({
  /** Origins whose pages may use the publishable key, beside the Worker's own. */
  origins: z.array(Origin).max(50).default([]),
  /** Further hosts of the shop's own: never a referrer. */
  own_domains: z.array(z.string().max(253)).max(50).default([]),
  time_zone: TimeZone.default("UTC"),
  currency: Currency.default("GBP"),
  /** Sources that events are made of beside the shop's own calls. */
  capture: z.array(z.enum(CAPTURES)).default([...CAPTURES]),
  /** Whether items that pages describe enter the catalogue; a feed's word always stands. */
  learn_items: z.boolean().default(true),
});
export type Settings = z.infer<typeof Settings>;
