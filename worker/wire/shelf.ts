import * as z from "zod";

/** The reply to `GET /v1/shelf`. */
export const ShelfReply = z.object({
  shards: z.array(
    z.object({
      items: z.int(),
      counters: z.int(),
      rows_written: z.int().describe("Since it was last brought up."),
      bytes: z.int(),
    }),
  ),
});
export type ShelfReply = z.infer<typeof ShelfReply>;
