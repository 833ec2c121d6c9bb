import type { Webhook } from "../core/outbound/index.ts";
import { checkedSize } from "./limits.ts";

export const WEBHOOK_TABLE = `CREATE TABLE webhooks (id TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID`;

/** A shop's webhooks, one row each with all that is known of it; they are few, and kept in memory. */
export class CourierWebhooks {
  readonly #sql: SqlStorage;
  #known: Map<string, Webhook> | null = null;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** In the order in which they were made. */
  all(): Webhook[] {
    return [...this.#all().values()].sort((a, b) => a.created - b.created);
  }

  get(id: string): Webhook | null {
    return this.#all().get(id) ?? null;
  }

  put(webhook: Webhook): void {
    this.#sql.exec(
      "INSERT OR REPLACE INTO webhooks (id, body) VALUES (?, ?)",
      webhook.id,
      checkedSize("a webhook", JSON.stringify(webhook)),
    );
    this.#all().set(webhook.id, webhook);
  }

  drop(id: string): void {
    this.#sql.exec("DELETE FROM webhooks WHERE id = ?", id);
    this.#all().delete(id);
  }

  /** Forgets what is in memory: storage has the truth. */
  discard(): void {
    this.#known = null;
  }

  #all(): Map<string, Webhook> {
    this.#known ??= new Map(
      this.#sql
        .exec<{ body: string }>("SELECT body FROM webhooks")
        .toArray()
        .map(({ body }) => JSON.parse(body) as Webhook)
        .map((webhook) => [webhook.id, webhook]),
    );
    return this.#known;
  }
}
