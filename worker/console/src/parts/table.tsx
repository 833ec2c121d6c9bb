import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { download, csvOf } from "./csv.ts";

/** A column: its heading, what a row says in it (for people and for CSV), and whether it is a figure. */
export interface Column<Row> {
  head: string;
  value: (row: Row) => string | number | null;
  show?: (row: Row) => ComponentChildren;
  figure?: boolean;
}

/** The numbers of something, with a way to take them along: `all` of them where `rows` are the first. */
export function Table<Row>({
  name,
  columns,
  rows,
  all,
}: {
  name: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  all?: () => Promise<readonly Row[]>;
}) {
  const [busy, setBusy] = useState(false);

  async function save(): Promise<void> {
    setBusy(true);
    try {
      download(name, csvOf(columns, all === undefined ? rows : await all()));
    } finally {
      setBusy(false);
    }
  }

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
      <button type="button" class="quiet" disabled={busy} onClick={() => void save()}>
        CSV
      </button>
    </div>
  );
}
