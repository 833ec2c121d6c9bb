import { runInDurableObject } from "cloudflare:test";
import { beforeAll, expect, it } from "vitest";
import { api, event, id, item, pageView, pass, viewItem } from "./api.ts";
import { personOf } from "./objects.ts";

/** Rows written by table. */
type Tally = Record<string, number>;

/** Counts all rows that objects write from now on. */
async function countRows(): Promise<Tally> {
  const rows: Tally = {};
  await runInDurableObject(personOf(id("v")), (_, { storage }) => {
    const sql = Object.getPrototypeOf(storage.sql) as SqlStorage;
    const { exec } = sql;
    sql.exec = function (this: SqlStorage, query: string, ...bindings: unknown[]) {
      const cursor = exec.call(this, query, ...bindings);
      const table = /(?:INTO|UPDATE|FROM|TABLE(?: IF NOT EXISTS)?)\s+(\w+)/.exec(query)?.[1] ?? "";
      if (cursor.rowsWritten > 0) rows[table] = (rows[table] ?? 0) + cursor.rowsWritten;
      return cursor;
    } as typeof exec;
  });
  return rows;
}

const engagement = { visible: 9_000, focused: 9_000, active: 900, scroll: 80 };

// Coming back is none here, so that what is counted is what the visit itself brings.
beforeAll(() => api.put("/v1/settings", { signals: { multi_visit: null } }));

/** A visitor who has been here before, so that tables are made, and rows from then on. */
async function comeBack(items: string[]) {
  const visitor = id("v");
  const post = (events: object[]) =>
    api.post({ visitor, session: "s1", events, want: ["next_item"] });
  await post([pageView("/")]);
  await pass({ minutes: 45 });
  await api.get("/v1/outbound");
  const rows = await countRows();
  for (const each of items) {
    const view = id("p");
    await post([pageView(`/p/${each}/`, { view }), { ...viewItem(each), view }]);
    await post([event("page_leave", { view, engagement })]);
  }
  return rows;
}

it("a visit of five pages is ten rows while it lasts, and few when it ends", async () => {
  const items = Array.from({ length: 5 }, () => id("i"));
  await api.put("/v1/items", { items: items.map((each) => item(each, { product_type: each })) });
  const rows = await comeBack(items);
  expect(rows["person"]).toBe(10);
  await pass({ minutes: 31 });
  const { person, journal, inbox, facts, people, announcements, items: table } = rows;
  // The visit's end, and one message with its fact and its lessons.
  expect({ person, journal, inbox, facts, people, announcements, table }).toEqual({
    person: 11,
    journal: undefined,
    inbox: 1,
    facts: undefined,
    people: undefined,
    announcements: undefined,
    table: undefined,
  });
});

it("what waits for four hours is saved together, and the week that follows wakes nobody", async () => {
  const items = Array.from({ length: 5 }, () => id("i"));
  await api.put("/v1/items", { items: items.map((each) => item(each, { product_type: each })) });
  await pass({ minutes: 241 });
  const rows = await comeBack(items);
  await pass({ minutes: 281 });
  // Of the visit, whose visitor has been told of before.
  expect(rows).toMatchObject({
    person: 11,
    facts: 1,
    people: 1,
    day_sums: 1,
    items: 5,
    counter_groups: 1,
    model: 1,
  });
  // Weeks that end within one hour of the clock share a row; the visits were half an hour apart.
  expect([1, 2]).toContain(rows["held_weeks"]);
  const before = rows["person"];
  await pass({ days: 8 });
  expect(rows["person"]).toBe(before);
});

it("a signal that is raised in a visit is one announcement, and tells the ledger once more", async () => {
  const items = Array.from({ length: 5 }, () => id("i"));
  await api.put("/v1/items", { items: items.map((each) => item(each, { product_type: "Mugs" })) });
  const rows = await comeBack(items);
  expect(rows["person"]).toBe(10);
  await pass({ minutes: 31 });
  const { person, inbox, facts, people, announcements } = rows;
  expect({ person, inbox, facts, people, announcements }).toEqual({
    person: 11,
    inbox: 2,
    facts: undefined,
    people: undefined,
    announcements: 1,
  });
});

it("a customer writes nothing until a stage ends, and then one announcement", async () => {
  // Nobody else has anything left to do.
  const { now: date } = (await pass({ days: 40 })).body;
  await api.put("/v1/orders", {
    orders: [{ transaction_id: id("t"), customer_id: id("c"), date, currency: "GBP", value: 9 }],
  });
  await pass({ minutes: 241 });
  const rows = await countRows();
  await pass({ days: 28 });
  const { person, inbox, people, announcements } = rows;
  expect([person, inbox, people, announcements]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
  await pass({ days: 3 });
  // The stage and what is said of it; what was announced 30 days ago may go already.
  expect(rows["person"]).toBe(1);
  expect([1, 2]).toContain(rows["announcements"]);
  expect([rows["sales"], rows["inbox"]]).toEqual([undefined, undefined]);
});
