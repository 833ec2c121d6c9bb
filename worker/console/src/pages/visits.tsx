import { barX, ruleX, text } from "@observablehq/plot";
import { useMemo } from "preact/hooks";
import type { VisitsReport } from "../../../core/measure/visits-report.ts";
import { count, moneys, percent } from "../format.ts";
import { Figure } from "../parts/figure.tsx";
import { Range, rangeOf } from "../parts/range.tsx";
import { Stat } from "../parts/stat.tsx";
import { Empty, Loaded } from "../parts/states.tsx";
import type { Route } from "../route.ts";
import { useResource } from "../use-resource.ts";

type Channel = VisitsReport["channels"][number];

export function VisitsPage({ route }: { route: Route }) {
  const { from, to, days } = rangeOf(route);
  const report = useResource<VisitsReport>(`/v1/reports/visits?from=${from}&to=${to}`);
  return (
    <>
      <Range route={route} days={days} />
      <Loaded of={report} what="Visits">
        {(data) => (
          <>
            <div class="stats">
              <Stat label="Visits" value={count(data.visits)} />
              <Stat label="Orders" value={count(data.orders)} note={moneys(data.revenue)} />
              <Stat
                label="Visits with an order"
                value={percent(converted(data.channels) / Math.max(1, data.visits))}
              />
              <Stat label="Events of bots, left out" value={count(data.bot_events)} />
            </div>
            <div class="cards">
              <Channels channels={data.channels} />
            </div>
          </>
        )}
      </Loaded>
    </>
  );
}

const converted = (channels: readonly Channel[]): number =>
  channels.reduce((sum, { converted: orders }) => sum + orders, 0);

function Channels({ channels }: { channels: readonly Channel[] }) {
  const options = useMemo(
    () => ({
      marginLeft: 130,
      x: { label: "visits", grid: true },
      y: { label: null, domain: channels.map(({ channel }) => channel) },
      marks: [
        barX(channels, { x: "visits", y: "channel", fill: "var(--leaf)", rx: 3 }),
        text(channels, {
          x: "visits",
          y: "channel",
          text: ({ converted: orders, visits }: Channel) => `${percent(orders / visits)} order`,
          textAnchor: "start",
          dx: 6,
        }),
        ruleX([0]),
      ],
    }),
    [channels],
  );
  return (
    <Figure
      title="Channels"
      says="Visits by the channel that they came through, and how many of them order."
      options={options}
      rows={channels}
      columns={[
        { head: "Channel", value: ({ channel }) => channel },
        { head: "Visits", value: ({ visits }) => visits, figure: true },
        { head: "With an order", value: ({ converted: orders }) => orders, figure: true },
        { head: "One page only", value: ({ bounces }) => bounces, figure: true },
      ]}
      empty={
        <Empty title="No visits yet">
          Put the tag on your pages: <a href="#/set-up">Set-up</a> has it ready to copy.
        </Empty>
      }
    />
  );
}
