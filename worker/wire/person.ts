import * as z from "zod";
import { OrderStatus } from "./order.ts";
import { ConsentRecord } from "./privacy.ts";
import { Contribution, Intent } from "./decision.ts";
import { Engagement } from "./event.ts";
import { ConsiderationReply, SignalReply } from "./signals.ts";
import { StandingReply } from "./standing.ts";

/** How a session began. `channel` is a GA4 default channel group, `LINE` or `In-site Search`. */
export const Touch = z.object({
  channel: z.string(),
  source: z.string(),
  medium: z.string(),
  campaign: z.string(),
  click_id: z
    .string()
    .nullable()
    .describe("Click id that the landing carried, such as `gclid`; a paid one first."),
  landing: z.string(),
  referrer: z.string(),
});
export type Touch = z.infer<typeof Touch>;

/** Kind of a page, as far as what happens on it tells. */
export const PageType = z.enum([
  "home",
  "list",
  "item",
  "search",
  "cart",
  "checkout",
  "thanks",
  "account",
  "other",
]);
export type PageType = z.infer<typeof PageType>;

export const TimelineEvent = z.looseObject({
  id: z.string(),
  name: z.string(),
  time: z.iso.datetime().describe("ISO 8601."),
  session: z.string(),
  visitor: z
    .string()
    .describe(
      "The record that it came from: a visitor's id, or `c/<customer>` when a server told it.",
    ),
  channel: z.string().optional().describe("How its visit came, on the event that says so."),
  page: z.string().optional(),
  page_type: PageType.optional().describe("Of a page view."),
  items: z.array(z.string()).optional(),
  engagement: Engagement.optional(),
  sections: z
    .array(z.string())
    .optional()
    .describe("Of a leave: sections that were read, by the shop's names."),
  about: z
    .array(z.string())
    .optional()
    .describe("Sections that the event as a whole is about, such as a page on returns."),
});
export type TimelineEvent = z.infer<typeof TimelineEvent>;

/** From the visit before to this one. */
export const BridgeSummary = z.object({
  left: z
    .union([z.literal("order"), PageType])
    .describe(
      "What was touched last: an order, an item (`cart` when it was put there), or a kind of page.",
    ),
  last: z
    .array(z.string())
    .describe(
      "Items touched before leaving, at most 5, the last one last, and those of them in the cart.",
    ),
  carted: z.array(z.string()),
  pages: z.array(z.string()).describe("Paths before leaving, at most 3, the exit page last."),
  gap_ms: z.number(),
  via: z.string().describe("What led back: channel, source and campaign."),
  source: z.string(),
  campaign: z.string(),
  landed: z
    .string()
    .nullable()
    .describe("Item that the return landed on, or null, and the kind of that page."),
  landed_type: PageType,
  to: z.enum(["same_item", "same_category", "elsewhere"]),
});
export type BridgeSummary = z.infer<typeof BridgeSummary>;

export const SessionSummary = z.object({
  id: z.string(),
  started: z.iso.datetime(),
  last_event: z.iso.datetime(),
  ended: z
    .boolean()
    .describe("False while the visit is open; it ends 30 minutes after its last event."),
  touch: Touch,
  pages: z.number(),
  events: z.number(),
  exit_page: z
    .string()
    .nullable()
    .describe("Path of the last page and what kind of page it is, known when the visit has ended."),
  exit_type: PageType.nullable(),
  landing_page: z.string().nullable(),
  landing_type: PageType,
  sections: z
    .record(z.string(), z.number())
    .describe("Sections of pages that were read, by the shop's names → number of page views."),
  bridge: BridgeSummary.nullable().describe(
    "How this visit came back to what the one before had touched; null on a first visit.",
  ),
  ordered: z.boolean(),
});
export type SessionSummary = z.infer<typeof SessionSummary>;

/** A field of a profile: the latest word, and what every source said last, the latest first. */
export const ProfileField = z.object({
  value: z.string(),
  sources: z.array(
    z.object({
      value: z.string(),
      source: z.string(),
      at: z.string(),
      record: z
        .string()
        .optional()
        .describe("The record that it was said of, when that has been joined to this one."),
    }),
  ),
});
export type ProfileField = z.infer<typeof ProfileField>;

/**
 * What a person turns to, the most first: of each category (with its path), brand, price band, hour of
 * the shop's day and device the share of all they did, 0 … 1, which is low while little is known.
 */
export const AffinityReply = z.object({
  category: z.record(z.string(), z.number()),
  brand: z.record(z.string(), z.number()),
  price_band: z.record(z.string(), z.number()),
  hour: z.record(z.string(), z.number()),
  device: z.record(z.string(), z.number()),
  discount_sensitivity: z.number().describe("Share that was on items at reduced prices."),
  evidence: z
    .number()
    .describe(
      "What this rests on, in looks: a cart counts 3, a purchase 5, and half after 30 days.",
    ),
});
export type AffinityReply = z.infer<typeof AffinityReply>;

