import * as z from "zod";
import { line } from "./text.ts";

export const WEBHOOK_FORMATS = ["standard", "cloudevents"] as const;
export type WebhookFormat = (typeof WEBHOOK_FORMATS)[number];

/** `POST /v1/webhooks` and `PUT /v1/webhooks/{id}`. */
export const WebhookBody = z.object({
  url: z
    .string()
    .max(2048)
    .regex(/^https:\/\//i, "must be an https URL")
    .describe("Where announcements are posted to: https, and a public host."),
  types: z
    .array(line(80))
    .max(50)
    .default([])
    .describe("Types that are told, such as `stage.changed`; none stands for all."),
  format: z.enum(WEBHOOK_FORMATS).default("standard").describe("The form of the body."),
  enabled: z.boolean().default(true),
});
export type WebhookBody = z.infer<typeof WebhookBody>;

const Time = z.iso.datetime();

/** One webhook of `GET /v1/webhooks`. */
export const WebhookReply = WebhookBody.extend({
  id: z.string(),
  created: Time,
  state: z
    .enum(["ok", "failing", "paused", "stopped", "off"])
    .describe(
      "`paused`: it failed some times in a row and is left alone until `paused_until`; `failing`: for a quarter of an hour or longer.",
    ),
  stopped: z.string().nullable().describe("Why nothing is sent though it is enabled."),
  failures: z.int().describe("Failed tries in a row."),
  paused_until: Time.nullable(),
  last_success: Time.nullable(),
  waiting: z.int().describe("Deliveries that failed and are tried again."),
  dead: z.int().describe("Deliveries that were given up within the last 30 days."),
});
export type WebhookReply = z.infer<typeof WebhookReply>;

export const WebhooksReply = z.object({ webhooks: z.array(WebhookReply) });
export type WebhooksReply = z.infer<typeof WebhooksReply>;

/** The only replies that hold a secret. */
export const WebhookMadeReply = WebhookReply.extend({
  secret: z.string().describe("`whsec_…`, shown this once."),
});
export type WebhookMadeReply = z.infer<typeof WebhookMadeReply>;

const DeliveryAttempt = z.object({
  time: Time,
  status: z.int().nullable().describe("Null when no answer came."),
  ms: z.int(),
  error: z.string().nullable(),
  reply: z.string().describe("The first 500 characters of the answer."),
});

/** One delivery of `GET /v1/deliveries`. */
export const DeliveryReply = z.object({
  id: z.string(),
  webhook: z.string(),
  event: z.string().nullable().describe("The `webhook-id` that went with it; null for a test."),
  type: z.string(),
  status: z.enum(["delivered", "waiting", "dead"]),
  next_try: Time.nullable(),
  attempts: z.array(DeliveryAttempt).describe("The latest last."),
});
export type DeliveryReply = z.infer<typeof DeliveryReply>;

export const DeliveriesQuery = z.object({
  webhook: z.string().max(64).optional(),
  status: z.enum(["delivered", "waiting", "dead"]).optional(),
  cursor: z.string().optional(),
});

/** The newest first. */
export const DeliveriesReply = z.object({
  deliveries: z.array(DeliveryReply),
  next_cursor: z.string().nullable(),
});
export type DeliveriesReply = z.infer<typeof DeliveriesReply>;

/** `POST /v1/webhooks/{id}/replay`. */
export const ReplayBody = z.object({
  since: z.iso
    .datetime({ offset: true })
    .describe("Dead letters that were last tried at or after this time are sent again."),
});

export const ReplayReply = z.object({ replayed: z.int() });
export type ReplayReply = z.infer<typeof ReplayReply>;
