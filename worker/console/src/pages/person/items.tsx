import type { PersonReply } from "../../../../wire/person.ts";
import { counted, dateTime, duration, percent } from "../../format.ts";
import { Table } from "../../parts/table.tsx";
import { to } from "../../route.ts";
import { useTitles } from "../../use-titles.ts";

/** An item's name, leading to every touch of the person with it. */
function Touches({ person, item, title }: { person: string; item: string; title: string }) {
  return <a href={to("person", person, { item })}>{title}</a>;
}

/** What somebody ordered, and what is left of it. */
export function Orders({ person: { orders } }: { person: PersonReply }) {
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

/** What somebody looked at, for how long and at what price. */
export function Viewed({ person: { visitor, items_viewed: items } }: { person: PersonReply }) {
  const titleOf = useTitles(items.map(({ id }) => id));
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
            {
              head: "Item",
              value: ({ id }) => titleOf(id),
              show: ({ id }) => <Touches person={visitor} item={id} title={titleOf(id)} />,
            },
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

const KINDS = {
  category: "Categories",
  brand: "Brands",
  price_band: "Prices",
  hour: "Hours of the day (from)",
  device: "Devices",
} as const;

/** `Mugs: 40%`, and of an hour `9:00: 18%`. */
const shareOf = (kind: keyof typeof KINDS, name: string, share: number): string =>
  `${kind === "hour" ? `${name}:00` : name}: ${percent(share, 0)}`;

/** What somebody turns to, the most first. */
export function Taste({ person: { affinity } }: { person: PersonReply }) {
  if (affinity === null) return null;
  return (
    <section class="card">
      <h2>What they turn to</h2>
      <dl class="plans">
        {(Object.keys(KINDS) as (keyof typeof KINDS)[]).map((kind) => {
          const shares = Object.entries(affinity[kind]).slice(0, MOST);
          return shares.length === 0 ? null : (
            <div key={kind}>
              <dt>{KINDS[kind]}</dt>
              <dd>{shares.map((share) => shareOf(kind, ...share)).join(" · ")}</dd>
            </div>
          );
        })}
      </dl>
      <p>
        {percent(affinity.discount_sensitivity, 0)} of it was on items at reduced prices. Rests on{" "}
        {counted(Math.round(affinity.evidence), "look")}.
      </p>
    </section>
  );
}

const MOST = 5;
