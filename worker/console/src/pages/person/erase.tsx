import { useState } from "preact/hooks";
import type { PersonReply } from "../../../../wire/person.ts";
import type { ErasureReply } from "../../../../wire/privacy.ts";
import type { SessionReply } from "../../../../wire/session.ts";
import { api, type ApiError } from "../../api.ts";
import { Copyable } from "../../parts/copyable.tsx";
import { Progress } from "../../parts/states.tsx";
import { useResource } from "../../use-resource.ts";

const POLL_MS = 500;

/** Takes every copy of a person out, for whoever may; with how far it is, and the receipt at its end. */
export function Erase({ person }: { person: PersonReply }) {
  const session = useResource<SessionReply>("/v1/session");
  const [erasure, setErasure] = useState<ErasureReply | null>(null);
  const [problem, setProblem] = useState("");
  if (!session.data?.scopes.includes("privacy")) return null;

  async function erase(keepOrders: string): Promise<void> {
    setProblem("");
    const { customer, visitor } = person;
    const whom = customer === null ? { visitor } : { customer };
    const body = { ...whom, keep_orders: keepOrders };
    let reply = await api<ErasureReply>("POST", "/v1/privacy/erasure", body);
    for (;;) {
      setErasure(reply);
      if (reply.status === "done") return;
      await new Promise((resume) => setTimeout(resume, POLL_MS));
      reply = await api<ErasureReply>("GET", `/v1/privacy/${reply.id}`);
    }
  }

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    const keep = new FormData(event.currentTarget as HTMLFormElement).get("orders") as string;
    if (!confirm("Erase all that is known of this person? It cannot be taken back.")) return;
    erase(keep).catch((error: ApiError) => setProblem(error.message));
  }

  return (
    <section class="card">
      <h2>Erase</h2>
      {erasure === null ? (
        <>
          <p>
            Takes every copy of this person out of the records, reports and lists, when they ask for
            it. Sums that name nobody stay.
          </p>
          <form class="fields" onSubmit={submit}>
            <label>
              Their orders
              <select name="orders">
                <option value="anonymous">stay in the books, as nobody's</option>
                <option value="none">go too</option>
              </select>
            </label>
            <button type="submit" class="danger">
              Erase
            </button>
          </form>
        </>
      ) : (
        <Outcome erasure={erasure} />
      )}
      <p role="alert" class="problem">
        {problem}
      </p>
    </section>
  );
}

function Outcome({ erasure: { status, progress, receipt } }: { erasure: ErasureReply }) {
  return (
    <div class="part" aria-live="polite">
      {status === "running" ? (
        <Progress
          label="Erasing …, in some minutes; it goes on if you leave"
          value={progress}
          max={1}
        />
      ) : (
        <>
          <p>Erased. The receipt names nobody and proves it: keep it with the request.</p>
          <Copyable text={JSON.stringify(receipt, null, 2)} />
        </>
      )}
    </div>
  );
}
