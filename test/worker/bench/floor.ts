import { DurableObject } from "cloudflare:workers";
import { Hono } from "hono";
import { Batch } from "../../../worker/wire/batch.ts";
import { Event } from "../../../worker/wire/event.ts";

/**
 * The bare floor under `POST /v1/events`: the same body and parse, one call, an upsert of a row that
 * grows as a person's does, and a reply of as many bytes. Nothing is looked up, decided or remembered.
 */

interface Env {
  ROW: DurableObjectNamespace<Row>;
}

/** What a bare object is asked to write and to answer. */
interface Upsert {
  events: unknown[];
  /** By how many characters each upsert lengthens the row. */
  grow: number;
  /** After so many upserts it is as short again as after the first. */
  times: number;
  /** Characters of the reply. */
  reply: number;
}

export class Row extends DurableObject<Env> {
  #hasTable = this.ctx.storage.sql.exec("SELECT 1 FROM sqlite_schema").toArray().length > 0;
  /** What a warm person keeps in memory: the text of its row. */
  #text = "";
  #upserts = 0;

  upsert({ events, grow, times, reply }: Upsert): { filling: string } {
    const { sql } = this.ctx.storage;
    if (!this.#hasTable) sql.exec("CREATE TABLE row (id INTEGER PRIMARY KEY, text TEXT NOT NULL)");
    this.#hasTable = true;
    this.#text = filled(JSON.stringify(events), grow * ((this.#upserts++ % times) + 1));
    sql.exec("INSERT INTO row VALUES (1, ?1) ON CONFLICT (id) DO UPDATE SET text = ?1", this.#text);
    return { filling: ".".repeat(reply) };
  }
}

/**
 * A text over and over, to a length. A person's row is longer with each batch. SQLite moves such a row to
 * other pages, all of which it writes; of one that stays as long as it was only the pages that changed.
 */
const filled = (text: string, length: number): string => text.padEnd(length, text).slice(0, length);

const app = new Hono<{ Bindings: Env }>()
  .get("/health", (c) => c.text("ok"))
  .post("/v1/events", async (c) => {
    const { visitor, events } = Batch.parse(JSON.parse(await c.req.text()));
    const parsed = events.map((event) => Event.parse(event));
    const [grow, times, reply] = ["grow", "times", "reply"].map((name) =>
      Number(c.req.query(name)),
    );
    const asked = { events: parsed, grow: grow!, times: times!, reply: reply! };
    return c.json(await c.env.ROW.getByName(visitor!).upsert(asked));
  });

export default app;
