import * as z from "zod";
/** The reply to `GET /v1/segments`: how many people are in each segment now, by name. */
export const SegmentsReply = z.object({
  people: z.number().describe("All that are known, in whatever segments."),
  segments: z.array(z.object({ name: z.string(), people: z.number() })),
});
export type SegmentsReply = z.infer<typeof SegmentsReply>;

export const SegmentMember = z.object({
  person: z.string().describe("A visitor's id, or `c/<customer>`."),
  why: z.array(z.string()).describe("Why they are in it, in words; empty where its name says all."),
  until: z.iso
    .datetime()
    .nullable()
    .describe(
      "When they leave it if nothing else happens; null when nothing but an event ends it.",
    ),
  probability: z
    .number()
    .nullable()
    .describe(
      "Of an order within 7 days from now: it falls while they are away. Null before the first score.",
    ),
  last_seen: z.iso.datetime(),
  orders: z.number(),
  segments: z.array(z.string()).describe("All segments that they are in."),
});
export type SegmentMember = z.infer<typeof SegmentMember>;

/** The reply to `GET /v1/segments/{name}`, by id. Times are ISO 8601. */
export const SegmentReply = z.object({
  people: z.array(SegmentMember),
  next_cursor: z.string().nullable(),
});
export type SegmentReply = z.infer<typeof SegmentReply>;
