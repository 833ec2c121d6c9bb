/**
 * What is left of an erased person: since when nothing older is taken in. The object's own id is a
 * keyed hash of the name, and nothing else here says whose it was.
 */
export class Tombstone {
  readonly #storage: DurableObjectStorage;

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
  }

  /**
   * When the person was erased (epoch ms); null for one who never was.
   *
   * @param tables by `tablesOf`
   */
  read(tables: ReadonlySet<string>): number | null {
    if (!tables.has("erased")) return null;
    return this.#storage.sql.exec<{ at: number | null }>("SELECT max(at) AS at FROM erased").one()
      .at;
  }

  /** Leaves word of an erasure at `at` (epoch ms). */
  set(at: number): void {
    this.#storage.sql.exec("CREATE TABLE IF NOT EXISTS erased (at INTEGER NOT NULL)");
    this.#storage.sql.exec("INSERT INTO erased (at) VALUES (?)", at);
  }
}
