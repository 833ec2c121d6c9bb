import { useState } from "preact/hooks";
import type { VisitsReport } from "../../../core/measure/index.ts";
import type { VisitorsReply } from "../../../wire/visitors.ts";
import { ago, count } from "../format.ts";
import { Loaded } from "../parts/states.tsx";
import { rangeOf } from "../parts/range.tsx";
import { type Route, to } from "../route.ts";
import { useResource } from "../use-resource.ts";
import { Feeds } from "./feeds.tsx";
import { Imports } from "./imports.tsx";
import { OwnSettings } from "./own-settings.tsx";

/** Everything that a new shop needs to go live. */
export function SetUpPage({ route }: { route: Route }) {
  return (
    <div class="cards">
      <TagCard />
      <Health route={route} />
      <Imports />
      <Feeds />
      <OwnSettings />
    </div>
  );
}

function TagCard() {
  const [copied, setCopied] = useState(false);
  const tag = `<script async src="${location.origin}/okaeri.js" data-key="YOUR PUBLISHABLE KEY"></script>`;
  return (
    <section class="card">
      <h2>1. The tag</h2>
      <p>
        Put this into the head of every page, with your shop's <code>pk_</code> key, which is made
        under <a href={to("access")}>People and keys</a>, and list the shop's origin in the settings
        below. A shop that tells Google what is viewed and bought needs nothing else.
      </p>
      <pre tabIndex={0}>
        <code>{tag}</code>
      </pre>
      <button
        type="button"
        onClick={() => void navigator.clipboard.writeText(tag).then(() => setCopied(true))}
      >
        {copied ? "Copied" : "Copy"}
      </button>
    </section>
  );
}

/** Whether events arrive, and what is missing of them. */
function Health({ route }: { route: Route }) {
  const range = rangeOf(route, 7);
  const visits = useResource<VisitsReport>(`/v1/reports/visits?from=${range.from}&to=${range.to}`);
  const live = useResource<VisitorsReply>("/v1/visitors", 5_000);
  return (
    <section class="card">
      <h2>2. What arrives</h2>
      <Loaded of={live} what="The live view">
        {({ visitors: [newest] }) => (
          <Check
            good={newest !== undefined}
            yes={`An event arrived ${ago(newest?.last ?? 0)}.`}
            no="Nothing arrives at this moment. Open a page of your shop: it shows here within ten seconds."
          />
        )}
      </Loaded>
      <Loaded of={visits} what="The week's visits">
        {(week) => (
          <>
            <Check
              good={week.visits > 0}
              yes={`${count(week.visits)} visits ended in the last 7 days.`}
              no="No visit has ended in the last 7 days; the first shows half an hour after it ends."
            />
            <Check
              good={week.orders > 0}
              yes={`${count(week.orders)} orders were heard of.`}
              no="No order was heard of. Send purchase with a transaction_id, from the page or the server."
            />
            <Check
              good={week.recommendations.shown > 0}
              yes={`${count(week.recommendations.shown)} recommendations were seen.`}
              no="No recommendation was seen: put an okaeri-recs element into a page."
            />
          </>
        )}
      </Loaded>
    </section>
  );
}

function Check({ good, yes, no }: { good: boolean; yes: string; no: string }) {
  return (
    <p class={good ? "check good" : "check"}>
      <span aria-hidden="true">{good ? "✓" : "○"}</span> {good ? yes : no}
    </p>
  );
}
