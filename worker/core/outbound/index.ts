export { isFailing, OPENS_AFTER, roomOf } from "./breaker.ts";
export {
  type Attempt,
  attempted,
  type Delivery,
  type LoggedAttempt,
  replayed,
} from "./delivery.ts";
export { type Envelope, ENVELOPES, factId, type OutboundFact } from "./envelope.ts";
export { KEY_INFO, NONCE_INFO, paddedRecord, pushMessage, webPushInfo } from "./push-record.ts";
export { nextTry, retryAfterOf, TRY_FOR_MS } from "./retry.ts";
export { tellDelivery, tellWebhook } from "./tell.ts";
export {
  changed,
  isActive,
  isSuccess,
  newWebhook,
  rotated,
  secretsAt,
  tried,
  wants,
  type Webhook,
} from "./webhook.ts";
