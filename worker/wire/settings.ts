import * as z from "zod";
import { CustomerRules } from "./customers.ts";
import { Limits } from "./limits.ts";
import { Retention } from "./privacy.ts";
import { SignalRules } from "./signals.ts";
import { Currency, Id, ItemId, line, Link, PersonId } from "./text.ts";

const Origin = z
  .string()
  .max(300)
  .regex(/^https?:\/\/[^/\s]+$/, "must be an origin such as https://shop.example")
  .refine((origin) => URL.canParse(origin), "must be an origin such as https://shop.example")
  // As browsers send it: lower case, without the scheme's own port.
  .transform((origin) => new URL(origin).origin)
  // What browsers send from a sandbox, such as that of Shopify's web pixels.
  .or(z.literal("null"));

const TimeZone = z.string().refine((zone) => {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions();
    return true;
  } catch {
    return false;
  }
}, "must be an IANA time zone such as Europe/London");

/** Second-level endings of countries, such as `co.uk` and `or.jp`. */
const COUNTRY_SUFFIX =
  /^(?:com?|net|org|edu|gov|gob|gouv|ac|or|ne|go|gr|ltd|plc|me|nom|web)\.[a-z]{2}$/;
/** Domains whose names belong to different owners. */
const HOSTERS = new Set(
  (
    "workers.dev pages.dev github.io gitlab.io netlify.app vercel.app herokuapp.com onrender.com " +
    "fly.dev web.app firebaseapp.com azurewebsites.net cloudfront.net amazonaws.com " +
    "blogspot.com myshopify.com wixsite.com"
  ).split(" "),
);

/**
 * A domain for the visitor's cookie, `www.` not counted. It needs a dot, and is none of the usual public suffixes; the
 * others of the Public Suffix List browsers refuse by themselves, and then there is no cookie.
 */
const CookieDomain = z
  .string()
  .max(253)
  .transform((domain) => domain.toLowerCase().replace(/^\.?(?:www\.)?/, ""))
  .refine(
    (domain) => /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/.test(domain),
    "must be a domain such as shop.example",
  )
  .refine(
    (domain) => !COUNTRY_SUFFIX.test(domain) && !HOSTERS.has(domain),
    "must not be a public suffix: others own names below it too",
  );

const SectionName = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,39}$/, "must be 1 to 40 of a–z 0–9 _, a letter first")
  .refine((name) => !(name in {}), "is a reserved name");

const Phrase = line(80).regex(/[\p{L}\p{N}]/u, "must hold a letter or a digit");

const MAX_SECTIONS = 50;

/** What the tag may read from a page without being told. */
export const CAPTURES = ["json_ld", "microdata", "open_graph", "data_layer"] as const;

/** What a shop decides about one of its slots, `*` for all: ids that come first, last, and never. */
const Merchandising = z.object({
  slot: z.literal("*").or(Id),
  pin: z.array(ItemId).max(48).default([]),
  bury: z.array(ItemId).max(500).default([]),
  exclude: z.array(ItemId).max(500).default([]),
});

/** An amount as GA4 has it: in whole units of its currency. */
const Money = z.object({ amount: z.number().positive().max(1e9), currency: Currency });

const OwnPage = z.object({
  title: line(200),
  link: Link,
  image_link: Link.optional(),
});

/** What a shop may set (`GET` and `PUT /v1/settings`). */
export const Settings = z.object({
  origins: z
    .array(Origin)
    .max(50)
    .default([])
    .describe("Origins whose pages may use the publishable key, beside the Worker's own."),
  own_domains: z
    .array(z.string().max(253))
    .max(50)
    .default([])
    .describe("Further hosts of the shop's own: never a referrer."),
  cookie_domain: CookieDomain.nullable()
    .default(null)
    .describe(
      "Domain of the shop's pages and the Worker, where its cookie keeps the visitor's id.",
    ),
  time_zone: TimeZone.default("UTC"),
  currency: Currency.default("GBP"),
  capture: z
    .array(z.enum(CAPTURES))
    .default([...CAPTURES])
    .describe("Sources that events are made of beside the shop's own calls."),
  learn_items: z
    .boolean()
    .default(true)
    .describe(
      "Whether items that pages describe enter the catalogue; a feed's word always stands.",
    ),
  sections: z
    .record(SectionName, z.array(Phrase).max(200))
    .refine((own) => Object.keys(own).length <= MAX_SECTIONS, `at most ${MAX_SECTIONS} sections`)
    .default({})
    .describe(
      "Sections of pages beside the default ones, by name: words and phrases that announce them. A default name is replaced, by an empty list switched off.",
    ),
  staff: z
    .object({ visitors: z.array(PersonId).max(1000).default([]) })
    .prefault({})
    .describe(
      'People of the shop, whose visits teach nothing; so do events with GA4\'s `traffic_type: "internal"`.',
    ),
  shelf_shards: z
    .int()
    .min(1)
    .max(64)
    .default(1)
    .describe("Shards of the shelf. Another number begins a shelf that has learnt nothing yet."),
  merchandising: z
    .array(Merchandising)
    .max(50)
    .default([])
    .describe("Items pinned, buried and excluded, by slot."),
  free_shipping: Money.nullable()
    .default(null)
    .describe("From this value on a cart is delivered free; null where it never is, or always."),
  repeat_buyer_pages: z
    .array(OwnPage)
    .max(20)
    .default([])
    .describe("Pages for customers with exactly one order, the best first (`repeat_buyer_pages`)."),
  signals: SignalRules.prefault({}).describe("When a person counts as considering."),
  limits: Limits.prefault({}).describe("How much may be asked for."),
  retention: Retention.prefault({}).describe("How long what is known is kept."),
  continuous_export: z
    .boolean()
    .default(false)
    .describe("Whether what happens is written to the export bucket, hour by hour."),
  customers: CustomerRules.prefault({}).describe(
    "How customers are measured, and the shop's own segments of them.",
  ),
});
export type Settings = z.infer<typeof Settings>;
