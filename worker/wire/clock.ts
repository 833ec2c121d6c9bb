import * as z from "zod";

/** The body of `PUT /v1/clock`. */
export const ClockBody = z.object({
  now: z.iso.datetime({ offset: true }).describe("What time it is for the shop from now on."),
});

/** The reply to `PUT /v1/clock`. */
export const ClockReply = z.object({
  now: z.iso.datetime(),
  woken: z.int().describe("Objects that were due until then, and did what they had to."),
});
export type ClockReply = z.infer<typeof ClockReply>;
