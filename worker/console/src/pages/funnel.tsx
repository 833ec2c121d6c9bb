import { useMemo } from "preact/hooks";
import type { FunnelReport } from "../../../core/measure/index.ts";
import { count, duration, percent } from "../format.ts";
import { bars } from "../parts/bars.ts";
import { Figure } from "../parts/figure.tsx";
import { NoVisits } from "../parts/no-visits.tsx";
import { Loaded } from "../parts/states.tsx";
import { type Route, setOption } from "../route.ts";
import { useResource } from "../use-resource.ts";

type Step = FunnelReport["funnel"][number];

const BY = { visit: "one visit", person: "a person's visits together" };
const ORDER = { ordered: "one after the other", any: "in any order" };

/** How far visits come on the way to an order. `period` is what the address asks for. */
export function Funnel({ route, period }: { route: Route; period: string }) {
  const by = route.options.get("by") ?? "visit";
  const order = route.options.get("order") ?? "ordered";
  const report = useResource<FunnelReport>(
    `/v1/reports/funnel?${period}&by=${encodeURIComponent(by)}&order=${encodeURIComponent(order)}`,
  );
  return (
    <Loaded of={report} what="The funnel">
      {(data) => <Steps route={route} report={data} />}
    </Loaded>
  );
}

function Steps({ route, report }: { route: Route; report: FunnelReport }) {
  const rows = report.funnel[0]?.n ? report.funnel : [];
  const options = useMemo(
    () =>
      bars(
        rows.map(({ step, n, of_before: share }, place) => ({
          label: words(step),
          value: n,
          note: place === 0 || share === null ? count(n) : `${percent(share)} went on`,
        })),
        report.by === "visit" ? "visits" : "people",
      ),
    [report],
  );
  const { n, median_ms: median, p90_ms: p90 } = report.time_to_convert;
  return (
    <Figure
      title="On the way to an order"
      says={
        <>
          {n === 0 || median === null || p90 === null
            ? "Nobody came through in this period. "
            : `${count(n)} came through, half of them within ${duration(median)}, nine of ten within ${duration(p90)}. `}
          <Choice route={route} name="by" label="Counted over" of={BY} />
          <Choice route={route} name="order" label="Steps" of={ORDER} />
        </>
      }
      options={options}
      rows={rows}
      columns={[
        { head: "Step", value: ({ step }: Step) => words(step) },
        { head: "Came so far", value: ({ n: came }) => came, figure: true },
        {
          head: "Of the first step",
          value: (row) => row.of_first,
          show: ({ of_first: share }) => (share === null ? "–" : percent(share)),
          figure: true,
        },
        {
          head: "Of the step before",
          value: (row) => row.of_before,
          show: ({ of_before: share }) => (share === null ? "–" : percent(share)),
          figure: true,
        },
        {
          head: "After (median)",
          value: (row) => row.median_ms,
          show: ({ median_ms: ms }) => (ms === null ? "–" : duration(ms)),
          figure: true,
        },
      ]}
      empty={<NoVisits />}
    />
  );
}

const words = (step: string): string => step.replaceAll("_", " ");

function Choice({
  route,
  name,
  label,
  of,
}: {
  route: Route;
  name: string;
  label: string;
  /** The first one where the address names none. */
  of: Record<string, string>;
}) {
  return (
    <label class="choice">
      {label}
      <select
        value={route.options.get(name) ?? Object.keys(of)[0]!}
        onChange={(event) => setOption(route, name, event.currentTarget.value)}
      >
        {Object.entries(of).map(([option, title]) => (
          <option key={option} value={option}>
            {title}
          </option>
        ))}
      </select>
    </label>
  );
}
