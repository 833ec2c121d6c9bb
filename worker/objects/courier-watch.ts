import { alertChanges, failingWebhooks } from "../core/alerts/index.ts";
import type { Env } from "../edge/env.ts";
import { lookAround } from "../edge/look-around.ts";
import type { AlertRow, CourierAlerts } from "../storage/courier-alerts.ts";
import type { CourierStore } from "../storage/courier-store.ts";
import type { CourierWebhooks } from "../storage/courier-webhooks.ts";
import type { AlertsReply } from "../wire/alert.ts";

const HOUR = 3_600_000;
const KEEP_FOR_MS = 30 * 24 * HOUR;

export interface WatchStores {
  alerts: CourierAlerts;
  announcements: CourierStore;
  webhooks: CourierWebhooks;
}

/** Looks every hour whether all is well with a shop, and announces each alert once, and once its end. */
export class CourierWatch {
  readonly #shop: string;
  readonly #env: Env;
  readonly #storage: DurableObjectStorage;
  readonly #stores: WatchStores;
  #due: number | null;

  constructor(shop: string, env: Env, storage: DurableObjectStorage, stores: WatchStores) {
    this.#shop = shop;
    this.#env = env;
    this.#storage = storage;
    this.#stores = stores;
    this.#due = stores.alerts.due();
  }

  dueAt(): number | null {
    return this.#due;
  }

  /** Begins to look, an hour from now, unless it has begun. */
  begin(now: number): void {
    if (this.#due === null) this.#next(now);
  }

  /** Reads again when it is due: a commit may have failed. */
  reload(): void {
    this.#due = this.#stores.alerts.due();
  }

  list(now: number): AlertsReply {
    return { alerts: this.#stores.alerts.list(now - KEEP_FOR_MS).map(tellAlert) };
  }

  async run(now: number): Promise<void> {
    if (this.#due === null || this.#due > now) return;
    const around = await lookAround(this.#env, this.#shop, now);
    const { alerts, webhooks } = this.#stores;
    const look = {
      looked: new Set([...around.looked, "webhook_failing" as const]),
      findings: [...around.findings, ...failingWebhooks(webhooks.all(), now)],
    };
    this.#storage.transactionSync(() => {
      const { raise, resolve } = alertChanges(alerts.open(), look);
      for (const finding of raise) {
        alerts.raise(finding, now);
        this.#announce("alert.raised", { ...finding }, now);
      }
      for (const { seq, kind, subject, raised } of resolve) {
        alerts.resolve(seq, now);
        const since = new Date(raised).toISOString();
        this.#announce("alert.resolved", { kind, subject, raised: since }, now);
      }
      alerts.forget(now - KEEP_FOR_MS);
      this.#next(now);
    });
  }

  #next(now: number): void {
    this.#due = now + HOUR;
    this.#stores.alerts.putDue(this.#due);
  }

  /** An alert is the shop's own and of no person. */
  #announce(type: string, data: Record<string, unknown>, now: number): void {
    this.#stores.announcements.add({ type, at: now, person: "", data }, now);
  }
}

const tellAlert = ({ seq, kind, subject, detail, raised, resolved }: AlertRow) => ({
  id: `${seq}`,
  kind,
  subject,
  detail,
  raised: new Date(raised).toISOString(),
  resolved: resolved === null ? null : new Date(resolved).toISOString(),
});
