import { type Giving, outlive, partOf } from "../core/person/index.ts";
import type { SalesFact } from "../core/orders/index.ts";
import { callObject } from "../edge/call.ts";
import type { Env } from "../edge/env.ts";
import { type Incoming, packBatch, sendBatch, unpackBatch } from "../edge/incoming.ts";
import { logError } from "../edge/log.ts";
import { personStub } from "../edge/stubs.ts";
import { HandoverStore } from "../storage/handover-store.ts";
import type { JournalRow } from "../storage/person-store.ts";
import type { BatchReply } from "../wire/batch.ts";
import { PersonRecord } from "./person-record.ts";

/** Characters of journal rows that travel in one call. */
const CHUNK_CHARS = 512_000;
const RETRY_MS = 30_000;

/** The giver's side: what has left a record is brought to its taker, and so is what still comes for it. */
export abstract class PersonGiving extends PersonRecord {
  protected readonly handover: HandoverStore;
  #giving: Promise<void> | null = null;
  /** When what is on its way is tried again; a record that was just loaded tries at once. */
  protected giveAt = 0;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.handover = new HandoverStore(ctx.storage.sql);
  }

  /** Takes a batch; null when it came from a part that has left this record. */
  abstract receive(incoming: Incoming): Promise<BatchReply | null>;

  /** Brings what has left on its way, as far as its takers can be reached; an alarm tries again. */
  protected async give(now: number): Promise<void> {
    this.#giving ??= this.#giveAll(now).finally(() => (this.#giving = null));
    await this.#giving;
  }

  async #giveAll(now: number): Promise<void> {
    try {
      for (let job = this.#job(); job !== undefined; job = this.#job())
        await this.#giveOne(job, now);
      await this.#passHeld();
      this.giveAt = now;
    } catch (error) {
      logError("a record could not be handed over, trying again", error);
      this.giveAt = now + RETRY_MS;
    }
    await this.arm(now);
  }

  #job(): Giving | undefined {
    return this.memory?.state.giving?.[0];
  }

  async #giveOne({ root, to, parts, at, told, cursor }: Giving, now: number): Promise<void> {
    const { shop, visitor } = this.memory!.state;
    const { life } = parts[root]!;
    // While an answer is awaited the record may come back, and the job is over.
    const own = () => {
      const job = this.#job();
      return job?.root === root && job.parts[root]!.life === life ? job : null;
    };
    const taker = () => personStub(this.env, shop, to);
    if (!told) {
      const parcel = { shop, root, parts, at, ...readParcel(this.handover.parcel(root)) };
      const { refusedAt, known } = await callObject(() => taker().takeParcel(parcel, to, now));
      const job = own();
      if (job === null) return;
      if (refusedAt !== undefined) return this.endErased(refusedAt);
      if (known !== undefined) {
        if (known.by === visitor) throw new Error("a record came round to itself");
        outlive(this.memory!.state, job, known.life);
        return this.commit();
      }
      job.told = true;
      this.commit(() => this.handover.dropParcel(root));
    }
    const sources = this.sourcesOf(Object.keys(parts));
    const { rows, last } = chunkOf(this.store.rowsOf(sources, cursor));
    await callObject(() => taker().takeRows({ root, life, rows, last, from: visitor }, now));
    const job = own();
    if (job === null) return;
    job.cursor = rows.at(-1)?.seq ?? cursor;
    if (last) this.memory!.state.giving!.shift();
    this.commit(() => {
      if (last) this.store.dropRowsOf(sources);
    });
  }

  /** The person that this record is another name for, or null when it is one itself. */
  protected next() {
    const { alias, shop } = this.memory?.state ?? {};
    return alias === undefined ? null : personStub(this.env, shop!, alias);
  }

  /** Asks the person that this record is another name for. */
  protected ask<T>(call: (next: ReturnType<typeof personStub>) => Promise<T>): Promise<T> {
    return callObject(() => call(this.next()!));
  }

  /**
   * Passes a batch on to the person that this record is another name for. As long as that one does not
   * have the record itself, because it cannot be reached, batches are kept and follow in their order.
   */
  protected async pass(incoming: Incoming): Promise<BatchReply | null> {
    const batch = this.#passedOn(incoming);
    await this.give(incoming.now);
    if (this.#job()?.told === false || this.#firstHeld() !== null) return this.hold(batch);
    return sendBatch(this.env, batch);
  }

  #passedOn(incoming: Incoming): Incoming {
    const { alias, visitor } = this.memory!.state;
    const { sender } = incoming;
    const source = sender.source ?? visitor;
    const batch = {
      ...incoming,
      visitor: alias ?? visitor,
      isCanonical: false,
      sender: { ...sender, source },
    };
    delete batch.identity;
    return batch;
  }

  /** Keeps a batch until somebody has the record that it is of: its taker, or this one again. */
  protected async hold(batch: Incoming): Promise<BatchReply> {
    this.handover.hold(packBatch(this.#passedOn(batch)));
    await this.arm(batch.now);
    return heldReply(batch);
  }

  async #passHeld(): Promise<void> {
    for (let held = this.#firstHeld(); held !== null; held = this.#firstHeld()) {
      const batch = unpackBatch(held.batch);
      const reply = this.next() === null ? null : await sendBatch(this.env, batch);
      if (reply === null) await this.#takeBack(batch);
      this.handover.dropHeld(held.seq);
    }
  }

  /** What waits; null for whoever was erased meanwhile with it, or never was another's name. */
  #firstHeld(): { seq: number; batch: string } | null {
    const { alias, parts, visitor } = this.memory?.state ?? {};
    const wasGiven = alias !== undefined || (visitor && parts?.[visitor]) !== undefined;
    return wasGiven ? this.handover.firstHeld() : null;
  }

  /** A batch that waited until its record was given back is that record's own. */
  async #takeBack(batch: Incoming): Promise<void> {
    if (this.memory === null || (await this.endIfGone())) return;
    const { shop, visitor } = this.memory.state;
    const { source = visitor } = batch.sender;
    if (this.next() === null) return this.#receiveOwn(batch, visitor);
    // One that came by this record may have been parted from it.
    const isParted =
      source !== visitor &&
      (await callObject(() => personStub(this.env, shop, source).whose())) === null;
    if (!isParted) throw new Error("nobody has the record that was given away");
    await sendBatch(this.env, ownBatch(batch, source));
  }

  /** Takes a batch that was to go to another as one of `visitor`, who this is. */
  async #receiveOwn(batch: Incoming, visitor: string): Promise<void> {
    await this.receive(ownBatch(batch, visitor));
  }

  /**
   * Whether this was another name for somebody who is known no more: then it ends as they did, and what
   * comes is a stranger's.
   */
  protected abstract endIfGone(): Promise<boolean>;

  /**
   * Ends this record, whose taker was erased at `at` (epoch ms) before it came. What waited goes the way of
   * what comes late.
   */
  protected async endErased(at: number | null): Promise<void> {
    const held = this.handover.held().map(unpackBatch);
    const visitor = this.memory?.state.visitor;
    await this.end(at);
    if (visitor === undefined) return;
    for (const batch of held) await this.#receiveOwn(batch, visitor);
  }

  /** Empties the object. Nothing from up to `erasedAt` (epoch ms) is taken in again, unless it is null. */
  protected abstract end(erasedAt: number | null): Promise<void>;

  protected override async runDue(now: number): Promise<void> {
    await super.runDue(now);
    if (this.#isGiving()) await this.give(now);
  }

  #isGiving(): boolean {
    return this.#job() !== undefined || this.#firstHeld() !== null;
  }

  protected override dueAt(): number | null {
    const due = super.dueAt();
    return this.#isGiving() ? Math.min(due ?? Infinity, this.giveAt) : due;
  }

  /** Whether a part that came into this record is in it. */
  protected holds(part: string): boolean {
    return this.memory !== null && partOf(this.memory.state, part) !== null;
  }

  /** This record and the parts that are in it. */
  protected here(): string[] {
    const { state } = this.memory!;
    const parts = Object.keys(state.parts ?? {}).filter((name) => partOf(state, name) !== null);
    return [...new Set([state.visitor, ...parts])];
  }

  /** How rows of these parts are marked here. */
  protected sourcesOf(names: readonly string[]): string[] {
    const { visitor } = this.memory!.state;
    return ["", ...names].filter(
      (name) => name !== visitor && (name !== "" || names.includes(visitor)),
    );
  }
}

