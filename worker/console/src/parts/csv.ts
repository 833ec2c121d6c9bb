import type { Column } from "./table.tsx";

/** A cell as RFC 4180 has it. What a spreadsheet would run as a formula is made text (OWASP CSV injection). */
const cell = (value: string | number | null): string => {
  if (typeof value === "number") return String(value);
  const text = /^[=+\-@\t\r]/.test(value ?? "") ? `'${value}` : (value ?? "");
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** Rows as CSV, with a heading. */
export const csvOf = <Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string =>
  [
    columns.map(({ head }) => cell(head)).join(","),
    ...rows.map((row) => columns.map(({ value }) => cell(value(row))).join(",")),
  ]
    .map((line) => `${line}\r\n`)
    .join("");

/** Hands a text to the reader as a file; the byte-order mark tells Excel that it is UTF-8. */
export function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob(["\u{FEFF}", text], { type: "text/csv" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = `${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-")}.csv`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1_000);
}
