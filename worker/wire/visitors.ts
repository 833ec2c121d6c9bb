import type { Score } from "./decision.ts";

/** Somebody who was on the shop's pages within the last half hour, as the console's live view shows them. */
export interface LiveVisitor {
  visitor: string;
  /** ISO 8601: first and last sign of this visit, as far as somebody was watching. */
  since: string;
  last: string;
  channel: string;
  device: string;
  /** Pages of the visit, the newest first, at most 12. */
  trail: { path: string; title: string | null; time: string }[];
  /** What they did besides, the newest first, at most 12: `add_to_cart` with its items. */
  acts: { name: string; items: string[]; time: string }[];
  session: Score | null;
  week: Score | null;
  /** What their latest page showed them, and why. */
  shown: {
    slot: string;
    scenario: string;
    fallback: string | null;
    items: { title: string; reason: string }[];
  }[];
}

/** The reply to `GET /v1/visitors`. */
export interface VisitorsReply {
  /** ISO 8601: the board is filled while somebody watches it, and began to be then. */
  watching_since: string;
  visitors: LiveVisitor[];
}