/** A batch that was to go to another as one of `visitor` alone. */
function ownBatch(batch: Incoming, visitor: string): Incoming {
  const { source: _, ...sender } = batch.sender;
  return { ...batch, visitor, sender };
}

/** What a page hears of a batch that waits: its events are safe, and it shows what it has. */
const heldReply = ({ events }: Incoming): BatchReply => ({
  results: events.map(({ id }) => ({ id, status: "accepted" })),
  intent: null,
  decisions: {},
  notices: [],
  canonical: null,
  session: null,
});

function readParcel(parts: ReadonlyMap<string, string | ArrayBuffer>) {
  const sales = Array.from(parts).filter(([part]) => part.startsWith("sale "));
  return {
    state: parts.get("state") as string,
    seen: parts.get("seen") as ArrayBuffer,
    sales: sales.map(([, body]) => JSON.parse(body as string) as SalesFact),
  };
}

/** The first rows that fit into a call, and whether they are the last. */
function chunkOf(all: Iterable<JournalRow>): { rows: JournalRow[]; last: boolean } {
  const rows: JournalRow[] = [];
  let chars = 0;
  for (const row of all) {
    if (rows.length > 0 && chars + row.events.length > CHUNK_CHARS) return { rows, last: false };
    chars += row.events.length + row.facts.length;
    rows.push(row);
  }
  return { rows, last: true };
}
