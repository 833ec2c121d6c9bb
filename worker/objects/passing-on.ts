import type { Outgoing } from "../core/person/index.ts";
import type { Env } from "../edge/env.ts";
import { deliver } from "../edge/outbox.ts";
import type { Inbox } from "../storage/inbox.ts";
import { PassingStore } from "../storage/passing-store.ts";

const RETRY_MS = 30_000;

/** What others sent through an object to its receivers: kept with what the object folds, then handed on. */
export class PassingOn {
  readonly #shop: string;
  readonly #env: Env;
  readonly #store: PassingStore;
  readonly #inbox: Inbox;
  #taken: Outgoing[] = [];
  /** When rows want to be handed on (epoch ms; 0: at once), or null when there are none. */
  dueAt: number | null = null;

  constructor(shop: string, env: Env, sql: SqlStorage, inbox: Inbox) {
    this.#shop = shop;
    this.#env = env;
    this.#store = new PassingStore(sql);
    this.#inbox = inbox;
    this.reload();
  }

  take(message: Outgoing): void {
    this.#taken.push(message);
  }

  /** Writes down what was taken; it belongs into the commit of the fold. */
  save(): void {
    if (this.#taken.length === 0) return;
    this.#store.put(this.#taken);
    this.#taken = [];
    this.dueAt ??= 0;
  }

  reload(): void {
    this.#taken = [];
    this.dueAt = this.#store.isEmpty() ? null : 0;
  }

  /** Hands on all that is due. What a receiver does not take is tried again, and buried after 48 hours. */
  async run(now: number): Promise<void> {
    while (this.dueAt !== null && this.dueAt <= now) {
      const row = this.#store.first();
      if (row === null) {
        this.dueAt = null;
        return;
      }
      const { sent, dead } = await deliver(this.#env, this.#shop, row.messages, now);
      const isDead = new Set(dead.map(({ id }) => id));
      const left = row.messages.filter(({ id }) => !sent.has(id) && !isDead.has(id));
      this.#inbox.bury(dead);
      this.#store.leave(
        row.seq,
        left.map((message) => ({ ...message, failed: true })),
      );
      if (left.length > 0) this.dueAt = now + RETRY_MS;
    }
  }

  /** Takes out what is about somebody, see `PassingStore`. */
  forget(about: (text: string) => boolean): number {
    return this.#store.forget(about);
  }
}
