import type { DeliveryReply, WebhookReply } from "../../wire/webhook.ts";
import { isFailing } from "./breaker.ts";
import type { Delivery } from "./delivery.ts";
import { factId } from "./envelope.ts";
import { isActive, type Webhook } from "./webhook.ts";

/** A webhook as its shop may read it: without its secrets. */
export function tellWebhook(
  webhook: Webhook,
  { waiting, dead }: Pick<WebhookReply, "waiting" | "dead">,
  now: number,
): WebhookReply {
  const { id, url, types, format, enabled, created, stopped = null, breaker } = webhook;
  return {
    id,
    url,
    types,
    format,
    enabled,
    created: iso(created),
    state: stateOf(webhook, now),
    stopped,
    failures: breaker.failures,
    paused_until: isoOrNull(breaker.openUntil),
    last_success: isoOrNull(webhook.lastSuccess),
    waiting,
    dead,
  };
}

function stateOf(webhook: Webhook, now: number): WebhookReply["state"] {
  const { breaker, enabled } = webhook;
  if (!enabled) return "off";
  if (!isActive(webhook)) return "stopped";
  if (isFailing(breaker, now)) return "failing";
  return breaker.openUntil === null ? "ok" : "paused";
}

/** A delivery as its shop may read it. */
export const tellDelivery = (
  shop: string,
  { seq, webhook, event, type, status, due, attempts }: Delivery & { seq: number },
): DeliveryReply => ({
  id: `${seq}`,
  webhook,
  event: event === 0 ? null : factId(shop, event),
  type,
  status,
  next_try: isoOrNull(due),
  attempts: attempts.map(({ at, ...attempt }) => ({ time: iso(at), ...attempt })),
});

const iso = (at: number): string => new Date(at).toISOString();
const isoOrNull = (at: number | null): string | null => (at === null ? null : iso(at));
