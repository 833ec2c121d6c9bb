export type SqlValue = ArrayBuffer | string | number | null;

/** What stores need of an object's database (`SqlStorage`). */
export interface Sql {
  exec<Row extends Record<string, SqlValue>>(query: string, ...bindings: unknown[]): SqlRows<Row>;
}

export interface SqlRows<Row> extends Iterable<Row> {
  readonly rowsWritten: number;
  toArray(): Row[];
  one(): Row;
}

/** A database that counts the rows that are written through it, deleted ones too: they are the bill. */
export class RowMeter implements Sql {
  readonly #sql: Sql;
  #rows = 0;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  get rowsWritten(): number {
    return this.#rows;
  }

  exec<Row extends Record<string, SqlValue>>(query: string, ...bindings: unknown[]): SqlRows<Row> {
    const cursor = this.#sql.exec<Row>(query, ...bindings);
    this.#rows += cursor.rowsWritten;
    return cursor;
  }
}
