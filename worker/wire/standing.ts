/**
 * Where a customer's orders put them, as of now; every number with what it is read from. Times are ISO
 * 8601, money is net and in Google Merchant form.
 */
export interface StandingReply {
  stage: Stage;
  stage_since: string;
  /** When the next stage begins unless an order comes; null once lost. */
  next_stage_at: string | null;
  /** What may be done for people of this stage. */
  policy: { contact: string; max_discount: number; discount_at: string; events: string };
  /** The stage in each category that they bought in. */
  categories: {
    category: string;
    stage: Stage;
    last_order: string;
    next_stage_at: string | null;
  }[];
  /** Valid orders and their net, of all time. */
  orders: number;
  net: string;
  rfm: RfmReply;
  value: {
    /** 0 to 100: the weighted mean of the aspects that have a score. */
    composite: number;
    /** Each 0 to 100, or null when the shop has too little data for it, with what it is read from. */
    aspects: Record<
      "current" | "future" | "loyalty" | "credit" | "growth",
      { score: number | null; reason: string }
    >;
  };
  /** What twelve months are expected to bring; null while too few people have come back. */
  clv: { days: number; orders: number; order_value: string; value: string; basis: string } | null;
  /** The furthest that they have come from awareness to advocacy. */
  journey: string;
  /** Segments that follow from orders. */
  segments: { name: string; why: string[]; until: string | null }[];
}

type Stage = "active" | "silent" | "dormant" | "lost";

export interface RfmReply {
  /** Days since the last order; orders and net spend of the last 182 days. */
  recency_days: number;
  frequency: number;
  spend: string;
  /** Scores, 1 to 5. */
  r: number;
  f: number;
  m: number;
  /** High or low R, F and M, as in `+-+`. */
  cell: string;
  class: string;
  care_plan: { name: string; plan: string; actions: readonly string[] };
}
