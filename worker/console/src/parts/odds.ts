import { dot, link, type PlotOptions, ruleX, text } from "@observablehq/plot";
import { decimal } from "../format.ts";
import { labelsOf, leftOf } from "./labels.ts";

export interface Odds {
  label: string;
  ratio: number;
  /** 95 %. */
  interval: readonly [number, number];
}

/** Odds ratios with their intervals, the first on top, around the line at which nothing differs. */
export function odds(rows: readonly Odds[], unit: string): PlotOptions {
  const labels = labelsOf(rows.map(({ label }) => label));
  const points = rows.map(({ ratio, interval: [low, high] }, place) => ({
    label: labels[place]!,
    ratio,
    low,
    high,
    note: `× ${decimal(ratio, 1)}`,
  }));
  return {
    marginLeft: leftOf(labels),
    marginRight: 60,
    marginBottom: 44,
    height: 54 + 26 * rows.length,
    x: { type: "log", label: unit, labelOffset: 40, grid: true, ticks: 4, tickFormat: "~g" },
    y: { label: null, domain: labels },
    marks: [
      ruleX([1], { stroke: "var(--muted)", strokeDasharray: "4 4" }),
      link(points, { x1: "low", x2: "high", y: "label", stroke: "var(--leaf)", strokeWidth: 2 }),
      dot(points, { x: "ratio", y: "label", r: 5, fill: "var(--leaf)" }),
      text(points, { x: "high", y: "label", text: "note", textAnchor: "start", dx: 8 }),
    ],
  };
}
