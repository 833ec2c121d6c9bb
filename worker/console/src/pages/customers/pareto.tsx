import { areaY, dot, line, type PlotOptions, ruleY, text } from "@observablehq/plot";
import { useMemo } from "preact/hooks";
import type { ParetoReport } from "../../../../core/customer/index.ts";
import { count, decimal, percent } from "../../format.ts";
import { moneyColumn } from "../../parts/columns.ts";
import { Figure } from "../../parts/figure.tsx";
import { NoOrders } from "../../parts/no-orders.tsx";
import { PersonLink } from "../../parts/person-link.tsx";
import { Loaded } from "../../parts/states.tsx";
import { Table } from "../../parts/table.tsx";
import { useReport } from "../../use-report.ts";

type Point = ParetoReport["lorenz"][number];
type Row = ParetoReport["list"][number];

/** How much of revenue few people bring, and who they are. */
export function ParetoFigure() {
  const report = useReport<ParetoReport>("pareto");
  return (
    <Loaded of={report} what="The vital few">
      {(data) => (
        <>
          <Curve report={data} />
          <section class="card">
            <h2>The vital few</h2>
            <p>The best fifth of customers are {count(data.vital)} people; who spent most first.</p>
            <Table
              name="The vital few"
              rows={data.list}
              all={() => report.whole().then((whole) => whole.list)}
              columns={[
                {
                  head: "Customer",
                  value: ({ person }: Row) => person,
                  show: ({ person }) => <PersonLink person={person} />,
                },
                { head: "Orders", value: ({ orders }) => orders, figure: true },
                moneyColumn<Row>("Net", data.currency, ({ net }) => net),
                {
                  head: "Of revenue, with all above",
                  value: ({ cumulative }) => cumulative,
                  show: ({ cumulative }) => percent(cumulative),
                  figure: true,
                },
              ]}
            />
          </section>
        </>
      )}
    </Loaded>
  );
}

function Curve({ report }: { report: ParetoReport }) {
  const options = useMemo(() => lorenz(report), [report]);
  return (
    <Figure
      title="Who carries the shop"
      says={`The best fifth of customers bring ${percent(report.top_20_share, 0)} of revenue, and four fifths of it come from ${percent(report.people_for_80, 0)} of them. Gini ${decimal(report.gini)}: 0 when all spend alike.`}
      options={options}
      rows={report.lorenz}
      columns={[
        {
          head: "People, smallest first",
          value: ({ people }: Point) => people,
          show: ({ people }) => percent(people, 0),
          figure: true,
        },
        {
          head: "Revenue",
          value: ({ revenue }) => revenue,
          show: ({ revenue }) => percent(revenue),
          figure: true,
        },
      ]}
      empty={<NoOrders what="No customers yet" />}
    />
  );
}

function lorenz({ lorenz: points, top_20_share: top }: ParetoReport): PlotOptions {
  const fifth = [{ people: 0.8, revenue: 1 - top }];
  const equal = [
    { people: 0, revenue: 0 },
    { people: 1, revenue: 1 },
  ];
  return {
    height: 320,
    marginLeft: 50,
    marginBottom: 44,
    x: { label: "people, smallest spender first (%)", percent: true, labelOffset: 40 },
    y: { label: "revenue (%)", percent: true, grid: true },
    marks: [
      areaY(points, { x: "people", y: "revenue", fill: "var(--leaf-soft)" }),
      line(points, { x: "people", y: "revenue", stroke: "var(--leaf)", strokeWidth: 2 }),
      line(equal, { x: "people", y: "revenue", stroke: "var(--muted)", strokeDasharray: "4 4" }),
      dot(fifth, { x: "people", y: "revenue", r: 5, fill: "var(--accent)" }),
      text(fifth, {
        x: "people",
        y: "revenue",
        text: () => `the other 80 % bring ${percent(1 - top, 0)}`,
        textAnchor: "end",
        dx: -8,
        dy: -10,
      }),
      ruleY([0]),
    ],
  };
}
