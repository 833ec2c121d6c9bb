import { barX, type PlotOptions, ruleX, ruleY, text } from "@observablehq/plot";
import { useMemo } from "preact/hooks";
import type { ChurnReport } from "../../../../core/customer/index.ts";
import { count, major, percent, percents, roundMoney } from "../../format.ts";
import { roundMoneyColumn } from "../../parts/columns.ts";
import { Figure } from "../../parts/figure.tsx";
import { Empty, Loaded } from "../../parts/states.tsx";
import { useReport } from "../../use-report.ts";

type Effect = ChurnReport["effects"][number];

/** What lower churn would earn, on the shop's own past. */
export function ChurnFigure() {
  const report = useReport<ChurnReport>("churn");
  return (
    <Loaded of={report} what="The effect of churn">
      {(data) => <Effects report={data} />}
    </Loaded>
  );
}

function Effects({ report }: { report: ChurnReport }) {
  const { churn, present, effects, currency } = report;
  const options = useMemo(() => ranges(effects, currency), [report]);
  const what = report.money === "margin" ? "margin" : "net sales";
  return (
    <Figure
      title="If fewer left"
      says={
        churn === null || present === null
          ? ""
          : `Of ${count(churn.n)} customers of a half-year ${percent(churn.rate)} did not come in the next (${percents(churn.interval)}). Avoiding a part of that would add this much ${what} in twelve months, beside ${roundMoney(present.value, currency)} from today's customers.`
      }
      options={options}
      rows={effects}
      columns={[
        {
          head: "Churn avoided",
          value: ({ reduction }: Effect) => reduction,
          show: ({ reduction }) => percent(reduction, 0),
          figure: true,
        },
        {
          head: "Customers kept",
          value: ({ kept }) => kept,
          show: ({ kept }) => count(kept),
          figure: true,
        },
        roundMoneyColumn<Effect>("Adds", currency, ({ value }) => value),
        {
          head: "95 %",
          value: ({ interval }) => interval.map((end) => major(end, currency)).join(" to "),
          show: ({ interval: [low, high] }) =>
            `${roundMoney(low, currency)} to ${roundMoney(high, currency)}`,
          figure: true,
        },
      ]}
      empty={<Empty title="Nothing to project yet">{report.missing}.</Empty>}
    />
  );
}

function ranges(effects: readonly Effect[], currency: string | null): PlotOptions {
  const rows = effects.map(({ reduction, value, interval: [low, high] }) => ({
    label: `${percent(reduction, 0)} less`,
    value: major(value, currency),
    low: major(low, currency),
    high: major(high, currency),
    note: `+${roundMoney(value, currency)}`,
  }));
  return {
    height: 70 + 44 * rows.length,
    marginLeft: 70,
    marginRight: 70,
    marginBottom: 44,
    x: {
      label: `added in twelve months (${currency ?? ""})`,
      grid: true,
      ticks: 4,
      tickFormat: "~s",
      labelOffset: 40,
    },
    y: { label: null, domain: rows.map(({ label }) => label), padding: 0.35 },
    marks: [
      barX(rows, { x: "value", y: "label", fill: "var(--leaf)", fillOpacity: 0.85, rx: 3 }),
      ruleY(rows, { x1: "low", x2: "high", y: "label", stroke: "var(--ink)", strokeWidth: 1.5 }),
      text(rows, { x: "high", y: "label", text: "note", textAnchor: "start", dx: 6 }),
      ruleX([0]),
    ],
  };
}
