import { useState } from "preact/hooks";
import type { DeliveriesReply, DeliveryReply } from "../../../../wire/webhook.ts";
import { api, type ApiError } from "../../api.ts";
import { ago, dateTime } from "../../format.ts";
import { Empty, Loaded } from "../../parts/states.tsx";
import { Table } from "../../parts/table.tsx";
import type { Route } from "../../route.ts";
import { useResource } from "../../use-resource.ts";

const STATES: Record<DeliveryReply["status"], string> = {
  delivered: "arrived",
  waiting: "tried again",
  dead: "given up",
};

/** The latest deliveries, of one webhook where the address names it. */
export function DeliveriesView({ route }: { route: Route }) {
  const [, webhook = ""] = route.subject.split("/");
  const query = webhook === "" ? "" : `?webhook=${encodeURIComponent(webhook)}`;
  const log = useResource<DeliveriesReply>(`/v1/deliveries${query}`);
  const [problem, setProblem] = useState("");

  const replay = async ({ id }: DeliveryReply): Promise<void> => {
    setProblem("");
    await api("POST", `/v1/deliveries/${id}/replay`).then(log.reload, (error: ApiError) =>
      setProblem(error.message),
    );
  };

  return (
    <section class="card">
      <h2>Deliveries</h2>
      <Loaded of={log} what="Deliveries">
        {({ deliveries }) =>
          deliveries.length === 0 ? (
            <Empty title="Nothing was sent yet">
              What is announced to your webhooks stands here, and whether it arrived.
            </Empty>
          ) : (
            <Table
              name="Deliveries"
              rows={deliveries}
              columns={[
                {
                  head: "Last try",
                  value: (row) => lastOf(row)?.time ?? null,
                  show: (row) => <Time of={lastOf(row)?.time} />,
                },
                { head: "Type", value: ({ type }) => type },
                { head: "State", value: ({ status }) => STATES[status] },
                { head: "Tries", value: ({ attempts }) => attempts.length, figure: true },
                { head: "Answer", value: answerOf },
                { head: "ms", value: (row) => lastOf(row)?.ms ?? null, figure: true },
                {
                  head: "",
                  value: () => null,
                  show: (row) =>
                    row.event === null ? null : (
                      <button type="button" class="quiet" onClick={() => void replay(row)}>
                        Send again
                      </button>
                    ),
                },
              ]}
            />
          )
        }
      </Loaded>
      <p role="alert" class="problem">
        {problem}
      </p>
    </section>
  );
}

const lastOf = ({ attempts }: DeliveryReply) => attempts.at(-1);

function answerOf(row: DeliveryReply): string | null {
  const last = lastOf(row);
  return last === undefined ? null : (last.error ?? `${last.status} ${last.reply}`.trim());
}

const Time = ({ of }: { of: string | undefined }) =>
  of === undefined ? <>–</> : <time title={dateTime(of)}>{ago(of)}</time>;
