import * as z from "zod";
import type { Touch } from "./person.ts";
import type { Decision, Intent, Notice } from "./decision.ts";
import { clipped, Id, PersonId } from "./text.ts";

/** A word that is neither is no answer, and must not cost the events that it came with. */
const ConsentState = z.enum(["granted", "denied"]).optional().catch(undefined);

/** Google Consent Mode v2 vocabulary. What is not said counts as granted by the shop's own set-up. */
export const Consent = z.object({
  analytics_storage: ConsentState,
  ad_storage: ConsentState,
  ad_user_data: ConsentState,
  ad_personalization: ConsentState,
});
export type Consent = z.infer<typeof Consent>;

export const SCENARIOS = ["bestsellers", "recently_viewed", "next_item"] as const;
export const Scenario = z.enum(SCENARIOS);
export type Scenario = z.infer<typeof Scenario>;

const Count = z.int().min(1).max(48);

/** One slot that the page wants filled. `axis` is `all` or `category:Kitchen > Mugs`. */
export const Want = z.object({
  slot: Id,
  scenario: Scenario,
  axis: z
    .string()
    .max(320)
    .regex(/^(all|category:.+)$/, "must be 'all' or 'category:<name>'")
    .optional(),
  /** An element's attribute comes as text. */
  count: Count.or(z.string().regex(/^\d+$/).transform(Number).pipe(Count)).optional(),
  /** What the page would write above it, and in its place when the answer is another than asked for. */
  heading: clipped(200).optional(),
  "fallback-heading": clipped(200).optional(),
  /** What taking an item out of the visitor's history is called in the page's language. */
  "dismiss-label": clipped(100).optional(),
});
export type Want = z.infer<typeof Want>;

/** A scenario's name stands for its own slot, a slot that names no scenario for its scenario, and the other way round. */
const wholeWant = (want: unknown) => {
  if (typeof want === "string") return { slot: want, scenario: want };
  if (typeof want !== "object" || want === null) return want;
  const { slot, scenario, count } = want as Record<string, unknown>;
  // An attribute that is no count must not empty the page's other slots.
  const isNone = typeof count === "string" && !/^[1-9]\d?$/.test(count);
  return { slot: scenario, scenario: slot, ...want, count: isNone ? undefined : count };
};

/**
 * The body of `POST /v1/events`. Events are parsed one by one, so that a bad one never blocks the rest.
 * `visitor` is null when there is no consent to an id.
 */
export const Batch = z.object({
  visitor: PersonId.nullable(),
  session: Id.optional(),
  consent: Consent.optional(),
  events: z.array(z.unknown()).max(1000),
  want: z.array(z.preprocess(wholeWant, Want)).max(16).optional(),
});
export type Batch = z.infer<typeof Batch>;

/**
 * What became of one event. Every status is final: the sender may forget the event.
 * - `accepted` stored · `duplicate` was here before · `invalid` not understood (see `detail`, `pointer`)
 * - `too_old` older than 7 days · `in_future` later than now · `not_stored` no consent · `bot` counted only
 */
export interface EventResult {
  id: string | null;
  status: "accepted" | "duplicate" | "invalid" | "too_old" | "in_future" | "not_stored" | "bot";
  detail?: string;
  /** RFC 6901 JSON Pointer into the request body. */
  pointer?: string;
}

/** The reply to `POST /v1/events`. `intent` is null without consent. */
export interface BatchReply {
  results: EventResult[];
  intent: Intent | null;
  decisions: Record<string, Decision>;
  notices: Notice[];
  /** The id that this visitor is known by from now on, when it is not the one that was sent. */
  canonical: string | null;
  /** The session that the newest event belongs to, and how it came; null when nobody is known. */
  session: { id: string; touch: Touch } | null;
}
