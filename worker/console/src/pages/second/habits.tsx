import type {
  PagesReport,
  Precursor,
  PrecursorsReport,
  RepeatBuyerPage,
} from "../../../../core/second/index.ts";
import { useMemo } from "preact/hooks";
import { count, percent } from "../../format.ts";
import { Figure } from "../../parts/figure.tsx";
import { peopleColumn } from "../../parts/columns.ts";
import { findingColumns, oddsOf } from "../../parts/findings.ts";
import { NoOrders } from "../../parts/no-orders.tsx";
import { Empty, Loaded } from "../../parts/states.tsx";
import { to } from "../../route.ts";
import { useReport } from "../../use-report.ts";
import { useTitles } from "../../use-titles.ts";

const SHOWN = 15;

/** What repeat buyers looked at, and what loyal customers did early on. */
export function HabitsView() {
  const pages = useReport<PagesReport>("pages");
  const precursors = useReport<PrecursorsReport>("precursors");
  return (
    <div class="cards">
      <Loaded of={precursors} what="Early signs">
        {(data) => <Early report={data} />}
      </Loaded>
      <Loaded of={pages} what="Pages">
        {(data) => <Pages report={data} />}
      </Loaded>
    </div>
  );
}

const BEGAN = "Began with ";
/** In the picture products and categories go by their names alone. */
const PREFIX = /^Began (?:with|in) (?:.* > )?(?=[A-Z0-9])/;

function Early({ report }: { report: PrecursorsReport }) {
  const { precursors, people, loyal, window, orders, horizon, tested } = report;
  const titleOf = useTitles(
    precursors.flatMap(({ name }) => (name.startsWith(BEGAN) ? name.slice(BEGAN.length) : [])),
  );
  const words = ({ name }: Precursor) =>
    name.startsWith(BEGAN) ? BEGAN + titleOf(name.slice(BEGAN.length)) : name;
  const names = precursors.map(words).join();
  const options = useMemo(
    () => oddsOf(precursors.slice(0, SHOWN), (row) => words(row).replace(PREFIX, "")),
    [report, names],
  );
  return (
    <Figure
      title="Early signs of loyal customers"
      says={`Of ${count(people)} who could be watched, ${count(loyal)} (${percent(loyal / Math.max(1, people), 0)}) placed ${orders} orders or more within ${horizon} days. What they did more than others in their first ${window} days; names are of what the first order held. An association: test it.`}
      options={options}
      rows={precursors}
      columns={[
        { head: "Early on", value: words },
        peopleColumn<Precursor>((row) => row.people),
        ...findingColumns<Precursor>(),
      ]}
      empty={
        people === 0 ? (
          <NoOrders
            what="Nobody's first order is old enough"
            needs={`Early signs need first orders that are ${window + horizon} days old.`}
          />
        ) : (
          <Empty title="No early sign stands out">
            {count(tested)} were tested on {count(people)} customers whose first order is{" "}
            {window + horizon} days old.
          </Empty>
        )
      }
      wide
    />
  );
}

function Pages({ report }: { report: PagesReport }) {
  const { pages, repeat_buyers: repeats, matches, tested } = report;
  const options = useMemo(() => oddsOf(pages.slice(0, SHOWN), ({ path }) => path), [report]);
  return (
    <Figure
      title="Pages that repeat buyers look at"
      says={`What ${count(repeats)} people saw between their first and second order more than ${count(matches)} others who waited as long and came as often. An association: test it.`}
      options={options}
      rows={pages}
      columns={[
        { head: "Page", value: ({ path }: RepeatBuyerPage) => path },
        peopleColumn<RepeatBuyerPage>(({ viewers }) => viewers),
        ...findingColumns<RepeatBuyerPage>(),
      ]}
      empty={
        <Empty title="No page stands out">
          {count(tested)} pages were tested on {count(repeats)} repeat buyers who looked around
          between their orders. A page takes 30 people; the tag has to see them:{" "}
          <a href={to("set-up")}>Set-up</a>.
        </Empty>
      }
      wide
    />
  );
}
