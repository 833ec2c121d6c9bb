import type { PlotOptions } from "@observablehq/plot";
import { decimal, percent } from "../format.ts";
import { odds } from "./odds.ts";
import type { Column } from "./table.tsx";

/** Something that goes with coming back, tested against others alike. */
interface Finding {
  /** Share to which it happened, and what was expected. */
  rate: number;
  expected: number;
  odds_ratio: number | null;
  interval: [number, number] | null;
  q: number;
}

/** Findings as a picture; those that nobody is there to compare with are left to the table. */
export const oddsOf = <Row extends Finding>(
  rows: readonly Row[],
  labelOf: (row: Row) => string,
): PlotOptions =>
  odds(
    rows.flatMap((row) =>
      row.odds_ratio === null || row.interval === null
        ? []
        : { label: labelOf(row), ratio: row.odds_ratio, interval: row.interval },
    ),
    "odds, beside others alike",
  );

/** What every finding tells of itself. */
export const findingColumns = <Row extends Finding>(): Column<Row>[] => [
  { head: "Rate", value: ({ rate }) => rate, show: ({ rate }) => percent(rate), figure: true },
  {
    head: "Expected",
    value: ({ expected }) => expected,
    show: ({ expected }) => percent(expected),
    figure: true,
  },
  {
    head: "Odds ×",
    value: ({ odds_ratio: ratio }) => ratio,
    show: ({ odds_ratio: ratio }) => (ratio === null ? "–" : decimal(ratio)),
    figure: true,
  },
  {
    head: "95 %",
    value: ({ interval }) => interval?.join(" to ") ?? null,
    show: ({ interval }) => interval?.map((end) => decimal(end)).join(" to ") ?? "–",
    figure: true,
  },
  { head: "q", value: ({ q }) => q, show: ({ q }) => decimal(q, 3), figure: true },
];
