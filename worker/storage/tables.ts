/** The names of an object's tables: one question where several parts of it want to know of theirs. */
export const tablesOf = (sql: SqlStorage): ReadonlySet<string> =>
  new Set(
    Array.from(
      sql.exec<{ name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table'"),
      ({ name }) => name,
    ),
  );
