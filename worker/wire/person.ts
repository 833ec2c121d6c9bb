import type { Intent } from "./decision.ts";
import type { Engagement } from "./event.ts";

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
  page?: string;
  items?: string[];
  engagement?: Engagement;
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
  /** Path of the last page, known when the visit has ended. */
  exit_page: string | null;
  landing_page: string | null;
  ordered: boolean;
}

/** The reply to `GET /v1/people/{visitor}`. Times are ISO 8601, money is Google Merchant form. */
export interface PersonReply {
  visitor: string;
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
  }[];
  cart: { id: string; quantity: number }[];
  orders: { transaction_id: string; time: string; value: string | null; items: string[] }[];
  intent: Intent | null;
  receipts: ReceiptSummary[];
  timeline: TimelineEvent[];
  /** Cursor of the next page of `timeline`, or null at its end. */
  next_cursor: string | null;
}

export interface ReceiptSummary {
  receipt_id: string;
  time: string;
  slot: string;
  scenario: string;
  items: { id: string; score: number; reason: string }[];
  fallback: string | null;
  shown: string[];
  clicked: string[];
}
