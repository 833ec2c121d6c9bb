import { useState } from "preact/hooks";
import type { VisitsReport } from "../../../core/measure/index.ts";
import type { KeyMade } from "../../../wire/key.ts";
import type { Settings } from "../../../wire/settings.ts";
import type { VisitorsReply } from "../../../wire/visitors.ts";
import { api, type ApiError } from "../api.ts";
import { ago, count } from "../format.ts";
import { Copyable } from "../parts/copyable.tsx";
import { Loaded } from "../parts/states.tsx";
import { rangeOf } from "../parts/range.tsx";
import { type Route, to } from "../route.ts";
import { useResource } from "../use-resource.ts";
import { Feeds } from "./feeds.tsx";
import { Imports } from "./imports.tsx";
import { OwnSettings } from "./own-settings.tsx";

/** Everything that a new shop needs to go live, in the order in which it is needed. */
export function SetUpPage({ route }: { route: Route }) {
  const settings = useResource<Settings>("/v1/settings");
  return (
    <div class="cards">
      <OwnSettings settings={settings} />
      <TagCard />
      <Health route={route} origins={settings.data?.origins ?? []} />
      <Imports />
      <Feeds />
      <Servers />
    </div>
  );
}

function TagCard() {
  const [key, setKey] = useState("");
  const [problem, setProblem] = useState("");

  async function make(): Promise<void> {
    setProblem("");
    await api<KeyMade>("POST", "/v1/keys", { kind: "pk", label: "pages" }).then(
      (made) => setKey(made.key),
      (error: ApiError) => setProblem(error.message),
    );
  }

  return (
    <section class="card">
      <h2>2. The tag</h2>
      <p>
        Put this into the head of every page. A shop that tells Google what is viewed and bought
        needs nothing else.
      </p>
      <div class="fields">
        <label>
          Your publishable key
          <input
            value={key}
            placeholder="pk_…"
            onInput={(event) => setKey(event.currentTarget.value.trim())}
          />
        </label>
        <button type="button" class="quiet" disabled={key !== ""} onClick={() => void make()}>
          Make one
        </button>
      </div>
      <Copyable
        text={`<script async src="${location.origin}/okaeri.js" data-key="${key || "YOUR PUBLISHABLE KEY"}"></script>`}
      />
      <p role="alert" class="problem">
        {problem}
      </p>
    </section>
  );
}

/** What else a shop may connect, and where. */
function Servers() {
  return (
    <section class="card">
      <h2>6. Your servers</h2>
      <p>
        Servers send orders, refunds and what else pages do not see with a secret key of their own,
        made under <a href={to("access")}>People and keys</a>. What they are told in turn is set up
        under <a href={to("outbound")}>Outbound</a>.
      </p>
    </section>
  );
}

/** Whether events arrive, and what is missing of them. */
function Health({ route, origins }: { route: Route; origins: readonly string[] }) {
  const range = rangeOf(route, 7);
  const visits = useResource<VisitsReport>(`/v1/reports/visits?from=${range.from}&to=${range.to}`);
  const live = useResource<VisitorsReply>("/v1/visitors", 5_000);
  return (
    <section class="card">
      <h2>3. What arrives</h2>
      <Check
        good={origins.length > 0}
        yes={`Pages of ${origins.join(", ")} may send.`}
        no={`Only pages of ${location.origin} may send: list your shop's origin above.`}
      />
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
              no="No visit has ended in the last 7 days; the first shows 30 to 40 minutes after its last page."
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
