import { useState } from "preact/hooks";
import type { KeyMade, KeyRecord, KeysReply } from "../../../../wire/key.ts";
import type { Scope } from "../../../../wire/scope.ts";
import { ago, date } from "../../format.ts";
import { Empty, Loaded } from "../../parts/states.tsx";
import { Table } from "../../parts/table.tsx";
import { useAsk } from "../../use-ask.ts";
import { useResource } from "../../use-resource.ts";
import { Once } from "./once.tsx";

/** What each scope lets a key do, in words. */
const SCOPES: Record<Scope, string> = {
  "events:write": "send events, and be answered",
  "reports:read": "read reports, catalogue and settings",
  "people:read": "read people and their orders",
  "people:write": "tell of people",
  "catalogue:write": "change the catalogue",
  "orders:write": "tell of orders",
  "settings:write": "change settings",
  outbound: "hear of what happens",
  privacy: "access and erase people",
  export: "take everything out",
  admin: "make keys, let people in",
};

export function Keys() {
  const keys = useResource<KeysReply>("/v1/keys");
  const [made, setMade] = useState<KeyMade | null>(null);
  const { ask, problem } = useAsk(keys.reload);

  async function make(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const label = form.get("label");
    const body =
      form.get("kind") === "pk"
        ? { kind: "pk", label }
        : { kind: "sk", label, scopes: form.getAll("scopes") };
    setMade(await ask<KeyMade>("POST", "/v1/keys", body));
  }

  const rotate = async ({ id, label }: KeyRecord) => {
    if (confirm(`Make a key in the place of “${label}”? The old one works for another 24 hours.`))
      setMade(await ask<KeyMade>("POST", `/v1/keys/${id}/rotate`, {}));
  };
  const revoke = async ({ id, label }: KeyRecord) => {
    if (confirm(`Take back “${label}”? Whatever uses it stops working within half a minute.`))
      await ask("DELETE", `/v1/keys/${id}`);
  };

  return (
    <section class="card wide">
      <h2>Keys</h2>
      <p>
        A <code>pk_</code> key stands in pages: it writes events and reads that visitor's own
        decisions. An <code>sk_</code> key stays on servers, and does what it was made for.
      </p>
      <Loaded of={keys} what="Keys">
        {({ keys: known }) =>
          known.length === 0 ? (
            <Empty title="No key is listed yet">
              A key is listed from when it was made here, or first used.
            </Empty>
          ) : (
            <Table name="Keys" rows={known} columns={columnsOf(rotate, revoke)} />
          )
        }
      </Loaded>
      {made === null ? null : (
        <Once key={made.id} what={`This is the key “${made.label}”.`} text={made.key} />
      )}
      <MakeKey onSubmit={make} />
      <p role="alert" class="problem">
        {problem}
      </p>
    </section>
  );
}

function MakeKey({ onSubmit }: { onSubmit: (event: SubmitEvent) => Promise<void> }) {
  const [kind, setKind] = useState("sk");
  return (
    <form class="fields" onSubmit={(event) => void onSubmit(event)}>
      <label>
        What it is for
        <input name="label" required maxLength={80} placeholder="warehouse" />
      </label>
      <label>
        Kind
        <select
          name="kind"
          value={kind}
          onChange={(event) => setKind((event.currentTarget as HTMLSelectElement).value)}
        >
          <option value="sk">secret, for a server</option>
          <option value="pk">publishable, for pages</option>
        </select>
      </label>
      {kind === "pk" ? null : (
        <fieldset>
          <legend>What it may do</legend>
          {Object.entries(SCOPES).map(([scope, words]) => (
            <label key={scope} class="check">
              <input type="checkbox" name="scopes" value={scope} /> {words}
            </label>
          ))}
        </fieldset>
      )}
      <button type="submit">Make a key</button>
    </form>
  );
}

type Act = (key: KeyRecord) => Promise<void>;

const hasEnded = ({ ends }: KeyRecord) => ends !== null && new Date(ends).getTime() <= Date.now();

const columnsOf = (rotate: Act, revoke: Act) => [
  { head: "Key", value: ({ label }: KeyRecord) => label },
  { head: "Kind", value: ({ kind }: KeyRecord) => kind },
  {
    head: "May",
    value: ({ scopes }: KeyRecord) =>
      scopes.length === Object.keys(SCOPES).length ? "everything" : scopes.join(", "),
  },
  { head: "Made", value: ({ made }: KeyRecord) => date(made) },
  {
    head: "Last used",
    value: ({ last_used }: KeyRecord) => (last_used === null ? null : date(last_used)),
  },
  {
    head: "Ends",
    value: ({ ends }: KeyRecord) => ends,
    show: ({ ends }: KeyRecord) => (ends === null ? "–" : ago(ends)),
  },
  {
    head: "Change",
    value: () => null,
    show: (key: KeyRecord) =>
      hasEnded(key) ? null : (
        <span class="line">
          <button type="button" class="quiet" onClick={() => void rotate(key)}>
            Rotate
          </button>
          <button type="button" class="quiet" onClick={() => void revoke(key)}>
            Take back
          </button>
        </span>
      ),
  },
];
