import { useState } from "preact/hooks";
import type { PersonReply, TimelineEvent } from "../../../wire/person.ts";
import { api } from "../api.ts";
import { count, dateTime, duration, percent } from "../format.ts";
import { Stat } from "../parts/stat.tsx";
import { Empty, Loaded } from "../parts/states.tsx";
import { Table } from "../parts/table.tsx";
import { type Route, to } from "../route.ts";
import { useResource } from "../use-resource.ts";
import { Scores } from "./live.tsx";

/** All that is known of one person, and why they were shown what they were shown. */
export function PersonPage({ route: { subject } }: { route: Route }) {
  return (
    <>
      <Find known={subject} />
      {subject === "" ? (
        <Empty title="Nobody is chosen">
          Give a visitor's or a customer's id, or choose somebody in <a href={to("live")}>Live</a>.
        </Empty>
      ) : (
        <Person key={subject} id={subject} />
      )}
    </>
  );
}

function Find({ known }: { known: string }) {
  return (
    <form
      class="fields"
      onSubmit={(event) => {
        event.preventDefault();
        const id = new FormData(event.currentTarget).get("id") as string;
        location.hash = to("person", id.trim());
      }}
    >
      <label>
        Visitor or customer
        <input name="id" defaultValue={known} required />
      </label>
      <button type="submit">Show</button>
    </form>
  );
}

function Person({ id }: { id: string }) {
  const path = id.split("/").map(encodeURIComponent).join("/");
  const person = useResource<PersonReply>(`/v1/people/${path}`);
  return (
    <Loaded of={person} what="This person">
      {(data) => (
        <>
          <Summary person={data} />
          <div class="cards">
            <Profile person={data} />
            <Considering person={data} />
            <Orders person={data} />
            <Viewed person={data} />
            <Receipts person={data} />
          </div>
          <Timeline path={path} first={data} />
        </>
      )}
    </Loaded>
  );
}

function Summary({ person }: { person: PersonReply }) {
  return (
    <>
      <div class="stats">
        <Stat label="First seen" value={dateTime(person.first_seen)} />
        <Stat label="Last seen" value={dateTime(person.last_seen)} />
        <Stat label="Visits" value={count(person.visits)} note={`${count(person.pages)} pages`} />
        <Stat
          label="Came first through"
          value={person.first_touch?.channel ?? "–"}
          note={person.last_touch === null ? "" : `last through ${person.last_touch.channel}`}
        />
      </div>
      {person.intent === null ? null : (
        <section class="card">
          <h2>How likely an order is</h2>
          <Scores session={person.intent.session} week={person.intent.week} />
          <p>
            Rests on {person.intent.evidence} events; model {person.intent.model}.
          </p>
        </section>
      )}
    </>
  );
}

function Profile({ person }: { person: PersonReply }) {
  const fields = Object.entries(person.profile);
  return (
    <section class="card">
      <h2>Profile</h2>
      {fields.length === 0 ? (
        <p>Nothing is known but what this person did.</p>
      ) : (
        <Table
          name="Profile"
          rows={fields}
          columns={[
            { head: "Field", value: ([name]) => name },
            { head: "Value", value: ([, field]) => field.value },
            {
              head: "Said by",
              value: ([, { sources }]) => sources.map(({ source }) => source).join(", "),
            },
          ]}
        />
      )}
      {person.conflicts.length === 0 ? null : (
        <p>Sources disagree on {person.conflicts.join(", ")}.</p>
      )}
      {person.parts.length === 0 ? null : (
        <p>Joined of {person.parts.map(({ visitor }) => visitor).join(", ")}.</p>
      )}
    </section>
  );
}

