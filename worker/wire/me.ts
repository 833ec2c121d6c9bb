import * as z from "zod";
import { ConsentRecord, PersonBody } from "./privacy.ts";
import { ItemId, line } from "./text.ts";

/** What the shop writes to people by. */
const Channel = z.enum(["email", "sms", "push", "line"]);

/** A field of the visitor's profile: what stands there, and who said it. */
const OwnField = z.object({
  name: z.string(),
  value: z.string(),
  said_by: z.array(z.string()),
  may_correct: z.boolean().describe("false for contacts, by which the shop knows people"),
});

const OwnItem = z.object({ id: z.string(), title: z.string(), link: z.string().nullable() });

/** The reply to `GET /v1/me`: what is known of whoever asks. Times are ISO 8601. */
export const MeReply = z.object({
  shop: z.string(),
  /** Null for a browser of which nothing is known. */
  known: z
    .object({
      is_customer: z.boolean(),
      browsers: z.int().describe("browsers and accounts that are known to be this person"),
      first_seen: z.string(),
      last_seen: z.string(),
      visits: z.int(),
      pages: z.int(),
      orders: z.int(),
      came_by: z.string().nullable(),
      profile: z.array(OwnField),
      viewed: z.array(OwnItem),
      not_interested: z.array(OwnItem),
      likely_to_order: z.string().nullable().describe("band of an order within 7 days"),
    })
    .nullable(),
  consent: z.array(ConsentRecord),
  paused: z.string().nullable(),
  unsubscribed: z.array(z.string()),
});
export type MeReply = z.infer<typeof MeReply>;

/** The body of `PUT /v1/me`: what the visitor decides; what is left out stays. */
export const MeBody = z
  .object({
    paused: z.boolean(),
    fields: z
      .record(z.string().max(40), line(500).nullable())
      .describe("corrections of what is known; null takes the visitor's own word back"),
    interested: z.record(ItemId, z.boolean()).describe("false: never to be recommended again"),
    subscribed: z.partialRecord(Channel, z.boolean()),
  })
  .partial()
  .strict();
export type MeBody = z.infer<typeof MeBody>;

/** The reply to `POST /v1/privacy/link`. */
export const OwnPageReply = z.object({
  url: z.string().describe("the visitor's own page, for whoever is to see it"),
  expires: z.string(),
});
export type OwnPageReply = z.infer<typeof OwnPageReply>;

/** The body of `POST /v1/privacy/unsubscribe`. */
export const UnsubscribeBody = z
  .object({ ...PersonBody.shape, channel: Channel.default("email") })
  .refine(({ visitor, customer }) => (visitor === undefined) !== (customer === undefined), {
    message: "name either a visitor or a customer",
  });

/** The reply: what a message carries so that its reader is rid of the next one by one click. */
export const UnsubscribeReply = z.object({
  url: z.string(),
  headers: z.record(z.string(), z.string()).describe("RFC 8058, as they go into an e-mail"),
});
export type UnsubscribeReply = z.infer<typeof UnsubscribeReply>;
