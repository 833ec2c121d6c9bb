import { areaY, type PlotOptions, ruleY, text } from "@observablehq/plot";
import { useMemo } from "preact/hooks";
import type { Stage, StagesReport } from "../../../../core/customer/index.ts";
import { count, percent } from "../../format.ts";
import { Figure } from "../../parts/figure.tsx";
import { NoOrders } from "../../parts/no-orders.tsx";

type Stock = StagesReport["stock"][number];

/** From the bottom of the picture up, with what fills each. */
const BANDS: readonly [stage: Stage, fill: string][] = [
  ["active", "var(--leaf)"],
  ["silent", "var(--gold)"],
  ["dormant", "var(--accent)"],
  ["lost", "var(--muted)"],
];

/** How many past buyers there are, and how many of them are still here. */
export function StockFigure({ report }: { report: StagesReport }) {
  const options = useMemo(() => stacked(report.stock), [report]);
  const [silent, dormant, lost] = report.cuts;
  const gone = report.stages.find(({ stage }) => stage === "lost")!.people;
  return (
    <Figure
      title="Stock of past buyers"
      says={`${percent(gone / report.people, 0)} of all who ever bought are lost: no order for ${lost} days. Silent begins after ${silent} days, dormant after ${dormant}.`}
      options={options}
      rows={report.stock}
      columns={[
        { head: "Day", value: ({ day }) => day },
        ...BANDS.map(([stage]) => ({
          head: stage,
          value: ({ stages }: Stock) => stages[stage],
          show: ({ stages }: Stock) => count(stages[stage]),
          figure: true,
        })),
        { head: "All", value: ({ people }: Stock) => people, figure: true },
      ]}
      empty={<NoOrders what="No past buyers yet" />}
    />
  );
}

function stacked(stock: readonly Stock[]): PlotOptions {
  const rows = stock.flatMap(({ day, stages }) => {
    let below = 0;
    return BANDS.map(([stage, fill]) => {
      const from = below;
      below += stages[stage];
      return { day: new Date(day), stage, fill, from, to: below };
    });
  });
  const most = Math.max(1, ...stock.map(({ people }) => people));
  const ends = rows.slice(-BANDS.length).filter(({ from, to }) => to - from > most / 25);
  return {
    height: 300,
    marginLeft: 50,
    marginRight: 66,
    x: { label: null, ticks: 5 },
    y: { label: "people", grid: true, ticks: 5 },
    color: { type: "identity" },
    marks: [
      areaY(rows, { x: "day", y1: "from", y2: "to", fill: "fill", fillOpacity: 0.85 }),
      text(ends, {
        x: "day",
        y: ({ from, to }: { from: number; to: number }) => (from + to) / 2,
        text: "stage",
        textAnchor: "start",
        dx: 6,
      }),
      ruleY([0]),
    ],
  };
}
