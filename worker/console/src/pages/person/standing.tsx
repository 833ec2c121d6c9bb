import type { StandingReply } from "../../../../wire/standing.ts";
import { counted, date, decimal } from "../../format.ts";
import { Table } from "../../parts/table.tsx";

type Aspect = [name: string, told: StandingReply["value"]["aspects"]["current"]];

/** Where a customer's orders put them, and what each of it rests on. */
export function Standing({ standing }: { standing: StandingReply | null }) {
  if (standing === null) return null;
  const { stage, stage_since: since, next_stage_at: next, rfm, value, clv } = standing;
  return (
    <section class="card">
      <h2>As a customer</h2>
      <p>
        <span class="chip">{stage}</span> since {date(since)}
        {next === null ? "" : `, until ${date(next)} without another order`}.{" "}
        <span class="chip">{rfm.care_plan.name}</span> {rfm.care_plan.plan}
      </p>
      <p>
        {counted(standing.orders, "purchase")} for {standing.net}, orders within 24 hours as one;{" "}
        {rfm.frequency} in six months for {rfm.spend}.
        {clv === null
          ? ""
          : ` Expected in ${clv.days} days: ${decimal(clv.orders, 1)} orders, ${clv.value}.`}
      </p>
      <Table
        name="Value"
        rows={[
          ...(Object.entries(value.aspects) as Aspect[]),
          ["all", { score: value.composite, reason: "weighed" }] as Aspect,
        ]}
        columns={[
          { head: "Value", value: ([name]) => name },
          {
            head: "0 to 100",
            value: ([, { score }]) => score,
            show: ([, { score }]) => (score === null ? "–" : decimal(score, 0)),
            figure: true,
          },
          { head: "Why", value: ([, { reason }]) => reason },
        ]}
      />
      {standing.segments.length === 0 ? null : (
        <ul class="plain">
          {standing.segments.map(({ name, why, until }) => (
            <li key={name}>
              <span class="chip">{name}</span> {why.join("; ")}
              {until === null ? "" : `, until ${date(until)}`}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
