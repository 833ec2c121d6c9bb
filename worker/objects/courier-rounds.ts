import {
  type Attempt,
  attempted,
  type Delivery,
  factId,
  isActive,
  type OutboundFact,
  roomOf,
  tried,
  type Webhook,
} from "../core/outbound/index.ts";
import { sendWebhook } from "../edge/send-webhook.ts";
import type { CourierDeliveries } from "../storage/courier-deliveries.ts";
import type { AnnouncementRow, CourierStore } from "../storage/courier-store.ts";
import type { CourierWebhooks } from "../storage/courier-webhooks.ts";

/** Posts under way at once: the platform opens no more connections. */
const AT_ONCE = 6;
/** Of these to one webhook. */
const TO_ONE = 4;
/** Rounds of one alarm, each of ten seconds at most. */
const ROUNDS_AN_ALARM = 10;

/** What the rounds read and write. */
export interface RoundStores {
  announcements: CourierStore;
  webhooks: CourierWebhooks;
  deliveries: CourierDeliveries;
}

/** Something to send now: a delivery that is due again, or the first try of an announcement. */
interface Task {
  webhook: Webhook;
  fact: OutboundFact;
  delivery: Delivery;
  /** Null for a first try, which has no row yet. */
  seq: number | null;
}

/**
 * Sends announcements to webhooks, in rounds of a few at once. Nothing is written before an answer is
 * there: what a crash interrupts is sent again under the same id. Receivers that fail are left alone, and
 * what is for them waits as it is, so that an outage costs hardly a row.
 */
export class CourierRounds {
  readonly #shop: string;
  readonly #storage: DurableObjectStorage;
  readonly #stores: RoundStores;
  /** Announcements up to which a webhook wants none that it has not got, by webhook. */
  readonly #readTo = new Map<string, number>();
  /** Undefined while it is to be worked out anew. */
  #due: number | null | undefined;

  constructor(shop: string, storage: DurableObjectStorage, stores: RoundStores) {
    this.#shop = shop;
    this.#storage = storage;
    this.#stores = stores;
  }

  /** When there is something to send (epoch ms); null when there is nothing. */
  dueAt(): number | null {
    this.#due ??= earliest(this.#stores.webhooks.all().map((webhook) => this.#dueOf(webhook)));
    return this.#due;
  }

  /** Call it when announcements, webhooks or deliveries have changed. */
  look(): void {
    this.#due = undefined;
  }

  /** The announcement up to which a webhook has got all that it wants. */
  doneTo(webhook: Webhook): number {
    this.#newOf(webhook, 1);
    return Math.max(webhook.position, this.#readTo.get(webhook.id) ?? 0);
  }

  /** Sends all that is due, as far as one alarm goes. `now` is the shop's time at its beginning. */
  async run(now: number): Promise<void> {
    const began = Date.now();
    for (let round = 0; round < ROUNDS_AN_ALARM; round++) {
      const at = now + Date.now() - began;
      const due = this.dueAt();
      if (due === null || due > at) return;
      const tasks = this.#plan(at);
      const attempts = await Promise.all(
        tasks.map(({ webhook, fact }) => sendWebhook(this.#shop, webhook, fact, at)),
      );
      this.#storage.transactionSync(() =>
        tasks.forEach((task, place) => this.#commit(task, attempts[place]!)),
      );
      this.look();
    }
  }

  #dueOf(webhook: Webhook): number | null {
    if (!isActive(webhook)) return null;
    const hasNew = this.#newOf(webhook, 1).length > 0;
    const due = hasNew ? 0 : this.#stores.deliveries.nextDue(webhook.id);
    return due === null ? null : Math.max(due, webhook.breaker.openUntil ?? 0);
  }

  /** What to send in the next round: of each webhook as much as its breaker lets through, by turns. */
  #plan(now: number): Task[] {
    const byWebhook = this.#stores.webhooks
      .all()
      .filter(isActive)
      .sort((a, b) => a.tried - b.tried)
      .map((webhook) => this.#tasksOf(webhook, now));
    const turns = Array.from({ length: TO_ONE }, (_, turn) =>
      byWebhook.flatMap((tasks) => tasks[turn] ?? []),
    );
    return turns.flat().slice(0, AT_ONCE);
  }

  #tasksOf(webhook: Webhook, now: number): Task[] {
    const room = roomOf(webhook.breaker, now, TO_ONE);
    if (room === 0) return [];
    const again = this.#stores.deliveries.due(webhook.id, now, room).flatMap((row): Task[] => {
      const { seq, ...delivery } = row;
      const announcement = this.#stores.announcements.get(row.event);
      if (announcement !== null)
        return [{ webhook, fact: this.#factOf(announcement), delivery, seq }];
      // Asked for again when what it told of had gone already.
      this.#stores.deliveries.drop(seq);
      return [];
    });
    const fresh = this.#newOf(webhook, room - again.length).map((row): Task => ({
      webhook,
      fact: this.#factOf(row),
      delivery: firstDelivery(webhook.id, row, now),
      seq: null,
    }));
    return [...again, ...fresh];
  }

  /** Announcements that a webhook wants and has not got, the oldest first. */
  #newOf({ id, position, types }: Webhook, limit: number): AnnouncementRow[] {
    if (limit <= 0) return [];
    const { announcements } = this.#stores;
    for (;;) {
      const after = Math.max(position, this.#readTo.get(id) ?? 0);
      const { found, readTo } = announcements.wanted(after, types, limit);
      if (found.length > 0 || readTo === after) return found;
      this.#readTo.set(id, readTo);
    }
  }

  #factOf({ seq, type, at, person, data }: AnnouncementRow): OutboundFact {
    return {
      id: factId(this.#shop, seq),
      type,
      at,
      person: person || null,
      data: JSON.parse(data),
    };
  }

  /** Everything may have changed while the answer was waited for: webhook, delivery and announcement. */
  #commit({ webhook: { id }, delivery, seq }: Task, attempt: Attempt): void {
    const { announcements, deliveries, webhooks } = this.#stores;
    const webhook = webhooks.get(id);
    if (webhook === null) return;
    const position = Math.max(webhook.position, seq === null ? delivery.event : 0);
    webhooks.put({ ...tried(webhook, attempt.status, attempt.at), position });
    const isGone = seq === null ? false : deliveries.get(seq) === null;
    if (isGone || announcements.get(delivery.event) === null) return;
    deliveries.put(attempted(delivery, attempt, Math.random()), seq);
  }
}

const firstDelivery = (webhook: string, { seq, type }: AnnouncementRow, now: number): Delivery => ({
  webhook,
  event: seq,
  type,
  status: "waiting",
  due: now,
  since: now,
  tries: 0,
  attempts: [],
});

const earliest = (times: readonly (number | null)[]): number | null =>
  times.reduce((min, time) => (time === null || (min !== null && min <= time) ? min : time), null);
