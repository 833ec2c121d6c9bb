import { DurableObject } from "cloudflare:workers";
import { Hono } from "hono";
import { Batch } from "../../../worker/wire/batch.ts";
import { Event } from "../../../worker/wire/event.ts";

/**
 * The bare floor under `POST /v1/events`: the same body and parse, one call, an upsert of as many bytes,
 * and a reply of as many. Nothing is looked up, decided or remembered.
 */

interface Env {
  ROW: DurableObjectNamespace<Row>;
}

/** What a bare object is asked to write and to answer. */
interface Upsert {
  events: unknown[];
  /** Characters of the row, and of the reply. */
  row: number;
  reply: number;
}

export class Row extends DurableObject<Env> {
  #hasTable = this.ctx.storage.sql.exec("SELECT 1 FROM sqlite_schema").toArray().length > 0;
  /** What a warm person keeps in memory: the text of its row. */
  #text = "";

  upsert({ events, row, reply }: Upsert): { filling: string } {
    const { sql } = this.ctx.storage;
    if (!this.#hasTable) sql.exec("CREATE TABLE row (id INTEGER PRIMARY KEY, text TEXT NOT NULL)");
    this.#hasTable = true;
    this.#text = filled(JSON.stringify(events), row);
    sql.exec("INSERT INTO row VALUES (1, ?1) ON CONFLICT (id) DO UPDATE SET text = ?1", this.#text);
    return { filling: ".".repeat(reply) };
  }
}

/**
 * A text over and over, to a length. Of a row that stays as long as it was SQLite writes only the pages
 * whose bytes have changed: dots in its place would be written once and never again.
 */
const filled = (text: string, length: number): string => text.padEnd(length, text).slice(0, length);

const app = new Hono<{ Bindings: Env }>()
  .get("/health", (c) => c.text("ok"))
  .post("/v1/events", async (c) => {
    const { visitor, events } = Batch.parse(JSON.parse(await c.req.text()));
    const parsed = events.map((event) => Event.parse(event));
    const [row, reply] = [Number(c.req.query("row")), Number(c.req.query("reply"))];
    return c.json(await c.env.ROW.getByName(visitor!).upsert({ events: parsed, row, reply }));
  });

export default app;
