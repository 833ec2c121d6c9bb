import * as z from "zod";
import { line, PersonId } from "./text.ts";

/** A customer's id as the shop's own systems have it, of whatever characters. */
export const CustomerId = line(200);

/**
 * Who the visitor is, as the shop knows them. From a browser it counts only with the shop's
 * `signature`: hex HMAC-SHA256(secret, `shop|customer|exp`), good until `exp` (seconds since 1970).
 */
export const Identity = z.object({
  customer: CustomerId,
  exp: z.number().int().optional(),
  signature: z.string().max(128).optional(),
});
export type Identity = z.infer<typeof Identity>;

/** A visitor's id that the Worker made, see `edge/identity`: no other id holds a `!`. */
export const CanonicalId = z
  .string()
  .regex(
    /^[A-Za-z0-9_.:~-]{1,64}![A-Za-z0-9_-]{1,300}![A-Za-z0-9_-]{22}$/,
    "is not a canonical id",
  );

/** The visitor in a canonical id, or the id itself: whose record it is, the visitor's own one knows. */
export const visitorIn = (id: string): string => id.split("!")[0]!;

/** A visitor's id, also where the tag goes by a canonical one. */
export const VisitorId = PersonId.or(CanonicalId.transform(visitorIn));

/** The reply to `GET /v1/identity`. */
export const IdentitySecretReply = z.object({
  shop: z.string(),
  secret: z.string().describe("What the shop's server signs its customers' ids with."),
  signature: z.string().describe("How, in words."),
});
export type IdentitySecretReply = z.infer<typeof IdentitySecretReply>;
