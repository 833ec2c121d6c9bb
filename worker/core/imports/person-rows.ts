import type { Fields } from "../catalogue/feeds/index.ts";
import { EMPTY_EVENT, hashId, type VisitEvent } from "../visit/index.ts";
import { textOf } from "./cells.ts";
import { dateOf, personOf, type RowContext } from "./order-rows.ts";

/** What a row tells of a person: fields of their profile, or something that they did. */
export type PersonRow = { person: string; id: string } & (
  | { fields: Record<string, string>; at: number }
  | { event: VisitEvent }
);

/** Names of fields as `wire/profile` takes them. */
const FIELD = /^[a-z][a-z0-9_]{0,39}$/;
const MAX_FIELDS = 60;
const NOT_FIELDS = new Set(["customer_id", "date", "constructor", "valueof"]);

/** A row of a file of customers: every column but the id and the date is a field. A string says what is wrong. */
export function customerRow(fields: Fields, context: RowContext): PersonRow | string {
  const named = whoAndWhen(fields, context);
  if (typeof named === "string") return named;
  const told: Record<string, string> = {};
  for (const name of fields.keys()) {
    const value = textOf(fields, name, 500);
    if (value !== null && FIELD.test(name) && !NOT_FIELDS.has(name)) told[name] = value;
  }
  const count = Object.keys(told).length;
  if (count === 0) return "nothing is said of this customer";
  if (count > MAX_FIELDS) return `more than ${MAX_FIELDS} columns`;
  const { person, time } = named;
  return { person, id: person.slice(2), fields: told, at: time ?? context.now };
}

/**
 * A row of a file of reviews or tickets, as the event that a server would send: `review` with the item
 * and `rating`, `ticket` with `kind`, `status` and `subject`. Its id follows from what it says, so that
 * it is known when it is told again.
 */
export function interactionRow(
  name: "review" | "ticket",
  fields: Fields,
  context: RowContext,
): PersonRow | string {
  const named = whoAndWhen(fields, context);
  if (typeof named === "string") return named;
  const { person, time } = named;
  if (time === null) return "no date";
  const own = textOf(fields, `${name}_id`, 64);
  const item = textOf(fields, "item_id", 128);
  if (name === "review" && item === null) return "no item_id";
  const words = (name === "review" ? ["rating", "title"] : ["kind", "status", "subject"]).flatMap(
    (word): [string, string][] => {
      const text = textOf(fields, word, 200);
      return text === null ? [] : [[word, text]];
    },
  );
  const params = Object.fromEntries([...(own === null ? [] : [[`${name}_id`, own]]), ...words]);
  const hash = hashId(JSON.stringify([person, time, item, params]));
  const event: VisitEvent = {
    ...EMPTY_EVENT,
    id: `${name}:${hash}`,
    name,
    time,
    items:
      item === null ? [] : [{ id: item, name: null, category: null, price: null, quantity: 1 }],
    params,
  };
  return { person, id: own ?? event.id, event };
}

function whoAndWhen(
  fields: Fields,
  context: RowContext,
): { person: string; time: number | null } | string {
  const person = personOf(fields);
  if (person === null || person === undefined) return "no customer_id that names a person";
  const moment = dateOf(fields, "date", context);
  return typeof moment === "string" ? moment : { person, time: moment?.time ?? null };
}
