import { useMemo, useState } from "preact/hooks";
import type { StagesReport } from "../../../../core/customer/index.ts";
import { count, date } from "../../format.ts";
import { Figure } from "../../parts/figure.tsx";
import { NoOrders } from "../../parts/no-orders.tsx";
import { tiles } from "../../parts/tiles.ts";

type Move = StagesReport["flows"][number]["moves"][number];

const FROM = ["new", "active", "silent", "dormant", "lost"];
const INTO = FROM.slice(1);

/** Where people went from one month to the next. */
export function FlowsFigure({ report }: { report: StagesReport }) {
  // The last one is of the present month, which is not over.
  const [chosen, choose] = useState(Math.max(0, report.flows.length - 2));
  const flow = report.flows[chosen];
  const moves = flow?.moves ?? [];
  const options = useMemo(() => matrix(moves), [report, chosen]);
  const sum = (isCounted: (move: Move) => boolean) =>
    count(moves.reduce((people, move) => people + (isCounted(move) ? move.people : 0), 0));
  const isBack = ({ from, to }: Move) =>
    to === "active" && (from === "dormant" || from === "lost" || from === "silent");
  return (
    <Figure
      title="Flows between stages"
      says={
        <>
          Between{" "}
          <select
            aria-label="Month"
            value={chosen}
            onChange={(event) => choose(Number(event.currentTarget.value))}
          >
            {report.flows.map(({ from, to }, place) => (
              <option key={from} value={place}>
                {date(from)} and {date(to)}
              </option>
            ))}
          </select>{" "}
          {sum(({ from }) => from === "new")} people bought for the first time, {sum(isBack)} came
          back, and {sum(({ from, to }) => to === "lost" && from !== "lost")} were lost.
        </>
      }
      options={options}
      rows={moves}
      columns={[
        { head: "From", value: ({ from }) => from },
        { head: "To", value: ({ to }) => to },
        { head: "People", value: ({ people }) => people, figure: true },
      ]}
      empty={<NoOrders what="No month to look back on yet" />}
    />
  );
}

const matrix = (moves: readonly Move[]) =>
  tiles(
    moves.map(({ from, to, people }) => ({ x: to, y: from, value: people, note: count(people) })),
    { x: { label: "were then", domain: INTO }, y: { label: "were", domain: FROM } },
  );
