import { useState } from "preact/hooks";
import type { PersonReply, TimelineEvent } from "../../../../wire/person.ts";
import { api } from "../../api.ts";
import { dateTime } from "../../format.ts";
import { Loaded } from "../../parts/states.tsx";
import { Table } from "../../parts/table.tsx";
import { type Route, setOption } from "../../route.ts";
import { useResource } from "../../use-resource.ts";
import { useTitles } from "../../use-titles.ts";

/** What somebody did, the latest first, or every touch with one item. */
export function Timeline({
  path,
  route,
  person,
}: {
  path: string;
  route: Route;
  person: PersonReply;
}) {
  const items = person.items_viewed.map(({ id }) => id);
  const item = route.options.get("item") ?? "";
  const query = `item=${encodeURIComponent(item)}`;
  const touched = useResource<PersonReply>(item === "" ? null : `/v1/people/${path}?${query}`);
  const titleOf = useTitles(items);
  return (
    <section class="card">
      <h2>Timeline</h2>
      <label class="choice">
        Touches with
        <select
          value={item}
          onChange={(event) => setOption(route, "item", event.currentTarget.value)}
        >
          <option value="">anything</option>
          {[...new Set(item === "" ? items : [item, ...items])].map((id) => (
            <option key={id} value={id}>
              {titleOf(id)}
            </option>
          ))}
        </select>
      </label>
      {item === "" ? (
        <Events path={`/v1/people/${path}?`} first={person} />
      ) : (
        <Loaded of={touched} what="The timeline">
          {(page) => <Events key={item} path={`/v1/people/${path}?${query}&`} first={page} />}
        </Loaded>
      )}
    </section>
  );
}

/** Where on the shop's pages; an address that is none stands as it is. */
const pathOf = (page = ""): string => page.replace(/^https?:\/\/[^/]+/, "");

/** Events from the first page on; `path` is the address up to the cursor. */
function Events({ path, first }: { path: string; first: PersonReply }) {
  const [more, setMore] = useState<{ events: TimelineEvent[]; next: string | null }>({
    events: first.timeline,
    next: first.next_cursor,
  });
  async function go(): Promise<void> {
    const page = await api<PersonReply>("GET", `${path}cursor=${more.next}`);
    setMore({ events: [...more.events, ...page.timeline], next: page.next_cursor });
  }
  return (
    <>
      <Table
        name="Timeline"
        rows={more.events}
        columns={[
          {
            head: "When",
            value: ({ time }) => time,
            show: ({ time }) => <time>{dateTime(time)}</time>,
          },
          { head: "What", value: ({ name }) => name.replaceAll("_", " ") },
          { head: "Where", value: ({ page }) => page ?? "", show: ({ page }) => pathOf(page) },
          { head: "Items", value: ({ items }) => (items ?? []).join(", ") },
          { head: "Visit", value: ({ session }) => session },
        ]}
      />
      {more.next === null ? null : (
        <button type="button" class="quiet" onClick={() => void go()}>
          Earlier
        </button>
      )}
    </>
  );
}
