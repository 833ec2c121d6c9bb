/** The names of an object's tables: one question where several parts of it want to know of theirs. */
export const tablesOf = (sql: SqlStorage): ReadonlySet<string> =>
  new Set(
    Array.from(
      sql.exec<{ name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table'"),
      ({ name }) => name,
    ),
  );

/** Deletes the rows of all tables of an object but these, and but the platform's own. */
export function emptyTables(sql: SqlStorage, kept: readonly string[]): void {
  for (const table of tablesOf(sql))
    if (!kept.includes(table) && !table.startsWith("_cf_")) sql.exec(`DELETE FROM "${table}"`);
}
