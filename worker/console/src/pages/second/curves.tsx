import type { F2Report } from "../../../../core/second/index.ts";
import { count, percent, percents } from "../../format.ts";
import { NoOrders } from "../../parts/no-orders.tsx";
import { Stat } from "../../parts/stat.tsx";
import { Loaded } from "../../parts/states.tsx";
import { type Route, setOption } from "../../route.ts";
import { useReport } from "../../use-report.ts";
import { ConversionFigure } from "./conversion.tsx";
import { GroupsFigure } from "./groups.tsx";
import { WallsFigure } from "./walls.tsx";

const VERDICTS = {
  yes: "Yes: the second order is your wall",
  no: "No: the second order is no wall here",
  "cannot tell": "It is too early to tell",
};

/** How many come back, by when, and at which order customers stop. */
export function CurvesView({ route }: { route: Route }) {
  const nth = route.options.get("nth") ?? "1";
  const by = route.options.get("by") ?? "month";
  const report = useReport<F2Report>("f2", { nth, by });
  return (
    <Loaded of={report} what="The second order">
      {(data) =>
        data.transitions.length === 0 ? (
          <NoOrders what="No customers yet" needs="The F2 laboratory follows from orders alone." />
        ) : (
          <>
            <Verdict report={data} />
            <div class="cards">
              <WallsFigure report={data} />
              <ConversionFigure report={data} choice={<Nth route={route} report={data} />} />
              <GroupsFigure route={route} by={by} report={data} />
            </div>
          </>
        )
      }
    </Loaded>
  );
}

function Verdict({ report: { wall } }: { report: F2Report }) {
  return (
    <>
      <section class="card verdict">
        <p>Is the second order your biggest wall?</p>
        <h2>{VERDICTS[wall.verdict]}</h2>
        <p>{wall.because}.</p>
      </section>
      <div class="stats">
        {(
          [
            ["second", wall.second],
            ["third", wall.third],
          ] as const
        ).map(([name, { rate, interval, n }]) => (
          <Stat
            key={name}
            label={`Make a ${name} order within ${wall.days} days`}
            value={rate === null ? "–" : percent(rate)}
            note={
              interval === null
                ? `of ${count(n)}: too few`
                : `${percents(interval)}, of ${count(n)}`
            }
          />
        ))}
      </div>
    </>
  );
}

/** Picks the order after which the curve's clock starts. */
function Nth({ route, report }: { route: Route; report: F2Report }) {
  return (
    <label class="choice">
      From
      <select
        value={route.options.get("nth") ?? "1"}
        onChange={(event) => setOption(route, "nth", event.currentTarget.value)}
      >
        {report.transitions.map(({ from, to }) => (
          <option key={from} value={from}>
            order {from} to order {to}
          </option>
        ))}
      </select>
    </label>
  );
}
