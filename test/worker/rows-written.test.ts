import { runInDurableObject } from "cloudflare:test";
import { expect, it } from "vitest";
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

it("a visit of five pages is ten rows while it lasts, and few when it ends", async () => {
  const items = Array.from({ length: 5 }, () => id("i"));
  await api.put("/v1/items", { items: items.map((each) => item(each)) });
  const visitor = id("v");
  const post = (events: object[]) =>
    api.post({ visitor, session: "s1", events, want: ["next_item"] });
  // Its tables are made with the first event, once in a person's life.
  await post([pageView("/")]);
  await pass({ minutes: 31 });

  const rows = await countRows();
  for (const each of items) {
    const view = id("p");
    await post([pageView(`/p/${each}/`, { view }), { ...viewItem(each), view }]);
    await post([event("page_leave", { view, engagement })]);
  }
  expect(rows["person"]).toBe(10);
  await pass({ minutes: 31 });
  const { person, journal, inbox, facts, items: table, item_sums: sums } = rows;
  // The visit's end and the delivery of its lessons; one message each to shelf, learner and ledger,
  // which come in and go; an item's row and its counters.
  expect({ person, journal, inbox, facts, table, sums }).toEqual({
    person: 12,
    journal: 1,
    inbox: 6,
    facts: 1,
    table: 5,
    sums: 5,
  });
});
