import type { ComponentChildren } from "preact";
import { download, csvOf } from "./csv.ts";

/** A column: its heading, what a row says in it (for people and for CSV), and whether it is a figure. */
export interface Column<Row> {
  head: string;
  value: (row: Row) => string | number | null;
  show?: (row: Row) => ComponentChildren;
  figure?: boolean;
}

/** The numbers of something, with a way to take them along. */
export function Table<Row>({
  name,
  columns,
  rows,
}: {
  name: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
}) {
  return (
    <div class="table">
      <div class="scroll" tabIndex={0} role="region" aria-label={name}>
        <table>
          <thead>
            <tr>
              {columns.map(({ head, figure }) => (
                <th key={head} scope="col" class={figure ? "figure" : undefined}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, place) => (
              <tr key={place}>
                {columns.map(({ head, value, show, figure }) => (
                  <td key={head} class={figure ? "figure" : undefined}>
                    {show ? show(row) : (value(row) ?? "–")}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <button type="button" class="quiet" onClick={() => download(name, csvOf(columns, rows))}>
        CSV
      </button>
    </div>
  );
}
