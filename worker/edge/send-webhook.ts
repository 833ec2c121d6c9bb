import {
  type Attempt,
  ENVELOPES,
  type OutboundFact,
  secretsAt,
  type Webhook,
} from "../core/outbound/index.ts";
import { postOutside } from "./post-outside.ts";
import { webhookSignature } from "./webhook-secret.ts";

/** Posts a fact to a webhook, once, signed as Standard Webhooks are. `now` is the shop's time, epoch ms. */
export async function sendWebhook(
  shop: string,
  webhook: Webhook,
  fact: OutboundFact,
  now: number,
): Promise<Attempt> {
  const { contentType, body } = ENVELOPES[webhook.format](shop, fact);
  const timestamp = Math.floor(now / 1_000);
  const signed = { id: fact.id, timestamp, body };
  const headers = {
    "content-type": contentType,
    "user-agent": "Okaeri-Webhooks/1.0",
    "webhook-id": fact.id,
    "webhook-timestamp": `${timestamp}`,
    "webhook-signature": await webhookSignature(secretsAt(webhook, now), signed),
  };
  return postOutside({ url: webhook.url, headers, body }, now);
}
