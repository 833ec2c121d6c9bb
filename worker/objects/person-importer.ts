import type { Entry } from "../core/catalogue/feeds/index.ts";
import {
  customerRow,
  interactionRow,
  type Job,
  note,
  type Outcome,
  type PersonRow,
  reject,
  type RowContext,
  textOf,
} from "../core/imports/index.ts";
import { callObject } from "../edge/call.ts";
import type { Env } from "../edge/env.ts";
import { sendBatch } from "../edge/incoming.ts";
import { directoryStub } from "../edge/stubs.ts";
import { tellProfile } from "../edge/tell-profile.ts";
import type { Ending, Importer } from "./importer.ts";

/** People who are told at the same time. */
const AT_ONCE = 16;

type Row = PersonRow & { line: number };

/** Customers, reviews or tickets of a file into the records of the people whose they are. */
export class PersonImporter implements Importer {
  readonly #env: Env;
  readonly #shop: string;
  readonly #job: Job;
  readonly #context: RowContext;

  constructor(env: Env, job: Job, context: { shop: string; currency: string; zone: string }) {
    this.#env = env;
    this.#shop = context.shop;
    this.#job = job;
    this.#context = { ...context, dates: job.reading?.dates ?? "ymd", now: job.started! };
  }

  recall(): void {}

  async take(
    entries: readonly Entry[],
    _base: string | null,
    outcome: Outcome,
    now: number,
  ): Promise<void> {
    const rows: Row[] = [];
    for (const entry of entries) {
      const { line } = entry;
      const read = "problem" in entry ? entry.problem : this.#read(entry.fields);
      const id = "problem" in entry ? entry.id : textOf(entry.fields, "customer_id", 64);
      if (typeof read === "string") reject(outcome, { line, id, detail: read });
      else rows.push({ ...read, line });
    }
    // One person's rows go in their order; people have none among them.
    const groups = [...Map.groupBy(rows, ({ person }) => person).values()];
    for (let at = 0; at < groups.length; at += AT_ONCE)
      await Promise.all(
        groups.slice(at, at + AT_ONCE).map(async (own) => {
          for (const row of own) {
            const what = this.#job.dryRun ? "accepted" : await this.#tell(row, outcome, now);
            if (what === null)
              reject(outcome, {
                line: row.line,
                id: row.id,
                detail: "none of its fields is right",
              });
            else outcome[what] += 1;
          }
        }),
      );
  }

  async finish(truncated: string | null): Promise<Ending> {
    return { removed: 0, complete: null, notes: truncated === null ? [] : [truncated] };
  }

  #read(fields: Extract<Entry, { fields: unknown }>["fields"]): PersonRow | string {
    const { type } = this.#job;
    return type === "customers"
      ? customerRow(fields, this.#context)
      : interactionRow(type === "reviews" ? "review" : "ticket", fields, this.#context);
  }

  /** What became of a row; null where nothing of it could be taken. */
  async #tell(row: Row, outcome: Outcome, now: number): Promise<"accepted" | "unchanged" | null> {
    if ("event" in row) return (await this.#tellEvent(row, now)) ? "accepted" : "unchanged";
    const { person, fields, at, line } = row;
    const source = this.#job.feed ?? "import";
    const told = { person, fields, source, at };
    const { changed, rejected, conflicts } = await tellProfile(this.#env, this.#shop, told, now);
    for (const { field, detail } of rejected) note(outcome, `line ${line}: ${field} ${detail}`);
    if (conflicts.length > 0)
      note(outcome, `line ${line}: its contacts name other people: ${conflicts.join(", ")}`);
    if (rejected.length === Object.keys(fields).length) return null;
    return changed ? "accepted" : "unchanged";
  }

  async #tellEvent(
    { person, event }: Extract<Row, { event: unknown }>,
    now: number,
  ): Promise<boolean> {
    // People forget ids of events after days; the directory never does.
    const claims = [{ key: event.id, person, event: event.id, at: now }];
    const [isGranted] = await callObject(() => directoryStub(this.#env, this.#shop).claim(claims));
    if (!isGranted) return false;
    const sender = { session: null, device: "other", touches: new Map(), campaigns: new Map() };
    const incoming = {
      shop: this.#shop,
      visitor: person,
      now,
      events: [event],
      wants: [],
      timeZone: this.#context.zone,
      sender: { ...sender, device: "other" as const },
      learnt: new Map(),
    };
    const reply = await sendBatch(this.#env, incoming);
    return reply?.results[0]?.status === "accepted";
  }
}
