import { useMemo, useState } from "preact/hooks";
import type { SegmentMember, SegmentReply, SegmentsReply } from "../../../../wire/segment.ts";
import { api } from "../../api.ts";
import { ago, count, percent } from "../../format.ts";
import { bars } from "../../parts/bars.ts";
import { Figure } from "../../parts/figure.tsx";
import { NoVisits } from "../../parts/no-visits.tsx";
import { PersonLink } from "../../parts/person-link.tsx";
import { Loaded } from "../../parts/states.tsx";
import { Table } from "../../parts/table.tsx";
import { type Route, setOption } from "../../route.ts";
import { useResource } from "../../use-resource.ts";

type Segment = SegmentsReply["segments"][number];

const SHOWN = 20;

/** Who is in which live segment, and why. */
export function SegmentsView({ route }: { route: Route }) {
  const segments = useResource<SegmentsReply>("/v1/segments");
  const chosen = route.options.get("segment") ?? "";
  return (
    <>
      <Loaded of={segments} what="Segments">
        {(data) => <Counts reply={data} route={route} chosen={chosen} />}
      </Loaded>
      {chosen === "" ? null : <People key={chosen} segment={chosen} />}
    </>
  );
}

function Counts({ reply, route, chosen }: { reply: SegmentsReply; route: Route; chosen: string }) {
  const rows = reply.segments.toSorted((a, b) => b.people - a.people);
  const options = useMemo(
    () =>
      bars(
        rows.slice(0, SHOWN).map(({ name, people }) => ({
          label: name,
          value: people,
          note: `${count(people)}, ${percent(people / reply.people, 0)}`,
        })),
        "people",
      ),
    [reply],
  );
  return (
    <Figure
      title="Live segments"
      says={
        <>
          {count(reply.people)} people by what they did last: they move as they click.
          <label class="choice">
            Show
            <select
              value={chosen}
              onChange={(event) => setOption(route, "segment", event.currentTarget.value)}
            >
              <option value="">nobody</option>
              {rows.map(({ name, people }) => (
                <option key={name} value={name}>
                  {name} ({count(people)})
                </option>
              ))}
            </select>
          </label>
        </>
      }
      options={options}
      rows={rows}
      columns={[
        { head: "Segment", value: ({ name }: Segment) => name },
        { head: "People", value: ({ people }) => people, figure: true },
      ]}
      empty={<NoVisits what="Nobody is in a segment yet" />}
    />
  );
}

function People({ segment }: { segment: string }) {
  const path = `/v1/segments/${encodeURIComponent(segment)}`;
  const first = useResource<SegmentReply>(path);
  return (
    <section class="card">
      <h2>{segment}</h2>
      <Loaded of={first} what="People">
        {(page) => <Members name={segment} path={path} first={page} />}
      </Loaded>
    </section>
  );
}

function Members({ name, path, first }: { name: string; path: string; first: SegmentReply }) {
  const [page, setPage] = useState(first);
  const after = (cursor: string) =>
    api<SegmentReply>("GET", `${path}?cursor=${encodeURIComponent(cursor)}`);
  async function all(): Promise<SegmentMember[]> {
    const people = [...first.people];
    for (let cursor = first.next_cursor; cursor !== null;) {
      const next = await after(cursor);
      people.push(...next.people);
      cursor = next.next_cursor;
    }
    return people;
  }
  async function more(cursor: string): Promise<void> {
    const next = await after(cursor);
    setPage({ people: [...page.people, ...next.people], next_cursor: next.next_cursor });
  }
  const cursor = page.next_cursor;
  return (
    <>
      <Table
        name={name}
        rows={page.people}
        all={all}
        columns={[
          {
            head: "Person",
            value: ({ person }: SegmentMember) => person,
            show: ({ person }) => <PersonLink person={person} />,
          },
          { head: "Why", value: ({ why }) => why.join("; ") },
          {
            head: "Orders within 7 days",
            value: ({ probability }) => probability,
            show: ({ probability }) => (probability === null ? "–" : percent(probability)),
            figure: true,
          },
          { head: "Orders", value: ({ orders }) => orders, figure: true },
          { head: "Last seen", value: (row) => row.last_seen, show: (row) => ago(row.last_seen) },
        ]}
      />
      {cursor === null ? null : (
        <button type="button" class="quiet" onClick={() => void more(cursor)}>
          More
        </button>
      )}
    </>
  );
}
