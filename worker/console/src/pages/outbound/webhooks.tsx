import { useState } from "preact/hooks";
import type {
  DeliveryReply,
  WebhookMadeReply,
  WebhookReply,
  WebhooksReply,
} from "../../../../wire/webhook.ts";
import { api, type ApiError } from "../../api.ts";
import { ago, count } from "../../format.ts";
import { Empty, Loaded } from "../../parts/states.tsx";
import { Table } from "../../parts/table.tsx";
import { to } from "../../route.ts";
import { useResource } from "../../use-resource.ts";
import { Once } from "../access/once.tsx";
import { NewWebhook } from "./new-webhook.tsx";

const STATES: Record<WebhookReply["state"], string> = {
  ok: "well",
  paused: "paused",
  failing: "failing",
  stopped: "stopped",
  off: "off",
};

/** Where announcements are posted to, and how that goes. */
export function WebhooksView() {
  const webhooks = useResource<WebhooksReply>("/v1/webhooks");
  const [said, setSaid] = useState("");
  const [secret, setSecret] = useState<string | null>(null);

  /** Does something to a webhook, and says what came of it. */
  async function act<T>(method: string, path: string, words: (reply: T) => string): Promise<void> {
    setSaid("…");
    setSecret(null);
    await api<T>(method, `/v1/webhooks/${path}`).then(
      (reply) => setSaid(words(reply)),
      (error: ApiError) => setSaid(error.message),
    );
    webhooks.reload();
  }

  /** Shows the secret of a webhook that has just got one. */
  function show({ secret: made }: WebhookMadeReply): string {
    setSecret(made);
    return "";
  }

  const acts = ({ id, url }: WebhookReply) => (
    <span class="acts">
      <button type="button" class="quiet" onClick={() => void act("POST", `${id}/test`, outcomeOf)}>
        Test
      </button>
      <button type="button" class="quiet" onClick={() => void act("POST", `${id}/rotate`, show)}>
        New secret
      </button>
      <button
        type="button"
        class="quiet"
        onClick={() => {
          if (confirm(`Send nothing to ${url} any more?`)) void act("DELETE", id, () => "Removed.");
        }}
      >
        Remove
      </button>
    </span>
  );

  return (
    <section class="card">
      <h2>Webhooks</h2>
      <p>
        Announcements are posted here as they come, signed as Standard Webhooks are, and for a day
        again where they fail.
      </p>
      <Loaded of={webhooks} what="Webhooks">
        {({ webhooks: known }) =>
          known.length === 0 ? (
            <Empty title="No webhook yet">Other systems can also ask, by GET /v1/outbound.</Empty>
          ) : (
            <Table
              name="Webhooks"
              rows={known}
              columns={[
                {
                  head: "Address",
                  value: ({ url }) => url,
                  show: ({ id, url }) => <a href={to("outbound", `log/${id}`)}>{url}</a>,
                },
                { head: "Types", value: ({ types }) => types.join(", ") || "all" },
                { head: "State", value: ({ state, stopped }) => stopped ?? STATES[state] },
                {
                  head: "Last success",
                  value: ({ last_success }) => last_success,
                  show: ({ last_success }) => (last_success === null ? "–" : ago(last_success)),
                },
                { head: "Waiting", value: ({ waiting }) => count(waiting), figure: true },
                { head: "Given up", value: ({ dead }) => count(dead), figure: true },
                { head: "", value: () => null, show: acts },
              ]}
            />
          )
        }
      </Loaded>
      <p role="status">{said}</p>
      {secret === null ? null : <Once what="The secret that it signs with." text={secret} />}
      <NewWebhook
        onDone={(made) => {
          setSaid(show(made));
          webhooks.reload();
        }}
      />
    </section>
  );
}

function outcomeOf({ status, attempts }: DeliveryReply): string {
  const last = attempts.at(-1);
  const answer = last?.status === null ? last.error : `${last?.status} in ${last?.ms} ms`;
  return `${status === "delivered" ? "It arrived" : "It did not arrive"}: ${answer}`;
}
