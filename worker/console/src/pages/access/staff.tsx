import { useState } from "preact/hooks";
import type { SessionReply } from "../../../../wire/session.ts";
import type { Settings } from "../../../../wire/settings.ts";
import { api, type ApiError } from "../../api.ts";
import { count } from "../../format.ts";
import { Loaded } from "../../parts/states.tsx";
import { useResource } from "../../use-resource.ts";

/** The shop's own people, whose visits count for nothing. */
export function Staff() {
  const settings = useResource<Settings>("/v1/settings");
  const session = useResource<SessionReply>("/v1/session");
  return (
    <section class="card wide">
      <h2>Your own visits</h2>
      <p>
        Visits of your own people move no report, no shelf and no model, from the moment on that
        their browser is named here. So do events that carry GA4's{" "}
        <code>traffic_type: "internal"</code>.
      </p>
      <Loaded of={settings} what="Settings">
        {(known) => (
          <Loaded of={session} what="This browser">
            {({ visitor }) => <Mark known={known} visitor={visitor} onDone={settings.reload} />}
          </Loaded>
        )}
      </Loaded>
    </section>
  );
}

function Mark({
  known,
  visitor,
  onDone,
}: {
  known: Settings;
  visitor: string | null;
  onDone: () => void;
}) {
  const [problem, setProblem] = useState("");
  const { visitors } = known.staff;
  const isHere = visitor !== null && visitors.includes(visitor);

  const put = (next: string[]) =>
    api("PUT", "/v1/settings", { ...known, staff: { visitors: next } }).then(
      () => {
        setProblem("");
        onDone();
      },
      (error: ApiError) => setProblem(error.problem.errors?.[0]?.detail ?? error.message),
    );
  const mark = (id: string) => put([...visitors.filter((other) => other !== id), id]);

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    void mark(String(form.get("visitor")).trim());
  }

  return (
    <>
      <p>
        {visitors.length === 1 ? "One browser is" : `${count(visitors.length)} browsers are`} named.{" "}
        {visitor === null
          ? "Which visitor this browser is cannot be told from here: the shop is on another domain, or was not opened in it yet."
          : isHere
            ? "This browser is one of them."
            : "This browser is not among them."}
      </p>
      {visitor === null ? (
        <form class="fields" onSubmit={submit}>
          <label>
            Visitor's id, as the live view's link or the tag's debug panel shows it
            <input name="visitor" required pattern="[A-Za-z0-9_.:~\-]{1,64}" />
          </label>
          <button type="submit">Name it</button>
        </form>
      ) : (
        <button
          type="button"
          onClick={() =>
            void (isHere ? put(visitors.filter((id) => id !== visitor)) : mark(visitor))
          }
        >
          {isHere ? "This browser is a visitor's again" : "This browser is staff"}
        </button>
      )}
      <p role="alert" class="problem">
        {problem}
      </p>
    </>
  );
}
