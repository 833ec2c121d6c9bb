import { dot, line, type PlotOptions, ruleX, ruleY } from "@observablehq/plot";
import { useMemo } from "preact/hooks";
import type { AudienceReport } from "../../../core/measure/index.ts";
import { count, decimal, duration, percent, percents } from "../format.ts";
import { rateColumns } from "../parts/columns.ts";
import { Figure } from "../parts/figure.tsx";
import { Empty, Loaded } from "../parts/states.tsx";
import { Range, rangeOf } from "../parts/range.tsx";
import { Table } from "../parts/table.tsx";
import type { Route } from "../route.ts";
import { useResource } from "../use-resource.ts";

type Group = AudienceReport["groups"]["selected"];
type Decile = AudienceReport["scores"]["at_exit"]["deciles"][number];

type Lift = NonNullable<AudienceReport["scores"]["at_exit"]["top_decile_lift"]>;

/** Whom the score selected beside whom it did not, over the same seven days after it. */
export function Audience({ route }: { route: Route }) {
  const { from, to, days } = rangeOf(route, 90);
  const report = useResource<AudienceReport>(`/v1/reports/audience?from=${from}&to=${to}`);
  return (
    <>
      <Range route={route} days={days} />
      <Loaded of={report} what="The comparison">
        {(data) => (
          <div class="cards">
            <Comparison report={data} />
            <Tenths report={data} />
          </div>
        )}
      </Loaded>
    </>
  );
}

interface Line {
  what: string;
  selected: string;
  below: string;
  difference: string;
}

/** Where no score is old enough yet to be held against what came of it. */
function NobodyScored({ what }: { what: string }) {
  return (
    <Empty title={what}>
      Visitors are scored while they look around, and compared when seven more days have passed:
      come back when the tag has been on your pages for a week.
    </Empty>
  );
}

function Comparison({ report }: { report: AudienceReport }) {
  const { selected, below, insufficient_evidence: unsure } = report.groups;
  return (
    <section class="card">
      <h2>Selected and not selected</h2>
      {selected.people + below.people === 0 ? (
        <NobodyScored what="No scored visit is seven days old yet" />
      ) : (
        <>
          <p>
            {count(selected.people)} new visitors were taken to consider an order or be ready for
            one, {count(below.people)} were not; of {count(unsure.people)} it was too early to tell.
            What each did in the seven days after, with 95 % intervals.
          </p>
          <Table
            name="Selected and not selected"
            rows={linesOf(report)}
            columns={[
              { head: "In seven days", value: ({ what }: Line) => what },
              { head: "Selected", value: (row) => row.selected, figure: true },
              { head: "Not selected", value: (row) => row.below, figure: true },
              { head: "Difference", value: (row) => row.difference, figure: true },
            ]}
          />
        </>
      )}
    </section>
  );
}

const SHARES = { returned: "came back", carted: "filled a cart", ordered: "ordered" } as const;
const MEANS = {
  return_visits: "visits a head",
  pages: "pages a head",
  visible_ms: "time a head",
  items_viewed: "items looked at a head",
} as const;

function linesOf({ groups, difference }: AudienceReport): Line[] {
  const shareOf = (group: Group, name: keyof typeof SHARES) => {
    const told = group.shares[name];
    return told === null ? "–" : `${percent(told.share)} (${percents(told.interval)})`;
  };
  const meanOf = (group: Group, name: keyof typeof MEANS) => {
    const told = group.means[name];
    return told === null ? "–" : written(name, told.mean);
  };
  const named = <Name extends string>(names: Record<Name, string>) =>
    Object.entries(names) as [Name, string][];
  return [
    ...named(SHARES).map(([name, what]) => {
      const told = difference.shares[name];
      return {
        what,
        selected: shareOf(groups.selected, name),
        below: shareOf(groups.below, name),
        difference:
          told === null ? "–" : `${percent(told.difference)} (${percents(told.interval)})`,
      };
    }),
    ...named(MEANS).map(([name, what]) => {
      const told = difference.means[name];
      const ends = told?.interval?.map((end) => written(name, end)).join(" to ");
      return {
        what,
        selected: meanOf(groups.selected, name),
        below: meanOf(groups.below, name),
        difference:
          told === null ? "–" : `${written(name, told.difference)}${ends ? ` (${ends})` : ""}`,
      };
    }),
  ];
}

const written = (name: keyof typeof MEANS, value: number): string =>
  name === "visible_ms" ? `${value < 0 ? "−" : ""}${duration(Math.abs(value))}` : decimal(value);

function Tenths({ report }: { report: AudienceReport }) {
  const { deciles, top_decile_lift: lift } = report.scores.at_exit;
  const rows = Array.from(deciles, (each, place) => ({ ...each, tenth: place + 1 }));
  const options = useMemo(() => tenths(rows), [report]);
  return (
    <Figure
      title="First orders by score"
      says={
        lift === null
          ? "Nobody has ordered after a score yet."
          : `${liftWords(lift)} Dots are what came, the line is what was said.`
      }
      options={options}
      rows={rows}
      columns={[
        { head: "Tenth", value: ({ tenth }: Decile & { tenth: number }) => tenth, figure: true },
        { head: "People", value: ({ people }) => people, figure: true },
        {
          head: "Said",
          value: ({ said }) => said,
          show: ({ said }) => percent(said),
          figure: true,
        },
        { head: "Ordered", value: ({ ordered }) => ordered, figure: true },
        ...rateColumns<Decile>("Rate"),
      ]}
      empty={<NobodyScored what="Fewer than ten people to compare" />}
    />
  );
}

/** How often those with the highest scores order; with few orders nobody of them may have. */
const liftWords = ({ lift, interval }: Lift): string =>
  lift === 0
    ? "Nobody of the tenth with the highest scores has ordered so far: orders are too few to tell."
    : `The tenth with the highest scores ordered ${decimal(lift, 1)} times as often as all (${interval.map((end) => decimal(end, 1)).join(" to ")}).`;

function tenths(rows: readonly (Decile & { tenth: number })[]): PlotOptions {
  const points = Array.from(rows, ({ interval: [low, high], ...row }) => ({ ...row, low, high }));
  return {
    height: 280,
    marginLeft: 46,
    marginBottom: 44,
    x: { type: "point", label: "tenths, the highest scores first", labelOffset: 40, padding: 0.5 },
    y: { label: "ordered within 7 days (%)", percent: true, grid: true, ticks: 5, zero: true },
    marks: [
      ruleX(points, { x: "tenth", y1: "low", y2: "high", stroke: "var(--accent)" }),
      dot(points, { x: "tenth", y: "rate", fill: "var(--accent)", r: 4 }),
      line(points, { x: "tenth", y: "said", stroke: "var(--leaf)", strokeWidth: 2 }),
      ruleY([0]),
    ],
  };
}
