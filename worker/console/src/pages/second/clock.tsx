import { useMemo } from "preact/hooks";
import type { ClockReport, ItemClock, UpcomingRunOut } from "../../../../core/second/index.ts";
import { count, date, decimal } from "../../format.ts";
import { bars } from "../../parts/bars.ts";
import { Figure } from "../../parts/figure.tsx";
import { NoOrders } from "../../parts/no-orders.tsx";
import { PersonLink } from "../../parts/person-link.tsx";
import { Loaded } from "../../parts/states.tsx";
import { Table } from "../../parts/table.tsx";
import { type ReportResource, useReport } from "../../use-report.ts";
import { useTitles } from "../../use-titles.ts";

/** When an item is used up, and who runs out of what when. */
export function ClockView() {
  const report = useReport<ClockReport>("clock");
  return (
    <Loaded of={report} what="The clock">
      {(data) =>
        data.items.length === 0 ? (
          <NoOrders what="Nothing was bought again yet" needs="The clock learns from reorders." />
        ) : (
          <>
            <Items report={data} />
            <Upcoming report={data} resource={report} />
          </>
        )
      }
    </Loaded>
  );
}

const SHOWN = 15;

function Items({ report }: { report: ClockReport }) {
  const rows = report.items.slice(0, SHOWN);
  const titleOf = useTitles(report.items.map(({ item }) => item));
  const names = rows.map(({ item }) => titleOf(item));
  const options = useMemo(
    () =>
      bars(
        rows.map((row, place) => ({
          label: names[place]!,
          value: row.days_per_unit,
          note: `${count(row.gaps)} reorders`,
        })),
        "days that one piece lasts",
      ),
    [report, names.join()],
  );
  return (
    <Figure
      title="How long one lasts"
      says={`The items that are reordered most, by the days that one piece of them lasts. Who takes twice as many is back after ${decimal(2 ** report.elasticity, 1)} times as long.`}
      options={options}
      rows={report.items}
      columns={[
        { head: "Item", value: ({ item }: ItemClock) => titleOf(item) },
        {
          head: "Days a piece",
          value: (row) => row.days_per_unit,
          show: (row) => decimal(row.days_per_unit, 1),
          figure: true,
        },
        { head: "Reorders", value: ({ gaps }) => gaps, figure: true },
        { head: "Customers", value: ({ customers }) => customers, figure: true },
        { head: "Who reordered", value: ({ reordered }) => reordered, figure: true },
      ]}
      empty={<NoOrders what="Nothing was bought again yet" />}
    />
  );
}

function Upcoming({
  report: { upcoming },
  resource,
}: {
  report: ClockReport;
  resource: ReportResource<ClockReport>;
}) {
  const titleOf = useTitles(upcoming.map(({ item }) => item));
  return (
    <section class="card">
      <h2>Who runs out in the next 30 days</h2>
      <p>Whom to ask first, on a day that leaves time to deliver before it runs out.</p>
      <Table
        name="Who runs out"
        rows={upcoming}
        all={() => resource.whole().then((whole) => whole.upcoming)}
        columns={[
          {
            head: "Customer",
            value: ({ person }: UpcomingRunOut) => person,
            show: ({ person }) => <PersonLink person={person} />,
          },
          { head: "Item", value: ({ item }) => titleOf(item) },
          {
            head: "Ask on",
            value: (row) => new Date(row.contact_at).toISOString(),
            show: (row) => (row.contact_at <= Date.now() ? "now" : date(row.contact_at)),
          },
          {
            head: "Runs out about",
            value: (row) => new Date(row.run_out_at).toISOString(),
            show: (row) => date(row.run_out_at),
          },
          {
            head: "Had",
            value: ({ units }) => units,
            show: ({ units }) => decimal(units, 0),
            figure: true,
          },
          { head: "Own reorders", value: (row) => row.own_gaps, figure: true },
        ]}
      />
    </section>
  );
}
