import { useState } from "preact/hooks";
import type { Settings } from "../../../wire/settings.ts";
import { api, type ApiError } from "../api.ts";
import { Loaded } from "../parts/states.tsx";
import type { Resource } from "../use-resource.ts";

/** Where the shop is and how it counts. Settings that are not shown here stay as they are. */
export function OwnSettings({ settings }: { settings: Resource<Settings> }) {
  return (
    <section class="card">
      <h2>1. The shop</h2>
      <Loaded of={settings} what="Settings">
        {(known) => <Form known={known} onSaved={settings.reload} />}
      </Loaded>
    </section>
  );
}

function Form({ known, onSaved }: { known: Settings; onSaved: () => void }) {
  const [said, setSaid] = useState("");

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const text = (name: string) => (form.get(name) as string).trim();
    const list = (name: string) => text(name).split(/\s+/).filter(Boolean);
    const next = {
      ...known,
      origins: list("origins"),
      own_domains: list("own_domains"),
      time_zone: text("time_zone"),
      currency: text("currency"),
    };
    await api("PUT", "/v1/settings", next).then(
      () => {
        setSaid("Saved; pages follow within half a minute.");
        onSaved();
      },
      (error: ApiError) =>
        setSaid(
          error.problem.errors?.map(({ pointer, detail }) => `${pointer}: ${detail}`).join("; ") ??
            error.message,
        ),
    );
  }

  return (
    <form class="fields" onSubmit={(event) => void submit(event)}>
      <label>
        Origins of the shop's pages, one a line
        <textarea name="origins" rows={2} placeholder="https://shop.example">
          {known.origins.join("\n")}
        </textarea>
      </label>
      <label>
        Other hosts of your own, such as the checkout's
        <textarea name="own_domains" rows={2}>
          {known.own_domains.join("\n")}
        </textarea>
      </label>
      <label>
        Time zone
        <input name="time_zone" defaultValue={known.time_zone} required />
      </label>
      <label>
        Currency
        <input name="currency" defaultValue={known.currency} required pattern="[A-Z]{3}" />
      </label>
      <button type="submit">Save</button>
      <p role="status">{said}</p>
    </form>
  );
}
