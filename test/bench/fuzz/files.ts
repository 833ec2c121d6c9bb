import { gzipSync } from "node:zlib";
import { ROWS } from "./bodies.ts";
import { below, chance, pick, type Source } from "./source.ts";
import { valueOf } from "./values.ts";

type Row = Record<string, unknown>;

const columns = (rows: readonly Row[]) => [...new Set(rows.flatMap((row) => Object.keys(row)))];
const cell = (value: unknown): string =>
  typeof value === "object" ? JSON.stringify(value) : String(value);
const quoted = (value: unknown) => `"${cell(value ?? "").replaceAll('"', '""')}"`;
const escaped = (value: unknown) => cell(value).replaceAll("&", "&amp;").replaceAll("<", "&lt;");

const FORMS: readonly ((rows: readonly Row[]) => string)[] = [
  (rows) => JSON.stringify(rows),
  (rows) => rows.map((row) => JSON.stringify(row)).join("\n"),
  (rows) =>
    [columns(rows), ...rows.map((row) => columns(rows).map((name) => quoted(row[name])))].join(
      "\r\n",
    ),
  (rows) =>
    [columns(rows), ...rows.map((row) => columns(rows).map((name) => cell(row[name] ?? "")))]
      .map((line) => line.join("\t"))
      .join("\n"),
  (rows) =>
    `<?xml version="1.0"?><rss xmlns:g="http://base.google.com/ns/1.0"><channel>${rows
      .map(
        (row) =>
          `<item>${Object.entries(row)
            .map(([name, value]) => `<g:${name}>${escaped(value)}</g:${name}>`)
            .join("")}</item>`,
      )
      .join("")}</channel></rss>`,
  // Entities of entities, which would be 10^9 characters.
  () =>
    `<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">${Array.from(
      { length: 8 },
      (_, n) => `<!ENTITY ${"bcdefghi"[n]} "${`&${"abcdefgh"[n]};`.repeat(10)}">`,
    ).join("")}]><rss><channel><item><g:id>&i;</g:id></item></channel></rss>`,
];

/** 32 MB in 32 kB. */
let bomb: Buffer | null = null;

/** A file of a few items or orders, in one of the forms that shops have them in, sometimes packed. */
export function fileOf(source: Source): Buffer {
  const schema = pick(source, ROWS);
  const rows = Array.from({ length: 1 + below(source, 5) }, () => valueOf(schema, source) as Row);
  const text = pick(source, FORMS)(rows);
  if (chance(source, 0.003)) return (bomb ??= gzipSync(Buffer.alloc(32_000_000)));
  return chance(source, 0.15) ? gzipSync(text) : Buffer.from(text);
}
