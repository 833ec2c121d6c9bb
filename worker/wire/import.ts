import * as z from "zod";

export const FEED_FORMATS = ["xml", "csv", "tsv", "json", "ndjson"] as const;
export type FeedFormat = (typeof FEED_FORMATS)[number];

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
    return JSON.parse(json);
  } catch {
    return null;
  }
}

/** What `POST /v1/imports` is told in its query; the body is the file. */
export const ImportQuery = z.object({
  type: z.enum(IMPORT_TYPES),
  /** Taken from the file when it is not said. */
  format: z.enum(FEED_FORMATS).optional(),
  feed: FeedName.optional(),
  /** `replace`: what this feed brought before and lacks now is removed. Default for a named feed. */
  mode: z.enum(["replace", "merge"]).optional(),
  /** Removes even when fewer than half of the last run's items came. */
  force: Flag.optional(),
  /** Reads the whole file and reports on it, and keeps nothing of it. */
  dry_run: Flag.default(false),
  /** The file's names of columns → ours, as JSON. */
  mapping: Mapping.default({}),
  /** In which order dates such as 03/04/2026 name their parts. */
  dates: z.enum(["ymd", "dmy", "mdy"]).default("ymd"),
  /** Ids that stand for charges such as postage, parted by commas: money, but no goods. */
  not_items: z
    .string()
    .max(2000)
    .default("")
    .transform((list) =>
      list
        .split(",")
        .map((id) => id.trim())
        .filter((id) => id !== ""),
    ),
});
export type ImportQuery = z.infer<typeof ImportQuery>;

export interface RejectedLine {
  /** Counted from 1. */
  line: number;
  id: string | null;
  detail: string;
}

/** What a file of orders brings in one currency, whether it was known before or not. Minor units. */
export interface ImportTotals {
  currency: string;
  orders: number;
  lines: number;
  units: number;
  revenue: number;
  /** Orders that name no customer. */
  of_nobody: number;
  refunds: number;
  refund_lines: number;
  refund_units: number;
  refunded: number;
}

/** The reply to `GET /v1/imports/{id}`. Times are ISO 8601. */
export interface ImportReply {
  id: string;
  type: ImportQuery["type"];
  feed: string | null;
  mode: "replace" | "merge";
  /** Null until the file has been looked at. */
  format: FeedFormat | null;
  encoding: string | null;
  status: "receiving" | "queued" | "running" | "done" | "failed";
  /** Why it failed. */
  error: string | null;
  created: string;
  started: string | null;
  finished: string | null;
  /** Unpacked; `bytes_read` of them have been worked through. */
  bytes: number;
  bytes_read: number;
  /** Records that the file held so far: accepted + unchanged + rejected. */
  lines: number;
  accepted: number;
  unchanged: number;
  rejected: number;
  /** Items that the feed's last run had and this one lacks. */
  removed: number;
  dry_run: boolean;
  /** Of files of orders and refunds: what the lines that were taken come to, by currency, in minor units. */
  totals: ImportTotals[];
  /** Ids that came more than once: the last one counts. */
  duplicates: number;
  /** What else is worth knowing: why nothing was removed, which details were left out. */
  notes: string[];
  /** The first 100; the others are at `/v1/imports/{id}/rejected`. */
  rejected_lines: RejectedLine[];
}

/** The reply to `GET /v1/imports/{id}/rejected`. */
export interface RejectedReply {
  rejected: RejectedLine[];
  next_cursor: number | null;
}

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
export interface FeedReply {
  name: string;
  /** Null for a feed that is only uploaded. */
  url: string | null;
  format?: FeedBody["format"];
  every: string | null;
  next_fetch: string | null;
  /** When it was last fetched or found unchanged. */
  last_success: string | null;
  /** Items of the last complete run. */
  items: number;
  /** The import of the last fetch that brought something. */
  import: string | null;
  /** What the last fetch failed with; the catalogue stays as the last good one left it. */
  error: string | null;
  /** Failures in a row. */
  failures: number;
}
