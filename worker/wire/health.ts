import * as z from "zod";

/** The reply to `GET /health`. */
export const HealthReply = z.object({ status: z.literal("ok") });
export type HealthReply = z.infer<typeof HealthReply>;

/** The reply to `GET /health/ready`, also where it is not ready. */
export const ReadyReply = z.object({
  status: z.enum(["ok", "failing"]),
  checks: z.object({ storage: z.boolean().describe("Whether it writes to disk.") }),
});
export type ReadyReply = z.infer<typeof ReadyReply>;

/** `GET /.well-known/gpc.json` (https://w3c.github.io/gpc/). */
export const GpcReply = z.object({ gpc: z.boolean(), lastUpdate: z.iso.date() });
export type GpcReply = z.infer<typeof GpcReply>;
