import type { ComebackCandidate, PropensityReport } from "../../../../core/second/index.ts";
import { count, date, decimal, percent } from "../../format.ts";
import { NoOrders } from "../../parts/no-orders.tsx";
import { PersonLink } from "../../parts/person-link.tsx";
import { Stat } from "../../parts/stat.tsx";
import { Loaded } from "../../parts/states.tsx";
import { Table } from "../../parts/table.tsx";
import { useReport } from "../../use-report.ts";

/** Today's one-time buyers by their chance of a second order. */
export function CandidatesView() {
  const report = useReport<PropensityReport>("propensity");
  return (
    <Loaded of={report} what="One-time buyers">
      {(data) =>
        data.people.length === 0 ? (
          <NoOrders what="Nobody has ordered once only" />
        ) : (
          <>
            <div class="stats">
              <Stat label="Have ordered once" value={count(data.one_time_buyers)} />
              <Stat
                label={`Expected back within ${data.days} days`}
                value={count(data.expected)}
                note={percent(data.expected / data.one_time_buyers)}
              />
              <Stat
                label="The chances rest on"
                value={data.model === "curve" ? "the curve" : "the first order"}
                note={trialOf(data)}
              />
            </div>
            <section class="card">
              <h2>Who comes back first</h2>
              <p>The likeliest first, with what speaks for it (+) and against it (−).</p>
              <Table
                name="Who comes back first"
                rows={data.people}
                all={() => report.whole().then(({ people }) => people)}
                columns={[
                  {
                    head: "Customer",
                    value: ({ person }: ComebackCandidate) => person,
                    show: ({ person }) => <PersonLink person={person} />,
                  },
                  {
                    head: "First order",
                    value: ({ first_order: at }) => new Date(at).toISOString(),
                    show: ({ first_order: at }) => date(at),
                  },
                  {
                    head: "Chance",
                    value: ({ probability }) => probability,
                    show: ({ probability }) => <strong>{percent(probability)}</strong>,
                    figure: true,
                  },
                  { head: "Why", value: ({ reasons }) => reasons.join("; ") },
                ]}
              />
            </section>
          </>
        )
      }
    </Loaded>
  );
}

const trialOf = ({ trial }: PropensityReport): string =>
  trial === null
    ? "waiting time, channel and items; too few orders for more"
    : `log-loss on ${count(trial.people)} others: ${decimal(trial.scored, 4)}, the curve alone ${decimal(trial.curve, 4)}`;
