import type { Gateway, GatewayReport } from "../../../../core/second/index.ts";
import { useMemo } from "preact/hooks";
import { count } from "../../format.ts";
import { Figure } from "../../parts/figure.tsx";
import { findingColumns, oddsOf } from "../../parts/findings.ts";
import { NoOrders } from "../../parts/no-orders.tsx";
import { Empty, Loaded } from "../../parts/states.tsx";
import { useReport } from "../../use-report.ts";
import { useTitles } from "../../use-titles.ts";

const SHOWN = 15;

/** Products whose first buyers come back more often than others like them. */
export function GatewayFigure() {
  const report = useReport<GatewayReport>("gateway");
  return (
    <Loaded of={report} what="Gateway products">
      {(data) => <Gateways report={data} />}
    </Loaded>
  );
}

function Gateways({ report }: { report: GatewayReport }) {
  const { gateways, later, days, tested } = report;
  const titleOf = useTitles([...gateways, ...later].map(({ item }) => item));
  const names = gateways.map(({ item }) => titleOf(item)).join();
  const options = useMemo(
    () => oddsOf(gateways.slice(0, SHOWN), ({ item }) => titleOf(item)),
    [report, names],
  );
  return (
    <Figure
      title="Gateway products"
      says={`Who begins with these comes back within ${days} days more often than others of the same month, channel and size of order. ${count(tested)} products were tested. An association: test it.`}
      options={options}
      rows={[...gateways, ...later]}
      columns={[
        { head: "Product", value: ({ item }: Gateway) => titleOf(item) },
        { head: "In the order", value: ({ history }: Gateway) => history },
        ...findingColumns<Gateway>(),
      ]}
      empty={
        tested === 0 ? (
          <NoOrders
            what="No product has enough first buyers yet"
            needs={`A product takes 30 whose order is ${days} days old.`}
          />
        ) : (
          <Empty title="No product stands out">
            {count(tested)} products were tested: none brings its first buyers back beyond chance. A
            product takes 30 buyers whose order is {days} days old.
          </Empty>
        )
      }
    />
  );
}
