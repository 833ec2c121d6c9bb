import type { WebhookBody } from "../../wire/webhook.ts";
import { afterFailure, type Breaker, closedBreaker } from "./breaker.ts";

/** An earlier secret signs beside the new one for this long, so that a receiver can be changed over. */
export const OVERLAP_MS = 24 * 3_600_000;

/** A shop's webhook as it is kept. Times are epoch ms. */
export interface Webhook extends WebhookBody {
  id: string;
  created: number;
  /** What it signs with, the newest first; those with `until` are on their way out. */
  secrets: { secret: string; until?: number }[];
  /** Announcements up to this one have been tried. */
  position: number;
  breaker: Breaker;
  /** When something was last sent, whatever came of it. */
  tried: number;
  lastSuccess: number | null;
  /** Why it sends nothing though it should; left out while it does. */
  stopped?: string;
}

export const newWebhook = (
  id: string,
  body: WebhookBody,
  secret: string,
  position: number,
  now: number,
): Webhook => ({
  ...body,
  id,
  created: now,
  secrets: [{ secret }],
  position,
  breaker: closedBreaker(),
  tried: 0,
  lastSuccess: null,
});

/** With what its owner says of it now: whatever stopped or failed begins anew. */
export function changed(webhook: Webhook, body: WebhookBody): Webhook {
  const next = { ...webhook, ...body, breaker: closedBreaker() };
  delete next.stopped;
  return next;
}

export const rotated = (webhook: Webhook, secret: string, now: number): Webhook => ({
  ...webhook,
  secrets: [{ secret }, { ...webhook.secrets[0]!, until: now + OVERLAP_MS }],
});

/** The secrets that sign at `now`, the newest first. */
export const secretsAt = ({ secrets }: Webhook, now: number): string[] =>
  secrets.filter(({ until }) => until === undefined || until > now).map(({ secret }) => secret);

export const isActive = ({ enabled, stopped }: Webhook): boolean =>
  enabled && stopped === undefined;

/** Whether a type is told: all are where none is named. */
export const wants = (types: readonly string[], type: string): boolean =>
  types.length === 0 || types.includes(type);

/** `410 Gone`: the receiver wants no more of it (Standard Webhooks, "Considerations for consumers"). */
const GONE = 410;

/** A webhook after one try at `now` that the receiver answered with `status`, null when with nothing. */
export function tried(webhook: Webhook, status: number | null, now: number): Webhook {
  if (isSuccess(status))
    return { ...webhook, tried: now, lastSuccess: now, breaker: closedBreaker() };
  const failed = { ...webhook, tried: now, breaker: afterFailure(webhook.breaker, now) };
  return status === GONE ? { ...failed, stopped: "the receiver answered 410 Gone" } : failed;
}

export const isSuccess = (status: number | null): boolean =>
  status !== null && status >= 200 && status < 300;
