import type { PlotOptions } from "@observablehq/plot";
import type { ComponentChildren } from "preact";
import { PlotView } from "./plot.tsx";
import { type Column, Table } from "./table.tsx";

/**
 * A card with a picture, what it says in a sentence, and its numbers as a table and as CSV.
 * Without rows it shows `empty` in its place.
 */
export function Figure<Row>({
  title,
  says,
  options,
  columns,
  rows,
  empty,
  wide = false,
  least = 0,
}: {
  title: string;
  says: ComponentChildren;
  options: PlotOptions;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  empty: ComponentChildren;
  wide?: boolean;
  /** Pixels that the picture needs to be readable. */
  least?: number;
}) {
  return (
    <section class={wide ? "card wide" : "card"}>
      <h2>{title}</h2>
      {rows.length === 0 ? (
        empty
      ) : (
        <>
          <p>{says}</p>
          <PlotView label={title} options={options} least={least} />
          <details>
            <summary>Numbers</summary>
            <Table name={title} columns={columns} rows={rows} />
          </details>
        </>
      )}
    </section>
  );
}
