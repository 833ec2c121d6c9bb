import { barY, type PlotOptions, ruleX, ruleY, text } from "@observablehq/plot";
import { useMemo } from "preact/hooks";
import type { F2Report } from "../../../../core/second/index.ts";
import { count, percent } from "../../format.ts";
import { peopleColumn, rateColumns } from "../../parts/columns.ts";
import { Figure } from "../../parts/figure.tsx";
import { Empty } from "../../parts/states.tsx";

type Transition = F2Report["transitions"][number];
type Told = Transition & { rate: number; interval: [number, number] };

/** At which order customers stop. */
export function WallsFigure({ report }: { report: F2Report }) {
  const rows = report.transitions.filter(
    (each): each is Told => each.rate !== null && each.interval !== null,
  );
  const options = useMemo(() => steps(rows), [report]);
  const hardest = rows.toSorted((a, b) => a.rate - b.rate)[0];
  return (
    <Figure
      title="From each order to the next"
      says={
        hardest === undefined
          ? ""
          : `Of ${count(hardest.n)} people with ${hardest.from} ${hardest.from === 1 ? "order" : "orders"}, ${percent(hardest.rate, 0)} have made the next so far: the fewest.`
      }
      options={options}
      rows={rows}
      columns={[
        { head: "From", value: ({ from }) => from, figure: true },
        { head: "To", value: ({ to }) => to, figure: true },
        ...rateColumns<Told>("So far"),
        peopleColumn<Told>(({ n }) => n),
      ]}
      empty={<Empty title="Too few people">It takes 30 with a first order.</Empty>}
    />
  );
}

function steps(rows: readonly Told[]): PlotOptions {
  const bars = rows.map(({ to, rate, interval: [low, high] }) => ({
    step: String(to),
    rate,
    low,
    high,
    note: percent(rate, 0),
  }));
  return {
    height: 320,
    marginLeft: 46,
    marginBottom: 44,
    x: { label: "which order", domain: bars.map(({ step }) => step), labelOffset: 40 },
    y: {
      label: "of those with one less, made it (%)",
      percent: true,
      grid: true,
      ticks: 5,
      zero: true,
    },
    marks: [
      barY(bars, { x: "step", y: "rate", fill: "var(--leaf)", fillOpacity: 0.85, rx: 4 }),
      ruleX(bars, { x: "step", y1: "low", y2: "high", stroke: "var(--ink)", strokeWidth: 1.5 }),
      text(bars, { x: "step", y: "high", text: "note", dy: -9 }),
      ruleY([0]),
    ],
  };
}
