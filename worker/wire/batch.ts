import * as z from "zod";
import { Touch } from "./person.ts";
import { Decision, Intent, Notice } from "./decision.ts";
import { CanonicalId, Identity } from "./identity.ts";
import { Id, PersonId } from "./text.ts";
import { WantProblem } from "./want.ts";

export { Scenario, SCENARIOS, Want, WantProblem } from "./want.ts";

/** A word that is neither is no answer, and must not cost the events that it came with. */
const ConsentState = z.enum(["granted", "denied"]).optional().catch(undefined);

/** Google Consent Mode v2 vocabulary. What is not said counts as granted by the shop's own set-up. */
export const Consent = z.object({
  analytics_storage: ConsentState,
  ad_storage: ConsentState,
  ad_user_data: ConsentState,
  ad_personalization: ConsentState,
  banner: Id.optional()
    .catch(undefined)
    .describe(
      "What asked for it, such as the name of the consent tool, and the version of its text.",
    ),
  version: Id.optional().catch(undefined),
});
export type Consent = z.infer<typeof Consent>;

/**
 * The body of `POST /v1/events`. Events are parsed one by one, so that a bad one never blocks the rest.
 * `visitor` is null when there is no consent to an id, and may be null where a server names a customer.
 */
export const Batch = z.object({
  visitor: PersonId.or(CanonicalId).nullable(),
  session: Id.optional(),
  consent: Consent.optional(),
  identity: Identity.nullable()
    .catch(null)
    .optional()
    .describe(
      "Null for what is none, such as an empty customer: a mistake there must not cost the events.",
    ),
  events: z.array(z.unknown()).max(1000),
  want: z
    .array(z.unknown())
    .max(16)
    .optional()
    .describe("Slots, each as `Want`: they are parsed one by one too."),
});
export type Batch = z.infer<typeof Batch>;

/**
 * What became of one event. Every status is final: the sender may forget the event.
 * - `accepted` stored · `duplicate` was here before · `invalid` not understood (see `detail`, `pointer`)
 * - `too_old` older than 7 days · `in_future` later than now · `not_stored` no consent · `bot` counted only
 */
export const EventResult = z.object({
  id: z.string().nullable(),
  status: z.enum(["accepted", "duplicate", "invalid", "too_old", "in_future", "not_stored", "bot"]),
  detail: z.string().optional(),
  pointer: z.string().optional().describe("RFC 6901 JSON Pointer into the request body."),
});
export type EventResult = z.infer<typeof EventResult>;

/** The reply to `POST /v1/events`. `intent` is null without consent. */
export const BatchReply = z.object({
  results: z.array(EventResult),
  intent: Intent.nullable(),
  decisions: z.record(z.string(), Decision),
  problems: z
    .array(WantProblem)
    .optional()
    .describe(
      "Slots that were not understood, and an identity that does not count; left out when there are none.",
    ),
  notices: z.array(Notice),
  canonical: z
    .string()
    .nullable()
    .describe(
      "The id that this visitor is known by from now on, when it is not the one that was sent.",
    ),
  session: z
    .object({ id: z.string(), touch: Touch })
    .nullable()
    .describe(
      "The session that the newest event belongs to, and how it came; null when nobody is known.",
    ),
});
export type BatchReply = z.infer<typeof BatchReply>;
