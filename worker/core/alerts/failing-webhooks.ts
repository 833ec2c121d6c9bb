import { isFailing, type Webhook } from "../outbound/index.ts";
import type { Finding } from "./alert.ts";

/** Webhooks that have failed for some time, or that their receiver has put an end to. */
export const failingWebhooks = (webhooks: readonly Webhook[], now: number): Finding[] =>
  webhooks.flatMap(({ id, url, enabled, stopped, breaker }) => {
    if (!enabled || (stopped === undefined && !isFailing(breaker, now))) return [];
    const why = stopped ?? `${breaker.failures} failed tries in a row`;
    return [{ kind: "webhook_failing", subject: id, detail: `${new URL(url).host}: ${why}` }];
  });
