import type { AlertReply } from "../../../../wire/alert.ts";

/** Alerts in a word or two. */
export const ALERT_TITLES: Record<AlertReply["kind"], string> = {
  tag_silent: "Nobody comes any more",
  feed_stale: "A feed is out of date",
  intent_drifted: "Scores are worse than a guess",
  webhook_failing: "A webhook fails",
  sample_ratio_mismatch: "A slot is not seen as it is drawn",
};
