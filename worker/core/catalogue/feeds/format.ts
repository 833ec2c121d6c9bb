import type { FeedFormat } from "../../../wire/import.ts";

const BY_NAME: readonly [ending: RegExp, format: FeedFormat][] = [
  [/\b(?:ndjson|jsonl|x-ndjson|jsonlines)\b/i, "ndjson"],
  [/\bjson\b/i, "json"],
  [/\b(?:tsv|tab-separated-values)\b/i, "tsv"],
  [/\bcsv\b/i, "csv"],
  [/\b(?:xml|rss|atom)\b/i, "xml"],
];

/**
 * The format of a file by its first characters; what they leave open its content type and name say.
 * Null for what is none of them.
 *
 * @param isOfItems otherwise an object is one record, though it has a list of items in it
 */
export function formatOf(
  head: string,
  contentType: string,
  name: string,
  isOfItems = true,
): FeedFormat | null {
  const start = head.trimStart();
  if (start.startsWith("<")) return /^<(?:!doctype\s+html|html)\b/i.test(start) ? null : "xml";
  if (start.startsWith("[")) return "json";
  if (start.startsWith("{")) return isOfItems && isList(start) ? "json" : "ndjson";
  const told = BY_NAME.find(([word]) => word.test(contentType) || word.test(endingOf(name)))?.[1];
  if (told === "csv" || told === "tsv") return told;
  const [header = ""] = start.split("\n", 1);
  if (header.includes("\t")) return "tsv";
  return /[,;|]/.test(header) ? "csv" : null;
}

/** `{"items": [` or `{"products": [`, after plain values if any: one document, not one record a line. */
export const LIST =
  /^\s*(?:\[|\{\s*(?:"\w{1,40}"\s*:\s*(?:"[^"\\]{0,200}"|[\w.+-]{1,40})\s*,\s*){0,10}"(?:items|products)"\s*:\s*\[)/;
const isList = (start: string) => LIST.test(start);

const endingOf = (name: string) => /\.\w+$/.exec(name.replace(/\.gz$/i, ""))?.[0] ?? "";
