import { barX, type PlotOptions, ruleX, text } from "@observablehq/plot";

/** Long labels would leave no room for the bars. */
const LABEL = 30;

export interface Bar {
  label: string;
  value: number;
  /** Beside the bar. */
  note?: string;
}

/** Bars that lie, the first on top: for what has names rather than an order of its own. */
export function bars(rows: readonly Bar[], unit: string): PlotOptions {
  const short = rows.map((row, place) => ({
    ...row,
    // What looks alike when it is cut must not fall on one bar.
    label: shortened(row.label) + "\u200B".repeat(place),
  }));
  const longest = Math.max(4, ...short.map(({ label }) => label.length));
  return {
    marginLeft: 20 + 6.4 * longest,
    marginRight: 96,
    marginBottom: 44,
    height: 54 + 26 * rows.length,
    x: { label: unit, labelOffset: 40, grid: true, ticks: 4 },
    y: { label: null, domain: short.map(({ label }) => label) },
    marks: [
      barX(short, { x: "value", y: "label", fill: "var(--leaf)", rx: 3, insetTop: 2 }),
      text(
        short.filter(({ note }) => note !== undefined),
        { x: "value", y: "label", text: "note", textAnchor: "start", dx: 6 },
      ),
      ruleX([0]),
    ],
  };
}

/** What is cut keeps its end, which tells paths apart. */
const shortened = (label: string): string =>
  label.length <= LABEL ? label : `${label.slice(0, 8)}…${label.slice(9 - LABEL)}`;
