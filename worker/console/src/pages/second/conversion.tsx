import { areaY, dot, line, type PlotOptions, ruleX, ruleY, text } from "@observablehq/plot";
import type { ComponentChildren } from "preact";
import { useMemo } from "preact/hooks";
import type { F2Report, MaturedPoint, SurvivalPoint } from "../../../../core/second/index.ts";
import { percent, percents } from "../../format.ts";
import { peopleColumn } from "../../parts/columns.ts";
import { Figure } from "../../parts/figure.tsx";
import { Empty } from "../../parts/states.tsx";

/** A point of a curve that enough people make. */
interface Told {
  curve: "all, as far as they are known" | "only those whose time is up";
  days: number;
  rate: number;
  low: number;
  high: number;
  n: number;
}

/** Three answers to "how many come back?", with their intervals. */
export function ConversionFigure({
  report,
  choice,
}: {
  report: F2Report;
  choice: ComponentChildren;
}) {
  const curve = toldBy("all, as far as they are known", report.kaplan_meier);
  const matured = toldBy("only those whose time is up", report.matured);
  const options = useMemo(() => picture(curve, matured, report), [report]);
  const at90 = report.kaplan_meier.find(({ days }) => days === 90);
  return (
    <Figure
      title="Coming back, day by day"
      says={
        <>
          {choice}
          {at90?.rate == null || at90.interval === null
            ? "How many have ordered again by each day. "
            : `${percent(at90.rate)} come back within 90 days (${percents(at90.interval)}). `}
          The curve counts everybody for as long as they could be watched (Kaplan–Meier), the dots
          only those whose order is old enough.
          {report.naive.rate === null
            ? ""
            : ` That ${percent(report.naive.rate, 0)} have come back so far (dashed) says little: it mixes old and new customers.`}
        </>
      }
      options={options}
      rows={[...curve, ...matured]}
      columns={[
        { head: "Counted", value: (point) => point.curve },
        { head: "Days", value: ({ days }) => days, figure: true },
        {
          head: "Came back",
          value: ({ rate }) => rate,
          show: ({ rate }) => percent(rate),
          figure: true,
        },
        {
          head: "95 %",
          value: ({ low, high }) => `${low} to ${high}`,
          show: ({ low, high }) => percents([low, high]),
          figure: true,
        },
        peopleColumn<Told>(({ n }) => n),
      ]}
      empty={
        <>
          {choice}
          <Empty title="Too few people">It takes 30 who could be watched.</Empty>
        </>
      }
    />
  );
}

const toldBy = (curve: Told["curve"], points: readonly (MaturedPoint | SurvivalPoint)[]): Told[] =>
  points.flatMap(({ days, rate, interval, n }) =>
    rate === null || interval === null
      ? []
      : { curve, days, rate, low: interval[0], high: interval[1], n },
  );

function picture(
  curve: readonly Told[],
  matured: readonly Told[],
  { naive }: F2Report,
): PlotOptions {
  const start = { days: 0, rate: 0, low: 0, high: 0 };
  const steps = [start, ...curve];
  const from = { x: "days", curve: "step-after" } as const;
  return {
    height: 320,
    marginLeft: 46,
    marginRight: 44,
    marginBottom: 44,
    x: { label: "days after the order", labelOffset: 40, ticks: [0, 30, 60, 90, 180, 270, 365] },
    y: { label: "have ordered again (%)", percent: true, grid: true, ticks: 5, zero: true },
    marks: [
      areaY(steps, { ...from, y1: "low", y2: "high", fill: "var(--leaf)", fillOpacity: 0.2 }),
      line(steps, { ...from, y: "rate", stroke: "var(--leaf)", strokeWidth: 2.5 }),
      ruleX(matured, { x: "days", y1: "low", y2: "high", stroke: "var(--accent)" }),
      dot(matured, { x: "days", y: "rate", fill: "var(--accent)", r: 4 }),
      text(matured, {
        x: "days",
        y: "low",
        text: ({ rate }: Told) => percent(rate, 0),
        textAnchor: "start",
        dx: 5,
        dy: 10,
        stroke: "var(--card)",
        fill: "var(--ink)",
      }),
      ...(naive.rate === null
        ? []
        : [ruleY([naive.rate], { stroke: "var(--muted)", strokeDasharray: "4 4" })]),
      ruleY([0]),
    ],
  };
}
