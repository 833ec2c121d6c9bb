import { useState } from "preact/hooks";
import type { SessionReply } from "../../wire/session.ts";
import { api, type ApiError } from "./api.ts";

const LINK = /^#\/join\/([\w-]+)$/;

/**
 * The session that is open, or that the link in the address opens, which then leaves the address.
 * @throws {ApiError} with status 401 when nobody is signed in, and 410 when a link is not good any more
 */
export async function openSession(): Promise<SessionReply> {
  const [, link] = LINK.exec(location.hash) ?? [];
  if (link === undefined) return api<SessionReply>("GET", "/v1/session");
  history.replaceState(null, "", "#/");
  return api<SessionReply>("POST", "/v1/session", { link });
}

/** Opens the console with a shop's secret key, which is not kept in the page. */
export function SignIn({ why, onDone }: { why: string; onDone: (session: SessionReply) => void }) {
  const [problem, setProblem] = useState(why);
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
        <p>
          Open the link that an owner of the shop gave you, or sign in with a secret key. In the
          demo it is sk_demo.
        </p>
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
