import * as z from "zod";
import { CustomerId } from "./identity.ts";
import { Id, PersonId } from "./text.ts";

/** What becomes of a person's orders: kept as sums and lines of nobody, or taken out too. */
export const KeepOrders = z.enum(["anonymous", "none"]);
export type KeepOrders = z.infer<typeof KeepOrders>;

const named = { visitor: PersonId.optional(), customer: CustomerId.optional() };
const namesOne = ({ visitor, customer }: { visitor?: unknown; customer?: unknown }) =>
  (visitor === undefined) !== (customer === undefined);
const NAME_ONE = "name either a visitor or a customer";

/** The body of `POST /v1/privacy/access`. */
export const AccessBody = z
  .object({
    ...named,
    format: z
      .enum(["json", "ndjson"])
      .default("json")
      .describe("ndjson: a line each, in the form that imports and /v1/events take"),
  })
  .refine(namesOne, NAME_ONE);
export type AccessBody = z.infer<typeof AccessBody>;

/** The body of `POST /v1/privacy/erasure`. */
export const ErasureBody = z
  .object({
    ...named,
    keep_orders: KeepOrders.default("anonymous").describe(
      "anonymous: orders stay in the sums without the person, as books must be kept",
    ),
  })
  .refine(namesOne, NAME_ONE);
export type ErasureBody = z.infer<typeof ErasureBody>;

/** One name of a person: the body of `POST /v1/privacy/link` and of `…/unsubscribe`. */
export const PersonBody = z.object(named).refine(namesOne, NAME_ONE);
export type PersonBody = z.infer<typeof PersonBody>;

/** What was erased and where, signed. It names nobody. */
export const ErasureReceipt = z.object({
  id: z.string(),
  shop: z.string(),
  subject: z.string().describe("keyed hash of the person"),
  requested: z.string(),
  completed: z.string(),
  keep_orders: KeepOrders,
  erased: z.array(z.object({ place: z.string(), removed: z.record(z.string(), z.int()) })),
  signature: z.string().describe("base64url HMAC-SHA256, first 128 bits, by the deployment"),
});
export type ErasureReceipt = z.infer<typeof ErasureReceipt>;

/** The reply to `POST /v1/privacy/erasure` and `GET /v1/privacy/{id}`. */
export const ErasureReply = z.object({
  id: z.string(),
  status: z.enum(["running", "done"]),
  requested: z.string(),
  completed: z.string().nullable(),
  progress: z.number().describe("share of its steps that are done, 0 to 1"),
  receipt: ErasureReceipt.nullable(),
});
export type ErasureReply = z.infer<typeof ErasureReply>;

/** The body of `POST /v1/privacy/verify`. */
export const VerifyBody = z.object({
  receipt: ErasureReceipt,
  ...named,
});
export type VerifyBody = z.infer<typeof VerifyBody>;

/** The reply to `POST /v1/privacy/verify`. */
export const VerifyReply = z.object({
  valid: z.boolean().describe("the receipt is this shop's and as it was signed"),
  concerns: z.boolean().nullable().describe("it is of the person named; null when none is"),
});
export type VerifyReply = z.infer<typeof VerifyReply>;

/** How long things are kept, in months: the longest is the default. */
export const Retention = z.object({
  visitors: z.int().min(1).max(13).default(13).describe("without an order or an account, idle"),
  journal: z.int().min(1).max(25).default(25).describe("events one by one"),
  facts: z.int().min(1).max(25).default(25).describe("visits one by one, and idle customers"),
});
export type Retention = z.infer<typeof Retention>;

/** A consent as it was given or withdrawn, and through what. */
export const ConsentRecord = z.object({
  at: z.string(),
  analytics_storage: z.enum(["granted", "denied"]).nullable(),
  ad_storage: z.enum(["granted", "denied"]).nullable(),
  ad_user_data: z.enum(["granted", "denied"]).nullable(),
  ad_personalization: z.enum(["granted", "denied"]).nullable(),
  banner: Id.nullable().describe("the banner or page that asked"),
  version: Id.nullable().describe("the version of its text"),
});
export type ConsentRecord = z.infer<typeof ConsentRecord>;
