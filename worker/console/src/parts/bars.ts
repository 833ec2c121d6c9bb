import { barX, type PlotOptions, ruleX, text } from "@observablehq/plot";
import { labelsOf, leftOf } from "./labels.ts";

export interface Bar {
  label: string;
  value: number;
  /** Beside the bar. */
  note?: string;
}

/** A tick's number takes up to so much of a narrow plot. */
const TICK_PX = 70;

/** Bars that lie, the first on top: for what has names rather than an order of its own. */
export function bars(rows: readonly Bar[], unit: string): PlotOptions {
  const labels = labelsOf(rows.map(({ label }) => label));
  const short = rows.map((row, place) => ({ ...row, label: labels[place]! }));
  return {
    marginLeft: leftOf(labels),
    marginRight: rows.some(({ note }) => note !== undefined) ? 96 : 24,
    marginBottom: 44,
    height: 54 + 26 * rows.length,
    x: { label: unit, labelOffset: 40, grid: true, tickSpacing: TICK_PX },
    y: { label: null, domain: labels },
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
