import * as z from "zod";
import { Contribution } from "./decision.ts";
import { VisitorId } from "./identity.ts";
import { ItemId } from "./text.ts";

/** The body of `POST /v1/rerank`: a list of the shop's own, and whose taste is to order it. */
export const RerankBody = z.object({
  visitor: VisitorId,
  items: z.array(ItemId).min(1).max(500),
});

/** The reply: every item once, the most to the visitor's taste first. */
export const RerankReply = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      score: z.number(),
      reason: z.string(),
      contributions: z.array(Contribution),
    }),
  ),
});
export type RerankReply = z.infer<typeof RerankReply>;
