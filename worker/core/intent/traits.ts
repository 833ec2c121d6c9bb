import type { PageKind } from "../visit/index.ts";

/** What is known of a person from before this visit. */
export interface PersonTraits {
  returning: boolean;
  /** Earlier visits that began in the last 7 and 30 days. */
  visits7: number;
  visits30: number;
  /** Days since the visit before this one, null on the first. */
  daysSinceLast: number | null;
  /** Valid orders so far, and days since the last, null without one. */
  orders: number;
  daysSinceOrder: number | null;
  loggedIn: boolean;
  /** Kind of page on which the visit before this one ended. */
  lastExit: PageKind | null;
}

/** How and when this visit came. */
export interface Traffic {
  /** GA4 default channel group of this visit, and of the person's first. */
  channel: string;
  firstChannel: string;
  device: "mobile" | "desktop" | "tablet" | "other";
  /** Hour of the shop's day (0–23) and whether its day is a Saturday or Sunday. */
  hour: number;
  weekend: boolean;
}
