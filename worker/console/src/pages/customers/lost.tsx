import { useMemo } from "preact/hooks";
import type { LostGridReport } from "../../../../core/customer/index.ts";
import { count, percent, roundMoney } from "../../format.ts";
import { moneyColumn, roundMoneyColumn } from "../../parts/columns.ts";
import { Figure } from "../../parts/figure.tsx";
import { NoOrders } from "../../parts/no-orders.tsx";
import { PersonLink } from "../../parts/person-link.tsx";
import { Loaded } from "../../parts/states.tsx";
import { Table } from "../../parts/table.tsx";
import { tiles } from "../../parts/tiles.ts";
import { type Route, setOption } from "../../route.ts";
import { useReport } from "../../use-report.ts";

type Cell = LostGridReport["cells"][number];
type Row = LostGridReport["list"][number];

/** Who is lost, by how long they have not come and how often they had. */
export function LostView({ route }: { route: Route }) {
  const cell = route.options.get("cell") ?? "";
  const report = useReport<LostGridReport>("lost-grid", cell === "" ? {} : { cell });
  return (
    <Loaded of={report} what="The lost">
      {(data) =>
        data.lost === 0 ? (
          <NoOrders what="Nobody is lost" needs="It takes 300 days without an order." />
        ) : (
          <>
            <Grid report={data} />
            <section class="card">
              <h2>Whom to win back first</h2>
              <Choice route={route} cell={cell} cells={data.cells} />
              <Table
                name="Lost customers"
                rows={data.list}
                all={() => report.whole().then(({ list }) => list)}
                columns={[
                  {
                    head: "Customer",
                    value: ({ person }: Row) => person,
                    show: ({ person }) => <PersonLink person={person} />,
                  },
                  { head: "Days away", value: ({ gap }) => gap, figure: true },
                  { head: "Orders", value: ({ orders }) => orders, figure: true },
                  moneyColumn<Row>("Net", data.currency, ({ net }) => net),
                ]}
              />
            </section>
          </>
        )
      }
    </Loaded>
  );
}

function Grid({ report }: { report: LostGridReport }) {
  const { cells, currency } = report;
  const options = useMemo(() => squares(cells, currency), [report]);
  return (
    <Figure
      title="Lost customers"
      says={`${count(report.lost)} of ${count(report.people)} customers are lost (${percent(report.lost / report.people, 0)}); they had spent ${roundMoney(report.value, currency)}. Who came often and is not long gone is won back most easily.`}
      options={options}
      rows={cells}
      columns={[
        { head: "Days away", value: ({ gap }: Cell) => rangeOf(gap) },
        { head: "Orders", value: ({ orders }) => rangeOf(orders) },
        { head: "People", value: ({ people }) => people, figure: true },
        roundMoneyColumn<Cell>("Had spent", currency, ({ value }) => value),
      ]}
      empty={<NoOrders what="Nobody is lost" />}
      least={560}
    />
  );
}

const rangeOf = ({ from, to }: { from: number; to: number | null }): string =>
  to === null ? `${from} and more` : to === from + 1 ? String(from) : `${from} to ${to - 1}`;

const keyOf = ({ gap, orders }: Cell): string => `${gap.from}x${orders.from}`;

function squares(cells: readonly Cell[], currency: string | null) {
  const names = (read: (cell: Cell) => string) => [...new Set(cells.map(read))];
  return tiles(
    cells.map((cell) => ({
      x: rangeOf(cell.orders),
      y: rangeOf(cell.gap),
      value: cell.people,
      note: cell.people === 0 ? "" : `${count(cell.people)}\n${roundMoney(cell.value, currency)}`,
    })),
    {
      x: { label: "orders", domain: names(({ orders }) => rangeOf(orders)) },
      y: { label: "days since the last one", domain: names(({ gap }) => rangeOf(gap)) },
    },
  );
}

function Choice({ route, cell, cells }: { route: Route; cell: string; cells: readonly Cell[] }) {
  return (
    <label class="choice">
      Who
      <select
        value={cell}
        onChange={(event) => setOption(route, "cell", event.currentTarget.value)}
      >
        <option value="">Everybody who is lost</option>
        {cells
          .filter(({ people }) => people > 0)
          .map((each) => (
            <option key={keyOf(each)} value={keyOf(each)}>
              {rangeOf(each.gap)} days away, {rangeOf(each.orders)} orders ({count(each.people)})
            </option>
          ))}
      </select>
    </label>
  );
}
