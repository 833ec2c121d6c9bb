import * as z from "zod";
import { parseJson } from "./json.ts";

export const FEED_FORMATS = ["xml", "csv", "tsv", "json", "ndjson"] as const;
export const FeedFormat = z.enum(FEED_FORMATS);
export type FeedFormat = z.infer<typeof FeedFormat>;

/** A feed's name tells its items from those of the shop's other feeds. */
export const FeedName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_-]{0,39}$/, "must be 1 to 40 of a–z 0–9 _ -");

const Flag = z
  .enum(["1", "0", "true", "false"])
  .transform((word) => word === "1" || word === "true");

export const IMPORT_TYPES = [
  "items",
  "orders",
  "refunds",
  "deliveries",
  "customers",
  "reviews",
  "tickets",
] as const;

const Mapping = z
  .string()
  .max(10_000)
  .transform((text, context): Record<string, string> => {
    const told = z.record(z.string().max(200), z.string().max(60)).safeParse(parsed(text));
    if (told.success) return told.data;
    context.addIssue({
      code: "custom",
      message: 'must be JSON such as {"InvoiceNo": "transaction_id"}',
    });
    return z.NEVER;
  });

function parsed(json: string): unknown {
  try {
    return parseJson(json);
  } catch {
    return null;
  }
}

/** What `POST /v1/imports` is told in its query; the body is the file. */
export const ImportQuery = z.object({
  type: z.enum(IMPORT_TYPES),
  format: z.enum(FEED_FORMATS).optional().describe("Taken from the file when it is not said."),
  feed: FeedName.optional(),
  mode: z
    .enum(["replace", "merge"])
    .optional()
    .describe(
      "`replace`: what this feed brought before and lacks now is removed. Default for a named feed.",
    ),
  force: Flag.optional().describe(
    "Removes even when fewer than half of the last run's items came.",
  ),
  dry_run: Flag.default(false).describe(
    "Reads the whole file and reports on it, and keeps nothing of it.",
  ),
  mapping: Mapping.default({}).describe("The file's names of columns → ours, as JSON."),
  dates: z
    .enum(["ymd", "dmy", "mdy"])
    .default("ymd")
    .describe("In which order dates such as 03/04/2026 name their parts."),
  not_items: z
    .string()
    .max(2000)
    .default("")
    .transform((list) =>
      list
        .split(",")
        .map((id) => id.trim())
        .filter((id) => id !== ""),
    )
    .describe("Ids that stand for charges such as postage, parted by commas: money, but no goods."),
});
export type ImportQuery = z.infer<typeof ImportQuery>;

export const RejectedLine = z.object({
  line: z.number().describe("Counted from 1."),
  id: z.string().nullable(),
  detail: z.string(),
});
export type RejectedLine = z.infer<typeof RejectedLine>;

/** What a file of orders brings in one currency, whether it was known before or not. Minor units. */
export const ImportTotals = z.object({
  currency: z.string(),
  orders: z.number(),
  lines: z.number(),
  units: z.number(),
  revenue: z.number(),
  of_nobody: z.number().describe("Orders that name no customer."),
  refunds: z.number(),
  refund_lines: z.number(),
  refund_units: z.number(),
  refunded: z.number(),
});
export type ImportTotals = z.infer<typeof ImportTotals>;

/** The reply to `GET /v1/imports/{id}`. Times are ISO 8601. */
export const ImportReply = z.object({
  id: z.string(),
  type: ImportQuery.shape.type,
  feed: z.string().nullable(),
  mode: z.enum(["replace", "merge"]),
  format: FeedFormat.nullable().describe("Null until the file has been looked at."),
  encoding: z.string().nullable(),
  status: z.enum(["receiving", "queued", "running", "done", "failed"]),
  error: z.string().nullable().describe("Why it failed."),
  created: z.iso.datetime(),
  started: z.iso.datetime().nullable(),
  finished: z.iso.datetime().nullable(),
  bytes: z.number().describe("Unpacked; `bytes_read` of them have been worked through."),
  bytes_read: z.number(),
  lines: z.number().describe("Records that the file held so far: accepted + unchanged + rejected."),
  accepted: z.number(),
  unchanged: z.number(),
  rejected: z.number(),
  removed: z.number().describe("Items that the feed's last run had and this one lacks."),
  dry_run: z.boolean(),
  totals: z
    .array(ImportTotals)
    .describe(
      "Of files of orders and refunds: what the lines that were taken come to, by currency, in minor units.",
    ),
  duplicates: z.number().describe("Ids that came more than once: the last one counts."),
  notes: z
    .array(z.string())
    .describe("What else is worth knowing: why nothing was removed, which details were left out."),
  rejected_lines: z
    .array(RejectedLine)
    .describe("The first 100; the others are at `/v1/imports/{id}/rejected`."),
});
export type ImportReply = z.infer<typeof ImportReply>;

/** The reply to `GET /v1/imports/{id}/rejected`. */
export const RejectedReply = z.object({
  rejected: z.array(RejectedLine),
  next_cursor: z.number().nullable(),
});
export type RejectedReply = z.infer<typeof RejectedReply>;

const HOUR = 3_600_000;

/** `PUT /v1/feeds/{name}`: where a feed is fetched from, and how often (`1h` … `24h`). */
export const FeedBody = z.object({
  url: z.string().max(2048),
  format: z.enum([...FEED_FORMATS, "shopify"]).optional(),
  every: z
    .string()
    .regex(/^(?:[1-9]|1\d|2[0-4])h$/, "must be 1h to 24h")
    .default("24h"),
});
export type FeedBody = z.infer<typeof FeedBody>;

export const periodOf = ({ every }: Pick<FeedBody, "every">): number =>
  Number.parseInt(every, 10) * HOUR;

/** One feed of `GET /v1/feeds`. Times are ISO 8601. */
export const FeedReply = z.object({
  name: z.string(),
  url: z.string().nullable().describe("Null for a feed that is only uploaded."),
  format: FeedBody.shape.format.optional(),
  every: z.string().nullable(),
  next_fetch: z.iso.datetime().nullable(),
  last_success: z.iso
    .datetime()
    .nullable()
    .describe("When it was last fetched or found unchanged."),
  items: z.number().describe("Items of the last complete run."),
  import: z.string().nullable().describe("The import of the last fetch that brought something."),
  error: z
    .string()
    .nullable()
    .describe("What the last fetch failed with; the catalogue stays as the last good one left it."),
  failures: z.number().describe("Failures in a row."),
});
export type FeedReply = z.infer<typeof FeedReply>;

/** The reply to `GET /v1/feeds`. */
export const FeedsReply = z.object({ feeds: z.array(FeedReply) });
export type FeedsReply = z.infer<typeof FeedsReply>;

/** The reply to `POST /v1/imports`: where its report will be. */
export const ImportTaken = z.object({ id: z.string() });
export type ImportTaken = z.infer<typeof ImportTaken>;

/** The reply to `GET /v1/imports`, the latest first. */
export const ImportsReply = z.object({ imports: z.array(ImportReply) });
export type ImportsReply = z.infer<typeof ImportsReply>;
