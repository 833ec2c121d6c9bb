import type { BatchReply, Want } from "../../worker/wire/batch.ts";
import type { Decision } from "../../worker/wire/decision.ts";
import type { Person } from "./people.ts";

/** An event as the tag makes it; `at` (epoch ms) becomes its `age` when it is sent. */
export interface Told {
  id: string;
  name: string;
  view: string;
  seq: number;
  at: number;
  page: { url: string; referrer?: string; title?: string };
  [field: string]: unknown;
}

/** One visit of a person, and what is known of it that nothing sent may tell. */
export interface VisitRecord {
  visitor: string;
  /** Epoch ms. */
  started: number;
  /** Events told so far. */
  events: number;
  orderedAt: number | null;
  /** Orders that this visitor id had before. */
  ordersBefore: number;
  /** Whether its pages have the intervention's slot, and how much that adds to its probability. */
  isAsked: boolean;
  planted: number;
  /** Hidden: who it is, what they needed when it began, and whether they had ordered anywhere. */
  person: Person;
  need: number;
  isCustomer: boolean;
}

/** One `POST /v1/events`. */
export interface Request {
  /** When it leaves the page, epoch ms. */
  at: number;
  userAgent: string;
  visitor: string;
  session: string;
  events: Told[];
  want: Want[];
  /** Null for bots. */
  visit: VisitRecord | null;
  /**
   * The exact probability of an order from here to the visit's end; null where a score is nobody's: of
   * bots, from the order on, and when the visitor has left.
   */
  chance: number | null;
}

/** What a visitor may act upon. */
export type Reply = Pick<BatchReply, "decisions">;

/** Somebody's requests in the order of time; each is answered before the next is made. */
export type Life = Generator<Request, void, Reply>;

/**
 * A planted effect: what the shop does to some of its people, and what that does to them. Reports are
 * tested by it, since how much it changes is known exactly.
 */
export interface Intervention {
  /** Of people, by the shop's own coin. */
  share: number;
  /** Slots that an item's page of these people has. */
  want: Want[];
  react(decisions: Record<string, Decision>, roll: () => number): Reaction;
}

/** Log-odds on each step to an order for the rest of the visit, and which item is clicked. */
export interface Reaction {
  pull: number;
  clicked: { item: string; index: number; receipt: string } | null;
}

/** People who see recommendations click them so often, and order so much likelier (log-odds). */
export function recommendation(share: number, click: number, pull: number): Intervention {
  const slot = "beside";
  return {
    share,
    want: [{ slot, scenario: "related", count: 4 }],
    react(decisions, roll) {
      const decision = decisions[slot];
      if (decision === undefined || decision.items.length === 0) return { pull: 0, clicked: null };
      const index = Math.floor(roll() * decision.items.length);
      const item = decision.items[index]!.id;
      const clicked = roll() < click ? { item, index, receipt: decision.receipt_id } : null;
      return { pull, clicked };
    },
  };
}
