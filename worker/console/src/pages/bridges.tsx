import { useMemo } from "preact/hooks";
import type { BridgesReport } from "../../../core/measure/index.ts";
import { count, percent } from "../format.ts";
import { bars } from "../parts/bars.ts";
import { Figure } from "../parts/figure.tsx";
import { NoVisits } from "../parts/no-visits.tsx";

type BridgeRow = BridgesReport["bridges"][number];

const SHOWN = 12;

/** What was touched before leaving, what led back, and where the return landed. */
export function Bridges({ report }: { report: BridgesReport }) {
  const rows = report.bridges.slice(0, SHOWN);
  const options = useMemo(
    () =>
      bars(
        rows.map((row) => ({
          label: `${row.left} → ${row.via} → ${row.landed}, ${row.gap}`,
          value: row.returns,
          note: `${percent(row.orders / Math.max(1, row.returns), 0)} order`,
        })),
        "returns",
      ),
    [report],
  );
  return (
    <Figure
      title="Return bridges"
      says={`${count(report.returns)} visits came back to the shop. What they had touched last, what led them back and after how long.`}
      options={options}
      rows={rows}
      columns={[
        { head: "Touched last", value: (row: BridgeRow) => row.left },
        { head: "Led back by", value: (row) => row.via },
        { head: "After", value: (row) => row.gap },
        { head: "Landed on", value: (row) => row.landed },
        { head: "Returns", value: (row) => row.returns, figure: true },
        { head: "Orders", value: (row) => row.orders, figure: true },
      ]}
      empty={<NoVisits what="Nobody came back in this period" />}
      wide
    />
  );
}