/** A decision with what it follows from: scores are the sums of their contributions. */
export const ReceiptSummary = z.object({
  receipt_id: z.string(),
  time: z.iso.datetime(),
  slot: z.string(),
  scenario: z.string(),
  model: z.string(),
  arm: z.literal("on"),
  strategy: z
    .string()
    .nullable()
    .describe(
      "How the slot was filled, where several ways are tried; with what probability and seed it was drawn.",
    ),
  propensity: z.number().nullable(),
  seed: z.number().nullable(),
  items: z.array(
    z.object({
      id: z.string(),
      score: z.number(),
      reason: z.string(),
      contributions: z.array(Contribution),
      explored: z.literal(true).optional().describe("Shown to learn whether it is liked."),
    }),
  ),
  passed_over: z
    .array(z.object({ id: z.string(), why: z.string() }))
    .describe("The first that ranked high and were not shown, and why."),
  fallback: z.string().nullable(),
  shown: z.array(z.string()),
  clicked: z.array(z.string()),
});
export type ReceiptSummary = z.infer<typeof ReceiptSummary>;

/** All that a person's own object tells. Times are ISO 8601, money is Google Merchant form. */
export const PersonReply = z.object({
  visitor: z
    .string()
    .describe(
      "The person: a visitor's id, or `c/<customer>`, whichever of their names was asked for.",
    ),
  customer: z
    .string()
    .nullable()
    .describe("The customer's id as the shop has it; null for a visitor."),
  parts: z
    .array(z.object({ visitor: z.string(), since: z.iso.datetime(), via: z.string().nullable() }))
    .describe("Records that were joined to this one, with what they came along with."),
  profile: z
    .record(z.string(), ProfileField)
    .describe(
      "What is known of whoever this is: of each field the word that counts, and who said what.",
    ),
  conflicts: z.array(z.string()).describe("Fields on which sources disagree."),
  open_complaints: z
    .number()
    .describe("Complaints that are not settled; while there are any, nothing is promoted."),
  tickets: z.array(
    z.object({
      ticket_id: z.string(),
      kind: z.string(),
      open: z.boolean(),
      time: z.iso.datetime(),
      subject: z.string().nullable(),
    }),
  ),
  consent: z
    .array(ConsentRecord)
    .describe("What was allowed, each time that it changed, newest first."),
  paused: z
    .string()
    .nullable()
    .describe("Since when nothing of theirs is taken in, as they asked; null while it is."),
  unsubscribed: z.array(z.string()).describe("Channels that must not write to them."),
  not_interested: z.array(z.string()).describe("Items that they do not want to see."),
  first_seen: z.iso.datetime(),
  last_seen: z.iso.datetime(),
  visits: z.number(),
  pages: z.number(),
  first_touch: Touch.nullable(),
  last_touch: Touch.nullable(),
  sessions: z.array(SessionSummary),
  items_viewed: z.array(
    z.object({
      id: z.string(),
      views: z.number(),
      sessions: z.number(),
      last_viewed: z.iso.datetime(),
      price_seen: z.string().nullable(),
      dwell_ms: z.number().describe("Visible time of the page views in which it was viewed."),
      sections: z
        .record(z.string(), z.number())
        .describe("Sections that were read in those views → number of views."),
    }),
  ),
  cart: z.array(z.object({ id: z.string(), quantity: z.number() })),
  orders: z
    .array(
      z.object({
        transaction_id: z.string(),
        time: z.iso.datetime(),
        status: OrderStatus,
        value: z.string().nullable(),
        refunded: z.string().nullable(),
        net: z.string().nullable().describe("What is left of the value."),
        items: z.array(z.string()),
      }),
    )
    .describe("The latest; all of them, with their lines, are at `/v1/orders`."),
  intent: Intent.nullable(),
  standing: StandingReply.nullable().describe(
    "Where their orders put them; null for whoever has no valid order.",
  ),
  affinity: AffinityReply.nullable().describe(
    "What the person turns to; null before the first item.",
  ),
  considerations: z
    .array(ConsiderationReply)
    .describe("What the person weighs before buying, the most first."),
  signals: z.array(SignalReply).describe("What is up now, the latest raised first."),
  receipts: z.array(ReceiptSummary),
  timeline: z.array(TimelineEvent),
  next_cursor: z
    .string()
    .nullable()
    .describe("Cursor of the next page of `timeline`, or null at its end."),
});
export type PersonReply = z.infer<typeof PersonReply>;

/** The reply to `GET /v1/people/{visitor}`. */
export const PersonNow = PersonReply.extend({
  probability: z
    .number()
    .nullable()
    .describe(
      "Of an order within 7 days from now: unlike `intent` it falls while they are away. Null before the first score.",
    ),
});
export type PersonNow = z.infer<typeof PersonNow>;
