import type { Message } from "../core/messages/index.ts";
import { mentions } from "../core/privacy/index.ts";
import type { Env } from "../edge/env.ts";
import { type Address, ScheduledObject } from "../edge/scheduled-object.ts";
import { Inbox } from "../storage/inbox.ts";
import { migrate } from "../storage/migrate.ts";
import type { Sql } from "../storage/row-meter.ts";

/** Messages are folded in batches: later than this, together with all that came meanwhile. */
const FOLD_AFTER_MS = 1_000;
const ROWS_A_FOLD = 200;
/** A row that fails so often by itself is put aside. */
const TRIES_A_ROW = 5;

/**
 * An object that takes messages: a batch is acknowledged when it is a row of the inbox, and an alarm
 * folds what waits, in one commit with its removal.
 */
export abstract class Receiver<Body> extends ScheduledObject {
  protected readonly inbox: Inbox;
  #shop: string | null;
  #foldAt: number | null = null;
  /** Folds that have failed in a row. */
  #failed = 0;

  /** `steps` make the subclass's tables, those of the inbox among them, which is read by `sql`. */
  constructor(
    ctx: DurableObjectState,
    env: Env,
    steps: readonly string[],
    sql: Sql = ctx.storage.sql,
  ) {
    super(ctx, env);
    migrate(ctx.storage, steps);
    this.inbox = new Inbox(sql);
    this.#shop = ctx.id.name?.split("/")[0] ?? null;
    if (!this.inbox.isEmpty()) this.#foldAt = 0;
  }

  /** Folds one message, by its id, into memory; `save` then writes what changed. */
  protected abstract fold(body: Body, now: number, id: string): void;
  protected abstract save(now: number): void;
  protected abstract readonly binding: Address["binding"];

  /** Stores messages; when this returns, the sender may forget them. */
  async take(shop: string, messages: Message<Body>[], now: number): Promise<void> {
    this.#shop = shop;
    this.inbox.put(messages);
    this.#foldAt ??= now + FOLD_AFTER_MS;
    await this.arm(now);
  }

  /** Folds all that waits, for whoever wants to see what was just sent. */
  async settle(now: number): Promise<void> {
    while (!this.inbox.isEmpty()) this.foldWaiting(now);
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

  /** Folds the next rows of the inbox, in one commit. */
  protected foldWaiting(now: number): void {
    // After a failure row by row, so that it comes out which one it is.
    const rows = this.#failed === 0 ? ROWS_A_FOLD : 1;
    if (this.#failed > TRIES_A_ROW) this.inbox.buryFirst();
    this.#failed += 1;
    this.ctx.storage.transactionSync(() => {
      this.inbox.drain<Body>(now, rows, (body, id) => this.fold(body, now, id));
      this.save(now);
    });
    this.#failed = 0;
    this.#foldAt = this.inbox.isEmpty() ? null : now;
  }

  protected override address(): Address | null {
    const name = this.ctx.id.name;
    return this.#shop === null || name === undefined
      ? null
      : { binding: this.binding, shop: this.#shop, name };
  }
}
