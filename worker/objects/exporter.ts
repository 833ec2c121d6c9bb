import { batchesOf, type Removed, withoutPeople } from "../core/privacy/index.ts";
import { hashId } from "../core/visit/index.ts";
import { exportBlobs } from "../edge/blobs.ts";
import { callObject } from "../edge/call.ts";
import type { Env } from "../edge/env.ts";
import { profileRecords, salesRecords } from "../edge/export.ts";
import { type Address, ScheduledObject } from "../edge/scheduled-object.ts";
import { readSettings } from "../edge/shop-reads.ts";
import { ledgerStub, personStub } from "../edge/stubs.ts";
import { migrate } from "../storage/migrate.ts";
import { EXPORTER_STEPS, ExporterStore, type Progress } from "../storage/exporter-store.ts";

const HOUR_MS = 3_600_000;
/** Changes of one part: people among them are two calls each. */
const CHANGES_A_PART = 300;
/** Files that one step of an erasure looks through. */
const FILES_AT_ONCE = 500;

/**
 * Writes what happens in a shop to its bucket, hour by hour. A part is a file of each kind, named by the
 * numbers of the changes that it is made of, so that one which is written twice is there once.
 */
export class Exporter extends ScheduledObject {
  readonly #shop: string;
  readonly #store: ExporterStore;
  #progress: Progress | null = null;
  /** What is under way: an alarm and the test clock may both ask for it. */
  #running: Promise<void> | null = null;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.prepare();
    this.#shop = ctx.id.name!.split("/")[0]!;
    this.#store = new ExporterStore(ctx.storage.sql);
    this.reload();
  }

  /** Begins the export of a shop that wants one; it goes on by itself. */
  async begin(now: number): Promise<void> {
    if (this.#progress === null) this.#put({ due: now + HOUR_MS, cursor: 0, part: null });
    await this.arm(now);
  }

  /**
   * Takes people out of all that was written; how many files held them. Null when there are more files than
   * one call looks through: it goes on from there when it is asked again.
   */
  async erase(names: string[], keepsOrders: boolean): Promise<Removed | null> {
    this.#store.erase(names);
    const blobs = exportBlobs(this.env);
    if (blobs === null) return { files: 0 };
    const of = hashId(JSON.stringify([names, keepsOrders]));
    let { after, files } = this.#store.erasing(of) ?? { after: "", files: 0 };
    let looked = 0;
    for await (const name of blobs.list(`${this.#shop}/`, after)) {
      // Whatever else lies there was not written by an export.
      if (!name.endsWith(".ndjson")) continue;
      const kept = withoutPeople((await blobs.get(name)) ?? "", names, keepsOrders);
      if (kept !== null) {
        await (kept === "" ? blobs.delete(name) : blobs.put(name, kept));
        files += 1;
      }
      after = name;
      if ((looked += 1) === FILES_AT_ONCE) {
        this.#store.putErasing(of, { after, files });
        return null;
      }
    }
    this.#store.dropErasing(of);
    return { files };
  }

  /** Deletes what was written to the bucket, too, once what is under way has stopped. */
  override async empty(): Promise<void> {
    this.#stop();
    await this.#running?.catch(() => undefined);
    const blobs = exportBlobs(this.env);
    if (blobs !== null)
      for await (const name of blobs.list(`${this.#shop}/`)) await blobs.delete(name);
    await super.empty();
  }

  protected override prepare(): void {
    migrate(this.ctx.storage, EXPORTER_STEPS);
  }

  protected override dueAt(): number | null {
    return this.#progress?.due ?? null;
  }

  protected override async runDue(now: number): Promise<void> {
    this.#running ??= this.#export(now).finally(() => (this.#running = null));
    await this.#running;
  }

  async #export(now: number): Promise<void> {
    const { cursor, part } = this.#progress!;
    const { continuous_export: isWanted, time_zone: zone } = await readSettings(
      this.env,
      this.#shop,
      now,
    );
    if (!isWanted) return this.#stop();
    const read = () => ledgerStub(this.env, this.#shop).changes(cursor, CHANGES_A_PART, now);
    const { changes, sales } = await callObject(read);
    const upTo = part?.to ?? changes.at(-1)?.seq;
    if (upTo === undefined) return this.#put({ due: now + HOUR_MS, cursor, part: null });
    const day = part?.day ?? new Date(now).toISOString().slice(0, 10);
    // Written down before anything leaves: who tries again must give the files the same names.
    if (part === null) this.#put({ due: now, cursor, part: { day, to: upTo } });
    const own = changes.filter(({ seq }) => seq <= upTo);
    const people = own.filter(({ what, key }) => what === "person" && key !== "");
    const names = [...new Set(people.map(({ key }) => key))];
    const place = `${day}/${cursor + 1}-${upTo}`;
    const rows = await this.#writePeople(names, place, { zone, now });
    for (const kind of ["order", "refund"] as const) {
      const facts = sales.filter((fact) => fact.kind === kind);
      await this.#write(`${kind}s`, place, salesRecords(facts, zone));
    }
    const isMore = changes.length === CHANGES_A_PART;
    this.ctx.storage.transactionSync(() => {
      for (const [person, row] of rows) this.#store.putRow(person, row);
      this.#put({ due: isMore ? now : now + HOUR_MS, cursor: upTo, part: null });
    });
  }

  /** Writes new events and the profiles of people; up to which row of each journal that was. */
  async #writePeople(
    names: readonly string[],
    place: string,
    { zone, now }: { zone: string; now: number },
  ): Promise<Map<string, number>> {
    const exporting = { env: this.env, shop: this.#shop, zone, now };
    const rows = new Map<string, number>();
    const [events, people]: [object[], object[]] = [[], []];
    for (const name of names) {
      for (let [after, isLast] = [this.#store.rowOf(name), false]; !isLast;) {
        const from = after;
        const page = await callObject(() =>
          personStub(this.env, this.#shop, name).history(from, false),
        );
        events.push(...page.pieces.flatMap((piece) => batchesOf(name, piece)));
        ({ last: after, isLast } = page);
        rows.set(name, after);
      }
      people.push(...(await profileRecords(name, exporting)));
    }
    await this.#write("events", place, events);
    await this.#write("people", place, people);
    return rows;
  }

  async #write(kind: string, place: string, records: readonly object[]): Promise<void> {
    if (records.length === 0) return;
    const text = records.map((record) => `${JSON.stringify(record)}\n`).join("");
    const blobs = exportBlobs(this.env);
    if (blobs === null) throw new Error("there is no place for exports: bind EXPORT");
    await blobs.put(`${this.#shop}/${kind}/${place}.ndjson`, text);
  }

  #stop(): void {
    this.ctx.storage.sql.exec("DELETE FROM progress");
    this.reload();
  }

  #put(progress: Progress): void {
    this.#store.putProgress(progress);
    this.#progress = progress;
  }

  protected override reload(): void {
    this.#progress = this.#store.progress();
  }

  protected override address(): Address {
    return { binding: "EXPORTER", shop: this.#shop, name: this.ctx.id.name! };
  }
}
