/**
 * Brings an object's tables up to date: `steps[n]` takes them from version n to n + 1. The version is
 * a row of its own, since Durable Objects have no `PRAGMA user_version`.
 */
export function migrate(storage: DurableObjectStorage, steps: readonly string[]): void {
  const { sql } = storage;
  sql.exec("CREATE TABLE IF NOT EXISTS schema (version INTEGER PRIMARY KEY)");
  const [row] = sql.exec<{ version: number | null }>("SELECT max(version) AS version FROM schema");
  const from = row?.version ?? 0;
  if (from >= steps.length) return;
  storage.transactionSync(() => {
    for (const step of steps.slice(from)) sql.exec(step);
    sql.exec("DELETE FROM schema");
    sql.exec("INSERT INTO schema (version) VALUES (?)", steps.length);
  });
}
