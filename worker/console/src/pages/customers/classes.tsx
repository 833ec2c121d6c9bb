import { useMemo } from "preact/hooks";
import type { RfmReport } from "../../../../core/customer/index.ts";
import { count, percent, roundMoney } from "../../format.ts";
import { moneyColumn, roundMoneyColumn } from "../../parts/columns.ts";
import { Figure } from "../../parts/figure.tsx";
import { NoOrders } from "../../parts/no-orders.tsx";
import { PersonLink } from "../../parts/person-link.tsx";
import { Loaded } from "../../parts/states.tsx";
import { Table } from "../../parts/table.tsx";
import { tiles } from "../../parts/tiles.ts";
import { type ReportResource, useReport } from "../../use-report.ts";

type Square = RfmReport["grid"][number];
type Row = RfmReport["list"][number];

/** Recency, frequency and spend of everybody: the grid, six classes, and what to do for each. */
export function ClassesView() {
  const report = useReport<RfmReport>("rfm");
  return (
    <Loaded of={report} what="Classes">
      {(data) =>
        data.people === 0 ? (
          <NoOrders what="No customers yet" />
        ) : (
          <>
            <div class="cards">
              <Grid report={data} />
              <Plans report={data} />
            </div>
            <People report={data} resource={report} />
          </>
        )
      }
    </Loaded>
  );
}

function Grid({ report }: { report: RfmReport }) {
  const { grid, currency } = report;
  const options = useMemo(() => squares(grid), [report]);
  return (
    <Figure
      title="How lately, and how often"
      says={`Each tile holds the people of one R (days since the last order) and one F (orders in six months), both from 1 to 5 ${report.by === "fixed" ? "by your own cuts" : "by fifths of your customers"}. The best are on the upper right.`}
      options={options}
      rows={grid}
      columns={[
        { head: "R", value: ({ r }: Square) => r, figure: true },
        { head: "F", value: ({ f }) => f, figure: true },
        { head: "People", value: ({ people }) => people, figure: true },
        roundMoneyColumn<Square>("Spend in six months", currency, ({ spend }) => spend),
      ]}
      empty={<NoOrders what="No customers yet" />}
    />
  );
}

const squares = (grid: readonly Square[]) =>
  tiles(
    grid.map(({ r, f, people }) => ({
      x: String(f),
      y: String(r),
      value: people,
      note: people === 0 ? "" : count(people),
    })),
    {
      x: { label: "F: orders", domain: ["1", "2", "3", "4", "5"] },
      y: { label: "R: how lately", domain: ["5", "4", "3", "2", "1"] },
    },
  );

function Plans({ report: { classes, people, currency } }: { report: RfmReport }) {
  return (
    <section class="card">
      <h2>Six classes, and what to do</h2>
      <dl class="plans">
        {classes.map((each) => (
          <div key={each.class}>
            <dt>
              {each.name} <span class="chip">{count(each.people)}</span>{" "}
              <small>
                {percent(each.people / people, 0)}, {roundMoney(each.spend, currency)} in six months
              </small>
            </dt>
            <dd>
              {each.plan}{" "}
              <small>{each.actions.map((action) => action.replaceAll("_", " ")).join(" · ")}</small>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function People({
  report: { list, currency },
  resource,
}: {
  report: RfmReport;
  resource: ReportResource<RfmReport>;
}) {
  return (
    <section class="card">
      <h2>Customers by class</h2>
      <p>Who spent most in six months first. The file holds all of them.</p>
      <Table
        name="Customers by class"
        rows={list}
        all={() => resource.whole().then((whole) => whole.list)}
        columns={[
          {
            head: "Customer",
            value: ({ person }: Row) => person,
            show: ({ person }) => <PersonLink person={person} />,
          },
          { head: "Class", value: (row) => row.class.replaceAll("_", " ") },
          { head: "R F M", value: ({ r, f, m }) => `${r} ${f} ${m}` },
          { head: "Days since", value: ({ recency }) => recency, figure: true },
          { head: "Orders", value: ({ frequency }) => frequency, figure: true },
          moneyColumn<Row>("Spend", currency, ({ spend }) => spend),
        ]}
      />
    </section>
  );
}
