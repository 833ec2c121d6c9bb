import * as z from "zod";
import { Scope } from "./scope.ts";
import { line } from "./text.ts";

const DAY_H = 24;

/** The body of `POST /v1/keys`. */
export const KeyBody = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("pk"), label: line(80) }),
  z.object({
    kind: z.literal("sk"),
    label: line(80),
    scopes: z.array(Scope).min(1).describe("What the key may do, and nothing else."),
  }),
]);
export type KeyBody = z.infer<typeof KeyBody>;

/** The body of `POST /v1/keys/{id}/rotate`. */
export const RotateBody = z.object({
  overlap_hours: z
    .number()
    .min(0)
    .max(30 * DAY_H)
    .default(DAY_H)
    .describe("How long the old key goes on working."),
});

/** A key as it is listed: all but the key itself. */
export const KeyRecord = z.object({
  id: z.string(),
  kind: z.enum(["pk", "sk"]),
  label: z.string(),
  scopes: z.array(Scope),
  made: z.iso.datetime().describe("Of a key of the deployment's command: when it was first used."),
  last_used: z.iso.date().nullable().describe("The day, in UTC."),
  ends: z.iso.datetime().nullable().describe("From then on it opens nothing."),
});
export type KeyRecord = z.infer<typeof KeyRecord>;

/** The reply to `GET /v1/keys`, the latest first. */
export const KeysReply = z.object({ keys: z.array(KeyRecord) });
export type KeysReply = z.infer<typeof KeysReply>;

/** The reply to `POST /v1/keys` and `…/rotate`. */
export const KeyMade = KeyRecord.extend({
  key: z.string().describe("The key. It is not kept, and cannot be shown again."),
});
export type KeyMade = z.infer<typeof KeyMade>;
