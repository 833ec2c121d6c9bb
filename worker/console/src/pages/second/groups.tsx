import { dot, link, type PlotOptions, ruleX, text } from "@observablehq/plot";
import { useMemo } from "preact/hooks";
import type { F2Report } from "../../../../core/second/index.ts";
import { count, percent } from "../../format.ts";
import { peopleColumn, rateColumns } from "../../parts/columns.ts";
import { Figure } from "../../parts/figure.tsx";
import { labelsOf, leftOf } from "../../parts/labels.ts";
import { Empty } from "../../parts/states.tsx";
import { type Route, setOption } from "../../route.ts";
import { useTitles } from "../../use-titles.ts";

const BY = {
  month: "month of the order",
  channel: "channel",
  product: "product in the order",
  category: "category in the order",
};
const DAYS = 90;
const SHOWN = 20;

interface Told {
  group: string;
  n: number;
  rate: number;
  interval: [number, number];
}

/** Which groups come back more: a dot each, with its interval. */
export function GroupsFigure({
  route,
  by,
  report,
}: {
  route: Route;
  by: string;
  report: F2Report;
}) {
  const titleOf = useTitles(by === "product" ? report.groups.map(({ group }) => group) : []);
  const told = report.groups.flatMap(({ group, matured }): Told[] => {
    const point = matured.find(({ days }) => days === DAYS);
    if (point?.rate == null || point.interval === null) return [];
    const { rate, interval, n } = point;
    return [{ group: by === "product" ? titleOf(group) : group, n, rate, interval }];
  });
  const sorted = by === "month" ? told : told.toSorted((a, b) => b.rate - a.rate);
  const rows = by === "month" ? sorted.slice(-SHOWN) : sorted.slice(0, SHOWN);
  const whole = report.matured.find(({ days }) => days === DAYS)?.rate ?? null;
  const key = rows.map(({ group }) => group).join();
  const options = useMemo(() => ranges(rows, whole), [report, key]);
  const choice = (
    <label class="choice">
      By
      <select value={by} onChange={(event) => setOption(route, "by", event.currentTarget.value)}>
        {Object.entries(BY).map(([name, title]) => (
          <option key={name} value={name}>
            {title}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <Figure
      title="Who came back within 90 days"
      says={
        <>
          {choice}
          Of those whose order is at least 90 days old; the dashed line is the whole shop. Where
          intervals overlap it, the difference may be chance.
        </>
      }
      options={options}
      rows={rows}
      columns={[
        { head: "Group", value: ({ group }) => group },
        ...rateColumns<Told>("Came back"),
        peopleColumn<Told>(({ n }) => n),
      ]}
      empty={
        <>
          {choice}
          <Empty title="No group is large enough">
            It takes 30 people whose order is at least 90 days old.
          </Empty>
        </>
      }
      wide
    />
  );
}

function ranges(rows: readonly Told[], whole: number | null): PlotOptions {
  const labels = labelsOf(rows.map(({ group }) => group));
  const points = rows.map(({ rate, n, interval: [low, high] }, place) => ({
    label: labels[place]!,
    rate,
    low,
    high,
    note: `${percent(rate, 0)} of ${count(n)}`,
  }));
  return {
    height: 60 + 24 * rows.length,
    marginLeft: leftOf(labels),
    marginRight: 90,
    marginBottom: 44,
    x: { label: "came back (%)", percent: true, grid: true, ticks: 5, labelOffset: 40, zero: true },
    y: { label: null, domain: labels },
    marks: [
      ...(whole === null
        ? []
        : [ruleX([whole], { stroke: "var(--muted)", strokeDasharray: "4 4" })]),
      link(points, { x1: "low", x2: "high", y: "label", stroke: "var(--leaf)", strokeWidth: 2 }),
      dot(points, { x: "rate", y: "label", r: 5, fill: "var(--leaf)" }),
      text(points, { x: "high", y: "label", text: "note", textAnchor: "start", dx: 8 }),
    ],
  };
}
