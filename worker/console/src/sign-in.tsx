import { useState } from "preact/hooks";
import type { SessionReply } from "../../wire/session.ts";
import { api, type ApiError } from "./api.ts";

/** Opens the console with a shop's secret key, which is not kept in the page. */
export function SignIn({ onDone }: { onDone: (session: SessionReply) => void }) {
  const [problem, setProblem] = useState("");
  const [busy, setBusy] = useState(false);

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const key = String(new FormData(event.currentTarget as HTMLFormElement).get("key")).trim();
    setBusy(true);
    await api<SessionReply>("POST", "/v1/session", { key }).then(onDone, (error: ApiError) =>
      setProblem(error.message),
    );
    setBusy(false);
  }

  return (
    <main class="sign-in">
      <form class="card" onSubmit={(event) => void submit(event)}>
        <img src="icon.svg" alt="" width="48" height="48" />
        <h1>Okaeri</h1>
        <p>Sign in with a secret key of your shop. In the demo it is sk_demo.</p>
        <label>
          Secret key
          <input name="key" type="password" autocomplete="current-password" required autofocus />
        </label>
        <p role="alert" class="problem">
          {problem}
        </p>
        <button type="submit" disabled={busy}>
          Sign in
        </button>
      </form>
    </main>
  );
}
