import { dot, line, type PlotOptions, ruleY } from "@observablehq/plot";
import { useMemo } from "preact/hooks";
import type { ModelCard } from "../../../core/intent/index.ts";
import { count, decimal, percent } from "../format.ts";
import { Figure } from "../parts/figure.tsx";
import { NoVisits } from "../parts/no-visits.tsx";
import { Stat } from "../parts/stat.tsx";
import { Loaded } from "../parts/states.tsx";
import { Table } from "../parts/table.tsx";
import type { Route } from "../route.ts";
import { useResource } from "../use-resource.ts";
import { Audience } from "./audience.tsx";

type TargetCard = ModelCard["targets"]["session"];
type Bin = TargetCard["reliability"][number];

/** Whether purchase intent can be believed: what was said beside what came of it. */
export function IntentPage({ route }: { route: Route }) {
  const card = useResource<ModelCard>("/v1/models/intent");
  return (
    <Loaded of={card} what="The model">
      {(model) => (
        <>
          <p>
            Model {model.model}, learnt from {count(model.data.lessons)} lessons:{" "}
            {model.data.source}. What is older than {decimal(model.data.half_life_days, 0)} days
            counts half.
          </p>
          <div class="cards">
            <Target title="In this visit" card={model.targets.session} />
            <Target title="Within 7 days" card={model.targets.week} />
          </div>
          <Audience route={route} />
          <section class="card">
            <h2>What it looks at</h2>
            <p>What each sign multiplies the odds of an order by; 1 says nothing.</p>
            <Table
              name="Features of purchase intent"
              rows={model.features.toSorted((a, b) => strength(b) - strength(a))}
              columns={[
                { head: "Sign", value: ({ words }) => words },
                { head: "Family", value: ({ family }) => family },
                {
                  head: "In this visit ×",
                  value: (row) => row.session_odds,
                  show: (row) => decimal(row.session_odds),
                  figure: true,
                },
                {
                  head: "Within 7 days ×",
                  value: (row) => row.week_odds,
                  show: (row) => decimal(row.week_odds),
                  figure: true,
                },
              ]}
            />
          </section>
        </>
      )}
    </Loaded>
  );
}

const strength = ({ session_odds }: ModelCard["features"][number]): number =>
  Math.abs(Math.log(session_odds));

function Target({ title, card }: { title: string; card: TargetCard }) {
  const bins = card.reliability.filter(({ sessions }) => sessions >= 1);
  const options = useMemo(() => reliability(bins), [card]);
  return (
    <>
      <div class="stats wide">
        <Stat
          label={`${title}: base rate`}
          value={percent(card.base_rate)}
          note={`${count(card.visits)} visits, ${count(card.orders)} with an order`}
        />
        <Stat
          label="Ranks right after 5 events"
          value={card.auc_after["5"] == null ? "–" : percent(card.auc_after["5"])}
          note="AUC: chance 50 %, perfect 100 %"
        />
        <Stat
          label="Log-loss"
          value={card.log_loss === null ? "–" : decimal(card.log_loss, 4)}
          note={
            card.base_log_loss === null
              ? ""
              : `the base rate alone: ${decimal(card.base_log_loss, 4)}`
          }
        />
        <Stat
          label="Drift"
          value={card.drift.alarmed ? "alarm" : "none"}
          note={
            card.drift.alarmed ? "answers fall back to the base rate" : "watched at every visit"
          }
        />
      </div>
      <Figure
        title={`${title}: said, and what came of it`}
        says="Each dot is a band of scores. On the line, of those told 10 % one in ten orders."
        options={options}
        rows={bins}
        columns={[
          {
            head: "Moments",
            value: (bin) => bin.sessions,
            show: (bin) => count(bin.sessions),
            figure: true,
          },
          {
            head: "Said",
            value: (bin) => bin.said,
            show: (bin) => percent(bin.said),
            figure: true,
          },
          {
            head: "Came",
            value: (bin) => bin.came,
            show: (bin) => percent(bin.came),
            figure: true,
          },
        ]}
        empty={<NoVisits what="Nothing to compare yet" />}
        wide
      />
    </>
  );
}

function reliability(bins: readonly Bin[]): PlotOptions {
  const top = Math.max(0.05, ...bins.flatMap(({ said, came }) => [said, came]));
  return {
    height: 300,
    x: { label: "said", percent: true, grid: true, domain: [0, 100 * top] },
    y: { label: "came", percent: true, grid: true, domain: [0, 100 * top] },
    r: { range: [2, 12] },
    marks: [
      ruleY([0]),
      line(
        [
          { said: 0, came: 0 },
          { said: top, came: top },
        ],
        {
          x: "said",
          y: "came",
          stroke: "var(--muted)",
          strokeDasharray: "4 4",
        },
      ),
      dot(bins, { x: "said", y: "came", r: "sessions", fill: "var(--leaf)", fillOpacity: 0.7 }),
    ],
  };
}
