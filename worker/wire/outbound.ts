import * as z from "zod";

/** One announcement of `GET /v1/outbound`. */
export const OutboundEvent = z.object({
  id: z
    .string()
    .describe("The same however often it is told; also the `webhook-id` of deliveries."),
  type: z.string().describe("Dotted, such as `score.band_changed`."),
  time: z.iso.datetime(),
  person: z
    .string()
    .nullable()
    .describe("A visitor's id, or `c/<customer>`; null for what is the shop's own."),
  data: z.record(z.string(), z.unknown()),
});
export type OutboundEvent = z.infer<typeof OutboundEvent>;

/** The reply to `GET /v1/outbound`, the oldest first. */
export const OutboundReply = z.object({
  events: z.array(OutboundEvent),
  next_cursor: z
    .string()
    .nullable()
    .describe(
      "Where to go on from, also when more comes later; null while there is nothing at all.",
    ),
});
export type OutboundReply = z.infer<typeof OutboundReply>;
