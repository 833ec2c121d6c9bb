import type { AlertsReply } from "../../../../wire/alert.ts";
import { ago, dateTime } from "../../format.ts";
import { Empty, Loaded } from "../../parts/states.tsx";
import { Table } from "../../parts/table.tsx";
import { useResource } from "../../use-resource.ts";
import { ALERT_TITLES } from "./alert-titles.ts";

/** What is not as it should be, and what was not within the last 30 days. */
export function AlertsView() {
  const alerts = useResource<AlertsReply>("/v1/alerts", 60_000);
  return (
    <section class="card">
      <h2>Alerts</h2>
      <p>
        Looked for every hour. Each is announced once when it begins, and once when it is over, so a
        webhook brings it to you.
      </p>
      <Loaded of={alerts} what="Alerts">
        {({ alerts: known }) =>
          known.length === 0 ? (
            <Empty title="Nothing to tell">
              No tag that sent has fallen silent, no feed has gone stale, scores hold, and webhooks
              arrive.
            </Empty>
          ) : (
            <Table
              name="Alerts"
              rows={known}
              columns={[
                { head: "What", value: ({ kind }) => ALERT_TITLES[kind] },
                { head: "Which", value: ({ subject }) => subject },
                { head: "Detail", value: ({ detail }) => detail },
                {
                  head: "Since",
                  value: ({ raised }) => raised,
                  show: ({ raised }) => <time title={dateTime(raised)}>{ago(raised)}</time>,
                },
                {
                  head: "Over",
                  value: ({ resolved }) => resolved,
                  show: ({ resolved }) => (resolved === null ? <strong>no</strong> : ago(resolved)),
                },
              ]}
            />
          )
        }
      </Loaded>
    </section>
  );
}
