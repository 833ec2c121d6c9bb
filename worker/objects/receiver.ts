import type { Message } from "../core/messages/index.ts";
import { mentions } from "../core/privacy/index.ts";
import type { Env } from "../edge/env.ts";
import { logError } from "../edge/log.ts";
import { type Address, ScheduledObject } from "../edge/scheduled-object.ts";
import { Inbox } from "../storage/inbox.ts";
import { migrate } from "../storage/migrate.ts";
import type { Sql } from "../storage/row-meter.ts";

/** Messages are folded in batches: later than this, together with all that came meanwhile. */
const FOLD_AFTER_MS = 1_000;
/**
 * Where readers see what waits, its rows are written so seldom: what messages of four hours have in
 * common is one row. Whoever is brought up again reads what has come since, up to 512 KB.
 */
export const SAVE_AFTER_MS = 4 * 3_600_000;
const ROWS_TO_WAIT = 16;
/** A batch that fails so often by itself is put aside. */
const TRIES_A_BATCH = 5;

/**
 * An object that takes messages: a batch is acknowledged when it is a line of the inbox, and an alarm
 * folds what waits, in one commit with its removal.
 */
export abstract class Receiver<Body> extends ScheduledObject {
  protected readonly inbox: Inbox;
  readonly #steps: readonly string[];
  #shop: string | null;
  #foldAt: number | null;
  /** Folds that have failed in a row. */
  #failed = 0;
  /** Since one has failed: batch by batch, so that it comes out which one it is. */
  #isCareful = false;

  /** `steps` make the subclass's tables, those of the inbox among them, which is read by `sql`. */
  constructor(
    ctx: DurableObjectState,
    env: Env,
    steps: readonly string[],
    sql: Sql = ctx.storage.sql,
  ) {
    super(ctx, env);
    this.#steps = steps;
    this.prepare();
    this.inbox = new Inbox(sql);
    this.#shop = ctx.id.name?.split("/")[0] ?? null;
    this.#foldAt = this.inbox.dueAt();
  }

  protected override prepare(): void {
    migrate(this.ctx.storage, this.#steps);
  }

  /** Folds one message, by its id, into memory; `save` then writes what changed. */
  protected abstract fold(body: Body, now: number, id: string): void;
  protected abstract save(now: number): void;
  protected abstract readonly binding: Address["binding"];
  /** How long a message may wait (ms); 0: it is folded as it comes. */
  protected readonly foldAfter: number = FOLD_AFTER_MS;

  /** When these messages are to be folded (epoch ms). */
  protected foldBy(_messages: readonly Message<Body>[], now: number): number {
    return now + this.foldAfter;
  }

  /** Stores messages; when this returns, the sender may forget them. */
  async take(shop: string, messages: Message<Body>[], now: number): Promise<void> {
    this.#shop = shop;
    if (this.foldAfter > 0 || !this.#foldAtOnce(messages, now)) this.#keep(messages, now);
    await this.arm(now);
  }

  #keep(messages: Message<Body>[], now: number): void {
    const due = this.foldBy(messages, now);
    this.inbox.put(messages, due);
    const soon = this.inbox.size() > ROWS_TO_WAIT ? now + FOLD_AFTER_MS : Infinity;
    this.#foldAt = Math.min(this.#foldAt ?? Infinity, due, soon);
  }

  /** Folds a batch without storing it first, unless others wait or it fails; whether it did. */
  #foldAtOnce(messages: Message<Body>[], now: number): boolean {
    if (!this.inbox.isEmpty()) return false;
    try {
      this.ctx.storage.transactionSync(() => {
        this.inbox.readOne(messages, (body, id) => this.fold(body, now, id));
        this.save(now);
        this.inbox.drop(now);
      });
      return true;
    } catch (error) {
      logError("messages could not be folded, trying again", error, { object: this.binding });
      this.reload();
      return false;
    }
  }

  /** Folds and saves all that waits, for whoever wants to see what was just sent. */
  async settle(now: number): Promise<void> {
    while (!this.inbox.isEmpty()) this.foldWaiting(now);
  }

  /** The same for readers, who do without what cannot be folded. */
  protected async settleToRead(now: number): Promise<void> {
    if (this.#isCareful) return;
    try {
      await this.settle(now);
    } catch (error) {
      await this.#tryByAlarm(error, now);
    }
  }

  /** Folds all that waits into memory, for an object that answers from there; saving it can wait. */
  protected async foldToRead(now: number): Promise<void> {
    if (this.#isCareful) return;
    try {
      this.inbox.read<Body>(Infinity, (body, id) => this.fold(body, now, id));
    } catch (error) {
      await this.#tryByAlarm(error, now);
    }
  }

  /** Forgets the messages about people, who are not to be named any more; how many they were. */
  async forgetMessages(names: readonly string[], now: number): Promise<number> {
    await this.settle(now);
    return this.inbox.forgetDead(mentions(names));
  }

  protected override dueAt(): number | null {
    return this.#foldAt;
  }

  protected override async runDue(now: number): Promise<void> {
    this.foldWaiting(now);
  }

  /** Folds what waits and saves it, in one commit. */
  protected foldWaiting(now: number): void {
    if (this.#failed > TRIES_A_BATCH) this.inbox.buryFirst();
    this.#failed += 1;
    const batches = this.#isCareful ? 1 : Infinity;
    this.#isCareful = true;
    try {
      this.ctx.storage.transactionSync(() => {
        this.inbox.read<Body>(batches, (body, id) => this.fold(body, now, id));
        this.save(now);
        this.inbox.drop(now);
      });
    } catch (error) {
      this.reload();
      throw error;
    }
    this.#failed = 0;
    const isDone = this.inbox.isEmpty();
    this.#isCareful = batches === 1 && !isDone;
    this.#foldAt = isDone ? null : now;
  }

  override async empty(): Promise<void> {
    await super.empty();
    this.#foldAt = null;
  }

  /** What was read is still in the inbox, and is read again. A subclass forgets what it made of it. */
  protected override reload(): void {
    this.inbox.rewind();
  }

  protected override address(): Address | null {
    const name = this.ctx.id.name;
    return this.#shop === null || name === undefined
      ? null
      : { binding: this.binding, shop: this.#shop, name };
  }

  async #tryByAlarm(error: unknown, now: number): Promise<void> {
    logError("messages could not be folded, trying again", error, { object: this.binding });
    this.reload();
    this.#isCareful = true;
    this.#foldAt = now;
    await this.arm(now);
  }
}
