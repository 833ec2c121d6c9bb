import * as z from "zod";

/** What `GET /v1/export/{kind}` brings, as NDJSON. */
export const ExportKind = z.enum(["events", "people", "orders", "refunds"]);
export type ExportKind = z.infer<typeof ExportKind>;

export const ExportQuery = z.object({
  cursor: z
    .string()
    .max(400)
    .default("")
    .describe("of the Link header of the page before; none for the first"),
});
