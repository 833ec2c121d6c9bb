import { useMemo } from "preact/hooks";
import type { JourneyReport } from "../../../../core/customer/index.ts";
import { count, decimal, percent } from "../../format.ts";
import { bars } from "../../parts/bars.ts";
import { Figure } from "../../parts/figure.tsx";
import { NoVisits } from "../../parts/no-visits.tsx";
import { Loaded } from "../../parts/states.tsx";
import { type Route, setOption } from "../../route.ts";
import { useReport } from "../../use-report.ts";

type Row = JourneyReport["stages"][number];

const RULES = {
  awareness: "came by",
  interest: "looked at an item",
  consideration: "put one into the cart, or looked again",
  decision: "ordered",
  loyalty: "ordered again",
  advocacy: "praised it or brought somebody",
};

/** How far people have come on the way from awareness to advocacy. */
export function JourneyView({ route }: { route: Route }) {
  const report = useReport<JourneyReport>("journey");
  return (
    <Loaded of={report} what="The journey">
      {(data) => (
        <Journey
          key={data.at}
          report={data}
          channel={route.options.get("channel") ?? ""}
          route={route}
        />
      )}
    </Loaded>
  );
}

function Journey({
  report,
  channel,
  route,
}: {
  report: JourneyReport;
  channel: string;
  route: Route;
}) {
  const chosen = report.channels.find((each) => each.channel === channel) ?? report;
  const rows = chosen.people === 0 ? [] : chosen.stages;
  const options = useMemo(
    () =>
      bars(
        rows.map(({ stage, reached }) => ({
          label: stage,
          value: reached,
          note: percent(reached / chosen.people, 0),
        })),
        "people who came so far",
      ),
    [report, channel],
  );
  const hardest = rows
    .filter(({ drop_off }) => drop_off !== null)
    .slice(0, -1)
    .sort((a, b) => b.drop_off! - a.drop_off!)[0];
  return (
    <Figure
      title="From awareness to advocacy"
      says={
        <>
          <Channel route={route} channel={channel} report={report} />
          {hardest === undefined
            ? ""
            : `Most stop at ${hardest.stage}: ${percent(hardest.drop_off!, 0)} of ${count(hardest.reached)} have gone no further. Everybody is in one stage, the furthest they have come.`}
        </>
      }
      options={options}
      rows={rows}
      columns={[
        { head: "Stage", value: ({ stage }: Row) => stage },
        { head: "Who", value: ({ stage }) => RULES[stage] },
        { head: "Came so far", value: ({ reached }) => reached, figure: true },
        { head: "Are there now", value: ({ people }) => people, figure: true },
        {
          head: "Went no further",
          value: ({ drop_off }) => drop_off,
          show: ({ drop_off }) => (drop_off === null ? "–" : percent(drop_off)),
          figure: true,
        },
        {
          head: "Days to the next",
          value: (row) => row.days_to_next,
          show: ({ days_to_next: days }) => (days === null ? "–" : decimal(days, 1)),
          figure: true,
        },
        {
          head: "Days there so far",
          value: (row) => row.days_waiting,
          show: ({ days_waiting: days }) => (days === null ? "–" : decimal(days, 0)),
          figure: true,
        },
      ]}
      empty={<NoVisits what="Nobody is known yet" />}
    />
  );
}

function Channel({
  route,
  channel,
  report,
}: {
  route: Route;
  channel: string;
  report: JourneyReport;
}) {
  return (
    <label class="choice">
      First came by
      <select
        value={channel}
        onChange={(event) => setOption(route, "channel", event.currentTarget.value)}
      >
        <option value="">any channel ({count(report.people)})</option>
        {report.channels.map((each) => (
          <option key={each.channel} value={each.channel}>
            {each.channel} ({count(each.people)})
          </option>
        ))}
      </select>
    </label>
  );
}
