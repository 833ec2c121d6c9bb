import type { StagePolicy } from "../../../../core/customer/index.ts";
import type { PersonReply } from "../../../../wire/person.ts";
import type { StandingReply } from "../../../../wire/standing.ts";
import { ago, date } from "../../format.ts";
import { policyWords } from "../../parts/policy.ts";
import { Table } from "../../parts/table.tsx";

/** Something that is going to happen to a person unless something else happens before. */
interface Coming {
  /** ISO 8601. */
  at: string;
  what: string;
  why: string;
}

const VISIT_ENDS_MS = 30 * 60_000;
const NEXT: Partial<Record<StandingReply["stage"], string>> = {
  active: "silent",
  silent: "dormant",
  dormant: "lost",
};

/** What will happen to somebody and why, and what will not, whatever they are due. */
export function Ahead({ person }: { person: PersonReply }) {
  const coming = comingFor(person);
  const refusals = refusalsOf(person);
  return (
    <section class="card">
      <h2>What will happen, and why</h2>
      {coming.length === 0 ? <p>Nothing is due: what comes next is up to them.</p> : null}
      {coming.length === 0 ? null : (
        <Table
          name="What will happen, and why"
          rows={coming}
          columns={[
            {
              head: "When",
              value: ({ at }) => at,
              show: ({ at }) => <time title={date(at)}>{ago(at)}</time>,
            },
            { head: "What", value: ({ what }) => what },
            { head: "Why", value: ({ why }) => why },
          ]}
        />
      )}
      {refusals.length === 0 ? null : (
        <ul class="plain">
          {refusals.map((refusal) => (
            <li key={refusal}>{refusal}</li>
          ))}
        </ul>
      )}
    </section>
  );
}

function comingFor({ standing, sessions, signals }: PersonReply): Coming[] {
  const coming: Coming[] = sessions
    .filter(({ ended }) => !ended)
    .map(({ last_event }) => ({
      at: new Date(new Date(last_event).getTime() + VISIT_ENDS_MS).toISOString(),
      what: "their visit ends",
      why: "30 to 40 minutes after its last event",
    }));
  for (const { name, until, reason } of signals)
    coming.push({ at: until, what: `“${name.replaceAll("_", " ")}” lapses`, why: reason });
  if (standing?.next_stage_at != null)
    coming.push({
      at: standing.next_stage_at,
      what: `they count as ${NEXT[standing.stage]}`,
      why: `unless they order: ${standing.stage} since ${date(standing.stage_since)}`,
    });
  for (const { name, why, until } of standing?.segments ?? [])
    if (until !== null)
      coming.push({ at: until, what: `they leave the segment ${name}`, why: why.join("; ") });
  return coming.sort((a, b) => a.at.localeCompare(b.at));
}

function policyOf({ policy }: StandingReply): string {
  const { contact, max_discount: maxDiscount, discount_at: discountAt } = policy;
  return policyWords({ contact, maxDiscount, discountAt } as StagePolicy);
}

function refusalsOf({ paused, open_complaints, unsubscribed, standing }: PersonReply): string[] {
  const refusals: string[] = [];
  if (paused !== null)
    refusals.push(`Nothing of theirs is taken in since ${date(paused)}, as they asked.`);
  if (open_complaints > 0)
    refusals.push("Nothing is promoted to them until their complaint is settled.");
  if (unsubscribed.length > 0)
    refusals.push(`They get no message by ${unsubscribed.join(", ")}, as they asked.`);
  if (standing !== null)
    refusals.push(`By your policy for ${standing.stage} customers: ${policyOf(standing)}.`);
  return refusals;
}
