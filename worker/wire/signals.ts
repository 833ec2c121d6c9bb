import * as z from "zod";

const count = (least: number, most: number, usual: number) =>
  z.int().min(least).max(most).default(usual);
const days = (usual: number, most = 90) => z.int().min(1).max(most).default(usual);

/** A rule with all that it leaves out at its default; null switches the signal off. */
const rule = <Shape extends z.ZodRawShape>(shape: Shape) => {
  const own = z.object(shape);
  return own.nullable().prefault({} as z.input<typeof own>);
};

/**
 * When a person counts as considering (`signals` of the settings). `days` is the window in which it
 * has to happen, and how long the signal stays up after the last time.
 */
export const SignalRules = z.object({
  /** Different items of one category. */
  browsing: rule({ items: count(2, 30, 5), days: days(1) }),
  /** Sessions since the last order. */
  multi_visit: rule({ sessions: count(2, 15, 2), days: days(7) }),
  /** Sessions in which the same item was viewed; a page that is loaded again is none. */
  same_item: rule({ sessions: count(2, 5, 3), days: days(14) }),
  /** Sessions in which the same page was seen that is neither an item's nor the shop's machinery. */
  same_page: rule({ sessions: count(2, 5, 3), days: days(14) }),
  /** Returns, in one session, to items of a category after another of it was viewed. */
  comparison: rule({ returns: count(1, 20, 2), days: days(1) }),
  /** Sessions that touched an item, went to shipping among their last pages, and ended without order. */
  hesitation_shipping: rule({ days: days(7) }),
  /** The same for returns. */
  hesitation_returns: rule({ days: days(7) }),
  /** Days for which a cart stays as it is. */
  cart_kept: rule({ days: days(2, 20) }),
});
export type SignalRules = z.infer<typeof SignalRules>;

export const DEFAULT_SIGNAL_RULES: SignalRules = SignalRules.parse({});

export type SignalName = keyof SignalRules;

/** A signal on a person. Times are ISO 8601. */
export interface SignalReply {
  name: SignalName;
  /** What it is about: an item's id, a category or a path; null when it is the person as a whole. */
  about: string | null;
  /** When it was raised, and when it lapses if nothing else happens. */
  since: string;
  until: string;
  /** In words: names items, pages and numbers. */
  reason: string;
  evidence: SignalEvidence;
}

/** What a signal rests on, as the timeline names it: take it away and the signal is not raised. */
export interface SignalEvidence {
  items?: string[];
  pages?: string[];
  /** Ids of sessions. */
  sessions?: string[];
}

/** Something that a person weighs before buying. Times are ISO 8601. */
export interface ConsiderationReply {
  /** Name of a section of the shop's taxonomy (`sections` of the settings), such as `size_fit`. */
  factor: string;
  /** 0 … 1: 1 − 2^−n after n pieces of evidence, each of which counts half after 7 days. */
  weight: number;
  /** Pieces of evidence so far, however old. */
  count: number;
  /** Ids of the newest events that it rests on, newest first, at most 4. */
  evidence: string[];
  last_seen: string;
}
