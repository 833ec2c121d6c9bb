import type { ClvReport } from "../../../../core/customer/index.ts";
import { count, decimal, percent, roundMoney } from "../../format.ts";
import { moneyColumn } from "../../parts/columns.ts";
import { PersonLink } from "../../parts/person-link.tsx";
import { Empty, Loaded } from "../../parts/states.tsx";
import { Table } from "../../parts/table.tsx";
import { useReport } from "../../use-report.ts";

type Row = ClvReport["list"][number];

/** What each customer is expected to buy in the next twelve months. */
export function ForecastCard() {
  const report = useReport<ClvReport>("clv");
  return (
    <section class="card wide">
      <h2>The next twelve months</h2>
      <Loaded of={report} what="The forecast">
        {(data) =>
          data.missing === null ? (
            <>
              <Says report={data} />
              <Table
                name="The next twelve months"
                rows={data.list}
                all={() => report.whole().then(({ list }) => list)}
                columns={[
                  {
                    head: "Customer",
                    value: ({ person }: Row) => person,
                    show: ({ person }) => <PersonLink person={person} />,
                  },
                  {
                    head: "Still a customer",
                    value: ({ alive }) => alive,
                    show: ({ alive }) => (alive === null ? "–" : percent(alive)),
                    figure: true,
                  },
                  {
                    head: "Orders",
                    value: ({ orders }) => orders,
                    show: ({ orders }) => decimal(orders, 1),
                    figure: true,
                  },
                  moneyColumn<Row>("Value", data.currency, ({ value }) => value),
                ]}
              />
            </>
          ) : (
            <Empty title="No forecast yet">{data.missing}.</Empty>
          )
        }
      </Loaded>
    </section>
  );
}

function Says({
  report: { one_time: once, repeat, currency, correlation },
}: {
  report: ClvReport;
}) {
  return (
    <p>
      {count(repeat.people)} who came back are expected to order {count(repeat.orders)} times for{" "}
      {roundMoney(repeat.value, currency)}, the {count(once.people)} with one order{" "}
      {count(once.orders)} times for {roundMoney(once.value, currency)} (BG/NBD and Gamma-Gamma).
      {correlation !== null && Math.abs(correlation) > 0.3
        ? " Who comes often spends differently an order here, which the model does not know: take values with care."
        : ""}
    </p>
  );
}
