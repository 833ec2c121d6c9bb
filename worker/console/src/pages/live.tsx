import type { Score } from "../../../wire/decision.ts";
import type { LiveVisitor, VisitorsReply } from "../../../wire/visitors.ts";
import { ago, dateTime, percent } from "../format.ts";
import { Empty, Loaded } from "../parts/states.tsx";
import { to } from "../route.ts";
import { useResource } from "../use-resource.ts";

const EVERY_MS = 3_000;

/** Who is on the shop's pages now, what they do, how likely they buy, and what they are shown. */
export function LivePage() {
  const board = useResource<VisitorsReply>("/v1/visitors", EVERY_MS);
  return (
    <Loaded of={board} what="The live view">
      {({ visitors, watching_since }) =>
        visitors.length === 0 ? (
          <Empty title={`Nobody has moved since ${dateTime(watching_since)}`}>
            <p>
              This page began to watch then, and shows within ten seconds whoever opens a page or
              does something there. Open or reload a page of your shop beside it; if you do not
              show, see whether the tag is there: <a href={to("set-up")}>Set-up</a>.
            </p>
          </Empty>
        ) : (
          <ul class="people">
            {visitors.map((visitor) => (
              <Visitor key={visitor.visitor} {...visitor} />
            ))}
          </ul>
        )
      }
    </Loaded>
  );
}

function Visitor({
  visitor,
  last,
  channel,
  device,
  staff,
  trail,
  acts,
  session,
  week,
  shown,
}: LiveVisitor) {
  return (
    <li class="card">
      <div class="line">
        <h2>
          <a href={to("person", visitor)}>{visitor.slice(0, 8)}</a>
        </h2>
        <span class="chip">{channel}</span>
        <span class="chip">{device}</span>
        {staff ? <span class="chip">staff, not counted</span> : null}
        <small>{ago(last)}</small>
      </div>
      <Scores session={session} week={week} />
      <ol class="trail">
        {trail
          .slice(0, 6)
          .toReversed()
          .map(({ path, title, time }) => (
            <li key={time + path} title={path}>
              {title || path}
            </li>
          ))}
      </ol>
      {acts.length === 0 ? null : (
        <p>
          {acts
            .slice(0, 5)
            .map(({ name, items }) => `${name.replaceAll("_", " ")} ${items.join(", ")}`)
            .join(" · ")}
        </p>
      )}
      {shown.length === 0 ? null : (
        <details>
          <summary>What they were shown, and why</summary>
          {shown.map(({ slot, scenario, fallback, items }) => (
            <div key={slot} class="part">
              <h3>
                {slot} <span class="chip">{scenario}</span>
              </h3>
              {fallback === null ? null : <p>{fallback}</p>}
              <ul>
                {items.map(({ title, reason }) => (
                  <li key={title}>
                    {title} – {reason}
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </details>
      )}
    </li>
  );
}

/** Both scores with what they rest on. */
export function Scores({ session, week }: { session: Score | null; week: Score | null }) {
  return (
    <div class="scores">
      <Meter label="Orders in this visit" score={session} />
      <Meter label="Orders within 7 days" score={week} />
    </div>
  );
}

function Meter({ label, score }: { label: string; score: Score | null }) {
  if (score === null) return null;
  const { probability, interval, status, band, reasons } = score;
  return (
    <div>
      <span>
        {label}: <strong>{percent(probability)}</strong>{" "}
        <small>
          {percent(interval[0])} to {percent(interval[1])}
        </small>{" "}
        <span class="chip">{status === "scored" ? band : "too early to tell"}</span>
      </span>
      <meter min={0} max={1} value={probability} aria-label={label} />
      <small>{reasons.join(" · ")}</small>
    </div>
  );
}
