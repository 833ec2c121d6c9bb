import { useMemo } from "preact/hooks";
import type { BridgesReport, SectionsReport, VisitsReport } from "../../../core/measure/index.ts";
import { count, moneys, percent } from "../format.ts";
import { bars } from "../parts/bars.ts";
import { Figure } from "../parts/figure.tsx";
import { Range, rangeOf } from "../parts/range.tsx";
import { Stat } from "../parts/stat.tsx";
import { Empty, Loaded } from "../parts/states.tsx";
import { NoVisits } from "../parts/no-visits.tsx";
import { type Route, to as addressOf } from "../route.ts";
import { useResource } from "../use-resource.ts";
import { Bridges } from "./bridges.tsx";
import { Funnel } from "./funnel.tsx";

type Channel = VisitsReport["channels"][number];
type Exit = VisitsReport["exit_pages"][number];
type Landing = VisitsReport["landing_pages"][number];
type Section = SectionsReport["sections"][number];

const SHOWN = 12;

/** Where visitors come from, land and leave, and what leads them back. */
export function VisitsPage({ route }: { route: Route }) {
  const { from, to, days } = rangeOf(route);
  const period = `from=${from}&to=${to}`;
  const visits = useResource<VisitsReport>(`/v1/reports/visits?${period}`);
  const bridges = useResource<BridgesReport>(`/v1/reports/bridges?${period}`);
  const sections = useResource<SectionsReport>(`/v1/reports/sections?${period}`);
  return (
    <>
      <Range route={route} days={days} />
      <Loaded of={visits} what="Visits">
        {(data) => (
          <>
            <Summary data={data} />
            <div class="cards">
              <Channels channels={data.channels} />
              <Funnel route={route} period={period} />
              <Landings pages={data.landing_pages.slice(0, SHOWN)} />
              <Exits pages={data.exit_pages.slice(0, SHOWN)} />
              <Loaded of={sections} what="Sections">
                {(report) => <Sections sections={report.sections.slice(0, SHOWN)} />}
              </Loaded>
              <Loaded of={bridges} what="Return bridges">
                {(report) => <Bridges report={report} />}
              </Loaded>
            </div>
          </>
        )}
      </Loaded>
    </>
  );
}

function Summary({ data }: { data: VisitsReport }) {
  const converted = data.channels.reduce((sum, channel) => sum + channel.converted, 0);
  const { shown, clicked } = data.recommendations;
  return (
    <div class="stats">
      <Stat label="Visits" value={count(data.visits)} />
      <Stat label="Orders" value={count(data.orders)} note={moneys(data.revenue)} />
      <Stat label="Visits with an order" value={percent(converted / Math.max(1, data.visits))} />
      <Stat
        label="Recommendations clicked"
        value={count(clicked)}
        note={`of ${count(shown)} that were seen`}
      />
      <Stat
        label="Events of bots"
        value={count(data.bot_events)}
        note="counted, never learnt from"
      />
    </div>
  );
}

function Channels({ channels }: { channels: readonly Channel[] }) {
  const options = useMemo(() => {
    const rows = channels.map(({ channel, visits, converted }) => ({
      label: channel,
      value: visits,
      note: `${percent(converted / Math.max(1, visits))} order`,
    }));
    return bars(rows, "visits");
  }, [channels]);
  return (
    <Figure
      title="Channels"
      says="What brought the visits, and how many of each end in an order."
      options={options}
      rows={channels}
      columns={[
        { head: "Channel", value: (row) => row.channel },
        { head: "Visits", value: (row) => row.visits, figure: true },
        { head: "With an order", value: (row) => row.converted, figure: true },
        { head: "Orders", value: (row) => row.orders, figure: true },
        { head: "One page only", value: (row) => row.bounces, figure: true },
      ]}
      empty={<NoVisits />}
    />
  );
}

function Landings({ pages }: { pages: readonly Landing[] }) {
  const options = useMemo(
    () =>
      bars(
        pages.map(({ path, visits }) => ({ label: path, value: visits })),
        "visits",
      ),
    [pages],
  );
  return (
    <Figure
      title="Landing pages"
      says="Where visits begin."
      options={options}
      rows={pages}
      columns={[
        { head: "Page", value: (row) => row.path },
        { head: "Visits", value: (row) => row.visits, figure: true },
      ]}
      empty={<NoVisits />}
    />
  );
}

function Exits({ pages }: { pages: readonly Exit[] }) {
  const options = useMemo(
    () =>
      bars(
        pages.map(({ path, exits, rate }) => ({
          label: path,
          value: exits,
          note: `${percent(rate, 0)} of views`,
        })),
        "visits that end here",
      ),
    [pages],
  );
  return (
    <Figure
      title="Exit pages"
      says="Where visits end, and in how many of a page's views."
      options={options}
      rows={pages}
      columns={[
        { head: "Page", value: (row) => row.path },
        { head: "Exits", value: (row) => row.exits, figure: true },
        { head: "Views", value: (row) => row.views, figure: true },
        {
          head: "Exit rate",
          value: (row) => row.rate,
          show: (row) => percent(row.rate),
          figure: true,
        },
      ]}
      empty={<NoVisits />}
    />
  );
}

function Sections({ sections }: { sections: readonly Section[] }) {
  const options = useMemo(
    () =>
      bars(
        sections.map(({ section, visits, orders }) => ({
          label: section.replaceAll("_", " "),
          value: visits,
          note: `${percent(orders / Math.max(1, visits))} order`,
        })),
        "visits",
      ),
    [sections],
  );
  return (
    <Figure
      title="What they read"
      says="Sections of pages that visitors stayed at: what they were still in doubt about."
      options={options}
      rows={sections}
      columns={[
        { head: "Section", value: (row) => row.section },
        { head: "Views", value: (row) => row.views, figure: true },
        { head: "Visits", value: (row) => row.visits, figure: true },
        { head: "Orders", value: (row) => row.orders, figure: true },
      ]}
      empty={
        <Empty title="No section was read in this period">
          The tag tells which parts of a page are read, such as sizes, shipping or reviews, once
          visits come from it: <a href={addressOf("set-up")}>Set-up</a>.
        </Empty>
      }
    />
  );
}
