import * as z from "zod";
import { Score } from "./decision.ts";

/** Somebody who was on the shop's pages within the last half hour, as the console's live view shows them. */
export const LiveVisitor = z.object({
  visitor: z.string(),
  since: z.iso
    .datetime()
    .describe("ISO 8601: first and last sign of this visit, as far as somebody was watching."),
  last: z.iso.datetime(),
  channel: z.string(),
  device: z.string(),
  staff: z
    .boolean()
    .describe("Whether they are of the shop itself: no report or shelf counts them."),
  trail: z
    .array(z.object({ path: z.string(), title: z.string().nullable(), time: z.iso.datetime() }))
    .describe("Pages of the visit, the newest first, at most 12."),
  acts: z
    .array(z.object({ name: z.string(), items: z.array(z.string()), time: z.iso.datetime() }))
    .describe("What they did besides, the newest first, at most 12: `add_to_cart` with its items."),
  session: Score.nullable(),
  week: Score.nullable(),
  shown: z
    .array(
      z.object({
        slot: z.string(),
        scenario: z.string(),
        fallback: z.string().nullable(),
        items: z.array(z.object({ title: z.string(), reason: z.string() })),
      }),
    )
    .describe("What their latest page showed them, and why."),
});
export type LiveVisitor = z.infer<typeof LiveVisitor>;

/** The reply to `GET /v1/visitors`. */
export const VisitorsReply = z.object({
  watching_since: z.iso
    .datetime()
    .describe("ISO 8601: the board is filled while somebody watches it, and began to be then."),
  visitors: z.array(LiveVisitor),
});
export type VisitorsReply = z.infer<typeof VisitorsReply>;
