import { useState } from "preact/hooks";
import type { FeedReply } from "../../../wire/import.ts";
import { api, type ApiError } from "../api.ts";
import { ago, count } from "../format.ts";
import { Empty, Loaded } from "../parts/states.tsx";
import { useResource } from "../use-resource.ts";

/** Addresses that the catalogue is fetched from by the clock. */
export function Feeds() {
  const feeds = useResource<{ feeds: FeedReply[] }>("/v1/feeds");
  const [problem, setProblem] = useState("");

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    setProblem("");
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const name = encodeURIComponent(form.get("name") as string);
    await api("PUT", `/v1/feeds/${name}`, { url: form.get("url") }).then(
      feeds.reload,
      (error: ApiError) => setProblem(error.problem.errors?.[0]?.detail ?? error.message),
    );
  }

  return (
    <section class="card">
      <h2>5. Feeds</h2>
      <p>
        A feed address keeps the catalogue, its prices and its stock up to date, once a day or more
        often.
      </p>
      <Loaded of={feeds} what="Feeds">
        {({ feeds: known }) =>
          known.length === 0 ? (
            <Empty title="No feed yet">
              The one that you give to Google Merchant Center will do.
            </Empty>
          ) : (
            <ul>
              {known.map(({ name, url, items, error, last_success }) => (
                <li key={name}>
                  <strong>{name}</strong> {url ?? "uploaded"}: {count(items)} items
                  {last_success === null ? "" : `, ${ago(last_success)}`}
                  {error === null ? "" : `; last try failed: ${error}`}
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      <form class="fields" onSubmit={(event) => void submit(event)}>
        <label>
          Name
          <input name="name" required pattern="[a-z0-9][a-z0-9_-]*" placeholder="main" />
        </label>
        <label>
          Address
          <input name="url" type="url" required placeholder="https://…/feed.xml" />
        </label>
        <button type="submit">Fetch</button>
      </form>
      <p role="alert" class="problem">
        {problem}
      </p>
    </section>
  );
}
