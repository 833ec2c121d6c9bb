import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import type { PersonState } from "../../worker/core/person/index.ts";
import { emptyQuestion } from "../../worker/core/recommend/index.ts";
import type { Env } from "../../worker/edge/env.ts";
import { type JournalRow, PersonStore } from "../../worker/storage/person-store.ts";
import { tablesOf } from "../../worker/storage/tables.ts";

export const {
  CATALOGUE,
  COURIER,
  EXPORTER,
  IMPORT,
  PERSON,
  SHELF,
  LEDGER,
  LEARNER,
  PRIVACY,
  SHOP,
} = env as unknown as Env;
export const personOf = (visitor: string) => PERSON.getByName(`demo/v/${visitor}`);
export const shelf = () => SHELF.getByName("demo/shelf/g1/0");

/** Rows of one table of an object. */
export const rows = (stub: DurableObjectStub, sql: string) =>
  runInDurableObject(stub, (_, { storage }) => storage.sql.exec(sql).toArray());
export const stateOf = async (visitor: string): Promise<PersonState> => {
  const [row] = await rows(personOf(visitor), "SELECT state FROM person");
  return JSON.parse(row!.state as string);
};
/** Rows of a person's journal, those among them that ride in the person's row. */
export const journalOf = (visitor: string): Promise<JournalRow[]> =>
  runInDurableObject(personOf(visitor), (_, { storage }) => {
    const store = new PersonStore(storage);
    store.load(tablesOf(storage.sql));
    const END = { at: Infinity, seq: Infinity };
    return store.journal(END, 1_000);
  });
/** Units of an item that the shelf has sold, by the shop's clock. */
export const unitsOf = async (item: string): Promise<number> => {
  const now = Date.now() + (await SHOP.getByName("demo").clockOffset());
  const { tops } = await shelf().read({ ...emptyQuestion(), axes: ["all"] }, now);
  return tops.get("all")?.items.find((top) => top.id === item)?.units ?? 0;
};
export const order = (item: string, category = "") => ({
  kind: "order" as const,
  at: Date.now(),
  lines: [{ id: item, category, quantity: 1 }],
});

/** Bestsellers count half after a week. */
export const WEEK = 7 * 86_400_000;
