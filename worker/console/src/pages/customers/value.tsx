import type { ValueReport } from "../../../../core/customer/index.ts";
import { useMemo } from "preact/hooks";
import { decimal, percent } from "../../format.ts";
import { bars } from "../../parts/bars.ts";
import { Figure } from "../../parts/figure.tsx";
import { NoOrders } from "../../parts/no-orders.tsx";
import { PersonLink } from "../../parts/person-link.tsx";
import { Loaded } from "../../parts/states.tsx";
import { Table } from "../../parts/table.tsx";
import { type ReportResource, useReport } from "../../use-report.ts";
import { ChurnFigure } from "./churn.tsx";
import { ForecastCard } from "./forecast.tsx";
import { ParetoFigure } from "./pareto.tsx";

type Row = ValueReport["list"][number];
const ASPECTS = ["current", "future", "loyalty", "credit", "growth"] as const;

/** What customers are worth: who carries the shop, in five aspects, and what is to be expected. */
export function ValueView() {
  const report = useReport<ValueReport>("value");
  return (
    <Loaded of={report} what="Value">
      {(data) =>
        data.people === 0 ? (
          <NoOrders what="No customers yet" />
        ) : (
          <>
            <div class="cards">
              <ParetoFigure />
              <Aspects report={data} />
              <ChurnFigure />
              <ForecastCard />
            </div>
            <People report={data} resource={report} />
          </>
        )
      }
    </Loaded>
  );
}

function Aspects({ report }: { report: ValueReport }) {
  const rows = report.histogram;
  const options = useMemo(
    () =>
      bars(
        rows.map(({ from, people }) => ({
          label: `${from} to ${from + 10}`,
          value: people,
          note: percent(people / report.people, 0),
        })),
        "people",
      ),
    [report],
  );
  const weights = ASPECTS.map((name) => `${name} ${percent(report.weights[name], 0)}`).join(", ");
  return (
    <Figure
      title="Value in five aspects"
      says={`Everybody's score from 0 to 100. It weighs ${weights}; below, each person's scores with their reasons.`}
      options={options}
      rows={rows}
      columns={[
        { head: "Score from", value: ({ from }) => from, figure: true },
        { head: "People", value: ({ people }) => people, figure: true },
      ]}
      empty={<NoOrders what="No customers yet" />}
    />
  );
}

function People({
  report: { list },
  resource,
}: {
  report: ValueReport;
  resource: ReportResource<ValueReport>;
}) {
  return (
    <section class="card">
      <h2>The most valuable</h2>
      <p>Point at a score to read what it rests on; the file has all reasons.</p>
      <Table
        name="The most valuable"
        rows={list}
        all={() => resource.whole().then((whole) => whole.list)}
        columns={[
          {
            head: "Customer",
            value: ({ person }: Row) => person,
            show: ({ person }) => <PersonLink person={person} />,
          },
          {
            head: "Value",
            value: ({ composite }) => composite,
            show: ({ composite }) => <strong>{decimal(composite, 0)}</strong>,
            figure: true,
          },
          ...ASPECTS.map((name) => ({
            head: name,
            value: ({ aspects }: Row) => aspects[name].score,
            show: ({ aspects: { [name]: aspect } }: Row) => (
              <abbr title={aspect.reason}>
                {aspect.score === null ? "–" : decimal(aspect.score, 0)}
              </abbr>
            ),
            figure: true,
          })),
          {
            head: "Why",
            value: ({ aspects }) => ASPECTS.map((name) => aspects[name].reason).join("; "),
            show: ({ aspects }) => aspects.current.reason,
          },
        ]}
      />
    </section>
  );
}
