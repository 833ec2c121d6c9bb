import * as z from "zod";

/** A shop's name, which stands in its keys; `-test` ends that of the test shop beside it. */
export const ShopName = z
  .string()
  .regex(/^[a-z0-9]{1,32}(-test)?$/, "must be 1 to 32 of a–z 0–9, and may end in -test");

/** The body of `POST /v1/shops`. */
export const ShopBody = z.object({ shop: ShopName });

/** What a shop's keys open: all, nothing for now, nothing any more. */
export const ShopStatus = z.enum(["active", "suspended", "closed"]);
export type ShopStatus = z.infer<typeof ShopStatus>;

/** The body of `PUT /v1/shops/{shop}`. */
export const StatusBody = z.object({ status: ShopStatus });

/** The reply to `POST /v1/shops`: the shop's first keys. They are not kept. */
export const ShopMade = z.object({ shop: z.string(), pk: z.string(), sk: z.string() });
export type ShopMade = z.infer<typeof ShopMade>;

/** The reply to `PUT /v1/shops/{shop}`. */
export const ShopReply = z.object({ shop: z.string(), status: ShopStatus });
export type ShopReply = z.infer<typeof ShopReply>;
