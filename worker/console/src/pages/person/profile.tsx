import type { PersonReply } from "../../../../wire/person.ts";
import { date, dateTime } from "../../format.ts";
import { PersonLink } from "../../parts/person-link.tsx";
import { Table } from "../../parts/table.tsx";

/** Records of a person that are listed one by one. */
const MOST_PARTS = 20;

/** What is known of whoever this is, who says so, and which records it was joined of. */
export function Profile({ person }: { person: PersonReply }) {
  const fields = Object.entries(person.profile);
  const { conflicts, parts } = person;
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
            {
              head: "Value",
              value: ([, { value }]) => value,
              show: ([name, { value }]) => (
                <>
                  {value}{" "}
                  {conflicts.includes(name) ? <span class="chip">sources differ</span> : null}
                </>
              ),
            },
            {
              head: "Who says so",
              value: ([, { sources }]) =>
                sources.map(({ source, value, at }) => `${source}: ${value} (${at})`).join("; "),
              show: ([, { sources }]) => (
                <ul class="plain">
                  {sources.map(({ source, value, at, record }) => (
                    <li key={source + record}>
                      {source}: {value}, {date(at)}
                    </li>
                  ))}
                </ul>
              ),
            },
          ]}
        />
      )}
      {parts.length === 0 ? null : (
        <>
          <h3>Joined from {parts.length > MOST_PARTS ? `${parts.length} records, lately` : ""}</h3>
          <ul class="plain">
            {parts.slice(-MOST_PARTS).map(({ visitor, since, via }) => (
              <li key={visitor}>
                <PersonLink person={visitor} /> on {dateTime(since)}
                {via === null ? "" : `, came along with ${via}`}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

/** What somebody complained of or asked. */
export function Tickets({ person: { tickets, open_complaints: open } }: { person: PersonReply }) {
  if (tickets.length === 0) return null;
  return (
    <section class="card">
      <h2>Complaints and questions</h2>
      {open === 0 ? null : (
        <p>{open} not settled: nothing is promoted to this person until they are.</p>
      )}
      <Table
        name="Complaints and questions"
        rows={tickets}
        columns={[
          { head: "When", value: ({ time }) => time, show: ({ time }) => dateTime(time) },
          { head: "Kind", value: ({ kind }) => kind },
          { head: "State", value: (row) => (row.open ? "open" : "settled") },
          { head: "About", value: ({ subject }) => subject },
        ]}
      />
    </section>
  );
}