function Considering({ person }: { person: PersonReply }) {
  const { considerations, signals } = person;
  return (
    <section class="card">
      <h2>What they weigh</h2>
      {considerations.length + signals.length === 0 ? (
        <p>No sign of hesitation or comparison so far.</p>
      ) : null}
      {considerations.map(({ factor, weight, count: times }) => (
        <div key={factor}>
          <span>
            {factor.replaceAll("_", " ")} <small>{times} signs</small>
          </span>
          <meter min={0} max={1} value={weight} aria-label={factor} />
        </div>
      ))}
      <ul>
        {signals.map(({ name, reason }) => (
          <li key={name + reason}>
            <span class="chip">{name.replaceAll("_", " ")}</span> {reason}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Orders({ person: { orders } }: { person: PersonReply }) {
  return (
    <section class="card">
      <h2>Orders</h2>
      {orders.length === 0 ? (
        <p>None yet.</p>
      ) : (
        <Table
          name="Orders"
          rows={orders}
          columns={[
            { head: "Order", value: (row) => row.transaction_id },
            { head: "When", value: (row) => row.time, show: (row) => dateTime(row.time) },
            { head: "Status", value: (row) => row.status },
            { head: "Value", value: (row) => row.value, figure: true },
            { head: "Kept", value: (row) => row.net, figure: true },
          ]}
        />
      )}
    </section>
  );
}

function Viewed({ person: { items_viewed: items } }: { person: PersonReply }) {
  return (
    <section class="card">
      <h2>Looked at</h2>
      {items.length === 0 ? (
        <p>No item yet.</p>
      ) : (
        <Table
          name="Looked at"
          rows={items}
          columns={[
            { head: "Item", value: (row) => row.id },
            { head: "Views", value: (row) => row.views, figure: true },
            { head: "Visits", value: (row) => row.sessions, figure: true },
            {
              head: "For",
              value: (row) => row.dwell_ms,
              show: (row) => duration(row.dwell_ms),
              figure: true,
            },
            { head: "Price seen", value: (row) => row.price_seen, figure: true },
          ]}
        />
      )}
    </section>
  );
}

function Receipts({ person: { receipts } }: { person: PersonReply }) {
  return (
    <section class="card wide">
      <h2>What they were shown, and why</h2>
      {receipts.length === 0 ? <p>Nothing yet.</p> : null}
      {receipts.slice(0, 20).map((receipt) => (
        <details key={receipt.receipt_id}>
          <summary>
            {dateTime(receipt.time)}: {receipt.slot} ({receipt.scenario}), {receipt.shown.length}{" "}
            seen, {receipt.clicked.length} clicked
          </summary>
          <p>
            Receipt {receipt.receipt_id}, {receipt.model}
            {receipt.strategy === null
              ? ""
              : `, filled by ${receipt.strategy} (drawn with ${percent(receipt.propensity ?? 1)})`}
            {receipt.fallback === null ? "" : `. ${receipt.fallback}`}
          </p>
          <ol>
            {receipt.items.map(({ id, reason }) => (
              <li key={id}>
                {id}: {reason}
              </li>
            ))}
          </ol>
        </details>
      ))}
    </section>
  );
}

function Timeline({ path, first }: { path: string; first: PersonReply }) {
  const [more, setMore] = useState<{ events: TimelineEvent[]; next: string | null }>({
    events: first.timeline,
    next: first.next_cursor,
  });
  async function go(): Promise<void> {
    const page = await api<PersonReply>("GET", `/v1/people/${path}?cursor=${more.next}`);
    setMore({ events: [...more.events, ...page.timeline], next: page.next_cursor });
  }
  return (
    <section class="card">
      <h2>Timeline</h2>
      <Table
        name="Timeline"
        rows={more.events}
        columns={[
          { head: "When", value: ({ time }) => time, show: ({ time }) => dateTime(time) },
          { head: "What", value: ({ name }) => name.replaceAll("_", " ") },
          { head: "Where", value: ({ page }) => page ?? "" },
          { head: "Items", value: ({ items }) => (items ?? []).join(", ") },
          { head: "Visit", value: ({ session }) => session },
        ]}
      />
      {more.next === null ? null : (
        <button type="button" class="quiet" onClick={() => void go()}>
          Earlier
        </button>
      )}
    </section>
  );
}
