import * as z from "zod";

export const ALERT_KINDS = [
  "tag_silent",
  "feed_stale",
  "intent_drifted",
  "webhook_failing",
  "sample_ratio_mismatch",
] as const;
export const AlertKind = z.enum(ALERT_KINDS);
export type AlertKind = z.infer<typeof AlertKind>;

/** One alert of `GET /v1/alerts`. */
export const AlertReply = z.object({
  id: z.string(),
  kind: AlertKind,
  subject: z.string().describe("Which feed, webhook, slot or target; empty for the tag."),
  detail: z.string().describe("What was found, in words."),
  raised: z.iso.datetime(),
  resolved: z.iso.datetime().nullable(),
});
export type AlertReply = z.infer<typeof AlertReply>;

/** Those that are open, then those that were resolved within the last 30 days; the newest first. */
export const AlertsReply = z.object({ alerts: z.array(AlertReply) });
export type AlertsReply = z.infer<typeof AlertsReply>;
