import * as z from "zod";

/** One change of a shop. */
export const AuditEntry = z.object({
  time: z.iso.datetime(),
  who: z.string().describe("A user's e-mail, or a key's label and id."),
  action: z.string().describe("What was done, such as key.revoked."),
  subject: z.string().describe("What it was done to; empty for the shop itself."),
  changes: z
    .record(z.string(), z.tuple([z.unknown(), z.unknown()]))
    .describe("By field, what it was and what it is."),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

/** The reply to `GET /v1/audit`, the latest first. */
export const AuditReply = z.object({
  entries: z.array(AuditEntry),
  next_cursor: z.string().nullable(),
});
export type AuditReply = z.infer<typeof AuditReply>;
