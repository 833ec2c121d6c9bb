import { axisX, cell, type PlotOptions, text } from "@observablehq/plot";

export interface Tile {
  x: string;
  y: string;
  /** What the shade stands for, 0 or more. */
  value: number;
  /** Written on the tile. */
  note: string;
}

interface Axes {
  x: { label: string; domain: readonly string[] };
  y: { label: string; domain: readonly string[] };
}

/** The strongest shade on which the page's own ink has a contrast of 4.5, in light and in dark. */
const STRONGEST = 0.5;

/** Ems in which what is below a column is wrapped. */
const WORDS = 6;

/** A grid whose tiles are shaded by what they hold, with it written on them. */
export function tiles(rows: readonly Tile[], { x, y }: Axes): PlotOptions {
  const most = Math.max(1e-9, ...rows.map(({ value }) => value));
  // Roots, or one large tile would leave all others blank.
  const shaded = rows.map((row) => ({ ...row, shade: STRONGEST * Math.sqrt(row.value / most) }));
  const longest = Math.max(4, ...y.domain.map((name) => name.length));
  const left = 40 + 7 * longest;
  const isWrapped = x.domain.some((name) => name.length > WORDS * 2);
  return {
    height: 80 + 46 * y.domain.length,
    marginLeft: left,
    marginBottom: isWrapped ? 76 : 50,
    padding: 0.04,
    x: { label: null, domain: x.domain },
    y: { label: y.label, domain: y.domain, tickSize: 0, labelOffset: left - 12 },
    marks: [
      axisX({
        label: x.label,
        labelOffset: isWrapped ? 68 : 42,
        tickSize: 0,
        lineWidth: WORDS,
        lineHeight: 1.1,
      }),
      cell(shaded, { x: "x", y: "y", fill: "var(--line)", fillOpacity: 0.5, rx: 5 }),
      cell(shaded, { x: "x", y: "y", fill: "var(--leaf)", fillOpacity: "shade", rx: 5 }),
      text(shaded, {
        x: "x",
        y: "y",
        text: "note",
        fill: "var(--ink)",
        lineHeight: 1.2,
      }),
    ],
    opacity: { type: "identity" },
    color: { type: "identity" },
  };
}
