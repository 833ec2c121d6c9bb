import type { FollowedBy, ProductMatrixReport } from "../../../../core/second/index.ts";
import { useMemo } from "preact/hooks";
import { count, decimal, percent } from "../../format.ts";
import { Figure } from "../../parts/figure.tsx";
import { NoOrders } from "../../parts/no-orders.tsx";
import { Empty, Loaded } from "../../parts/states.tsx";
import { Table } from "../../parts/table.tsx";
import { tiles } from "../../parts/tiles.ts";
import { useReport } from "../../use-report.ts";
import { useTitles } from "../../use-titles.ts";
import { GatewayFigure } from "./gateway.tsx";

/** Categories that the picture has room for. */
const MOST = 8;

/** What the second order holds after what the first one held, and what leads to one at all. */
export function ProductsView() {
  const report = useReport<ProductMatrixReport>("product-matrix");
  return (
    <>
      <GatewayFigure />
      <Loaded of={report} what="First and second products">
        {(data) =>
          data.n === 0 ? (
            <NoOrders what="Nobody has ordered twice yet" />
          ) : (
            <>
              <Categories report={data} />
              <Products report={data} whole={() => report.whole().then((all) => all.products)} />
            </>
          )
        }
      </Loaded>
    </>
  );
}

const pairColumns = (titleOf: (name: string) => string) => [
  { head: "First", value: ({ first }: FollowedBy) => titleOf(first) },
  {
    head: "Then",
    value: ({ second }: FollowedBy) => titleOf(second),
    show: ({ second, again }: FollowedBy) => (again ? "the same again" : titleOf(second)),
  },
  { head: "People", value: ({ n }: FollowedBy) => n, figure: true },
  {
    head: "Of those who came back",
    value: ({ rate }: FollowedBy) => rate,
    show: ({ rate, of }: FollowedBy) => `${percent(rate, 0)} of ${count(of)}`,
    figure: true,
  },
  {
    head: "Lift",
    value: ({ lift }: FollowedBy) => lift,
    show: ({ lift }: FollowedBy) => `× ${decimal(lift, 1)}`,
    figure: true,
  },
];

function Categories({ report }: { report: ProductMatrixReport }) {
  const rows = report.categories;
  const options = useMemo(() => matrix(rows), [report]);
  return (
    <Figure
      title="From category to category"
      says={`What ${count(report.n)} second orders hold more often after what the first one held, beyond chance: how many times as often.`}
      options={options}
      rows={rows}
      columns={pairColumns(lastLevel)}
      empty={
        <Empty title="No pair of categories stands out">
          {count(report.tested.categories)} pairs were tested on {count(report.n)} second orders.
        </Empty>
      }
      wide
      least={190 + 75 * MOST}
    />
  );
}

const lastLevel = (category: string): string => category.split(" > ").at(-1)!;

function matrix(rows: readonly FollowedBy[]) {
  const most = (read: (row: FollowedBy) => string) =>
    [...new Set(rows.map(read))].slice(0, MOST).map(lastLevel);
  const [first, second] = [most((row) => row.first), most((row) => row.second)];
  return tiles(
    rows
      .map((row) => ({
        x: lastLevel(row.second),
        y: lastLevel(row.first),
        value: row.lift,
        note: `× ${decimal(row.lift, 1)}`,
      }))
      .filter(({ x, y }) => second.includes(x) && first.includes(y)),
    { x: { label: "then", domain: second }, y: { label: "first", domain: first } },
  );
}

function Products({
  report: { products, tested, n },
  whole,
}: {
  report: ProductMatrixReport;
  whole: () => Promise<FollowedBy[]>;
}) {
  const titleOf = useTitles(products.flatMap(({ first, second }) => [first, second]));
  return (
    <section class="card">
      <h2>From product to product</h2>
      {products.length === 0 ? (
        <Empty title="No pair of products stands out">
          {count(tested.products)} pairs were tested on {count(n)} second orders.
        </Empty>
      ) : (
        <>
          <p>
            Pairs that hold against chance, of {count(tested.products)} that were tested: what to
            show to whom after the first order.
          </p>
          <Table
            name="From product to product"
            rows={products}
            all={whole}
            columns={pairColumns(titleOf)}
          />
        </>
      )}
    </section>
  );
}
