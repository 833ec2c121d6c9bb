import { barY, type PlotOptions, ruleY, text } from "@observablehq/plot";
import { useMemo } from "preact/hooks";
import type { BuyerMixReport } from "../../../../core/customer/index.ts";
import { count, monthName, percent } from "../../format.ts";
import { moneyColumn } from "../../parts/columns.ts";
import { Figure } from "../../parts/figure.tsx";
import { NoOrders } from "../../parts/no-orders.tsx";
import { Loaded } from "../../parts/states.tsx";
import { useReport } from "../../use-report.ts";

type Month = BuyerMixReport["months"][number];

const SHOWN = 13;

/** Of each month's buyers, who was new and who came back. */
export function BuyerMixFigure() {
  const report = useReport<BuyerMixReport>("buyer-mix");
  return (
    <Loaded of={report} what="The buyer mix">
      {({ months, currency }) => <Mix months={months.slice(-SHOWN)} currency={currency ?? "EUR"} />}
    </Loaded>
  );
}

function Mix({ months, currency }: { months: readonly Month[]; currency: string }) {
  const options = useMemo(() => stacked(months), [months]);
  const last = months.at(-2) ?? months.at(-1);
  const part = (name: "new" | "returning") => [
    { head: `${name}: people`, value: (month: Month) => month[name].people, figure: true },
    { head: `${name}: orders`, value: (month: Month) => month[name].orders, figure: true },
    moneyColumn<Month>(`${name}: net`, currency, (month) => month[name].net),
  ];
  return (
    <Figure
      title="New and returning buyers"
      says={
        last === undefined
          ? ""
          : `In ${monthName(last.month)}, ${count(last.returning.people)} returning buyers brought ${percent(last.returning.net_share, 0)} of net sales, and ${count(last.new.people)} new ones the rest. Above each month: the returning buyers' share of sales.`
      }
      options={options}
      rows={months}
      columns={[
        { head: "Month", value: ({ month }) => month },
        ...part("new"),
        ...part("returning"),
        {
          head: "returning: share of net",
          value: ({ returning }: Month) => returning.net_share,
          show: ({ returning }: Month) => percent(returning.net_share),
          figure: true,
        },
      ]}
      empty={<NoOrders what="No month with an order yet" />}
      wide
      least={780}
    />
  );
}

function stacked(months: readonly Month[]): PlotOptions {
  const rows = months.flatMap((each) => {
    const month = monthName(each.month);
    return [
      { month, who: "returning", people: each.returning.people, fill: "var(--leaf)" },
      { month, who: "new", people: each.new.people, fill: "var(--gold)" },
    ];
  });
  const tops = months.map(({ month, returning, new: fresh }) => ({
    month: monthName(month),
    people: returning.people + fresh.people,
    share: percent(returning.net_share, 0),
  }));
  const last = months.at(-1);
  const names =
    last === undefined
      ? []
      : [
          { who: "returning", at: last.returning.people / 2 },
          { who: "new", at: last.returning.people + last.new.people / 2 },
        ];
  return {
    height: 300,
    marginLeft: 50,
    marginRight: 70,
    x: { label: null, domain: tops.map(({ month }) => month) },
    y: { label: "buyers", grid: true, ticks: 5 },
    color: { type: "identity" },
    marks: [
      barY(rows, { x: "month", y: "people", fill: "fill", fillOpacity: 0.9 }),
      text(tops, { x: "month", y: "people", text: "share", dy: -8 }),
      text(names, { frameAnchor: "right", y: "at", text: "who", textAnchor: "start", dx: 6 }),
      ruleY([0]),
    ],
  };
}
