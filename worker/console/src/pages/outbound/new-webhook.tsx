import { useState } from "preact/hooks";
import type { WebhookMadeReply } from "../../../../wire/webhook.ts";
import { api, type ApiError } from "../../api.ts";

/** Sets up a webhook. */
export function NewWebhook({ onDone }: { onDone: (made: WebhookMadeReply) => void }) {
  const [problem, setProblem] = useState("");

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    setProblem("");
    const element = event.currentTarget as HTMLFormElement;
    const form = new FormData(element);
    const types = (form.get("types") as string).split(/[\s,]+/).filter(Boolean);
    const body = { url: form.get("url"), types, format: form.get("format") };
    await api<WebhookMadeReply>("POST", "/v1/webhooks", body).then(
      (made) => {
        element.reset();
        onDone(made);
      },
      (error: ApiError) => setProblem(error.problem.errors?.[0]?.detail ?? error.message),
    );
  }

  return (
    <>
      <form class="fields" onSubmit={(event) => void submit(event)}>
        <label>
          Address
          <input name="url" type="url" required placeholder="https://…" />
        </label>
        <label>
          Types, all where none is named
          <input name="types" placeholder="alert.raised stage.changed" />
        </label>
        <label>
          Form
          <select name="format">
            <option value="standard">Standard Webhooks</option>
            <option value="cloudevents">CloudEvents</option>
          </select>
        </label>
        <button type="submit">Add</button>
      </form>
      <p role="alert" class="problem">
        {problem}
      </p>
    </>
  );
}
