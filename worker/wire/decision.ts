import type { Scenario } from "./want.ts";

export type Band = "low" | "considering" | "ready";

/** A probability with what is known of its own uncertainty. */
export interface Score {
  /** Calibrated, in (0, 1). */
  probability: number;
  /** 90 % interval around `probability`. */
  interval: [number, number];
  /** `insufficient_evidence` on a single page, or when the interval is wider than twice the
   * probability or the base rate, whichever is greater. */
  status: "scored" | "insufficient_evidence";
  /** null while the evidence is insufficient: nobody is called uninterested for leaving early. Once
   * told it is left only by a margin, so that it does not flap. */
  band: Band | null;
  /** The largest signed contributions, in words a merchant reads. */
  reasons: string[];
}

export interface Intent {
  /** An order before this session ends. */
  session: Score;
  /** An order within 7 days. */
  week: Score;
  /** Number of events that the scores rest on. */
  evidence: number;
  /** Model version, for example `ftrl-12`. */
  model: string;
}

/** An item as a page shows it. Text and checked URLs only, never HTML. */
export interface RecommendedItem {
  id: string;
  score: number;
  reason: string;
  title: string;
  link: string;
  image_link: string | null;
  /** Google Merchant form: `2.55 GBP`. */
  price: string | null;
  /** A page of the shop instead of an item; its id is `page:` and its path. */
  type?: "page";
  /** What the score is the sum of, where the slot asked for it. */
  contributions?: Contribution[];
}

/** A part of a score, such as `viewed around 85123A`. */
export interface Contribution {
  source: string;
  value: number;
}

export interface Decision {
  receipt_id: string;
  scenario: Scenario;
  items: RecommendedItem[];
  /** Why and to what the answer fell back, or null when it did not. */
  fallback: string | null;
  /** The heading that fits: "Your history" must not stand above bestsellers that took its place. */
  heading: string | null;
  /** What the visitor may do with an item of their own history, or null where there is none. */
  dismiss: string | null;
  /** What asks for the reason of an item in the page's language, or null where nobody may ask. */
  why: string | null;
  /** Arm of the running experiment; `on` when there is none. */
  arm: "on";
  /** What ranked the items, for example `table-1`. */
  model: string;
  /**
   * How the scenario was filled, where it knows several ways and learns which serves better, and with
   * what probability this one was drawn.
   */
  strategy?: string;
  propensity?: number;
}

/** Something that the page may tell the visitor. */
export interface Notice {
  id: string;
  type: "price_dropped" | "back_in_stock";
  item: RecommendedItem;
  /** What this visitor last saw, Google Merchant form; null where it is not the price that changed. */
  old_price: string | null;
  /** What it costs now; null where it has no price. */
  new_price: string | null;
  /**
   * The lowest price of the 30 days before this reduction, where the price now lies below it. Only
   * this may be struck through or told a percentage of (Directive 98/6/EC, Article 6a).
   */
  reference_price: string | null;
  text: string;
}
