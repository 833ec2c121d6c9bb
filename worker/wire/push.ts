import * as z from "zod";
import { Id, line, Link } from "./text.ts";

const base64url = (bytes: number) =>
  z
    .string()
    .max(200)
    .transform((text) => text.replace(/=+$/, ""))
    .refine(
      (text) => /^[\w-]+$/.test(text) && Math.floor((text.length * 3) / 4) === bytes,
      `must be ${bytes} bytes in base64url`,
    );

/** What a browser's `PushSubscription.toJSON()` says, as far as it is needed (W3C Push API). */
export const PushSubscription = z.object({
  endpoint: z
    .string()
    .max(1024)
    .regex(/^https:\/\//, "must be an https URL")
    .describe("Where the browser's push service takes messages."),
  keys: z.object({
    p256dh: base64url(65).describe("The browser's public key."),
    auth: base64url(16).describe("A secret that the browser shares with the shop."),
  }),
});
export type PushSubscription = z.infer<typeof PushSubscription>;

/** `PUT /v1/push/subscription`: null takes back what this visitor had agreed to. */
export const SubscriptionBody = z.object({
  visitor: z.string().min(1).max(2000).describe("The visitor's id, as the tag has it."),
  subscription: PushSubscription.nullable(),
});

/** `GET /v1/push/key` */
export const PushKeyReply = z.object({
  key: z.string().describe("`applicationServerKey` of `PushManager.subscribe`."),
});
export type PushKeyReply = z.infer<typeof PushKeyReply>;

/** What fits into the one record that every push service takes: 4096 bytes (RFC 8030, 7.2), encrypted. */
const MAX_BYTES = 4096 - 103;

/** `POST /v1/people/{id}/push`: what the page's service worker is handed, as JSON. */
export const PushBody = z
  .object({
    title: line(200),
    body: z.string().max(1000).default(""),
    url: Link.optional().describe("What opens when it is clicked."),
    icon: Link.optional(),
    tag: Id.optional().describe("A later message with the same tag replaces this one."),
  })
  .refine(
    (message) => new TextEncoder().encode(JSON.stringify(message)).length <= MAX_BYTES,
    `must be at most ${MAX_BYTES} bytes as JSON`,
  );
export type PushBody = z.infer<typeof PushBody>;

/** What became of a message, by browser. */
export const PushReply = z.object({
  sent: z.int(),
  gone: z.int().describe("Subscriptions that had ended, and were dropped."),
  failed: z.int(),
});
export type PushReply = z.infer<typeof PushReply>;
