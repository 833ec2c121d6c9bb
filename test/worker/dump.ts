import { env } from "cloudflare:workers";
import { listDurableObjectIds, runInDurableObject } from "cloudflare:test";
import type { Env } from "../../worker/edge/env.ts";

const NAMESPACES = [
  "PERSON",
  "SHOP",
  "CATALOGUE",
  "IMPORT",
  "SHELF",
  "LEARNER",
  "LEDGER",
  "DIRECTORY",
  "COURIER",
  "PRIVACY",
  "EXPORTER",
] as const satisfies (keyof Env)[];

/** A row of a table of an object, as text; BLOBs as the characters of their bytes. */
export interface DumpedRow {
  /** `LEDGER.facts`. */
  table: string;
  text: string;
}

/** All rows of all tables of all objects, as SQL finds them. */
export async function dumpAll(): Promise<DumpedRow[]> {
  const dumped: DumpedRow[] = [];
  for (const name of NAMESPACES) {
    const namespace = (env as unknown as Env)[name] as unknown as DurableObjectNamespace;
    for (const objectId of await listDurableObjectIds(namespace))
      dumped.push(...(await dump(name, namespace.get(objectId))));
  }
  return dumped;
}

const dump = (name: string, stub: DurableObjectStub): Promise<DumpedRow[]> =>
  runInDurableObject(stub, (_, { storage: { sql } }) => {
    const tables = sql
      .exec<{ name: string }>(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '\\_cf%' ESCAPE '\\'",
      )
      .toArray();
    return tables.flatMap(({ name: table }) =>
      sql
        .exec(`SELECT * FROM "${table}"`)
        .toArray()
        .map((row) => ({ table: `${name}.${table}`, text: textOf(row) })),
    );
  });

const textOf = (row: Record<string, SqlStorageValue>): string =>
  Object.values(row)
    .map((value) =>
      value instanceof ArrayBuffer
        ? Array.from(new Uint8Array(value), (byte) => String.fromCharCode(byte)).join("")
        : String(value),
    )
    .join("\n");

/** Tables in which one of these words still stands. */
export const tablesWith = (rows: readonly DumpedRow[], words: readonly string[]): string[] => [
  ...new Set(
    rows.filter(({ text }) => words.some((word) => text.includes(word))).map(({ table }) => table),
  ),
];
