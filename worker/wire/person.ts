import type { OrderStatus } from "./order.ts";
import type { ConsentRecord } from "./privacy.ts";
import type { Contribution, Intent } from "./decision.ts";
import type { Engagement } from "./event.ts";
import type { ConsiderationReply, SignalReply } from "./signals.ts";
import type { StandingReply } from "./standing.ts";

/** How a session began. `channel` is a GA4 default channel group, `LINE` or `In-site Search`. */
export interface Touch {
  channel: string;
  source: string;
  medium: string;
  campaign: string;
  /** Click id that the landing carried, such as `gclid`; a paid one first. */
  click_id: string | null;
  landing: string;
  referrer: string;
}

export interface TimelineEvent {
  id: string;
  name: string;
  /** ISO 8601. */
  time: string;
  session: string;
  /** The record that it came from: a visitor's id, or `c/<customer>` when a server told it. */
  visitor: string;
  /** How its visit came, on the event that says so. */
  channel?: string;
  page?: string;
  /** Of a page view. */
  page_type?: PageType;
  items?: string[];
  engagement?: Engagement;
  /** Of a leave: sections that were read, by the shop's names. */
  sections?: string[];
  /** Sections that the event as a whole is about, such as a page on returns. */
  about?: string[];
  [detail: string]: unknown;
}

export interface SessionSummary {
  id: string;
  started: string;
  last_event: string;
  /** False while the visit is open; it ends 30 minutes after its last event. */
  ended: boolean;
  touch: Touch;
  pages: number;
  events: number;
  /** Path of the last page and what kind of page it is, known when the visit has ended. */
  exit_page: string | null;
  exit_type: PageType | null;
  landing_page: string | null;
  landing_type: PageType;
  /** Sections of pages that were read, by the shop's names → number of page views. */
  sections: Record<string, number>;
  /** How this visit came back to what the one before had touched; null on a first visit. */
  bridge: BridgeSummary | null;
  ordered: boolean;
}

/** Kind of a page, as far as what happens on it tells. */
export type PageType =
  | "home"
  | "list"
  | "item"
  | "search"
  | "cart"
  | "checkout"
  | "thanks"
  | "account"
  | "other";

/** From the visit before to this one. */
export interface BridgeSummary {
  /** What was touched last: an order, an item (`cart` when it was put there), or a kind of page. */
  left: "order" | PageType;
  /** Items touched before leaving, at most 5, the last one last, and those of them in the cart. */
  last: string[];
  carted: string[];
  /** Paths before leaving, at most 3, the exit page last. */
  pages: string[];
  gap_ms: number;
  /** What led back: channel, source and campaign. */
  via: string;
  source: string;
  campaign: string;
  /** Item that the return landed on, or null, and the kind of that page. */
  landed: string | null;
  landed_type: PageType;
  to: "same_item" | "same_category" | "elsewhere";
}

/** The reply to `GET /v1/people/{visitor}`. */
export interface PersonNow extends PersonReply {
  /** Of an order within 7 days from now: unlike `intent` it falls while they are away. Null before the first score. */
  probability: number | null;
}

/** All that a person's own object tells. Times are ISO 8601, money is Google Merchant form. */
export interface PersonReply {
  /** The person: a visitor's id, or `c/<customer>`, whichever of their names was asked for. */
  visitor: string;
  /** The customer's id as the shop has it; null for a visitor. */
  customer: string | null;
  /** Records that were joined to this one, with what they came along with. */
  parts: { visitor: string; since: string; via: string | null }[];
  /** What is known of whoever this is: of each field the word that counts, and who said what. */
  profile: Record<string, ProfileField>;
  /** Fields on which sources disagree. */
  conflicts: string[];
  /** Complaints that are not settled; while there are any, nothing is promoted. */
  open_complaints: number;
  tickets: {
    ticket_id: string;
    kind: string;
    open: boolean;
    time: string;
    subject: string | null;
  }[];
  /** What was allowed, each time that it changed, newest first. */
  consent: ConsentRecord[];
  /** Since when nothing of theirs is taken in, as they asked; null while it is. */
  paused: string | null;
  /** Channels that must not write to them. */
  unsubscribed: string[];
  /** Items that they do not want to see. */
  not_interested: string[];
  first_seen: string;
  last_seen: string;
  visits: number;
  pages: number;
  first_touch: Touch | null;
  last_touch: Touch | null;
  sessions: SessionSummary[];
  items_viewed: {
    id: string;
    views: number;
    sessions: number;
    last_viewed: string;
    price_seen: string | null;
    /** Visible time of the page views in which it was viewed. */
    dwell_ms: number;
    /** Sections that were read in those views → number of views. */
    sections: Record<string, number>;
  }[];
  cart: { id: string; quantity: number }[];
  /** The latest; all of them, with their lines, are at `/v1/orders`. */
  orders: {
    transaction_id: string;
    time: string;
    status: OrderStatus;
    value: string | null;
    refunded: string | null;
    /** What is left of the value. */
    net: string | null;
    items: string[];
  }[];
  intent: Intent | null;
  /** Where their orders put them; null for whoever has no valid order. */
  standing: StandingReply | null;
  /** What the person turns to; null before the first item. */
  affinity: AffinityReply | null;
  /** What the person weighs before buying, the most first. */
  considerations: ConsiderationReply[];
  /** What is up now, the latest raised first. */
  signals: SignalReply[];
  receipts: ReceiptSummary[];
  timeline: TimelineEvent[];
  /** Cursor of the next page of `timeline`, or null at its end. */
  next_cursor: string | null;
}

/** A field of a profile: the latest word, and what every source said last, the latest first. */
export interface ProfileField {
  value: string;
  sources: {
    value: string;
    source: string;
    at: string;
    /** The record that it was said of, when that has been joined to this one. */
    record?: string;
  }[];
}

/**
 * What a person turns to, the most first: of each category (with its path), brand, price band, hour of
 * the shop's day and device the share of all they did, 0 … 1, which is low while little is known.
 */
export interface AffinityReply {
  category: Record<string, number>;
  brand: Record<string, number>;
  price_band: Record<string, number>;
  hour: Record<string, number>;
  device: Record<string, number>;
  /** Share that was on items at reduced prices. */
  discount_sensitivity: number;
  /** What this rests on, in looks: a cart counts 3, a purchase 5, and half after 30 days. */
  evidence: number;
}

/** A decision with what it follows from: scores are the sums of their contributions. */
export interface ReceiptSummary {
  receipt_id: string;
  time: string;
  slot: string;
  scenario: string;
  model: string;
  arm: "on";
  /** How the slot was filled, where several ways are tried; with what probability and seed it was drawn. */
  strategy: string | null;
  propensity: number | null;
  seed: number | null;
  items: {
    id: string;
    score: number;
    reason: string;
    contributions: Contribution[];
    /** Shown to learn whether it is liked. */
    explored?: true;
  }[];
  /** The first that ranked high and were not shown, and why. */
  passed_over: { id: string; why: string }[];
  fallback: string | null;
  shown: string[];
  clicked: string[];
}
