import * as z from "zod";
import type { Contribution } from "./decision.ts";
import { VisitorId } from "./identity.ts";
import { ItemId } from "./text.ts";

/** The body of `POST /v1/rerank`: a list of the shop's own, and whose taste is to order it. */
export const RerankBody = z.object({
  visitor: VisitorId,
  items: z.array(ItemId).min(1).max(500),
});

/** The reply: every item once, the most to the visitor's taste first. */
export interface RerankReply {
  items: { id: string; score: number; reason: string; contributions: Contribution[] }[];
}
